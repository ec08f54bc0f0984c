"""DATA_DICTIONARY.md: every table and column."""

from collections.abc import Iterator

from pipeline.release.built import Built
from pipeline.release.columns import Column, columns, description, references
from pipeline.tables import relations_of
from schemas import TABLES

INTRODUCTION = """# Data dictionary

Every table is a folder of Parquet files. Offsets are 0-based, half-open and count Unicode code points, as Python,
DuckDB, polars and Arrow do. `raw_start, raw_end` lead to the same characters in `raw_documents.raw_text`. Null means
unknown or not applicable, never 0 or "".
"""


def page(built: Built) -> str:
    """The dictionary of a finished dataset."""
    rows = {name: table["rows"] for name, table in built.manifest["tables"].items()}
    contents = [f"- [`{name}`](#{name}): {description(name)} {rows[name]:,} rows." for name in TABLES]
    return (
        "\n".join([INTRODUCTION, *contents, *(line for name in TABLES for line in _table(name, built.profile))]) + "\n"
    )


def _table(name: str, profile: str) -> Iterator[str]:
    yield from ("", f"## {name}", "", description(name), "")
    yield f"Key: {', '.join(f'`{column}`' for column in TABLES[name].key())}, in this order."
    if keys := references(name):
        told = (f"`{column}` is in [`{table}.{key}`](#{table})" for column, table, key in keys)
        yield f"Foreign keys: {'; '.join(told)}."
    yield from ("", "| column | type | null | description |", "| --- | --- | --- | --- |")
    yield from (_row(column) for column in columns(name, profile))
    for column in columns(name, profile):
        if any(column.values.values()):
            yield from ("", f"`{column.name}`:", "")
            yield from (f"- `{value}`{f': {text}' if text else ''}" for value, text in column.values.items())
    if relations := relations_of(name):
        yield from ("", "Checked in every build:", "")
        yield from (f"- {relation.description}" for relation in relations)


def _row(column: Column) -> str:
    told = column.description.replace("|", "\\|")
    return f"| `{column.name}` | {column.arrow} | {'yes' if column.nullable else 'no'} | {told} |"
