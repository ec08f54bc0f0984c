"""The documents that the page shows: raw texts, cut where something was removed, repaired or found."""

import math
from collections import defaultdict
from typing import Any

import duckdb

from pipeline.release.report.segments import packed, utf16_length

# What is marked in a text, in the order in which its rows are numbered; each begins with raw_start, raw_end.
MARKS = {
    "removed": ("removed_spans", ("category", "rule", "evidence", "n_documents", "score", "position")),
    "repairs": ("edits", ("op", "before", "after")),
    "names": ("entities", ("label", "role", "name_id", "score")),
    "dates": (
        "dates",
        ("type", "timex", "start_date", "end_date", "granularity", "modifier", "resolution", "reference_date",
         "reference_source"),
    ),
    "numbers": (
        "numbers",
        ("kind", "value", "low", "high", "low_inclusive", "high_inclusive", "modifier", "modifier_text", "unit",
         "per_unit", "currency", "currency_assumed", "change", "additive", "noun", "noun_head", "rule"),
    ),
}  # fmt: skip
FIELDS = (
    "doc_id", "source", "title", "publisher", "url", "published", "published_source", "byline", "agency", "language",
    "cluster_id", "n_chars_raw", "n_chars", "n_removed_chars", "flags",
)  # fmt: skip
NAME_FIELDS = ("name_id", "name", "label", "country", "n_mentions", "n_documents", "n_clusters")


def shown(db: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """All that the page needs of the documents in the table ``shown``.

    ``marks`` names the columns of each kind of mark: the place in code points as in the tables, the same in UTF-16
    units, then what its table says.
    """
    marks = {kind: _rows_by_document(db, table, columns) for kind, (table, columns) in MARKS.items()}
    columns = ", ".join(f"articles.{name}" for name in FIELDS)
    found = db.execute(f"""
        SELECT {columns}, raw_text FROM shown JOIN articles USING (doc_id) JOIN raw_documents USING (doc_id)
        ORDER BY articles.publisher NULLS LAST, articles.published NULLS LAST, articles.source, articles.doc_id
    """).fetchall()
    return {
        "fields": FIELDS,
        "marks": {kind: ("start", "from", "to", *columns) for kind, (_, columns) in MARKS.items()},
        "names": {"fields": NAME_FIELDS, "rows": _names(db)},
        "documents": [_document(row, {kind: rows[row[0]] for kind, rows in marks.items()}) for row in found],
    }


def _document(row: tuple[Any, ...], marks: dict[str, list[tuple[Any, ...]]]) -> dict[str, Any]:
    *fields, text = row
    spans = [(start, end) for rows in marks.values() for start, end, *_ in rows]
    units = _units(text, spans)
    return {
        "fields": fields,
        "text": text,
        "segments": packed(text, spans),
        "marks": [
            [[start, units[start], units[end], *map(_finite, rest)] for start, end, *rest in rows]
            for rows in marks.values()
        ],
    }


def _units(text: str, spans: list[tuple[int, int]]) -> dict[int, int]:
    """Places in code points -> the same in UTF-16 units."""
    units, passed, last = {}, 0, 0
    for place in sorted({place for span in spans for place in span}):
        passed += utf16_length(text[last:place])
        units[place], last = passed, place
    return units


def _rows_by_document(
    db: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]
) -> dict[str, list[tuple[Any, ...]]]:
    key = "seq" if table == "edits" else 'start, "end"'
    names = ", ".join(f'"{name}"' for name in columns)
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    query = (
        f"SELECT doc_id, raw_start, raw_end, {names} FROM {table} SEMI JOIN shown USING (doc_id) ORDER BY doc_id, {key}"
    )
    for doc_id, *row in db.execute(query).fetchall():
        rows[doc_id].append(tuple(row))
    return rows


def _names(db: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return db.execute(f"""
        SELECT {", ".join(NAME_FIELDS)} FROM names
        WHERE name_id IN (SELECT name_id FROM entities SEMI JOIN shown USING (doc_id)) ORDER BY name_id
    """).fetchall()


def _finite(value: Any) -> Any:
    """What JSON can hold: an infinite number as its text."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
