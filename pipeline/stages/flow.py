"""The stages on tables, in flow order: each function is the work of one asset.

They take frames that keep their contracts and give such frames back, whatever documents they hold. Text goes to the
stage modules; here rows get their ids, their offsets in the raw text and their documents.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.stages import residue
from pipeline.stages.clean import clean
from pipeline.stages.dates import find_dates
from pipeline.stages.duplicates import find_copies
from pipeline.stages.edits import Edit, OffsetMap, Span, apply, compose, cut, invert
from pipeline.stages.entities import find_entities
from pipeline.stages.names import NameMention, link, summarise
from pipeline.stages.numbers import find_numbers
from pipeline.stages.sentences import count_tokens, split
from schemas import (
    Articles,
    CleanDocuments,
    Dates,
    Duplicates,
    Edits,
    Entities,
    Names,
    Numbers,
    RemovedSpans,
    Sentences,
)

if TYPE_CHECKING:
    from spacy.language import Language

Frames = dict[str, pd.DataFrame]
SHORT_WORDS = 50
CONTEXT_CHARS = 30


def clean_documents(raw_documents: pd.DataFrame) -> Frames:
    """Repair characters: clean_documents and edits."""
    documents, rows = [], []
    for raw in records(raw_documents):
        text, edits = clean(raw["raw_text"])
        documents.append({**raw, "text": text, "n_chars": len(text)})
        spans = invert(raw["raw_text"], edits)
        rows += [
            {
                "doc_id": raw["doc_id"], "seq": i, "raw_start": edit.start, "raw_end": edit.end, "start": back.start,
                "end": back.end, "op": edit.op, "before": back.after, "after": edit.after,
            }
            for i, (edit, back) in enumerate(zip(edits, spans, strict=True))
        ]  # fmt: skip
    return {"clean_documents": CleanDocuments.frame(documents), "edits": Edits.frame(rows)}


def duplicates(clean_documents: pd.DataFrame) -> Frames:
    """Cluster near-copies. Corpus level: needs all documents."""
    copies = find_copies(dict(zip(clean_documents["doc_id"], clean_documents["text"], strict=True)))
    return {
        "duplicates": Duplicates.frame([{**copy._asdict(), "cluster_id": copy.canonical_doc_id} for copy in copies])
    }


def recurring_lines(
    raw_documents: pd.DataFrame, clean_documents: pd.DataFrame, duplicates: pd.DataFrame
) -> dict[str, frozenset[str]]:
    """Lines that recur, by publisher ('' where unknown). Corpus level: needs all documents, one of each cluster."""
    publishers = dict(zip(raw_documents["doc_id"], raw_documents["publisher"].fillna(""), strict=True))
    firsts = clean_documents[~clean_documents["doc_id"].isin(duplicates["doc_id"])]
    return residue.recurring_lines(
        (publishers[doc_id], text) for doc_id, text in zip(firsts["doc_id"], firsts["text"], strict=True)
    )


def articles(
    raw_documents: pd.DataFrame,
    clean_documents: pd.DataFrame,
    edits: pd.DataFrame,
    duplicates: pd.DataFrame,
    recurring: Mapping[str, frozenset[str]],
    *,
    strip: bool = True,
) -> Frames:
    """Cut residue: removed_spans and articles."""
    clusters = dict(zip(duplicates["doc_id"], duplicates["cluster_id"], strict=True))
    texts = dict(zip(clean_documents["doc_id"], clean_documents["text"], strict=True))
    origins = _Origins(edits)
    removed, rows = [], []
    for raw in records(raw_documents):
        doc_id, text = raw["doc_id"], texts[raw["doc_id"]]
        known = recurring.get(raw["publisher"] or "", frozenset())
        cuts = residue.find_spans(text, recurring=known, title=raw["title"]) if strip else []
        for each in cuts:
            raw_span = origins.of(doc_id).to_before(each.start, each.end)
            slice_ = {"doc_id": doc_id, "raw_start": raw_span.start, "raw_end": raw_span.end}
            removed.append({**each._asdict(), **slice_, "text": text[each.start : each.end]})
        rows.append(_article(raw, text, cuts, clusters.get(doc_id, doc_id)))
    return {"removed_spans": RemovedSpans.frame(removed), "articles": Articles.frame(rows)}


def _article(raw: dict[str, Any], text: str, cuts: list[residue.Cut], cluster_id: str) -> dict[str, Any]:
    kept = apply(text, [cut(each.start, each.end) for each in cuts])
    found = residue.read_metadata(text, cuts)
    published = raw["published"] or found.published
    n_words = len(kept.split())
    flags = {
        "empty": not kept.strip(),
        "short": n_words < SHORT_WORDS,
        "mostly_removed": 2 * len(kept) < len(text),
        "duplicate": cluster_id != raw["doc_id"],
    }
    return {
        **raw,
        "title": raw["title"] or found.title,
        "byline": found.byline,
        "dateline": found.dateline,
        "agency": found.agency,
        "published": published,
        "published_source": "metadata" if raw["published"] else "stated" if published else "none",
        "text": kept,
        "cluster_id": cluster_id,
        "is_canonical": cluster_id == raw["doc_id"],
        "n_chars_raw": len(raw["raw_text"]),
        "n_chars": len(kept),
        "n_removed_chars": len(text) - len(kept),
        "n_sentences": len(split(kept)),
        "flags": sorted(name for name, holds in flags.items() if holds),
    }


def sentences(articles: pd.DataFrame, edits: pd.DataFrame, removed_spans: pd.DataFrame) -> Frames:
    """Split articles into sentences."""
    origins = _Origins(edits, removed_spans)
    rows = []
    for article in records(articles):
        text, doc_id = article["text"], article["doc_id"]
        for i, found in enumerate(split(text)):
            row = {"paragraph": found.paragraph, "index": i, "in_quote": found.in_quote,
                   "n_tokens": count_tokens(text, found.start, found.end)}  # fmt: skip
            span = origins.located(doc_id, text, found.start, found.end)
            rows.append({**row, **span, "sentence_id": f"{doc_id}:s:{found.start}-{found.end}"})
    return {"sentences": Sentences.frame(rows)}


def names(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
    nlp: "Language | None" = None,
) -> Frames:
    """Tag names and join them: entities and names. The joining is corpus level: it needs all documents."""
    origins, bounds = _Origins(edits, removed_spans), _Bounds(sentences)
    documents = list(records(articles))
    found = find_entities(
        [d["text"] for d in documents], nlp=nlp, sentences=[bounds.spans(d["doc_id"]) for d in documents]
    )
    linked, ids = link(
        summarise([_name_mention(document, *mention[:3]) for mention in mentions])
        for document, mentions in zip(documents, found, strict=True)
    )
    rows = []
    for document, mentions in zip(documents, found, strict=True):
        doc_id, text = document["doc_id"], document["text"]
        for start, end, label, score in mentions:
            row = {"mention_id": f"{doc_id}:m:{start}-{end}", "label": label, "score": score,
                   "sentence_id": bounds.sentence_of(doc_id, start), "name_id": ids[doc_id, start, end]}  # fmt: skip
            rows.append({**row, **origins.located(doc_id, text, start, end)})
    return {"entities": Entities.frame(rows), "names": Names.frame([asdict(name) for name in linked])}


def _name_mention(document: dict[str, Any], start: int, end: int, label: str) -> NameMention:
    text = document["text"]
    context = text[max(0, start - CONTEXT_CHARS) : start].rsplit("\n", 1)[-1]
    return NameMention(document["doc_id"], document["cluster_id"], start, end, text[start:end], label, context)


def dates(
    articles: pd.DataFrame,
    clean_documents: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
) -> Frames:
    """Find dates, resolved against the publication date or, without one, a date that the residue states."""
    origins, bounds = _Origins(edits, removed_spans), _Bounds(sentences)
    texts = dict(zip(clean_documents["doc_id"], clean_documents["text"], strict=True))
    cuts = _by_document(removed_spans)
    rows = []
    for article in records(articles):
        doc_id, text = article["doc_id"], article["text"]
        stated = residue.read_metadata(texts[doc_id], [_as_cut(row) for row in cuts.get(doc_id, [])])
        reference = article["published"] or max(stated.stated_dates, default=None)
        source = article["published_source"] if article["published"] else "stated"
        mentions = find_dates(
            text, reference, reference_source=source, year=stated.year, sentences=bounds.spans(doc_id)
        )
        for found in mentions:
            span = origins.located(doc_id, text, found.start, found.end)
            rows.append({**asdict(found), **span, "sentence_id": bounds.sentence_of(doc_id, found.start)})
    return {"dates": Dates.frame(rows)}


def numbers(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
    dates: pd.DataFrame,
) -> Frames:
    """Find numbers that are no part of a date."""
    origins, bounds = _Origins(edits, removed_spans), _Bounds(sentences)
    excluded = _by_document(dates)
    rows = []
    for article in records(articles):
        doc_id, text = article["doc_id"], article["text"]
        spans = [Span(row["start"], row["end"]) for row in excluded.get(doc_id, [])]
        for found in find_numbers(text, spans, sentences=bounds.spans(doc_id)):
            parent = found.subset_of
            ids = {
                "number_id": f"{doc_id}:n:{found.start}-{found.end}",
                "subset_of": f"{doc_id}:n:{parent.start}-{parent.end}" if parent else None,
                "sentence_id": bounds.sentence_of(doc_id, found.start),
            }
            rows.append({**asdict(found), **ids, **origins.located(doc_id, text, found.start, found.end)})
    return {"numbers": Numbers.frame(rows)}


def records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows as dictionaries, missing values as None."""
    for row in frame.to_dict("records"):
        yield {str(k): None if isinstance(v, float) and v != v else v for k, v in row.items()}


