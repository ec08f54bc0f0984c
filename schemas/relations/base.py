"""What a contract between tables is, and the kinds of contract that many tables share.

Keep out: any contract that only one table has.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from schemas import TABLES
from schemas.violations import MAX_CHARS, Violation

Tables = Mapping[str, pd.DataFrame]
Found = Iterator[tuple[str, str, Any, str]]  # row key, column, value, what is wrong


class Reference(NamedTuple):
    """A foreign key: ``column`` holds values of ``key`` in ``table``."""

    column: str
    table: str
    key: str


class Slice(NamedTuple):
    """A column that repeats ``source.source_column[start:end]``, where ``start`` and ``end`` are columns beside it."""

    column: str
    source: str
    source_column: str
    start: str
    end: str


class Relation(NamedTuple):
    """A contract of ``table`` with the tables it ``needs``; ``find`` yields the rows that break it.

    Each table in ``needs`` keeps its own contract: columns, types, keys, order. A contract with a ``query`` needs
    all rows of the tables, the others can be checked for the rows of some documents.
    """

    name: str
    table: str
    needs: tuple[str, ...]
    description: str
    find: Callable[[Tables], Found]
    query: str | None = None
    reference: Reference | None = None
    slice: Slice | None = None


def violations(relation: Relation, tables: Tables) -> list[Violation]:
    """The rows that break the relation; empty if it holds."""
    return [
        Violation(relation.table, key, relation.name, column, str(value)[:MAX_CHARS], message)
        for key, column, value, message in relation.find(tables)
    ]


def rows(table: str, frame: pd.DataFrame, wrong: Any, column: str, message: str) -> Found:
    """The rows of ``frame`` where the array ``wrong`` is true."""
    bad = frame[np.asarray(wrong, dtype=bool)]
    for key, value in zip(TABLES[table].row_keys(bad), bad[column].tolist(), strict=True):
        yield key, column, value, message


def by_document(frame: pd.DataFrame, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    """Document -> its rows, each a tuple of the columns. Rows of a document stand together in every table."""
    ids = frame["doc_id"].to_numpy(dtype=object)
    edges = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1], [True]])) if len(ids) else np.array([0])
    found = list(zip(*(frame[column].tolist() for column in columns), strict=True))
    return {str(ids[a]): found[a:b] for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)}


def texts(frame: pd.DataFrame, column: str) -> dict[str, str]:
    """Document -> its text."""
    return dict(zip(frame["doc_id"].tolist(), frame[column].tolist(), strict=True))


def of_each(keys: pd.Series, values: pd.Series, missing: Any = 0) -> np.ndarray:
    """The value of each key, of the values' type even where there are no keys, unlike `Series.map`."""
    return values.reindex(keys, fill_value=missing).to_numpy()


def absent(values: pd.Series, known: pd.Series) -> list[bool]:
    """Which values, nulls aside, are not among the known. A set beats `Series.isin` on strings."""
    members = {*known.tolist(), None}
    return [value not in members and value == value for value in values.tolist()]


def key_exists(table: str, column: str, other: str, other_column: str) -> Relation:
    """Every value of the column, but null, is a row of the other table."""

    def find(tables: Tables) -> Found:
        missing = absent(tables[table][column], tables[other][other_column])
        return rows(table, tables[table], missing, column, f"no such {other_column} in {other}")

    name = f"{column}_in_{other}"
    description = f"Every {column} exists in {other}.{other_column}."
    reference = Reference(column, other, other_column)
    return Relation(name, table, (table, other), description, find, reference=reference)


def same_documents(table: str, other: str) -> Relation:
    """Both tables have the same documents."""

    def find(tables: Tables) -> Found:
        here, there = tables[table], tables[other]
        yield from rows(other, there, absent(there["doc_id"], here["doc_id"]), "doc_id", f"has no row in {table}")
        yield from rows(table, here, absent(here["doc_id"], there["doc_id"]), "doc_id", f"has no row in {other}")

    description = f"The documents of {other}, all of them."
    reference = Reference("doc_id", other, "doc_id")
    return Relation(f"same_documents_as_{other}", table, (table, other), description, find, reference=reference)


def slices(table: str, source: str, source_column: str, span: tuple[str, str], column: str) -> Relation:
    """The column is the slice of the document's text at the span; null where there is none."""
    start, end = span

    def find(tables: Tables) -> Found:
        known, frame = texts(tables[source], source_column), tables[table]
        told = frame[frame[column].notna()]
        wrong = [
            known.get(doc_id, "")[a:b] != value or b - a != len(value)
            for doc_id, a, b, value in zip(*(told[c].tolist() for c in ("doc_id", start, end, column)), strict=True)
        ]
        return rows(table, told, wrong, column, f"is not {source}.{source_column}[{start}:{end}]")

    description = f"{column} is the slice {source}.{source_column}[{start}:{end}]."
    told = Slice(column, source, source_column, start, end)
    return Relation(f"{column}_is_slice_of_{source}", table, (table, source), description, find, slice=told)


def disjoint(table: str) -> Relation:
    """Spans of a document stand in the order of the rows and do not overlap."""

    def find(tables: Tables) -> Found:
        frame = tables[table]
        overlaps = (frame["doc_id"] == frame["doc_id"].shift()) & (frame["start"] < frame["end"].shift())
        return rows(table, frame, overlaps, "start", "overlaps the row before it, or stands before it in the text")

    description = "Spans of a document stand in order and do not overlap."
    return Relation("no_overlap", table, (table,), description, find)


def counted(table: str, key: str, column: str, count: Callable[[Tables], pd.Series]) -> Callable[[Tables], Found]:
    """Finder of the rows of ``table`` whose ``column`` is not what ``count`` says for their ``key``."""

    def find(tables: Tables) -> Found:
        frame = tables[table]
        expected = of_each(frame[key], count(tables))
        return rows(table, frame, frame[column] != expected, column, "is not their number")

    return find
