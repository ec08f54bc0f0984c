"""The dataset's tables: the gate before every write, and their Parquet form.

The gate: no frame reaches the disk unless it keeps its contract and its relations to other tables. The files: one
explicit Arrow schema a table, rows in key order, fixed row groups and codec, so that equal rows give equal bytes.
Where the files lie is the business of `store`.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as pq
from pandera.config import ValidationDepth, get_config_context

from schemas import TABLES, Table
from schemas.relations import RELATIONS, Relation, Violation, violations
from schemas.violations import of_contract
from schemas.working import WORKING

ROW_GROUP = 65_536
ARROW_TYPES = {
    "int64": arrow.int64(), "list<int64>": arrow.list_(arrow.int64()), "list<int32>": arrow.list_(arrow.int32()),
    "int32": arrow.int32(), "Int32": arrow.int32(), "float64": arrow.float64(), "bool": arrow.bool_(),
    "boolean": arrow.bool_(), "str": arrow.string(), "list<string>": arrow.list_(arrow.string()),
    "list<struct<text: string, rule: string, n_mentions: int32>>": arrow.list_(
        arrow.struct([("text", arrow.string()), ("rule", arrow.string()), ("n_mentions", arrow.int32())])
    ),
}  # fmt: skip


class GateError(Exception):
    """Pandera's checks are switched off in this environment, so nothing may be written."""


def relations_of(table: str, *, corpus: bool | None = None) -> list[Relation]:
    """The contracts that ``table`` has with other tables: with all their rows if ``corpus``, with a part's if not."""
    own = [relation for relation in RELATIONS if relation.table == table]
    return own if corpus is None else [relation for relation in own if (relation.query is not None) == corpus]


def contract_violations(table: str, frame: pd.DataFrame) -> list[Violation]:
    """The cells that break the table's own contract; empty if it holds. Raises ``GateError``."""
    config = get_config_context()
    if not config.validation_enabled or config.validation_depth not in (
        None,
        ValidationDepth.SCHEMA_AND_DATA,
    ):
        raise GateError("pandera's validation is off or partial (PANDERA_VALIDATION_*): nothing is written")
    return of_contract(table, contract(table), frame)


def all_violations(
    table: str, tables: Mapping[str, pd.DataFrame], *, corpus: bool | None = None
) -> dict[str, list[Violation]]:
    """Check name -> violations: ``contract`` and, if it holds, each relation; ``tables`` has all that they need."""
    found = {"contract": contract_violations(table, tables[table])}
    if not found["contract"]:
        found |= {relation.name: violations(relation, tables) for relation in relations_of(table, corpus=corpus)}
    return found


@cache
def arrow_schema(table: str) -> arrow.Schema:
    """The table's Arrow schema, derived from its contract, with its descriptions as metadata."""
    model = contract(table)
    fields = []
    for name, column in model.columns().items():
        kind = (column.metadata or {}).get("arrow") or str(column.dtype.type)
        kind = "str" if kind.startswith("<StringDtype") or kind == "string" else kind
        fields.append(arrow.field(name, ARROW_TYPES[kind], column.nullable, {"description": column.description or ""}))
    metadata = {
        "table": table,
        "description": model.to_schema().description or "",
        "key": ",".join(model.key()),
    }
    return arrow.schema(fields, metadata)


def to_arrow(table: str, frame: pd.DataFrame) -> arrow.Table:
    """The frame as an Arrow table of the explicit schema."""
    schema = arrow_schema(table)
    arrays = [arrow.array(frame[field.name], type=field.type, from_pandas=True) for field in schema]
    return arrow.Table.from_arrays([_one_chunk(array) for array in arrays], schema=schema)


def _one_chunk(array: arrow.Array | arrow.ChunkedArray) -> arrow.Array:
    return array.combine_chunks() if isinstance(array, arrow.ChunkedArray) else array


def to_bytes(table: str, frame: pd.DataFrame) -> bytes:
    """The frame as a Parquet file: equal rows, equal bytes."""
    return parquet(to_arrow(table, frame))


def parquet(data: arrow.Table) -> bytes:
    """A Parquet file in the one form that all have.

    Without rows it has no row group: `datasets` fails on a group of none, and with it on all other parts.
    """
    sink = arrow.BufferOutputStream()
    with pq.ParquetWriter(
        sink, data.schema, compression="zstd", compression_level=3, write_page_index=True, write_page_checksum=True
    ) as writer:
        if len(data):
            writer.write_table(data, row_group_size=ROW_GROUP)
    return bytes(sink.getvalue())


def to_frame(table: str, data: arrow.Table) -> pd.DataFrame:
    """Columns of the table as a frame with its contract's dtypes."""
    dtypes = {name: column.dtype.type for name, column in contract(table).columns().items()}
    return pd.DataFrame(
        {name: pd.Series(_values(data[name], dtypes[name]), dtype=dtypes[name]) for name in data.column_names}
    )


def _values(values: arrow.ChunkedArray, dtype: Any) -> Any:
    if hasattr(dtype, "__from_arrow__"):  # pandas' own types: strings, and numbers that may be null
        return dtype.__from_arrow__(values)
    return values.to_pylist() if dtype == np.object_ else values.to_numpy()


def content_hash(frame: pd.DataFrame) -> str:
    """A hash over the rows, whatever library wrote the file: SHA-256 of their JSON lines."""
    lines = frame.to_json(orient="records", lines=True, force_ascii=False, double_precision=15)
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def read(folder: Path, table: str) -> pd.DataFrame:
    """All parts of a table as a frame. Raises ``FileNotFoundError`` if it was never written."""
    parts = sorted((folder / table).glob("part-*.parquet"))
    if not parts:
        raise FileNotFoundError(f"there is no table '{table}' in {folder}")
    return to_frame(table, arrow.concat_tables([pq.read_table(part, schema=arrow_schema(table)) for part in parts]))


def contract(table: str) -> type[Table]:
    """The contract of a table of the dataset or of a working table."""
    return TABLES.get(table) or WORKING[table]
