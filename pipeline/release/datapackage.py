"""datapackage.json: the tables as a Data Package (Frictionless, version 2)."""

import json
from typing import Any

from pipeline.release.built import Built, name_of
from pipeline.release.columns import Column, columns, description, references
from schemas import TABLES

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"


def page(built: Built) -> str:
    """The descriptor of a finished dataset."""
    package = {
        "$schema": PROFILE,
        "name": "winnow-dataset",
        "title": "News articles with what they name, count, date and quote",
        "description": "Built by Winnow; README.md says how, DATA_DICTIONARY.md what each column means.",
        "version": built.manifest["winnow"],
        "resources": [_resource(built, table) for table in TABLES],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(built: Built, table: str) -> dict[str, Any]:
    files = [
        {"path": name_of(table, part), "bytes": part["bytes"], "hash": f"sha256:{part['sha256']}"}
        for part in built.files[table]
    ]
    where: dict[str, Any] = dict(files[0])
    if len(files) > 1:  # the standard has one hash a resource
        where = {"path": [file["path"] for file in files], "bytes": sum(file["bytes"] for file in files),
                 "parts": files}  # fmt: skip
    return {
        "$schema": RESOURCE,
        "name": table,
        "type": "table",
        "description": description(table),
        **where,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": built.manifest["tables"][table]["rows"],
        "schema": {
            "fields": [_field(column) for column in columns(table, built.profile)],
            "missingValues": [],  # null is null, "" a text
            "primaryKey": TABLES[table].key(),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [key]}}
                for column, other, key in references(table)
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {
        "required": not column.nullable,
        "enum": list(column.values) or None,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.description,
        "constraints": {name: value for name, value in constraints.items() if value is not None},
    }
