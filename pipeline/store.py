"""Where a dataset lies: a folder or any fsspec URL, with its tables and what the runs need to remember.

    <root>/<table>/part-00000.parquet        the dataset
    <root>/.winnow/<table>/part-….parquet    working tables: summaries of parts, and their share of corpus-level results
    <root>/.winnow/staged/<step>/…           parts computed in this run, until all parts of the step are
    <root>/.winnow/ledger/<step>/….json      for each part its key and the hashes of its files

Every write is whole or not at all. What is in the files is the business of `tables`, when to write of `engine`.
"""

import hashlib
import json
import os
import posixpath
from contextlib import suppress
from typing import Any

import fsspec
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as pq

from pipeline import tables
from pipeline.parts import Part
from schemas import TABLES

WORK = ".winnow"


class Store:
    """The files under a root."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.files, self._path = fsspec.core.url_to_fs(root)
        self._local = "file" in self.files.protocol

    def __reduce__(self) -> tuple[type["Store"], tuple[str]]:
        return Store, (self.root,)

    def path(self, *names: str) -> str:
        """A path under the root, as the file system wants it."""
        return posixpath.join(self._path, *names)

    def table(self, table: str, part: Part | None = None, staged: str = "") -> str:
        """Path of a table's folder or of a part in it; under ``staged``, the folder of a step's unfinished work."""
        folder = [WORK, "staged", staged, table] if staged else [table] if table in TABLES else [WORK, table]
        return self.path(*folder, *([file_name(part)] if part else []))

    def write(self, path: str, data: bytes) -> None:
        """Put a whole file."""
        if not self._local:
            self.files.pipe_file(path, data)
            return
        os.makedirs(posixpath.dirname(path), exist_ok=True)
        temporary = f"{path}.{os.getpid()}.tmp"
        try:
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise

    def read(self, path: str) -> bytes | None:
        """A file's bytes, None if there is none."""
        try:
            return bytes(self.files.cat_file(path))
        except FileNotFoundError:
            return None

    def open(self, path: str) -> Any:
        """A file to read parts of."""
        return self.files.open(path, "rb")

    def read_json(self, *names: str) -> Any:
        """A file of JSON under the work folder, None if there is none."""
        data = self.read(self.path(WORK, *names))
        return json.loads(data) if data else None

    def write_json(self, value: Any, *names: str) -> None:
        """Put a file of JSON under the work folder."""
        self.write(self.path(WORK, *names), json.dumps(value, sort_keys=True).encode())

    def write_table(self, table: str, part: Part, frame: pd.DataFrame, staged: str) -> dict[str, Any]:
        """Stage a part; returns its rows, bytes, SHA-256, and a hash of its rows whatever library wrote them."""
        data = tables.to_bytes(table, frame)
        self.write(self.table(table, part, staged), data)
        return {
            "rows": len(frame),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "content_sha256": tables.content_hash(frame),
        }

    def read_frame(self, table: str, path: str) -> pd.DataFrame:
        """A part of a table as a frame with its contract's dtypes. Raises ``FileNotFoundError``."""
        data = self.read(path)
        if data is None:
            raise FileNotFoundError(f"there is no {path}")
        return tables.to_frame(table, pq.read_table(arrow.BufferReader(data)))

    def local(self, paths: list[str], folder: str) -> list[str]:
        """The files on this machine: themselves, or copies in a folder."""
        if self._local or not paths:
            return paths
        copies = [posixpath.join(folder, f"{i}.parquet") for i in range(len(paths))]
        self.files.get(paths, copies)
        return copies

    def names(self, path: str) -> list[str]:
        """Names in a folder, sorted; none if it is not there."""
        try:
            found = self.files.ls(path, detail=False, refresh=True) if not self._local else os.listdir(path)
        except FileNotFoundError:
            return []
        return sorted(posixpath.basename(str(name).rstrip("/")) for name in found)

    def size(self, path: str) -> int | None:
        """Bytes of a file, None if there is none."""
        try:
            return int(self.files.size(path))
        except FileNotFoundError:
            return None

    def sha256(self, path: str) -> str | None:
        """Hash of a file, None if there is none."""
        data = self.read(path)
        return hashlib.sha256(data).hexdigest() if data is not None else None

    def move(self, source: str, target: str) -> None:
        """Put a file in the place of another."""
        if self._local:
            os.makedirs(posixpath.dirname(target), exist_ok=True)
            os.replace(source, target)
        else:
            self.files.mv(source, target)

    def remove(self, path: str) -> None:
        """Remove a file or a folder; nothing happens if there is none."""
        if self.files.exists(path):
            self.files.rm(path, recursive=True)


def file_name(part: Part) -> str:
    """Name of a part's file."""
    return f"part-{part.name}.parquet"
