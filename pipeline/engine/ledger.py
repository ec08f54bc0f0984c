"""What is there of a step's results: the files of each part, the key they were computed under, staged or in place."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.parts import Part
from pipeline.store import WORK, Store

File = dict[str, Any]  # table, part, rows, bytes, sha256
Record = dict[str, Any]  # key, files, seconds


def stage(store: Store, step: str, name: str, record: Record) -> None:
    """Say that all files of a part are staged."""
    store.write_json(record, "staged", step, f"{name}.json")


class Ledger:
    """The records of a step, by part; 'corpus' where a step sees all parts."""

    def __init__(self, store: Store, step: str) -> None:
        self._store, self._step = store, step
        self._entries: dict[str, Record] = store.read_json("ledger", f"{step}.json") or {}
        self.staged: dict[str, Record] = {}

    def find(self, name: str, key: str) -> Record | None:
        """The record of a part that is there under this key."""
        entry = self._entries.get(name)
        if entry and entry["key"] == key and all(self._in_place(file) for file in entry["files"]):
            self.staged[name] = entry
            return entry
        staged = self._store.read_json("staged", self._step, f"{name}.json")
        if staged and staged["key"] == key and all(self._is_staged(file) for file in staged["files"]):
            self.staged[name] = dict(staged)
            return dict(staged)
        return None

    def files(self, table: str) -> dict[str, File]:
        """The files of a table by part: those of this run, or else those in place."""
        records = self.staged or self._entries
        return {f["part"]: f for record in records.values() for f in record["files"] if f["table"] == table}

    def path(self, file: File) -> str:
        """Where a file lies."""
        staged = self._staged_path(file)
        return staged if self._store.size(staged) is not None else self._final_path(file)

    def commit(self, tables: Iterable[str]) -> None:
        """Put the files of this run in place of those that are there.

        The ledger forgets a part before its files change and names it when they have: a run killed in between
        computes the part again.
        """
        kept = {name: entry for name, entry in self._entries.items() if self.staged.get(name) == entry}
        if kept != self._entries:
            self._write(kept)
        for record in self.staged.values():
            for file in record["files"]:
                if self._store.size(self._staged_path(file)) is not None:
                    self._store.move(self._staged_path(file), self._final_path(file))
        for table in tables:
            wanted = {f"part-{name}.parquet" for name in self.files(table)}
            for name in self._store.names(self._store.table(table)):
                if name.startswith("part-") and name not in wanted:
                    self._store.remove(f"{self._store.table(table)}/{name}")
        if kept != self.staged:
            self._write(self.staged)
        self._entries, self.staged = self.staged, {}
        self._store.remove(self._store.path(WORK, "staged", self._step))

    def _write(self, entries: Mapping[str, Record]) -> None:
        self._store.write_json(entries, "ledger", f"{self._step}.json")

    def _in_place(self, file: File) -> bool:
        return bool(self._store.size(self._final_path(file)) == file["bytes"])

    def _is_staged(self, file: File) -> bool:
        """Staged, or put in place already when the run was killed."""
        if self._store.size(self._staged_path(file)) == file["bytes"]:
            return True
        data = self._store.read(self._final_path(file))
        return data is not None and hashlib.sha256(data).hexdigest() == file["sha256"]

    def _final_path(self, file: File) -> str:
        return self._store.table(file["table"], Part(file["part"], 0, 0))

    def _staged_path(self, file: File) -> str:
        return self._store.table(file["table"], Part(file["part"], 0, 0), staged=self._step)
