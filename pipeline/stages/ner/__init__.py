"""The shipped name tagger: a small convolutional network over word vectors, as a component of a spaCy pipeline.

`features` and `vectors` say what it looks at, `network` how it scores, `decode` how it tags. Gazetteer and word classes
travel with the weights. How they are trained stands in `pipeline.training`.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.stages.ner.chain import Array
from pipeline.stages.ner.decode import Decoder
from pipeline.stages.ner.features import Features
from pipeline.stages.ner.network import Network, Weights
from pipeline.stages.ner.vectors import Vectors, shipped
from pipeline.stages.sentences import split

__all__ = ["NAME", "Features", "Model", "NameTagger", "Network", "Vectors", "Weights", "bio_spans", "shipped"]

NAME = "winnow_ner"
BATCH = 64  # documents
WEIGHTS, GAZETTEER, WORDS, SETTINGS = "weights.gz", "gazetteer.json.gz", "words.tsv.gz", "settings.json"

if not Span.has_extension("score"):
    Span.set_extension("score", default=None)


class Model(NamedTuple):
    """All that training makes."""

    weights: Weights
    gazetteer: dict[str, str]  # lower-cased words of a name -> its kinds
    words: dict[str, tuple[int, str]]  # word -> cluster, and how rare it is in lower case
    labels: tuple[str, ...]  # those that are published; the network knows more, which keeps them apart
    calibration: tuple[tuple[float, float], ...]  # (probability by the network, share that is right), increasing


@Language.factory(NAME)
class NameTagger:
    """Sets ``doc.ents`` with ``span._.score``, the share of spans of such a probability that are right."""

    def __init__(self, nlp: Language, name: str = NAME) -> None:  # noqa: ARG002  spaCy passes it
        self.name = name
        self._model: Model | None = None

    def set(self, model: Model) -> None:
        """Take what training made."""
        self._model = model
        network = Network(model.weights, Features(model.gazetteer, model.words), shipped())
        self._decoder = Decoder(network)
        self._calibration = np.array(model.calibration or ((0.0, 0.0), (1.0, 1.0))).T

    def __call__(self, doc: Doc) -> Doc:
        """Tag a document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Tag documents, so many side by side."""
        if self._model is None:
            raise ValueError("the name tagger has no weights: load a trained pipeline")
        ahead = iter(stream)
        while docs := list(islice(ahead, batch_size)):
            texts = [token_texts(doc) for doc in docs]
            ranges = [sentence_tokens(t, doc.to_array("SPACY").tolist()) for t, doc in zip(texts, docs, strict=True)]
            sentences = [[t[start:end] for start, end in each] for t, each in zip(texts, ranges, strict=True)]
            for doc, each, decoded in zip(docs, ranges, self._decoder.decode(sentences), strict=True):
                spans = (self._spans(doc, start, *found) for (start, _), found in zip(each, decoded, strict=True))
                doc.set_ents([span for found in spans for span in found])
                yield doc

    def _spans(self, doc: Doc, start: int, tags: Sequence[int], marginals: Array) -> Iterator[Span]:
        assert self._model
        names = [self._decoder.tags[tag] for tag in tags]
        for i, j, label in bio_spans(names):
            if label in self._model.labels:
                span = Span(doc, start + i, start + j, label=label)
                probability = min(marginals[k, tags[k]] for k in range(i, j))
                span._.score = round(float(np.interp(probability, *self._calibration)), 4)
                yield span

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002  spaCy passes it
        """Write the model into a folder, the same bytes for the same model."""
        assert self._model
        folder, model = Path(path), self._model
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WEIGHTS).write_bytes(model.weights.to_bytes())
        _write(folder / GAZETTEER, json.dumps(model.gazetteer, ensure_ascii=False, sort_keys=True, indent=0))
        _write(folder / WORDS, words_text(model.words))
        settings = {"labels": model.labels, "calibration": model.calibration}
        (folder / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "NameTagger":  # noqa: ARG002
        """Read what ``to_disk`` wrote."""
        folder = Path(path)
        settings: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        self.set(
            Model(
                Weights.from_bytes((folder / WEIGHTS).read_bytes()),
                json.loads(gzip.decompress((folder / GAZETTEER).read_bytes())),
                read_words(folder / WORDS),
                tuple(settings["labels"]),
                tuple((low, high) for low, high in settings["calibration"]),
            )
        )
        return self


def _write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def words_text(words: dict[str, tuple[int, str]]) -> str:
    """The table of words: a line a class with its words, which is half the size of a line a word."""
    classes: dict[tuple[int, str], list[str]] = {}
    for word in sorted(words):
        classes.setdefault(words[word], []).append(word)
    return "".join(f"{cluster}\t{case}\t{' '.join(found)}\n" for (cluster, case), found in sorted(classes.items()))


def read_words(path: Path) -> dict[str, tuple[int, str]]:
    """Reads what ``words_text`` made."""
    table: dict[str, tuple[int, str]] = {}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        cluster, case, words = line.split("\t")
        table.update(dict.fromkeys(words.split(" "), (int(cluster), case)))
    return table


def token_texts(doc: Doc) -> list[str]:
    """The tokens' texts, without an object a token."""
    strings = doc.vocab.strings
    return [strings[orth] for orth in doc.to_array("ORTH").tolist()]


def sentence_tokens(texts: Sequence[str], spaces: Sequence[int]) -> list[tuple[int, int]]:
    """Token ranges of the sentences by our own splitter, white space at their edges left out."""
    parts = [text + " " * space for text, space in zip(texts, spaces, strict=True)]
    starts = [0, *accumulate(map(len, parts))][:-1]
    ranges = []
    i = 0
    for sentence in split("".join(parts)):
        while i < len(starts) and starts[i] < sentence.start:
            i += 1
        start = i
        while i < len(starts) and starts[i] < sentence.end:
            i += 1
        if start < i:
            ranges.append((start, i))
    return ranges


def bio_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of the spans in BIO tags; an I- without its B- begins a span."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        inside = tag[:2] == "I-" and tag[2:] == label
        if label and not inside:
            yield start, i, label
            label = ""
        if tag != "O" and not inside:
            start, label = i, tag[2:]
