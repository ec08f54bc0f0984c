"""The figures of the whole corpus, each a query."""

from collections.abc import Mapping
from typing import Any

import duckdb

from pipeline.release.report.timeline import timeline
from schemas import TABLES
from schemas.documents import CATEGORIES, EDIT_OPS, EVIDENCE, FLAGS, POSITIONS
from schemas.mentions import DATE_TYPES, KINDS, LABELS, MODIFIERS, RESOLUTIONS
from schemas.mentions.names import GEO_PRECISIONS

TOP_NAMES, TOP_PLACES, TOP_REJECTS = 25, 300, 50
# What the words in the tables mean, for whoever points at one.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "category": CATEGORIES, "evidence": EVIDENCE, "position": POSITIONS, "op": EDIT_OPS, "label": LABELS,
    "type": DATE_TYPES, "resolution": RESOLUTIONS, "kind": KINDS, "modifier": MODIFIERS, "flag": FLAGS,
    "geo_precision": GEO_PRECISIONS,
}  # fmt: skip
FIRST = 'source, "table", row_key, "column"'
SHOWN = "name_id IN (SELECT name_id FROM entities SEMI JOIN shown USING (doc_id))"


def figures(db: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """All figures; needs the table ``shown``."""
    unit, periods, earlier, later = timeline(_by_month(db))
    return {
        "rows": {table: _value(db, f"SELECT count(*) FROM {table}") for table in TABLES},
        "characters": _characters(db),
        "removed": _records(db, """
            SELECT category, count(*) AS spans, sum(length(text)) AS characters FROM removed_spans
            GROUP BY ALL ORDER BY characters DESC, category"""),
        "evidence": _counts(db, "evidence", "removed_spans"),
        "rejects": _records(db, f"""
            SELECT stage, "check", count(*) AS inputs, first(source ORDER BY {FIRST}) AS source,
                first(message ORDER BY {FIRST}) AS message
            FROM rejects GROUP BY ALL ORDER BY inputs DESC, stage, "check" LIMIT {TOP_REJECTS}"""),
        "flags": _counts(db, "flag", "(SELECT unnest(flags) AS flag FROM articles)"),
        "kinds": _counts(db, "kind", "numbers"),
        "types": _counts(db, "type", "dates"),
        "resolutions": _counts(db, "resolution", "dates"),
        "labels": _counts(db, "label", "entities"),
        "repairs": _counts(db, "op", "edits"),
        "names": _records(db, f"""
            SELECT name_id, name, label, country, n_mentions, n_documents, n_clusters, {SHOWN} AS is_shown FROM names
            ORDER BY n_mentions DESC, n_documents DESC, name_id LIMIT {TOP_NAMES}"""),
        "places": _records(db, f"""
            SELECT name_id, name, country, latitude, longitude, geo_precision, n_mentions, {SHOWN} AS is_shown
            FROM names WHERE latitude IS NOT NULL ORDER BY n_mentions DESC, name_id LIMIT {TOP_PLACES}"""),
        "n_places": _value(db, "SELECT count(*) FROM names WHERE latitude IS NOT NULL"),
        "timeline": {"unit": unit, "periods": periods, "earlier": earlier, "later": later},
        "meanings": MEANINGS,
    }  # fmt: skip


def _characters(db: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """What became of the characters: raw + repaired = clean, clean - removed = article."""
    return {
        "raw": _value(db, "SELECT coalesce(sum(n_chars_raw), 0) FROM articles"),
        "clean": _value(db, "SELECT coalesce(sum(n_chars), 0) FROM clean_documents"),
        "removed": _value(db, "SELECT coalesce(sum(n_removed_chars), 0) FROM articles"),
        "article": _value(db, "SELECT coalesce(sum(n_chars), 0) FROM articles"),
    }


def _by_month(db: duckdb.DuckDBPyConnection) -> dict[str, int]:
    rows = db.execute("""
        SELECT start_date[1:7] AS month, count(*) FROM dates WHERE start_date IS NOT NULL GROUP BY ALL ORDER BY month
    """).fetchall()
    return dict(rows)


def _counts(db: duckdb.DuckDBPyConnection, column: str, source: str) -> list[dict[str, Any]]:
    query = f"SELECT {column} AS name, count(*) AS n FROM {source} GROUP BY ALL ORDER BY n DESC, name"
    return _records(db, query)


def _value(db: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(db.execute(query).fetchall()[0][0])


def _records(db: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = db.execute(query)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
