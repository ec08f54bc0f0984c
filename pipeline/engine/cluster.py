"""A Ray cluster: the one at RAY_ADDRESS, else one of this machine alone."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from pipeline.engine.local import Lost, attempt

Job = TypeVar("Job")
IN_FLIGHT = 2  # jobs a core: the next is there when one is done
RETRIES = 2  # of a job whose worker or node died


class Cluster:
    """Workers that Ray keeps, one a core; lost ones are replaced by Ray, and their jobs are done again."""

    def __init__(self) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        import ray

        self._ray = ray

    def __enter__(self) -> "Cluster":
        self._ray.init(address=os.environ.get("RAY_ADDRESS") or "local", log_to_driver=False, ignore_reinit_error=True)
        self._attempt = self._ray.remote(num_cpus=1, max_retries=RETRIES)(attempt)
        return self

    def __exit__(self, *_: object) -> None:
        self._ray.shutdown()

    @property
    def n_workers(self) -> int:
        """Cores of the cluster, as it is now."""
        return max(int(self._ray.cluster_resources().get("CPU", 1)), 1)

    def map(
        self, function: Callable[[Job], Any], jobs: Iterable[Job], *, apart: bool = False
    ) -> Iterator[tuple[Job, Any]]:
        """Each job with its result, as they are done; with ``Lost`` where the worker died or the job failed."""
        del apart  # nothing is done in this process
        todo, running = deque(jobs), dict[Any, Job]()
        while todo or running:
            while todo and len(running) < IN_FLIGHT * self.n_workers:
                job = todo.popleft()
                running[self._attempt.remote(function, job)] = job
            ready, _ = self._ray.wait(list(running), num_returns=1)
            for reference in ready:
                yield running.pop(reference), self._result(reference)

    def _result(self, reference: Any) -> Any:
        try:
            return self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            return Lost(str(error).strip().splitlines()[0])
