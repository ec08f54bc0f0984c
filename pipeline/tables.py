"""The only place that writes or reads the dataset's tables.

The gate: no frame reaches the disk unless it keeps its contract and its relations to other tables. The files: one
explicit Arrow schema a table, rows in key order, fixed row groups and codec, so that equal rows give equal bytes.
"""

import os
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

ROW_GROUP = 65_536
FIRST_PART = "part-00000.parquet"
ARROW_TYPES = {
    "int32": arrow.int32(), "Int32": arrow.int32(), "float64": arrow.float64(), "bool": arrow.bool_(),
    "boolean": arrow.bool_(), "str": arrow.string(), "list<string>": arrow.list_(arrow.string()),
    "list<struct<text: string, rule: string, n_mentions: int32>>": arrow.list_(
        arrow.struct([("text", arrow.string()), ("rule", arrow.string()), ("n_mentions", arrow.int32())])
    ),
}  # fmt: skip


class GateError(Exception):
    """Pandera's checks are switched off in this environment, so nothing may be written."""


def relations_of(table: str) -> list[Relation]:
    """The contracts that ``table`` has with other tables."""
    return [relation for relation in RELATIONS if relation.table == table]


def contract_violations(table: str, frame: pd.DataFrame) -> list[Violation]:
    """The cells that break the table's own contract; empty if it holds. Raises ``GateError``."""
    config = get_config_context()
    if not config.validation_enabled or config.validation_depth not in (
        None,
        ValidationDepth.SCHEMA_AND_DATA,
    ):
        raise GateError("pandera's validation is off or partial (PANDERA_VALIDATION_*): nothing is written")
    return of_contract(table, TABLES[table], frame)


def all_violations(table: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, list[Violation]]:
    """Check name -> violations: ``contract`` and, if it holds, each relation; ``tables`` has all that they need."""
    found = {"contract": contract_violations(table, tables[table])}
    if not found["contract"]:
        found |= {relation.name: violations(relation, tables) for relation in relations_of(table)}
    return found


@cache
def arrow_schema(table: str) -> arrow.Schema:
    """The table's Arrow schema, derived from its contract, with its descriptions as metadata."""
    contract: type[Table] = TABLES[table]
    fields = []
    for name, column in contract.columns().items():
        kind = (column.metadata or {}).get("arrow") or str(column.dtype.type)
        kind = "str" if kind.startswith("<StringDtype") or kind == "string" else kind
        fields.append(arrow.field(name, ARROW_TYPES[kind], column.nullable, {"description": column.description or ""}))
    metadata = {
        "table": table,
        "description": contract.to_schema().description or "",
        "key": ",".join(contract.key()),
    }
    return arrow.schema(fields, metadata)


def to_arrow(table: str, frame: pd.DataFrame) -> arrow.Table:
    """The frame as an Arrow table of the explicit schema."""
    schema = arrow_schema(table)
    arrays = [arrow.array(frame[field.name], type=field.type, from_pandas=True) for field in schema]
    return arrow.Table.from_arrays([_one_chunk(array) for array in arrays], schema=schema)


def _one_chunk(array: arrow.Array | arrow.ChunkedArray) -> arrow.Array:
    return array.combine_chunks() if isinstance(array, arrow.ChunkedArray) else array


def write(folder: Path, table: str, frame: pd.DataFrame) -> int:
    """Write the table's parts under ``folder`` in place of those that are there; returns their bytes.

    A reader sees the old part or the new one, never half of one.
    """
    target = folder / table
    target.mkdir(parents=True, exist_ok=True)
    temporary = target / f".{FIRST_PART}.{os.getpid()}"
    try:
        pq.write_table(
            to_arrow(table, frame),
            temporary,
            row_group_size=ROW_GROUP,
            compression="zstd",
            compression_level=3,
            write_page_index=True,
            write_page_checksum=True,
        )
        os.replace(temporary, target / FIRST_PART)
    finally:
        temporary.unlink(missing_ok=True)
    for other in (*target.glob("part-*.parquet"), *target.glob(".part-*")):  # of earlier and of killed runs
        if other.name != FIRST_PART:
            other.unlink()
    return (target / FIRST_PART).stat().st_size


def read(folder: Path, table: str) -> pd.DataFrame:
    """The table as a frame with its contract's dtypes. Raises ``FileNotFoundError`` if it was never written."""
    parts = sorted((folder / table).glob("part-*.parquet"))
    if not parts:
        raise FileNotFoundError(f"there is no table '{table}' in {folder}")
    data = arrow.concat_tables([pq.read_table(part, schema=arrow_schema(table)) for part in parts])
    dtypes = {name: column.dtype.type for name, column in TABLES[table].columns().items()}
    return pd.DataFrame({name: pd.Series(_values(data[name], dtype), dtype=dtype) for name, dtype in dtypes.items()})


def _values(values: arrow.ChunkedArray, dtype: Any) -> Any:
    if hasattr(dtype, "__from_arrow__"):  # pandas' own types: strings, and numbers that may be null
        return dtype.__from_arrow__(values)
    return values.to_pylist() if dtype == np.object_ else values.to_numpy()
