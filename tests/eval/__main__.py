"""`make eval`: every benchmark under a folder, one table; with --pin the figures become the floors."""

import argparse
import importlib
import sys
import time
from pathlib import Path

from tests.eval import STAGES, floors


def main() -> int:
    """Print a row for each stage, set and measure; 1 if a figure fell below its floor."""
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--only", choices=STAGES, action="append", help="these stages (default: all)")
    parser.add_argument("--pin", action="store_true", help="write tests/eval/floors.json and the README's table")
    parser.add_argument("--allow-regression", action="store_true", help="let --pin lower a floor")
    parser.add_argument("--peers", action="store_true", help="score other libraries too, where they are installed")
    options = parser.parse_args()
    if not options.bench.is_dir():
        print(f"no benchmarks: {options.bench} is not a folder (BENCH=...)", file=sys.stderr)
        return 2
    found, fallen = {}, []
    print(f"{'stage':<10} {'set':<30} {'measure':<18} {'%':>7} {'floor':>7} {'n':>6}")
    for stage in options.only or STAGES:
        started = time.perf_counter()
        rows = importlib.import_module(f"tests.eval.{stage}").score(options.bench)
        found[stage] = floors.figures(rows)
        fallen += floors.regressions(stage, found[stage])
        pinned = floors.read()["figures"].get(stage, {})
        for row, (name, value) in zip(rows, found[stage].items(), strict=True):
            floor = f"{pinned[name]:.2f}" if name in pinned else "-"
            print(f"{stage:<10} {row['set']:<30} {row['measure']:<18} {value:>7.2f} {floor:>7} {row['n']:>6,}")
        print(f"{'':<10} {time.perf_counter() - started:.1f} s", flush=True)
    if options.peers:
        for row in importlib.import_module("tests.eval.peers").score(options.bench):
            told = f"{row['stage']:<10} {row['set']:<30} {row['measure']:<18} {row['value']:>7.2f}"
            print(f"{told} {row['peer']:>7} {row['n']:>6,}", flush=True)
    for line in fallen:
        print(f"below its floor: {line}", file=sys.stderr)
    if options.pin and (not fallen or options.allow_regression):
        floors.pin(options.bench, found)
    return 1 if fallen and not options.allow_regression else 0


if __name__ == "__main__":
    sys.exit(main())
