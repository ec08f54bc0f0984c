"""No development figure falls below its floor, and the README shows the floors."""

import importlib
from pathlib import Path

import pytest

from tests.eval import STAGES, floors

BENCH = floors.ROOT.parent / "shared" / "bench"


@pytest.mark.parametrize("stage", STAGES)
def test_no_figure_falls(stage: str) -> None:
    if not BENCH.is_dir():
        pytest.skip(f"no development benchmarks at {BENCH}: they are not part of the project")
    if floors.fingerprint(BENCH) != floors.read()["bench"]:
        pytest.skip("the development benchmarks are others than those that the floors were pinned on")
    found = floors.figures(importlib.import_module(f"tests.eval.{stage}").score(BENCH))
    assert floors.regressions(stage, found) == []


def test_readme_shows_the_floors() -> None:
    assert floors.table(floors.read()["figures"]) in floors.README.read_text(encoding="utf-8")


def test_a_fallen_figure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = {"figures": {"residue": {"all lift": 2.0, "all raw body loss %": 0.2, "all F1": 90.0}}}
    monkeypatch.setattr(floors, "read", lambda: pinned)
    assert floors.regressions("residue", {"all lift": 2.1, "all raw body loss %": 0.1, "all F1": 90.0}) == []
    assert len(floors.regressions("residue", {"all lift": 1.9, "all raw body loss %": 0.3})) == 3


def test_pinning_writes_floors_and_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = floors.read()["figures"]
    monkeypatch.setattr(floors, "PINNED", tmp_path / "floors.json")
    monkeypatch.setattr(floors, "README", tmp_path / "README.md")
    floors.README.write_text(f"Before\n{floors.MARKS[0]}STALE\n{floors.MARKS[1]}\nAfter\n", encoding="utf-8")
    floors.pin(tmp_path, figures)
    assert floors.read()["figures"] == figures
    text = floors.README.read_text(encoding="utf-8")
    assert text == f"Before\n{floors.MARKS[0]}{floors.table(figures)}{floors.MARKS[1]}\nAfter\n"