def _by_document(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The rows of each document; frames are sorted by document."""
    return {doc_id: list(rows) for doc_id, rows in groupby(records(frame), key=lambda row: str(row["doc_id"]))}


def _as_cut(row: dict[str, Any]) -> residue.Cut:
    return residue.Cut(**{name: row[name] for name in residue.Cut._fields})


class _Origins:
    """Where spans of the article, or without ``removed_spans`` of the clean text, stand in the raw text."""

    def __init__(self, edits: pd.DataFrame, removed_spans: pd.DataFrame | None = None) -> None:
        self._edits = _by_document(edits)
        self._cuts = _by_document(removed_spans) if removed_spans is not None else {}
        self._maps: tuple[str, OffsetMap] = ("", OffsetMap([]))

    def of(self, doc_id: str) -> OffsetMap:
        """The map between the raw text and the text."""
        if self._maps[0] != doc_id:
            edits = [Edit(e["raw_start"], e["raw_end"], e["after"], e["op"]) for e in self._edits.get(doc_id, [])]
            cuts = [cut(c["start"], c["end"]) for c in self._cuts.get(doc_id, [])]
            self._maps = (doc_id, OffsetMap(compose(edits, cuts)))
        return self._maps[1]

    def located(self, doc_id: str, text: str, start: int, end: int) -> dict[str, Any]:
        """The columns that every span of an article has."""
        raw = self.of(doc_id).to_before(start, end)
        return {"doc_id": doc_id, "start": start, "end": end, "raw_start": raw.start, "raw_end": raw.end,
                "text": text[start:end]}  # fmt: skip


class _Bounds:
    """The sentences of each document."""

    def __init__(self, sentences: pd.DataFrame) -> None:
        self._rows = _by_document(sentences)

    def spans(self, doc_id: str) -> list[Span]:
        """The sentences' spans."""
        return [Span(row["start"], row["end"]) for row in self._rows.get(doc_id, [])]

    def sentence_of(self, doc_id: str, offset: int) -> str:
        """Id of the sentence that holds an offset."""
        rows = self._rows[doc_id]
        return str(rows[bisect_right(rows, offset, key=lambda row: row["start"]) - 1]["sentence_id"])
