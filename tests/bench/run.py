"""One build for the benchmark; prints JSON: seconds, seconds of each step, peak memory."""

import json
import resource
import sys
import time

from pipeline.engine.assets import Run
from pipeline.engine.pools import open_pool
from pipeline.parts import PART_SIZE
from pipeline.steps import FLOW
from pipeline.store import Store

PARTS = 8  # at least, so that there is something to share out


def main(source: str, output: str, workers: int) -> None:
    """Build everything without Dagster."""
    with open(source, "rb") as lines:
        size = min(PART_SIZE, max(sum(1 for _ in lines) // PARTS, 1))
    started = time.perf_counter()
    steps, worker = {}, 0
    with open_pool("local", workers) as pool:
        run = Run(source, Store(output), pool, None, size)
        for name in ("intake", *FLOW):
            for report in run.asset(name, lambda _: None).reports:
                steps[report.step.name] = report.seconds
                worker = max(worker, report.peak_bytes)
    told = {
        "seconds": time.perf_counter() - started,
        "steps": steps,
        "worker_mb": round(worker / 1e6),
        "main_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
