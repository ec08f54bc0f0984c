"""The finished tables, as the pages and descriptors see them."""

import os
import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb

from pipeline.corpus import database, view
from pipeline.engine.ledger import File
from pipeline.store import Store


class Built(NamedTuple):
    """``files``: the parts of each table, in order, with rows, bytes and hashes; ``manifest`` as in manifest.json."""

    store: Store
    files: Mapping[str, list[File]]
    manifest: Mapping[str, Any]

    @property
    def profile(self) -> str:
        """Whether the tables hold texts."""
        return str(self.manifest["profile"])

    @contextmanager
    def query(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A database with every table as a view, out of core."""
        with TemporaryDirectory() as folder, database() as db:
            for table, parts in self.files.items():
                paths = [self.store.path(name_of(table, part)) for part in parts]
                view(db, table, self.store.local(paths, f"{folder}/{table}"))
            yield db


def released() -> str | None:
    """The day of release, ISO 8601, if whoever builds says when: SOURCE_DATE_EPOCH, seconds since 1970."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds else None


def name_of(table: str, part: File) -> str:
    """A part's file under the root, with forward slashes."""
    return posixpath.join(table, f"part-{part['part']}.parquet")
