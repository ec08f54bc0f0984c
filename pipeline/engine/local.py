"""Local processes: each started once, given a job at a time, and replaced if it dies."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any, NamedTuple, TypeVar, cast

Job = TypeVar("Job")
CONTEXT = multiprocessing.get_context("spawn")  # a forked copy of a process with threads may hang
# From so much memory on a worker, with the model in it, is not given a job that comes alone: those are of the whole
# corpus and take a database's memory for themselves.
LARGE_BYTES = 750_000_000


class Lost(NamedTuple):
    """The worker died over the job, or the job raised an exception."""

    reason: str


class InProcess:
    """One worker: this process."""

    n_workers = 1

    def __enter__(self) -> "InProcess":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def map(
        self, function: Callable[[Job], Any], jobs: Iterable[Job], *, apart: bool = False
    ) -> Iterator[tuple[Job, Any]]:
        """Each job with its result, in order; here is no other process for those that should be ``apart``."""
        del apart
        for job in jobs:
            yield job, attempt(function, job)


class Processes:
    """A pool of worker processes, started when first used."""

    def __init__(self, n_workers: int) -> None:
        self.n_workers = n_workers
        self._workers: list[_Worker] = []
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # of each worker: there is one for every core

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def map(
        self, function: Callable[[Job], Any], jobs: Iterable[Job], *, apart: bool = False
    ) -> Iterator[tuple[Job, Any]]:
        """Each job with its result, as they are done; with ``Lost`` where the worker died or the job failed.

        A single job is done here, which saves the start of a worker, unless it is to be kept ``apart``.
        """
        todo = deque(jobs)
        if len(todo) == 1 and not apart:
            yield todo[0], attempt(function, todo[0])
            return
        busy: dict[Connection, tuple[_Worker, Job]] = {}
        self._workers = [worker for worker in self._workers if worker.process.is_alive()]
        if len(todo) == 1:
            self._spare_large()
        idle = list(self._workers)
        while todo or busy:
            while todo and (idle or len(self._workers) < self.n_workers):
                worker = idle.pop() if idle else self._start()
                job = todo.popleft()
                worker.connection.send((function, job))
                busy[worker.connection] = worker, job
            for connection in wait(list(busy)):
                worker, job = busy.pop(cast(Connection, connection))
                result = worker.result()
                if worker.process.is_alive():
                    idle.append(worker)
                else:
                    self._workers.remove(worker)
                yield job, result

    def _spare_large(self) -> None:
        """Have a new worker be the next one, if it would be one that has grown large."""
        if self._workers and self._workers[-1].peak_bytes > LARGE_BYTES:
            if len(self._workers) == self.n_workers:
                self._workers.pop().stop()
            self._start()

    def _start(self) -> "_Worker":
        worker = _Worker()
        self._workers.append(worker)
        return worker


class _Worker:
    """A process and the pipe to it."""

    def __init__(self) -> None:
        self.connection, theirs = CONTEXT.Pipe()
        self.process: SpawnProcess = CONTEXT.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        self.peak_bytes = 0  # as its last result says
        theirs.close()

    def result(self) -> Any:
        """What the worker sends, or ``Lost`` if it died."""
        try:
            found = self.connection.recv()
            self.peak_bytes = getattr(found, "peak_bytes", 0)
            return found
        except EOFError:
            self.process.join()
            code = self.process.exitcode or 0
            return Lost(f"the worker was killed by signal {-code}" if code < 0 else f"the worker ended: {code}")

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.join(timeout=1)
        self.process.kill()


def _serve(connection: Connection) -> None:
    """Do jobs until the pipe is closed."""
    while True:
        try:
            function, job = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        connection.send(attempt(function, job))


def attempt(function: Callable[[Job], Any], job: Job) -> Any:
    """The result of a job, or ``Lost`` with the exception that it raised."""
    try:
        return function(job)
    except Exception as error:  # whatever a document does to a stage, the run goes on
        return Lost(f"{type(error).__name__}: {error}")
