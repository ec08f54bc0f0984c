"""`make dataset` from the seeds: equal bytes whatever the surroundings, and what the README shows of them works."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli, release, tables
from schemas import TABLES

ROOT = Path(__file__).parent.parent
PART = "part-00000.parquet"
SNIPPETS = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def build(output: Path, source: Path | str = "seeds", **environment: str) -> subprocess.CompletedProcess[str]:
    """A run of its own process in the project's folder, as make calls it."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "--input", str(source), "--output", str(output)],
        cwd=ROOT, env={**os.environ, "DAGSTER_HOME": str(output.with_suffix(".home")), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("build") / "outputs"
    run = build(output, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    assert run.returncode == 0, run.stderr
    return output


def sums(output: Path) -> str:
    return (output / "SHA256SUMS").read_text(encoding="utf-8")


def test_another_zone_locale_and_hash_seed_give_equal_bytes(outputs: Path, tmp_path: Path) -> None:
    run = build(tmp_path / "outputs", TZ="Asia/Kathmandu", LC_ALL="C", PYTHONHASHSEED="77")
    assert run.returncode == 0, run.stderr
    assert sums(tmp_path / "outputs") == sums(outputs)


def test_checksums_are_those_of_the_files(outputs: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=outputs, check=True)
    work = {outputs / ".winnow"}
    named = {line.split("  ")[1] for line in sums(outputs).splitlines()}
    there = {
        str(path.relative_to(outputs)) for path in outputs.rglob("*") if path.is_file() and not work & set(path.parents)
    }
    assert there == named | {"SHA256SUMS"}
    assert {name.split("/")[0] for name in named} == set(TABLES) | {"manifest.json", *release.PAGES}


def test_the_order_of_rows_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))
    texts = [path.read_bytes().decode() for path in sorted((ROOT / "seeds").glob("*.txt"))]
    rows = [json.dumps({"id": f"{i}", "text": text, "publisher": "P"}) for i, text in enumerate(texts)]
    for name, lines in (("a", rows), ("b", [*rows[2:], *rows[:2]])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
        arguments = ["--input", str(tmp_path / name), "--output", str(tmp_path / f"out-{name}")]
        assert cli.main(arguments) == 0
    first, second = (tmp_path / f"out-{name}" for name in "ab")
    for table in TABLES:
        assert (first / table / PART).read_bytes() == (second / table / PART).read_bytes()
    for page in release.PAGES:
        assert (first / page).read_bytes() == (second / page).read_bytes()


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda code: re.search(r"import (\w+)", code)[1])  # type: ignore[index]
def test_the_snippets_of_the_readme_run(
    snippet: str, outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(outputs.parent)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "datasets"))
    exec(compile(snippet, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_the_readme_has_a_snippet_for_each_library() -> None:
    text = "".join(SNIPPETS)
    assert all(word in text for word in ("pandas", "polars", "duckdb", "load_dataset", "pipeline.annotate"))


def test_what_the_sources_say_of_the_same_thing_stands_together(outputs: Path) -> None:
    frame = tables.read(outputs, "comparisons")
    groups = [
        (set(rows["measure"]), {(source[:3], text) for source, text in zip(rows["source"], rows["text"], strict=True)})
        for _, rows in frame.groupby("group_id")
    ]
    assert groups == [
        ({"attack"}, {("000", "47"), ("002", "17"), ("002", "12")}),
        ({"killed"}, {("003", "more than 1,400"), ("004", "over 1,430")}),
    ]
