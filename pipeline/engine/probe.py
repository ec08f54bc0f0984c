"""Finds the documents of a part over which a step fails, by running it on few of them at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.engine.local import Lost
from pipeline.engine.work import Job
from pipeline.store import Store

GROUP = 50  # documents: a lost group costs a worker, a group of one the reading of the part


@dataclass(frozen=True)
class Probe:
    """Documents of a job."""

    job: Job
    doc_ids: tuple[str, ...]


def poisonous(job: Job, pool: Any) -> list[tuple[str, str]]:
    """The documents that the step fails over when they are alone, with the reason."""
    from pipeline.steps import STEPS

    first = STEPS[job.step].reads[0]
    ids = sorted(set(Store(job.root).read_frame(first, job.files[first][0])["doc_id"]))
    groups = [Probe(job, tuple(ids[i : i + GROUP])) for i in range(0, len(ids), GROUP)]
    singles = [Probe(job, (doc_id,)) for group in _lost(pool.map, groups) for doc_id in group[0].doc_ids]
    return sorted((probe.doc_ids[0], reason) for probe, reason in _lost(pool.map, singles))


def _lost(run: Callable[..., Any], probes: list[Probe]) -> Iterator[tuple[Probe, str]]:
    for probe, result in run(attempt, probes, apart=True):
        if isinstance(result, Lost):
            yield probe, result.reason


def attempt(probe: Probe) -> None:
    """Run the step on these documents alone; the result is thrown away."""
    from pipeline.steps import STEPS

    job, store = probe.job, Store(probe.job.root)
    step = STEPS[job.step]
    frames = {name: store.read_frame(name, job.files[name][0]) for name in step.reads}
    wanted = {
        name: frame[frame["doc_id"].isin(probe.doc_ids)].reset_index(drop=True) if "doc_id" in frame else frame
        for name, frame in frames.items()
    }
    step.function(**wanted, **step.arguments(job.model))
