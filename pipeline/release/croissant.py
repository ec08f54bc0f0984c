"""croissant.json: the tables in the Croissant vocabulary 1.1 for machine-learning datasets (MLCommons).

Foreign keys are in datapackage.json only: mlcroissant joins every table over them as it reads.
"""

import json
from typing import Any

import pyarrow as arrow

from pipeline import tables
from pipeline.release.built import Built, released
from pipeline.release.columns import Column, columns, description
from schemas import TABLES

TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
ARRAY = {"isArray": True, "arrayShape": "-1"}
CITE = "Winnow dataset; cite it by the hash of its SHA256SUMS, and the articles by their publishers."


def page(built: Built) -> str:
    """The descriptor of a finished dataset."""
    dataset = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": "winnow-dataset",
        "description": "News articles with every removed line, sentences, names, dates, numbers and quotations.",
        "version": built.manifest["winnow"],
        "license": "README.md",
        "url": "README.md",
        "citeAs": CITE,
        **({"datePublished": date} if (date := released()) else {}),
        "distribution": [
            {
                "@type": "cr:FileSet",
                "@id": f"{table}-files",
                "name": f"{table}-files",
                "description": f"The parts of {table}.",
                "encodingFormat": "application/x-parquet",
                "includes": f"{table}/*.parquet",
            }
            for table in TABLES
        ],
        "recordSet": [_record_set(table, built.profile) for table in TABLES],
    }
    return json.dumps(dataset, indent=2, ensure_ascii=False) + "\n"


def _record_set(table: str, profile: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": description(table),
        "key": [{"@id": f"{table}/{column}"} for column in TABLES[table].key()],
        "field": [_field(table, column) for column in columns(table, profile)],
    }


def _field(table: str, column: Column) -> dict[str, Any]:
    source = {"fileSet": {"@id": f"{table}-files"}, "extract": {"column": column.name}}
    field = {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description,
    }
    kind = tables.arrow_schema(table).field(column.name).type
    if not arrow.types.is_list(kind):
        return {**field, "dataType": TYPES[column.kind], "source": source}
    if not arrow.types.is_struct(kind.value_type):
        return {**field, "dataType": TYPES["string"], **ARRAY, "source": source}
    inner = [
        {
            "@type": "cr:Field",
            "@id": f"{field['@id']}/{part.name}",
            "name": f"{column.name}.{part.name}",
            "dataType": TYPES["string" if arrow.types.is_string(part.type) else "integer"],
            **ARRAY,
            "source": {**source, "transform": {"jsonPath": part.name}},
        }
        for part in kind.value_type
    ]
    return {**field, "subField": inner}
