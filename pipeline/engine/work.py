"""What a worker does: read the tables of a part, run the step, let them through the gate, stage them."""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipeline import tables
from pipeline.engine.ledger import stage
from pipeline.parts import Part
from pipeline.stages.flow.rows import Frames
from pipeline.store import Store
from schemas import TABLES
from schemas.relations import Violation

MAX_VIOLATIONS = 100  # kept of a check and part
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss


@dataclass(frozen=True)
class Job:
    """A step on a part, or on all parts where ``part`` is None."""

    root: str
    step: str
    key: str
    parts: tuple[Part, ...]
    part: Part | None
    files: dict[str, list[str]]  # of each table that is read: that of the part, or those of all parts
    model: str | None
    n_documents: int

    @property
    def name(self) -> str:
        """The part's, 'corpus' for all."""
        return self.part.name if self.part else "corpus"

    @property
    def label(self) -> str:
        """For messages."""
        return f"part {self.part.name} of {self.step}" if self.part else self.step


@dataclass
class Done:
    """What came of a job: the files staged, or the rows that broke a contract."""

    key: str
    files: list[dict[str, Any]] = field(default_factory=list)
    violations: dict[str, dict[str, list[Violation]]] = field(default_factory=dict)  # table -> check -> rows
    seconds: float = 0.0
    peak_bytes: int = 0

    @property
    def broken(self) -> bool:
        """Whether a contract is broken, so that nothing may be put in place."""
        return any(rows for checks in self.violations.values() for rows in checks.values())


def compute(job: Job) -> Done:
    """Do a job. The files are staged only if all keep their contracts, and are complete if their record is there."""
    from pipeline.steps import STEPS

    started = time.perf_counter()
    step, store = STEPS[job.step], Store(job.root)
    done = Done(job.key)
    for table, part, frame, known in _outputs(job, step.function, step.reads, step.arguments(job.model), store):
        found = tables.all_violations(table, {**known, table: frame}, corpus=False)
        checks = done.violations.setdefault(table, {})
        for check, rows in found.items():
            checks[check] = (checks.get(check, []) + rows)[:MAX_VIOLATIONS]
        if not done.broken:
            meta = store.write_table(table, part, frame, staged=job.step)
            done.files.append({"table": table, "part": part.name, **meta})
    done.seconds = round(time.perf_counter() - started, 3)
    done.peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RSS_UNIT
    if not done.broken:
        stage(store, job.step, job.name, {"key": job.key, "files": done.files, "seconds": done.seconds})
    return done


def _outputs(
    job: Job, function: Callable[..., Any], reads: tuple[str, ...], arguments: dict[str, Any], store: Store
) -> Iterator[tuple[str, Part, pd.DataFrame, Frames]]:
    """Table, part, frame of what the step writes, and the frames that its contracts need."""
    if job.part is None:
        with tempfile.TemporaryDirectory(prefix="winnow-") as folder:
            files = {name: store.local(job.files[name], f"{folder}/{name}") for name in reads}
            for table, part, frame in function(job.parts, **files):
                yield table, part, frame, _needed(job, table, part, store)
        return
    known = {name: store.read_frame(name, files[0]) for name, files in job.files.items()}
    frames = function(**{name: known[name] for name in reads}, **arguments)
    for table, frame in frames.items():
        yield table, job.part, frame, {**known, **frames}


def _needed(job: Job, table: str, part: Part, store: Store) -> Frames:
    """What the contracts of a part need that a corpus step wrote."""
    return {
        need: store.read_frame(need, job.files[need][job.parts.index(part)])
        for need in needs((table,))
        if need != table
    }


def needs(writes: tuple[str, ...]) -> set[str]:
    """Tables that the contracts of these tables look at."""
    return {
        need
        for table in writes
        if table in TABLES
        for r in tables.relations_of(table, corpus=False)
        for need in r.needs
    }
