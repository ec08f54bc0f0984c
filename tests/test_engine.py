"""Parts: what is computed, what is reused, and that a run may be stopped anywhere."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from pipeline import tables
from pipeline.engine import intake
from pipeline.engine.assets import Run
from pipeline.engine.build import BuildError
from pipeline.engine.local import InProcess, Lost, Processes
from pipeline.stages.flow import segment
from pipeline.steps import FLOW, STEPS
from pipeline.store import Store
from schemas import TABLES
from tests import corpora

ROOT = Path(__file__).parent.parent
N_KILLS = int(os.environ.get("WINNOW_KILLS", "2"))
SIZE = 8


def run(source: Path, output: Path, part_size: int = SIZE, model: str | None = None) -> dict[str, tuple[int, int]]:
    """Build everything in this process; parts computed and parts reused of each step."""
    told = {}
    build = Run(str(source), Store(str(output)), InProcess(), model, part_size)
    for name in ("intake", *FLOW):
        result = build.asset(name, lambda _: None)
        assert not result.broken
        told |= {report.step.name: (report.n_parts - report.n_reused, report.n_reused) for report in result.reports}
    return told


def contents(output: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(output)): path.read_bytes()
        for table in TABLES
        for path in sorted((output / table).glob("*"))
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("engine")
    source = corpora.write(folder / "rows.jsonl", corpora.rows(20))
    run(source, folder / "out")
    return source, folder / "out"


def test_a_cut_says_how_many_documents_have_the_line(built: tuple[Path, Path]) -> None:
    removed, raw = (pd.read_parquet(built[1] / name) for name in ("removed_spans", "raw_documents"))
    publishers = dict(zip(raw["doc_id"], raw["publisher"], strict=True))
    footers = removed[removed["text"].str.strip().isin(corpora.FOOTERS)]
    group = [footers["doc_id"].map(publishers), footers["text"].str.strip()]
    expected = footers.groupby(group)["doc_id"].transform("nunique")
    assert expected.max() > 2
    assert footers["n_documents"].fillna(1).tolist() == expected.tolist()
    assert removed["n_documents"].isna().any()


def test_a_second_run_computes_nothing(built: tuple[Path, Path]) -> None:
    before = contents(built[1])
    assert {computed for computed, _ in run(*built).values()} == {0}
    assert contents(built[1]) == before


def test_rows_do_not_depend_on_the_parts(built: tuple[Path, Path], tmp_path: Path) -> None:
    run(built[0], tmp_path, part_size=1000)
    for table in TABLES:
        pd.testing.assert_frame_equal(tables.read(tmp_path, table), tables.read(built[1], table))
    assert len(list((built[1] / "articles").iterdir())) > 2


@pytest.mark.parametrize("what", ["changed", "added", "removed"])
def test_one_document_computes_its_part_again_and_no_other(tmp_path: Path, what: str) -> None:
    rows = corpora.rows(20)
    source = corpora.write(tmp_path / "rows.jsonl", rows)
    run(source, tmp_path / "out")
    if what == "changed":
        rows[3]["title"] = "Another headline"
    elif what == "added":
        rows.append(corpora.rows(21)[20])
    else:
        del rows[3]
    corpora.write(source, rows)
    told = run(source, tmp_path / "out")
    per_part = {name: done for name, (done, _) in told.items() if name in STEPS and not STEPS[name].corpus}
    assert max(per_part.values()) <= 2  # two where the new document halves its part
    run(source, tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_file_that_was_cut_or_removed_is_made_again(built: tuple[Path, Path]) -> None:
    before = contents(built[1])
    parts = sorted((built[1] / "sentences").iterdir())
    parts[0].unlink()
    parts[1].write_bytes(parts[1].read_bytes()[:100])
    assert run(*built)["segment"] == (2, len(parts) - 2)
    assert contents(built[1]) == before


def test_a_broken_contract_writes_nothing_of_the_asset(
    built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(**frames: pd.DataFrame) -> dict[str, pd.DataFrame]:
        found = segment.sentences(**frames)["sentences"]
        return {"sentences": found.assign(text="x")}

    before = contents(built[1])
    monkeypatch.setitem(STEPS, "segment", STEPS["segment"]._replace(function=wrong))
    monkeypatch.setitem(FLOW, "segment", (STEPS["segment"],))
    result = Run(str(built[0]), Store(str(built[1])), InProcess(), None, SIZE).asset("segment", lambda _: None)
    assert set(result.broken) == {"sentences"}
    assert result.broken["sentences"][0].column == "text"
    assert contents(built[1]) == before
    monkeypatch.undo()
    assert run(*built)["segment"][0] == 0


def test_an_asset_before_its_input_is_a_clear_error(tmp_path: Path) -> None:
    source = corpora.write(tmp_path / "rows.jsonl", corpora.rows(2))
    build = Run(str(source), Store(str(tmp_path / "out")), InProcess(), None, SIZE)
    with pytest.raises(BuildError, match="materialise raw_documents first"):
        build.asset("repair", lambda _: None)
    build.asset("intake", lambda _: None)
    with pytest.raises(BuildError, match="sketch needs clean_documents"):
        build.asset("near_copies", lambda _: None)


def test_gathering_drops_repeated_rows_in_any_order(tmp_path: Path) -> None:
    rows = corpora.rows(3)
    twice = [rows[0] | {"title": "A"}, rows[0] | {"title": "B"}]
    for name, given in (("one", [*twice, *rows[1:]]), ("two", [*rows[1:], *reversed(twice)])):
        source = corpora.write(tmp_path / "rows.jsonl", given)
        Run(str(source), Store(str(tmp_path / name)), InProcess(), None, SIZE).asset("intake", lambda _: None)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert tables.read(tmp_path / "one", "rejects")["check"].tolist() == ["unique"]


def test_large_files_of_lines_are_read_in_ranges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.sources import batches

    source = corpora.write(tmp_path / "rows.jsonl", corpora.rows(20))
    source.write_text(source.read_text(encoding="utf-8") + "not JSON\n", encoding="utf-8")
    whole = Run(str(source), Store(str(tmp_path / "whole")), InProcess(), None, SIZE)
    whole.asset("intake", lambda _: None)
    monkeypatch.setattr(batches, "BATCH_BYTES", 4000)
    ranges = Run(str(source), Store(str(tmp_path / "ranges")), InProcess(), None, SIZE)
    ranges.asset("intake", lambda _: None)
    assert len(list((tmp_path / "ranges" / ".winnow" / "spills").glob("*.json"))) > 3
    assert contents(tmp_path / "whole") == contents(tmp_path / "ranges")
    assert tables.read(tmp_path / "ranges", "rejects")["row_key"].tolist() == ["line 21"]
    assert intake.GATHER_DOCUMENTS > 20


def double(n: int) -> int:
    if n == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if n == 4:
        raise ValueError("four")
    return 2 * n


def test_each_worker_computes_with_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    with Processes(2) as pool:
        assert [found for _, found in pool.map(os.getenv, ["OMP_NUM_THREADS"] * 4)] == ["1"] * 4


def test_lost_workers_are_named_and_the_rest_goes_on() -> None:
    with Processes(2) as pool:
        found = dict(pool.map(double, range(8)))
        again = dict(pool.map(double, [3], apart=True))
    assert {n: r for n, r in found.items() if not isinstance(r, Lost)} == {n: 2 * n for n in (0, 1, 2, 5, 6, 7)}
    assert found[3] == again[3] == Lost("the worker was killed by signal 9")
    assert found[4] == Lost("ValueError: four")


class Grown(NamedTuple):
    process: int
    peak_bytes: int


def grow(to_bytes: int) -> Grown:
    time.sleep(0.2)  # so that both workers are needed
    return Grown(os.getpid(), to_bytes)


@pytest.mark.parametrize(("to_bytes", "fresh"), [(10**6, False), (10**9, True)])
def test_a_job_that_comes_alone_is_given_no_worker_that_has_grown_large(to_bytes: int, fresh: bool) -> None:
    with Processes(2) as pool:
        known = {result.process for _, result in pool.map(grow, [to_bytes] * 4)}
        [(_, alone)] = pool.map(grow, [0], apart=True)
        after = {result.process for _, result in pool.map(grow, [0] * 4)}
    assert len(known) == len(after) == 2
    assert (alone.process not in known) == fresh
    assert alone.process in after


def command(source: Path, output: Path, *more: str) -> list[str]:
    options = ["--input", str(source), "--output", str(output), "--part-size", str(SIZE), "--workers", "2", *more]
    return [sys.executable, "-m", "pipeline.cli", *options]


def test_killed_runs_are_taken_up_again(built: tuple[Path, Path], tmp_path: Path) -> None:
    """SIGKILL at random moments: what is there is whole, and the end is the same bytes."""
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path / "home")}
    chance = random.Random(os.environ.get("WINNOW_KILL_SEED", "1"))
    for _ in range(N_KILLS):
        process = subprocess.Popen(
            command(built[0], tmp_path / "out"), cwd=ROOT, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chance.uniform(2, 12))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for path in tmp_path.glob("out/*/*.parquet"):
            assert pd.read_parquet(path) is not None
    last = subprocess.run(
        command(built[0], tmp_path / "out"), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert last.returncode == 0, last.stderr
    assert contents(tmp_path / "out") == contents(built[1])
