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

from tests.bench import corpus, lines

ROOT = Path(__file__).parents[2]
SCRIPT_DOCUMENTS = 200  # the script gets these at most: it is slow, and linear


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
    corpus.write(few, bench, min(n, SCRIPT_DOCUMENTS))
    print(f"\n{n:,} documents, {n_bytes / 1e6:.1f} MB", flush=True)
    rates: dict[str, list[float]] = {}
    steps: dict[str, list[float]] = {}
    for _ in range(runs):
        for count in workers:
            seconds, told = build(source, folder / "out", count)
            rates.setdefault(f"winnow, {count} workers", []).append(n / seconds)
            if count == 1:
                for step, each in told["steps"].items():
                    steps.setdefault(step, []).append(each)
            peak = told
        seconds, _ = build(source, folder / "out", workers[-1], fresh=False)
        rates.setdefault("winnow, nothing changed", []).append(n / seconds)
        if importlib.util.find_spec("quantulum3"):
            rates.setdefault("script, 1 process", []).append(min(n, SCRIPT_DOCUMENTS) / script(few, folder / "script"))
    first = statistics.median(rates[f"winnow, {workers[0]} workers"])
    for name, found in rates.items():
        rate = statistics.median(found)
        print(f"  {name:<26}{rate:>9.1f} documents/s {rate / first:>8.2f} x the first")
    whole = sum(statistics.median(found) for found in steps.values())
    for step, found in steps.items():
        seconds = statistics.median(found)
        share, speed = 100 * seconds / whole, n_bytes / 1e6 / seconds
        print(f"  {step:<26}{n / seconds:>9.1f} documents/s {share:>7.1f} % {speed:.1f} MB/s")
    lines.measure(source, runs)
    print(f"  peak memory: worker {peak['worker_mb']} MB, main process {peak['main_mb']} MB", flush=True)


def build(source: Path, output: Path, workers: int, *, fresh: bool = True) -> tuple[float, dict[str, object]]:
    """Seconds of a run in a process of its own, without the start of the interpreter, and what it told."""
    if fresh:
        shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "tests.bench.run", str(source), str(output), str(workers)]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return told["seconds"], told


def script(source: Path, target: Path) -> float:
    """Seconds of the script, without its start: the same on one document is taken off."""
    one = source.with_suffix(".one")
    one.write_text(source.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    return max(_timed(source, target) - _timed(one, target), 1e-9)


def _timed(source: Path, target: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.script", str(source), str(target)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
