"""A run over a store: which parts must be computed, their keys, staging, and putting in place."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from pipeline.code import code_hash
from pipeline.engine.ledger import File, Ledger
from pipeline.engine.local import Lost
from pipeline.engine.probe import poisonous
from pipeline.engine.work import Done, Job, compute, needs
from pipeline.parts import Part
from pipeline.steps import PRODUCERS, Step
from pipeline.store import Store
from schemas.relations import Violation


class Pool(Protocol):
    """Workers of some kind."""

    def map(self, function: Callable[[Any], Any], jobs: Any, *, apart: bool = False) -> Iterator[tuple[Any, Any]]:
        """Each job with its result, in any order; ``apart`` from this process where the pool can."""


class BuildError(Exception):
    """A step failed for a reason that lies in no single document."""


class PoisonError(Exception):
    """Documents over which a step dies: (doc_id, reason). They are to be left out."""

    def __init__(self, step: Step, documents: list[tuple[str, str]]) -> None:
        super().__init__(f"{step.name} fails over {len(documents)} documents")
        self.step, self.documents = step, documents


@dataclass
class Report:
    """What came of a step."""

    step: Step
    files: list[File] = field(default_factory=list)
    violations: dict[str, dict[str, list[Violation]]] = field(default_factory=dict)
    n_parts: int = 0
    n_reused: int = 0
    n_done: int = 0
    n_documents: int = 0  # of the parts that were computed
    seconds: float = 0.0
    peak_bytes: int = 0

    @property
    def broken(self) -> list[Violation]:
        """The rows that broke a contract."""
        return [row for checks in self.violations.values() for rows in checks.values() for row in rows]

    def add(self, n_documents: int, done: Done, seconds: float) -> None:
        """Take in what came of a part."""
        self.n_done += 1
        self.n_documents += n_documents
        self.peak_bytes = max(self.peak_bytes, done.peak_bytes)
        self.seconds = round(seconds, 3)
        for table, checks in done.violations.items():
            for check, rows in checks.items():
                known = self.violations.setdefault(table, {}).setdefault(check, [])
                known[:] = sorted([*known, *rows], key=lambda row: row.row_key)  # parts come in any order

    def total(self, table: str, column: str) -> int:
        """Rows or bytes of a table."""
        return sum(file[column] for file in self.files if file["table"] == table)


class Build:
    """Runs the steps of assets over the parts of a store."""

    def __init__(self, store: Store, pool: Pool, *, model: str | None = None, model_hash: str = "") -> None:
        self.store, self._pool, self._model, self._model_hash = store, pool, model, model_hash
        found = store.read_json("plan.json")
        if found is None:
            raise BuildError(f"{store.root} holds no documents yet: materialise raw_documents first")
        self.parts = [Part(*each[:3]) for each in found]
        self._sizes = {each[0]: int(each[3]) for each in found}
        self._ledgers: dict[str, Ledger] = {}

    def run(self, step: Step, tell: Callable[[Report], None] = lambda _: None) -> Report:
        """Compute the parts of a step that are not there yet, and stage them. ``tell`` is called after each part."""
        started, ledger = time.perf_counter(), self.ledger(step.name)
        jobs = [self._job(step, part) for part in ([None] if step.corpus else self.parts)]
        ledger.staged = {}
        todo = [job for job in jobs if ledger.find(job.name, job.key) is None]
        report = Report(step, n_parts=len(jobs), n_reused=len(jobs) - len(todo))
        for job, done in self._compute(step, todo):
            ledger.staged[job.name] = {"key": job.key, "files": done.files, "seconds": done.seconds}
            report.add(job.n_documents, done, time.perf_counter() - started)
            tell(report)
        report.files = [file for table in step.writes for file in ledger.files(table).values()]
        report.seconds = round(time.perf_counter() - started, 3)
        return report

    def commit(self, steps: Sequence[Step]) -> None:
        """Put what the steps staged in place of what is there."""
        for step in steps:
            self.ledger(step.name).commit(step.writes)

    def ledger(self, step: str) -> Ledger:
        """What is there of a step."""
        if step not in self._ledgers:
            self._ledgers[step] = Ledger(self.store, step)
        return self._ledgers[step]

    def files(self, table: str) -> dict[str, File]:
        """The files of a table by part, as this run knows them."""
        return self.ledger(PRODUCERS[table]).files(table)

    def paths(self, table: str) -> list[str]:
        """Where they lie, in order."""
        ledger, found = self.ledger(PRODUCERS[table]), self.files(table)
        return [ledger.path(found[name]) for name in sorted(found)]

    def _job(self, step: Step, part: Part | None) -> Job:
        names = [each.name for each in ([part] if part else self.parts)]
        known = {}
        for table in sorted({*step.reads, *needs(step.writes)} - set(step.writes)):
            files = self.files(table)
            if not set(names) <= set(files):
                raise BuildError(f"{step.name} needs {table}, which is not there: materialise it first")
            known[table] = [files[name] for name in names]
        key = {
            "step": step.name,
            "code": code_hash(step.module),
            "model": self._model_hash if step.uses_model else None,
            "parts": [part] if part else self.parts,
            "reads": {table: [file["sha256"] for file in known[table]] for table in step.reads},
        }
        return Job(
            self.store.root,
            step.name,
            hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest(),
            tuple(self.parts),
            part,
            {table: [self.ledger(PRODUCERS[table]).path(file) for file in files] for table, files in known.items()},
            self._model,
            self._sizes[part.name] if part else sum(self._sizes.values()),
        )

    def _compute(self, step: Step, jobs: list[Job]) -> Iterator[tuple[Job, Done]]:
        """Do jobs, large ones first. One over which a worker is lost is tried again alone, then its documents are."""
        lost, poison = [], []
        for job, done in self._pool.map(
            compute, sorted(jobs, key=lambda job: -job.n_documents), apart=len(self.parts) > 1
        ):
            if isinstance(done, Lost):
                lost.append(job)
            else:
                yield job, done
        for job in lost:
            [(_, done)] = self._pool.map(compute, [job], apart=True)
            if not isinstance(done, Lost):
                yield job, done
                continue
            found = [] if step.corpus else poisonous(job, self._pool)
            if not found or len(found) == job.n_documents > 1:
                raise BuildError(f"{job.label}: {done.reason}")
            poison += found
        if poison:
            raise PoisonError(step, poison)
