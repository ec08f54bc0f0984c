"""The pool that the settings name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.engine.build import Pool
from pipeline.engine.local import InProcess, Processes

ENGINES = ("local", "ray")


@contextmanager
def open_pool(engine: str, n_workers: int) -> Iterator[Pool]:
    """Workers: this process, local processes, or a Ray cluster where one is named. Raises ``ValueError``."""
    if engine not in ENGINES:
        raise ValueError(f"the engine '{engine}' is none of {', '.join(ENGINES)}")
    if engine == "ray" or os.environ.get("RAY_ADDRESS"):
        from pipeline.engine.cluster import Cluster

        with Cluster() as cluster:
            yield cluster
    elif n_workers <= 1:
        yield InProcess()
    else:
        with Processes(n_workers) as processes:
            yield processes
