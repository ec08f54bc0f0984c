"""What is different between two releases is counted, and put down to what changed."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli, tables
from pipeline.release import diff
from pipeline.store import Store
from schemas import TABLES
from tests import corpora


def build(folder: Path, rows: list[dict[str, str]], *more: str) -> Path:
    corpora.write(folder / "rows.jsonl", rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(folder / "home"))
        arguments = ["--input", str(folder / "rows.jsonl"), "--output", str(folder / "out"), "--workers", "1", *more]
        assert cli.main(arguments) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("old"), corpora.rows(6))


def compared(old: Path, new: Path) -> tuple[dict[str, list[str]], dict[str, diff.Change]]:
    made, changes = diff.compare(Store(str(old)), Store(str(new)))
    return made, {change.table: change for change in changes}


def copied(release: Path, folder: Path, **manifest: Any) -> Path:
    """Another release, as its manifest says."""
    shutil.copytree(release, folder / "copy")
    path = folder / "copy" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **manifest}))
    return folder / "copy"


def test_a_release_is_no_different_from_itself(old: Path) -> None:
    made, changes = compared(old, old)
    assert not any(made.values())
    assert [(c.added, c.removed, c.changed) for c in changes.values()] == [(0, 0, 0)] * len(TABLES)


def test_parts_are_no_difference(old: Path, tmp_path: Path) -> None:
    made, changes = compared(old, build(tmp_path, corpora.rows(6), "--part-size", "2"))
    assert not any(made.values())
    assert not any(c.added or c.removed or c.changed for c in changes.values())


def test_documents_that_came_and_went(old: Path, tmp_path: Path) -> None:
    rows = corpora.rows(8)[1:7]
    rows[0] = rows[0] | {"text": rows[0]["text"] + " And 55 more."}
    made, changes = compared(old, build(tmp_path, rows))
    assert made[""] == ["documents that came or went"]
    raw = changes["raw_documents"]
    assert (raw.old, raw.new, raw.added, raw.removed, raw.changed, raw.of_inputs) == (6, 6, 2, 2, 0, 4)
    numbers = changes["numbers"]
    assert numbers.added > 0
    assert numbers.of_inputs == numbers.added + numbers.removed
    assert changes["names"].causes == ("documents that came or went",)


def test_a_rule_that_changed_explains_the_rows_downstream(old: Path, tmp_path: Path) -> None:
    steps = json.loads((old / "manifest.json").read_text())["steps"]
    new = copied(old, tmp_path, steps={**steps, "numbers": {**steps["numbers"], "rules": "0" * 64}})
    (path,) = (new / "numbers").glob("*.parquet")
    frame = tables.read(new, "numbers")
    frame.loc[0, "rule"] = "another"
    path.write_bytes(tables.to_bytes("numbers", frame.drop(index=1)))
    _, changes = compared(old, new)
    assert (changes["numbers"].added, changes["numbers"].removed, changes["numbers"].changed) == (0, 1, 1)
    assert changes["numbers"].of_inputs == 0
    assert changes["numbers"].causes == changes["comparisons"].causes == ("rules of numbers",)
    assert changes["dates"].causes == changes["quotes"].causes == ()


def test_libraries_settings_and_models_are_told(old: Path, tmp_path: Path) -> None:
    found = json.loads((old / "manifest.json").read_text())
    steps = {**found["steps"], "tag": {**found["steps"]["tag"], "model": "other 1.0"}}
    libraries = {**found["libraries"], "spacy": "9.9"}
    new = copied(old, tmp_path, steps=steps, libraries=libraries, settings={"model": "other", "part_size": 9})
    made, changes = compared(old, new)
    assert made[""] == [f"spacy {found['libraries']['spacy']} -> 9.9"]
    assert changes["names"].causes[-1] == "model of tag"


def test_what_is_no_dataset_is_said(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff.main([str(old), str(tmp_path)]) == 2
    assert "no manifest.json" in capsys.readouterr().err
    assert diff.main([str(old), str(old)]) == 0
    assert "What changed in the making:\n  nothing\n" in capsys.readouterr().out
