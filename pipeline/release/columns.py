"""The columns of a table as every descriptor needs them, read off its contract: there is no second list."""

from typing import Any, NamedTuple

from pipeline import tables
from pipeline.release.manifest import FULL, TEXTFREE
from schemas import TABLES
from schemas.relations import RELATIONS
from schemas.relations.base import Reference

# Columns of text that are no slices of others.
TEXTS = {
    "raw_documents": ("raw_text", "extra"), "rejects": ("value",), "clean_documents": ("text",),
    "articles": ("text",), "comparisons": ("text", "sentence"),
}  # fmt: skip
KINDS = {"string": "string", "int32": "integer", "int64": "integer", "double": "number", "bool": "boolean"}


class Column(NamedTuple):
    """``kind``: string, integer, number, boolean or array; ``arrow``: its Arrow type; ``values``: a closed set."""

    name: str
    kind: str
    arrow: str
    nullable: bool
    description: str
    values: dict[str, str]
    pattern: str | None
    minimum: float | None
    maximum: float | None


def columns(table: str, profile: str = FULL) -> list[Column]:
    """The columns in table order; in the profile without text, those of text are missing."""
    schema, left_out = tables.arrow_schema(table), hidden(table) if profile == TEXTFREE else ()
    return [
        _column(name, str(schema.field(name).type), column)
        for name, column in TABLES[table].columns().items()
        if name not in left_out
    ]


def hidden(table: str) -> list[str]:
    """The columns that hold text of articles; the few characters that repairs put in are needed to restore it."""
    found = [relation.slice.column for relation in RELATIONS if relation.table == table and relation.slice]
    return [name for name in (*TEXTS.get(table, ()), *found) if (table, name) != ("edits", "after")]


def _column(name: str, arrow: str, column: Any) -> Column:
    facts = {key: value for check in column.checks for key, value in (check.statistics or {}).items()}
    pattern = facts.get("pattern")
    return Column(
        name,
        KINDS.get(arrow, "array"),
        arrow,
        bool(column.nullable),
        column.description or "",
        (column.metadata or {}).get("enum", {}),
        pattern.replace(r"\Z", "$") if pattern else None,
        facts.get("min_value"),
        facts.get("max_value"),
    )


def description(table: str) -> str:
    """What a row of the table is."""
    return TABLES[table].to_schema().description or ""


def references(table: str) -> list[Reference]:
    """The table's foreign keys, as its relations check them."""
    found = [relation.reference for relation in RELATIONS if relation.table == table and relation.reference]
    return list(dict.fromkeys(found))
