"""Contracts of the audit: the numerals of an article balance with its numbers and dates."""

import numpy as np
import pandas as pd

from schemas.mentions.numerals import RE_NUMERAL
from schemas.relations.base import Found, Relation, Tables, by_document, key_exists, rows, slices, texts
from schemas.relations.offsets import raw_offsets

WIDTH = 2**32  # more than any offset, so that (document, offset) is one number


def places(frame: pd.DataFrame, documents: pd.Index) -> tuple[np.ndarray, np.ndarray]:
    """Start and end of the rows in all documents laid end to end; negative for other documents."""
    base = documents.get_indexer(pd.Index(frame["doc_id"])).astype(np.int64) * WIDTH
    return base + frame["start"].to_numpy(), base + frame["end"].to_numpy()


def _all_are_there(tables: Tables) -> Found:
    articles, told = tables["articles"], by_document(tables["numerals"], "start", "end")
    wrong = [
        [match.span() for match in RE_NUMERAL.finditer(text)] != told.get(doc_id, [])
        for doc_id, text in texts(articles, "text").items()
    ]
    return rows("articles", articles, wrong, "text", "has digits or number words that are not accounted for")


def _roles_hold(tables: Tables) -> Found:
    frame = tables["numerals"]
    documents = pd.Index(frame["doc_id"].unique())
    expected = np.full(len(frame), -1, dtype=np.int64)
    role = np.full(len(frame), "", dtype=object)
    for name in ("date", "number"):  # a number that holds a date's digits would be a breach of its own
        own = tables[f"{name}s"]
        hit = _rows_over(frame, own, documents)
        expected = np.where(hit >= 0, own["start"].to_numpy()[hit] if len(own) else -1, expected)
        role = np.where(hit >= 0, name, role)
    read = frame["role"].isin(["number", "date"]).to_numpy()
    same = np.where(role != "", frame["role"].to_numpy(dtype=object) == role, ~read)
    start = frame["row_start"].fillna(-1).to_numpy(dtype=np.int64)
    return rows("numerals", frame, ~(same & (start == expected)), "role", "is not what numbers and dates say")


def _rows_over(frame: pd.DataFrame, own: pd.DataFrame, documents: pd.Index) -> np.ndarray:
    """Position in ``own`` of the row that each numeral stands in, -1 for none; rows do not overlap."""
    (start, end), (own_start, own_end) = places(frame, documents), places(own, documents)
    order = np.argsort(own_start, kind="stable")
    at = np.searchsorted(own_start[order], start, side="right") - 1
    hit = np.where(at >= 0, order[np.maximum(at, 0)], -1) if len(own) else np.full(len(frame), -1)
    inside = (hit >= 0) & (own_end[hit] >= end if len(own) else False)
    return np.where(inside, hit, -1)


NUMERAL_RELATIONS: tuple[Relation, ...] = (
    key_exists("numerals", "doc_id", "articles", "doc_id"),
    slices("numerals", "articles", "text", ("start", "end"), "text"),
    raw_offsets("numerals"),
    Relation(
        "all_accounted_for",
        "numerals",
        ("numerals", "articles"),
        "Every run of digits and number word of every article has a row.",
        _all_are_there,
    ),
    Relation(
        "roles_balance",
        "numerals",
        ("numerals", "numbers", "dates"),
        "A numeral is number or date if and only if it stands in a row of numbers or dates.",
        _roles_hold,
    ),
)
