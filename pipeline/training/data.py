"""Training documents: gold spans laid over spaCy's tokens as BIO tags."""

import gzip
import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language

from pipeline.stages.ner import bio_spans
from pipeline.stages.ner.decode import Decoder

# Sets with coarse labels: their LOC is GPE, LOC and FAC in one, their MISC anything, their EVENT elections and seasons
# too; nationalities they mark or not.
FINE, COARSE = ("news_gold", "written_gold"), ("gum_train", "crossner_train")
BENCHMARKS = ("wikigold", "uner_ewt_dev", "uner_ewt_test", "uner_pud", "gum_news", "crossner_politics_dev")
FINER = {"LOC": ("GPE", "LOC", "FAC"), "MISC": ("EVENT", "PRODUCT", "LAW", "WORK", "NORP", ""), "EVENT": ("EVENT", "")}
# What sets leave unmarked, and a network of the fine sets adds; UNER marks three labels alone.
UNMARKED = dict.fromkeys(("uner_pud", "uner_ewt_dev", "uner_ewt_test"), ("NORP", "EVENT", "PRODUCT", "LAW", "WORK"))
ALWAYS_UNMARKED = ("NORP",)
ROWS_A_DOCUMENT = 12  # news_gold has its sentences in order, but no document marks


class Sentence(NamedTuple):
    """Words with BIO tags."""

    words: list[str]
    tags: list[str]


Document = list[Sentence]


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def documents(rows: Sequence[dict[str, Any]], nlp: Language) -> list[Document]:
    """A document a row; rows of single sentences are put together as they follow each other."""
    size = ROWS_A_DOCUMENT if all(len(row.get("sents") or ()) < 2 for row in rows) else 1
    parts = (rows[i : i + size] for i in range(0, len(rows), size))
    found = ([s for row in part for s in _sentences(row, nlp) if s.words] for part in parts)
    return [document for document in found if document]


def _sentences(row: dict[str, Any], nlp: Language) -> Iterator[Sentence]:
    """The sentences of a row; spans that do not fall on token edges are widened to them."""
    for start, end in row.get("sents") or [[0, len(row["text"])]]:
        ents = [(a - start, b - start, label) for a, b, label in row["ents"] if start <= a and b <= end]
        yield _sentence(row["text"][start:end], ents, nlp)


def _sentence(text: str, ents: list[tuple[int, int, str]], nlp: Language) -> Sentence:
    doc = nlp.make_doc(text)
    tags = ["O"] * len(doc)
    for start, end, label in ents:
        inside = [t.i for t in doc if t.idx < end and start < t.idx + len(t) and not t.is_space]
        for k, i in enumerate(inside):
            tags[i] = ("I-" if k else "B-") + label
    return Sentence([t.text for t in doc], tags)


def is_held_out(row: dict[str, Any]) -> bool:
    """One document in ten, by a hash of its id, is kept for the card's figures."""
    return int(hashlib.sha256(str(row["id"]).encode()).hexdigest(), 16) % 10 == 0


def refine(document: Document, decoder: Decoder, unmarked: Collection[str] = ALWAYS_UNMARKED) -> Document:
    """A document of a coarse set with fine labels: those that a network of the fine sets finds most probable.

    Names with ``unmarked`` labels, where the network finds them and the set has nothing, are added.
    """
    column = {tag: i for i, tag in enumerate(decoder.tags)}
    refined = []
    [decoded] = decoder.decode([[s.words for s in document]])
    for sentence, (path, marginals) in zip(document, decoded, strict=True):
        tags = list(sentence.tags)
        for start, end, label in bio_spans(sentence.tags):
            choice = FINER.get(label, (label,))
            best = max(choice, key=lambda each: marginals[start, column[f"B-{each}" if each else "O"]])
            tags[start:end] = [f"B-{best}", *[f"I-{best}"] * (end - start - 1)] if best else ["O"] * (end - start)
        for start, end, label in bio_spans([decoder.tags[k] for k in path]):
            if label in unmarked and set(sentence.tags[start:end]) == {"O"}:
                tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
        refined.append(Sentence(sentence.words, tags))
    return refined


def in_capitals(document: Document) -> Document:
    """The document as a headline writes it."""
    return [Sentence([word.upper() for word in words], tags) for words, tags in document]
