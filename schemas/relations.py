"""Contracts between tables: keys exist, slices are what they say, the raw text is rebuilt exactly.

Pure functions from tables to offending rows. Offsets are computed here anew, with arrays, and not by the code
that made them, so that a fault there shows here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

Tables = Mapping[str, pd.DataFrame]


class Violation(NamedTuple):
    """A row that breaks a contract."""

    table: str
    row_key: str
    check: str
    column: str
    value: str
    message: str


class Relation(NamedTuple):
    """A contract of ``table`` with the tables it ``needs``; ``find`` yields (row key, column, value, message)."""

    name: str
    table: str
    needs: tuple[str, ...]
    description: str
    find: Callable[[Tables], Iterator[tuple[Any, str, Any, str]]]


def violations(relation: Relation, tables: Tables) -> list[Violation]:
    """The rows of ``relation.table`` that break the relation; empty if it holds."""
    return [
        Violation(relation.table, str(key), relation.name, column, str(value)[:200], message)
        for key, column, value, message in relation.find(tables)
    ]


def _key_exists(table: str, column: str, other: str, other_column: str) -> Relation:
    def find(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
        values = tables[table][column]
        missing = values[values.notna() & ~values.isin(tables[other][other_column])]
        for row, value in missing.items():
            yield _row_key(tables[table], row), column, value, f"no such {other_column} in {other}"

    name = f"{column}_in_{other}"
    return Relation(name, table, (table, other), f"Every {column} exists in {other}.{other_column}.", find)


def _row_key(frame: pd.DataFrame, row: Any) -> str:
    first = frame.columns[0]
    if first != "doc_id" or "start" not in frame:
        return str(frame[first][row])
    return f"{frame['doc_id'][row]}:{frame['start'][row]}-{frame['end'][row]}"


def _same_documents(table: str, other: str) -> Relation:
    def find(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
        have, want = set(tables[table]["doc_id"]), set(tables[other]["doc_id"])
        for doc_id in sorted(want - have):
            yield doc_id, "doc_id", doc_id, f"document of {other} is missing"
        for doc_id in sorted(have - want):
            yield doc_id, "doc_id", doc_id, f"document is not in {other}"

    return Relation(
        f"same_documents_as_{other}", table, (table, other), f"The documents of {other}, all of them.", find
    )


def _raw_rebuilt(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
    """Undo cuts and edits in each article; what comes out must be the raw text, character for character."""
    raw_texts = _by_doc(tables["raw_documents"], "raw_text")
    cuts, edits = _groups(tables["removed_spans"]), _groups(tables["edits"])
    for doc_id, text in _by_doc(tables["articles"], "text").items():
        clean = _undo(text, [(c["start"], 0, c["text"]) for c in cuts.get(doc_id, [])], inserted=True)
        raw = _undo(clean, [(e["start"], len(e["after"]), e["before"]) for e in edits.get(doc_id, [])])
        if raw != raw_texts.get(doc_id):
            yield doc_id, "text", text, "article, removed_spans and edits do not give the raw text back"


def _undo(text: str, pieces: list[tuple[int, int, str]], *, inserted: bool = False) -> str:
    """``text`` with each (start, length, before) replaced by ``before``.

    Starts count in ``text``, or where ``inserted`` in the result: cuts are recorded in the text before them.
    """
    parts, position, grown = [], 0, 0
    for start, length, before in pieces:
        at = start - grown if inserted else start
        parts += [text[position:at], before]
        position = at + length
        grown += len(before) - length
    return "".join([*parts, text[position:]])


def _clean_is_edited_raw(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
    raw_texts, edits = _by_doc(tables["raw_documents"], "raw_text"), _groups(tables["edits"])
    for doc_id, text in _by_doc(tables["clean_documents"], "text").items():
        pieces = [(e["raw_start"], e["raw_end"] - e["raw_start"], e["after"]) for e in edits.get(doc_id, [])]
        if _undo(raw_texts.get(doc_id, ""), pieces) != text:
            yield doc_id, "text", text, "raw_text with its edits is not the clean text"


def _slices(table: str, source: str, column: str, start: str, end: str, text: str) -> Relation:
    def find(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
        texts, frame = _by_doc(tables[source], column), tables[table]
        for row, doc_id, a, b, value in zip(
            frame.index, frame["doc_id"], frame[start], frame[end], frame[text], strict=True
        ):
            if texts.get(doc_id, "")[a:b] != value:
                yield _row_key(frame, row), text, value, f"{source}.{column}[{a}:{b}] is another text"

    description = f"{text} is the slice {source}.{column}[{start}:{end}]."
    return Relation(f"{text}_is_slice_of_{source}", table, (table, source), description, find)


def _raw_offsets(table: str, *, in_article: bool = True) -> Relation:
    def find(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
        images = _Images(tables, in_article)
        for doc_id, rows in tables[table].groupby("doc_id", sort=False):
            spans = rows[["start", "end", "raw_start", "raw_end"]].to_numpy()
            for row in rows.index[~images.holds(str(doc_id), spans)]:
                key = _row_key(rows, row)
                yield (
                    key,
                    "raw_start",
                    rows["raw_start"][row],
                    "the raw span does not lead to the span in the text",
                )

    needs = (table, "raw_documents", "edits", *(("removed_spans",) if in_article else ()))
    return Relation("raw_span_leads_here", table, needs, "The raw span, edited and cut, is the row's text.", find)


class _Images:
    """For each document, where every raw offset lands in the clean text or the article."""

    def __init__(self, tables: Tables, in_article: bool) -> None:
        self._lengths = {d: len(t) for d, t in _by_doc(tables["raw_documents"], "raw_text").items()}
        self._edits = _groups(tables["edits"])
        self._cuts = _groups(tables["removed_spans"]) if in_article else {}

    def holds(self, doc_id: str, spans: np.ndarray) -> np.ndarray:
        """Which rows (start, end, raw_start, raw_end) are right.

        The image of the raw span must be the span itself; it may reach further only where the span begins or ends
        inside the result of a single edit.
        """
        if doc_id not in self._lengths:
            return np.zeros(len(spans), dtype=bool)
        image, units = self._image(doc_id)
        start, end, raw_start, raw_end = spans.T
        known = (raw_start >= 0) & (raw_end < len(image)) & (raw_start < raw_end)
        first, last = np.where(known, raw_start, 0), np.where(known, raw_end, 1)
        begins = (image[first] <= start) & (start < np.maximum(image[first + 1], image[first] + 1))
        ends = (image[units[last - 1]] < end) & (end <= image[last])
        return np.asarray(known & begins & ends, dtype=bool)

    def _image(self, doc_id: str) -> tuple[np.ndarray, np.ndarray]:
        """Where each raw offset lands, and where the edit begins that it lies in, or else itself."""
        widths = np.ones(self._lengths[doc_id], dtype=np.int64)
        units = np.arange(self._lengths[doc_id])
        for edit in self._edits.get(doc_id, []):
            a, b, after = edit["raw_start"], edit["raw_end"], edit["after"]
            if b - a != len(after):
                widths[a:b] = 0
                widths[a] = len(after)
                units[a:b] = a
        clean = np.concatenate([[0], np.cumsum(widths)])
        kept = np.ones(clean[-1], dtype=np.int64)
        for cut in self._cuts.get(doc_id, []):
            kept[cut["start"] : cut["end"]] = 0
        return np.concatenate([[0], np.cumsum(kept)])[clean], units


def _balance(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
    articles = tables["articles"]
    removed = tables["removed_spans"].groupby("doc_id")["text"].apply(lambda texts: texts.str.len().sum())
    n_removed = articles["doc_id"].map(removed).fillna(0)
    n_clean = articles["doc_id"].map(_lengths(tables["clean_documents"], "text"))
    n_raw = articles["doc_id"].map(_lengths(tables["raw_documents"], "raw_text"))
    wrong = {
        "n_chars_raw": articles["n_chars_raw"] != n_raw,
        "n_removed_chars": articles["n_removed_chars"] != n_removed,
        "n_chars": (articles["n_chars"] != articles["text"].str.len())
        | (articles["n_chars"] + articles["n_removed_chars"] != n_clean),
    }
    for column, rows in wrong.items():
        for row in articles.index[rows]:
            yield (
                articles["doc_id"][row],
                column,
                articles[column][row],
                "characters kept and removed do not add up",
            )


def _lengths(frame: pd.DataFrame, column: str) -> pd.Series:
    return pd.Series(frame[column].str.len().to_numpy(), index=frame["doc_id"])


def _disjoint(table: str) -> Relation:
    def find(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
        frame = tables[table].sort_values(["doc_id", "start", "end"])
        same = frame["doc_id"] == frame["doc_id"].shift()
        for row in frame.index[same & (frame["start"] < frame["end"].shift())]:
            yield _row_key(frame, row), "start", frame["start"][row], "overlaps the row before it"

    return Relation("no_overlap", table, (table,), "Spans of a document do not overlap.", find)


def _by_doc(frame: pd.DataFrame, column: str) -> dict[str, str]:
    return dict(zip(frame["doc_id"], frame[column], strict=True))


def _groups(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[Any]] = {}
    for record in frame.to_dict("records"):
        groups.setdefault(record["doc_id"], []).append(record)
    return groups


def _sentences_cover(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
    texts, sentences = _by_doc(tables["articles"], "text"), _groups(tables["sentences"])
    for doc_id, text in texts.items():
        position = 0
        for sentence in [*sentences.get(doc_id, []), {"start": len(text), "end": len(text)}]:
            gap = text[position : sentence["start"]]
            if gap.strip():
                yield doc_id, "start", gap, f"text at {position} is in no sentence"
            position = sentence["end"]


def _inside_sentence(table: str) -> Relation:
    def find(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
        sentences = tables["sentences"].set_index("sentence_id")[["start", "end"]]
        frame = tables[table]
        spans = sentences.reindex(frame["sentence_id"]).set_axis(frame.index)
        inside = (spans["start"] <= frame["start"]) & (frame["end"] <= spans["end"])
        for row in frame.index[~inside]:
            yield (
                _row_key(frame, row),
                "sentence_id",
                frame["sentence_id"][row],
                "reaches out of its sentence",
            )

    return Relation("inside_sentence", table, (table, "sentences"), "Every row lies in its sentence.", find)


def _numbers_are_no_dates(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
    dates = _groups(tables["dates"])
    for number in tables["numbers"].to_dict("records"):
        for date in dates.get(number["doc_id"], []):
            if number["start"] < date["end"] and date["start"] < number["end"]:
                yield number["number_id"], "start", number["text"], f"overlaps the date '{date['text']}'"


def _sentences_counted(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
    articles = tables["articles"]
    counted = articles["doc_id"].map(tables["sentences"]["doc_id"].value_counts()).fillna(0)
    for row in articles.index[articles["n_sentences"] != counted]:
        yield (
            articles["doc_id"][row],
            "n_sentences",
            articles["n_sentences"][row],
            "is not the number of sentences",
        )


def _copies_agree(tables: Tables) -> Iterator[tuple[Any, str, Any, str]]:
    articles = tables["articles"]
    canonical = _by_doc(tables["duplicates"], "canonical_doc_id")
    for doc_id, cluster, first in zip(
        articles["doc_id"], articles["cluster_id"], articles["is_canonical"], strict=True
    ):
        if cluster != canonical.get(doc_id, doc_id) or first != (doc_id not in canonical):
            yield doc_id, "cluster_id", cluster, "does not agree with duplicates"


RELATIONS: tuple[Relation, ...] = (
    _same_documents("clean_documents", "raw_documents"),
    Relation(
        "clean_is_edited_raw",
        "clean_documents",
        ("clean_documents", "raw_documents", "edits"),
        "The raw text with its edits applied is the clean text.",
        _clean_is_edited_raw,
    ),
    _slices("edits", "raw_documents", "raw_text", "raw_start", "raw_end", "before"),
    _slices("edits", "clean_documents", "text", "start", "end", "after"),
    _key_exists("edits", "doc_id", "clean_documents", "doc_id"),
    _key_exists("duplicates", "doc_id", "clean_documents", "doc_id"),
    _key_exists("removed_spans", "doc_id", "clean_documents", "doc_id"),
    _slices("removed_spans", "clean_documents", "text", "start", "end", "text"),
    _raw_offsets("removed_spans", in_article=False),
    _disjoint("removed_spans"),
    _same_documents("articles", "clean_documents"),
    Relation(
        "raw_text_rebuilt",
        "articles",
        ("articles", "removed_spans", "edits", "raw_documents"),
        "Article, removed_spans and edits give the raw text back, character for character.",
        _raw_rebuilt,
    ),
    Relation(
        "characters_balance",
        "articles",
        ("articles", "removed_spans", "clean_documents", "raw_documents"),
        "Characters kept and removed add up to the clean text.",
        _balance,
    ),
    Relation(
        "copies_agree",
        "articles",
        ("articles", "duplicates"),
        "Clusters are those of duplicates.",
        _copies_agree,
    ),
    _key_exists("sentences", "doc_id", "articles", "doc_id"),
    _slices("sentences", "articles", "text", "start", "end", "text"),
    _raw_offsets("sentences"),
    _disjoint("sentences"),
    Relation(
        "sentences_cover_article",
        "sentences",
        ("sentences", "articles"),
        "Sentences cover the article but for white space.",
        _sentences_cover,
    ),
    Relation(
        "sentences_counted",
        "sentences",
        ("sentences", "articles"),
        "articles.n_sentences is their number.",
        _sentences_counted,
    ),
    *(
        relation
        for table in ("entities", "dates", "numbers")
        for relation in (
            _key_exists(table, "sentence_id", "sentences", "sentence_id"),
            _slices(table, "articles", "text", "start", "end", "text"),
            _raw_offsets(table),
            _disjoint(table),
            _inside_sentence(table),
        )
    ),
    _key_exists("numbers", "subset_of", "numbers", "number_id"),
    Relation(
        "numbers_are_no_dates",
        "numbers",
        ("numbers", "dates"),
        "No number is part of a date.",
        _numbers_are_no_dates,
    ),
)
