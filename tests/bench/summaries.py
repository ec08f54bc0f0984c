"""The corpus-level steps alone, on made-up summaries of any number of documents: seconds and peak memory of each.

A document has 12 names and 12 lines, and one in twenty is a near-copy of another:
`python -m tests.bench.summaries 1000000`.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from pipeline.corpus import copies, lines, names
from pipeline.parts import Part, plan

# Ids spread evenly over 64 bits, in order; names are drawn so that few are frequent and most are rare.
DOCUMENTS = "SELECT i, printf('%016x', (i * {step}::UHUGEINT)::UBIGINT) AS doc_id FROM range({a}, {b}) t(i)"
SKETCHES = """
    SELECT doc_id, md5(i::VARCHAR) AS digest, 600::INTEGER AS n_words,
        [(hash(if(i % 20 = 1 AND k % 3 = 0, i - 1, i), k) // 2)::BIGINT FOR k IN range(37)] AS bands
    FROM documents
"""
# Of the near-copies alone: those that the step compares.
TEXTS = """
    SELECT doc_id, array_to_string(['w' || hash(i - i % 20 % 2, w) % 5000 FOR w IN range(300)], ' ') AS text
    FROM documents WHERE i % 20 < 2
"""
LOCAL_NAMES = """
    SELECT doc_id, k::INTEGER AS seq, doc_id AS cluster_id, kind, name AS name_key, name AS block,
        if(kind = 'person', [first, last, ''], []::VARCHAR[]) AS "full", []::VARCHAR[] AS short,
        [k * 10]::INTEGER[] AS starts, [k * 10 + 5]::INTEGER[] AS ends,
        format('[[["{{}}", 1]], [["{{}}", "exact", 1]], null]', label, name) AS record
    FROM (
        SELECT *, 'f' || x % 1000 AS first, 'l' || x AS last,
            if(kind = 'person', 'f' || x % 1000 || ' l' || x, 'n' || x) AS name
        FROM (
            SELECT *, if(k % 3 = 0, 'person', 'group') AS kind, if(k % 3 = 0, 'PERSON', 'ORG') AS label,
                floor(exp(hash(i, k, 7) / 18446744073709551615 * ln({n} * 2 + 1)))::BIGINT AS x
            FROM documents, range(12) s(k)
        )
    )
    QUALIFY row_number() OVER (PARTITION BY doc_id, name, kind ORDER BY k) = 1 ORDER BY doc_id, seq
"""
# A publisher has some 2,000 documents of 12 lines; a line in four stands in a tenth of them.
LINES = """
    SELECT doc_id, publisher, line_key, solid, (hash(publisher, line_key) // 2)::BIGINT AS line FROM (
        SELECT doc_id, 'site ' || i % ({n} // 2000 + 1) AS publisher, k > 5 AS solid,
            if(k % 4 = 0, 'line ' || k || hash(i, k) % 10, 'line ' || i || '-' || k) AS line_key
        FROM documents, range(12) s(k)
    )
"""
STEP = 50_000


def make(folder: Path, name: str, query: str, n: int) -> list[str]:
    """Parquet files of a summary."""
    files = []
    for a in range(0, n, STEP):
        files.append(str(folder / f"{name}-{a}.parquet"))
        with duckdb.connect() as db:
            documents = DOCUMENTS.format(step=(2**64 - 1) // n, a=a, b=min(a + STEP, n))
            db.execute(f"CREATE TABLE documents AS {documents}")
            db.execute(f"COPY ({query.format(n=n)}) TO '{files[-1]}' (FORMAT parquet, COMPRESSION zstd)")
    return files


def timed(name: str, run: Callable[..., Iterator[Any]], parts: Sequence[Part], *files: list[str]) -> None:
    """Run a step, its output counted and thrown away."""
    started = time.perf_counter()
    rows = sum(len(frame) for _, _, frame in run(parts, *files))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    seconds = time.perf_counter() - started
    print(f"{name:<12}{rows:>12,} rows {seconds:>8.1f} s, peak memory so far {peak:,.0f} MB", flush=True)


def main(n: int) -> None:
    """Each step on ``n`` documents."""
    with tempfile.TemporaryDirectory(prefix="winnow-bench-") as name:
        folder = Path(name)
        parts = plan(np.arange(n, dtype=np.uint64) * np.uint64((2**64 - 1) // n))
        print(f"{n:,} documents, {len(parts):,} parts", flush=True)
        copied = make(folder, "sketches", SKETCHES, n), make(folder, "texts", TEXTS, n)
        timed("copies", copies.duplicates, parts, *copied)
        lined = make(folder, "lines", LINES, n)
        timed("lines", lines.recurring_lines, parts[: len(lined)], lined, [])
        timed("names", names.names, parts, make(folder, "names", LOCAL_NAMES, n))


if __name__ == "__main__":
    main(int(sys.argv[1]))
