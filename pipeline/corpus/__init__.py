"""Corpus level: what one part cannot show. Each step reduces small summaries of the parts, out of core, in DuckDB."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as pq

from pipeline import tables
from pipeline.parts import Part

MEMORY = "256MB"  # of DuckDB; what does not fit goes to the scratch folder
BATCH_ROWS = 20_000


@contextmanager
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in a scratch folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="winnow-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": folder,
            "threads": 1,
            "preserve_insertion_order": False,
        }
        with duckdb.connect(str(Path(folder) / "scratch.duckdb"), config=settings) as db:
            db.execute("SET enable_progress_bar = false")
            yield db


def view(db: duckdb.DuckDBPyConnection, name: str, files: Sequence[str], table: str | None = None) -> None:
    """Make the parts of a table a view; of no rows where no part is given."""
    if files:
        quoted = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{quoted}])")
    else:
        Spill(db, name, tables.arrow_schema(table or name))


def rows(db: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a batch at a time, by way of a file: a sort that is read slowly would hold its memory."""
    with tempfile.TemporaryDirectory(prefix="winnow-") as folder:
        file = Path(folder) / "rows.parquet"
        db.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet)")
        with pq.ParquetFile(file) as found:
            for batch in found.iter_batches(BATCH_ROWS):
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def by_part(
    table: str, parts: Sequence[Part], found: Iterator[dict[str, Any]], key: str = "doc_id"
) -> Iterator[tuple[str, Part, pd.DataFrame]]:
    """Frames of a table for every part, also without rows, from rows in order of the key."""
    row = next(found, None)
    for part in parts:
        mine = []
        while row is not None and row[key] in part:
            mine.append(row)
            row = next(found, None)
        yield table, part, tables.contract(table).frame(mine)
    if row is not None:
        raise ValueError(f"{table}: {row[key]} is in no part, or the rows are not in order")


class Spill:
    """Rows on their way into a table of the database, a batch at a time."""

    def __init__(self, db: duckdb.DuckDBPyConnection, name: str, schema: arrow.Schema) -> None:
        self._db, self._name, self._schema = db, name, schema
        self._rows: list[tuple[Any, ...]] = []
        db.register("empty", schema.empty_table())
        db.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")
        db.unregister("empty")

    def add(self, row: tuple[Any, ...]) -> None:
        """Put a row; columns in the order of the schema."""
        self._rows.append(row)
        if len(self._rows) >= BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        """Hand over what is held back."""
        columns = list(zip(*self._rows, strict=True)) if self._rows else [()] * len(self._schema)
        arrays = [arrow.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._db.register("batch", arrow.table(arrays, schema=self._schema))
        self._db.execute(f"INSERT INTO {self._name} SELECT * FROM batch")
        self._db.unregister("batch")
        self._rows = []


def read_columns(file: str, *columns: str) -> Iterator[Any]:
    """Rows of some columns of a part."""
    for batch in pq.ParquetFile(file).iter_batches(columns=list(columns)):
        yield from zip(*(batch[column].to_pylist() for column in columns), strict=True)
