"""Inputs to the parts of raw_documents and to rejects.

Batches of inputs are read into spills, kept under the hash of the bytes read; the ids in them make the plan of parts;
each part gathers its rows from the spills. Documents that a run had to leave out go to rejects.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as pq

from pipeline import tables
from pipeline.code import code_hash
from pipeline.engine import quarantine
from pipeline.engine.build import BuildError, Pool, Report
from pipeline.engine.ledger import Ledger, stage
from pipeline.engine.local import Lost
from pipeline.engine.work import Done
from pipeline.parts import PART_SIZE, Part, assign, number, plan
from pipeline.sources import find_inputs, read_files, reject_row, rejects_frame, repeated, row_hash
from pipeline.sources.batches import Batch, batches
from pipeline.steps import INTAKE, INTAKE_STEP
from pipeline.store import WORK, Store

WHOLE = Part("00000", 0, 1 << 64)
GATHER_DOCUMENTS, GATHER_JOBS = 16_000, 8  # at most of a job, which opens all spills; at least, for workers to share
SPILL_GROUP = 256  # rows: a job reads those groups only that hold some of its ids
HASH = arrow.field("row_hash", arrow.int64())


class Read(NamedTuple):
    """A batch of inputs to read into a spill."""

    root: str
    batch: Batch


class Gather(NamedTuple):
    """Parts to gather from spills; ``left_out`` are ids that a step fails over."""

    root: str
    spills: tuple[str, ...]
    parts: tuple[tuple[Part, str], ...]  # with their keys
    left_out: frozenset[str]


class _Index(NamedTuple):
    """All documents in the spills, sorted by id, then by the hash of their row."""

    ids: np.ndarray
    hashes: np.ndarray
    spills: np.ndarray


def intake(
    store: Store, pool: Pool, location: str, size: int = PART_SIZE, tell: Callable[[Report], None] = lambda _: None
) -> tuple[Ledger, Report]:
    """Stage raw_documents and rejects; returns the ledger to commit, with `commit`. Raises ``InputError``."""
    started = time.perf_counter()
    found, refused = find_inputs(location)
    spills, report = _spill(store, pool, list(batches(found)), tell)
    index = _index(store, spills)
    first = np.ones(len(index.ids), dtype=bool)
    first[1:] = index.ids[1:] != index.ids[:-1]
    left_out = quarantine.read(store)
    rejects = [*map(reject_row, refused), *quarantine.rejects(left_out)]
    rejects += [row for spill in spills for row in store.read_json("spills", f"{spill}.json")["rejects"]]
    rejects += [repeated(source) for source in _sources(store, spills, index, ~first)]
    keep = first & ~np.isin(index.ids, np.array([number(each) for each in left_out], dtype=np.uint64))
    ledger = Ledger(store, INTAKE)
    parts = plan(index.ids[keep], size)
    _gather(store, pool, ledger, spills, parts, index, keep, frozenset(left_out), report)
    _stage_rejects(store, ledger, rejects_frame(rejects), report)
    report.files = [file for table in ("raw_documents", "rejects") for file in ledger.files(table).values()]
    report.n_parts, report.n_reused = len(parts), len(parts) - report.n_done
    report.seconds = round(time.perf_counter() - started, 3)
    _forget(store, spills)
    return ledger, report


def commit(store: Store, ledger: Ledger) -> None:
    """Put the tables in place, and say which parts there are and how many documents each has."""
    ledger.commit(INTAKE_STEP.writes)
    files = ledger.files("raw_documents")
    lows = [int(name, 16) << 44 for name in sorted(files)]
    parts = map(Part, sorted(files), lows, [*lows[1:], 1 << 64])
    store.write_json([[*part, files[part.name]["rows"]] for part in parts], "plan.json")


def _spill(store: Store, pool: Pool, found: list[Batch], tell: Callable[[Report], None]) -> tuple[list[str], Report]:
    """Read the batches that were not read before; returns the names of all spills, sorted."""
    code, report = code_hash("pipeline.sources"), Report(INTAKE_STEP)
    named = [batch._replace(key=hashlib.sha256(f"{batch.key}{code}".encode()).hexdigest()[:32]) for batch in found]
    there = set(store.names(store.path(WORK, "spills")))
    todo = [Read(store.root, batch) for batch in named if f"{batch.key}.json" not in there]
    report.n_parts = len(todo)
    for job, done in pool.map(read_batch, todo):
        if isinstance(done, Lost):
            raise BuildError(f"{job.batch.files[0].source} and others cannot be read: {done.reason}")
        report.n_done += 1
        report.n_documents += done
        tell(report)
    report.n_done = 0
    return sorted(batch.key for batch in named), report


def read_batch(job: Read) -> int:
    """Read a batch into a spill: documents sorted by id, and the rejects. Returns the number of documents."""
    documents, rejects = read_files(job.batch.files)
    schema = tables.arrow_schema("raw_documents")
    columns = [arrow.array([row[field.name] for row in documents], field.type) for field in schema]
    hashes = arrow.array([row_hash(row) for row in documents], HASH.type)
    data = arrow.Table.from_arrays([*columns, hashes], schema=schema.append(HASH))
    sink = arrow.BufferOutputStream()
    pq.write_table(data, sink, row_group_size=SPILL_GROUP, compression="zstd", compression_level=1)
    store = Store(job.root)
    store.write(store.path(WORK, "spills", f"{job.batch.key}.parquet"), sink.getvalue().to_pybytes())
    store.write_json({"rejects": rejects, "documents": len(documents)}, "spills", f"{job.batch.key}.json")
    return len(documents)


def _index(store: Store, spills: Sequence[str]) -> _Index:
    ids, hashes, places = [np.empty(0, np.uint64)], [np.empty(0, np.int64)], [np.empty(0, np.int32)]
    for i, spill in enumerate(spills):
        columns = _read_spill(store, spill, ["doc_id", "row_hash"])
        ids.append(np.array([number(each) for each in columns["doc_id"].to_pylist()], dtype=np.uint64))
        hashes.append(columns["row_hash"].to_numpy())
        places.append(np.full(len(columns), i, dtype=np.int32))
    index = _Index(np.concatenate(ids), np.concatenate(hashes), np.concatenate(places))
    order = np.lexsort((index.hashes, index.ids))
    return _Index(*(column[order] for column in index))


def _read_spill(store: Store, spill: str, columns: list[str]) -> arrow.Table:
    data = store.read(store.path(WORK, "spills", f"{spill}.parquet"))
    return pq.read_table(arrow.BufferReader(data), columns=columns)


def _sources(store: Store, spills: Sequence[str], index: _Index, wanted: np.ndarray) -> Iterator[str]:
    """Sources of the documents at these places of the index."""
    for place in np.unique(index.spills[wanted]):
        ids = {f"{each:016x}" for each in index.ids[wanted & (index.spills == place)]}
        rows = _read_spill(store, spills[place], ["doc_id", "source"]).to_pylist()
        yield from (row["source"] for row in rows if row["doc_id"] in ids)


def _gather(
    store: Store, pool: Pool, ledger: Ledger, spills: Sequence[str], parts: Sequence[Part], index: _Index,
    keep: np.ndarray, left_out: frozenset[str], report: Report,
) -> None:  # fmt: skip
    """Stage the parts of raw_documents whose rows changed."""
    ids, hashes = index.ids[keep], index.hashes[keep]
    bounds = np.searchsorted(assign(ids, list(parts)), np.arange(len(parts) + 1))
    code, todo, sizes = code_hash(__name__), [], {}
    for part, a, b in zip(parts, bounds[:-1], bounds[1:], strict=True):
        key = hashlib.sha256(f"{code}{part}".encode() + ids[a:b].tobytes() + hashes[a:b].tobytes()).hexdigest()
        sizes[part.name] = int(b - a)
        if ledger.find(part.name, key) is None:
            todo.append((part, key))
    jobs = [Gather(store.root, tuple(spills), tuple(group), left_out) for group in _grouped(todo, sizes)]
    for job, done in pool.map(gather, jobs):
        if isinstance(done, Lost):
            raise BuildError(f"raw_documents of part {job.parts[0][0].name} and others: {done.reason}")
        for (part, key), each in zip(job.parts, done, strict=True):
            ledger.staged[part.name] = {"key": key, "files": each.files, "seconds": each.seconds}
            report.add(0, each, 0.0)


def _grouped(todo: list[tuple[Part, str]], sizes: dict[str, int]) -> Iterator[list[tuple[Part, str]]]:
    group: list[tuple[Part, str]] = []
    n_documents = 0
    most = min(GATHER_DOCUMENTS, sum(sizes[part.name] for part, _ in todo) // GATHER_JOBS)
    for each in todo:
        if group and n_documents + sizes[each[0].name] > most:
            yield group
            group, n_documents = [], 0
        group.append(each)
        n_documents += sizes[each[0].name]
    if group:
        yield group


def gather(job: Gather) -> list[Done]:
    """Stage parts of raw_documents, from the spills."""
    store, done = Store(job.root), []
    low, high = job.parts[0][0].low, job.parts[-1][0].high
    filters = [("doc_id", ">=", f"{low:016x}"), *([("doc_id", "<", f"{high:016x}")] if high < 1 << 64 else [])]
    found = []
    for spill in job.spills:
        with store.open(store.path(WORK, "spills", f"{spill}.parquet")) as file:
            found.append(pq.read_table(file, filters=filters))
    rows = arrow.concat_tables(found).sort_by([("doc_id", "ascending"), ("row_hash", "ascending")])
    frame = tables.to_frame("raw_documents", rows.drop_columns(["row_hash"]))
    frame = frame[~frame["doc_id"].duplicated() & ~frame["doc_id"].isin(job.left_out)]
    for part, key in job.parts:
        mine = frame[np.array([doc_id in part for doc_id in frame["doc_id"]], dtype=bool)].reset_index(drop=True)
        done.append(_stage(store, "raw_documents", part, part.name, key, mine))
    return done


def _stage(store: Store, table: str, part: Part, name: str, key: str, frame: pd.DataFrame) -> Done:
    done = Done(key, violations={table: tables.all_violations(table, {table: frame}, corpus=False)})
    if not done.broken:
        done.files = [{"table": table, "part": part.name, **store.write_table(table, part, frame, staged=INTAKE)}]
        stage(store, INTAKE, name, {"key": key, "files": done.files, "seconds": 0.0})
    return done


def _stage_rejects(store: Store, ledger: Ledger, frame: pd.DataFrame, report: Report) -> None:
    rows = json.dumps(frame.astype(object).where(frame.notna(), None).to_dict("records"), sort_keys=True)
    key = hashlib.sha256(f"{code_hash(__name__)} {rows}".encode()).hexdigest()
    if ledger.find("rejects", key) is None:
        done = _stage(store, "rejects", WHOLE, "rejects", key, frame)
        ledger.staged["rejects"] = {"key": key, "files": done.files, "seconds": 0.0}
        report.violations |= done.violations


def _forget(store: Store, spills: Sequence[str]) -> None:
    """Remove the spills of inputs that are gone."""
    folder = store.path(WORK, "spills")
    for name in store.names(folder):
        if name.split(".")[0] not in spills:
            store.remove(f"{folder}/{name}")
