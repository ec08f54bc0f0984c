"""`make bench`: the whole pipeline and each step on generated corpora, beside the script that a user would write.

Runs are interleaved and their medians compared, since machines are noisy: read the ratios, not the seconds.
"""

import argparse
import importlib.util
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import corpus, lines

ROOT = Path(__file__).parents[2]
PEER_DOCUMENTS = 200  # others get these at most: the script is slow, and all are linear
# By what they are called: the module here, and the library that it needs (datatrove[io,processing]).
PEERS = {"script, 1 process": ("script", "quantulum3"), "datatrove's C4 filter": ("filters", "datatrove")}
SAME_AS_FILTER = ("strip", "segment")

ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1"}  # of each process: a worker is a core


def main() -> int:
    """Print documents a second, ratios, peak memory."""
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    options.add_argument("--documents", type=int, nargs="+", default=[1000])
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    chosen = options.parse_args()
    if not chosen.bench.is_dir():
        print(f"no texts to make a corpus of: {chosen.bench} is not a folder (BENCH=...)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="winnow-bench-") as folder:
        for n in chosen.documents:
            measure(Path(folder), chosen.bench, n, chosen.runs, chosen.workers)
    return 0


def measure(folder: Path, bench: Path, n: int, runs: int, workers: list[int]) -> None:
    """All contestants on a corpus of ``n`` documents."""
    source, few = folder / f"{n}.jsonl", folder / "few.jsonl"
    n_bytes = corpus.write(source, bench, n)
    corpus.write(few, bench, min(n, PEER_DOCUMENTS))
    print(f"\n{n:,} documents, {n_bytes / 1e6:.1f} MB", flush=True)
    rates: dict[str, list[float]] = {}
    steps: dict[str, list[float]] = {}
    for _ in range(runs):
        for count in workers:
            seconds, told = build(source, folder / "out", count)
            rates.setdefault(f"winnow, {count} workers", []).append(n / seconds)
            for step, each in told["steps"].items() if count == 1 else ():
                steps.setdefault(step, []).append(each)
            peak = told
        seconds, _ = build(source, folder / "out", workers[-1], fresh=False)
        rates.setdefault("winnow, nothing changed", []).append(n / seconds)
        for name, (module, library) in PEERS.items():
            if importlib.util.find_spec(library):
                rates.setdefault(name, []).append(min(n, PEER_DOCUMENTS) / peer(module, few, folder / module))
    tell(n, n_bytes, rates, steps)
    lines.measure(source, runs)
    print(f"  peak memory: worker {peak['worker_mb']} MB, main process {peak['main_mb']} MB", flush=True)


def tell(n: int, n_bytes: int, rates: dict[str, list[float]], steps: dict[str, list[float]]) -> None:
    """Print medians, of runs in documents a second, of steps in seconds."""
    seconds = {step: statistics.median(found) for step, found in steps.items()}
    medians = {name: statistics.median(found) for name, found in rates.items()}
    if seconds:
        medians["winnow, strip and segment"] = n / sum(seconds[step] for step in SAME_AS_FILTER)
    first = next(iter(medians.values()))
    for name, rate in medians.items():
        print(f"  {name:<26}{rate:>9.1f} documents/s {rate / first:>8.2f} x the first")
    for step, each in seconds.items():
        share, speed = 100 * each / sum(seconds.values()), n_bytes / 1e6 / each
        print(f"  {step:<26}{n / each:>9.1f} documents/s {share:>7.1f} % {speed:.1f} MB/s")


def build(source: Path, output: Path, workers: int, *, fresh: bool = True) -> tuple[float, dict[str, Any]]:
    """Seconds of a run in a process of its own, without the start of the interpreter, and what it told."""
    if fresh:
        shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "tests.bench.run", str(source), str(output), str(workers)]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=ONE_THREAD)
    told = json.loads(ran.stdout)
    return told["seconds"], told


def peer(module: str, source: Path, target: Path) -> float:
    """Seconds of another's work, without its start: the same on one document is taken off."""
    one = source.with_suffix(".one")
    one.write_text(source.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    return max(_timed(module, source, target) - _timed(module, one, target), 1e-9)


def _timed(module: str, source: Path, target: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", f"tests.bench.{module}", str(source), str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=ONE_THREAD)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
