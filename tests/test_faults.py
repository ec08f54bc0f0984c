"""Documents that kill a worker or break a step go to rejects, with the reason; the run goes on without them."""

import sys
from pathlib import Path

import pytest

from pipeline import tables
from pipeline.engine import quarantine
from pipeline.engine.assets import Run
from pipeline.engine.build import BuildError
from pipeline.engine.local import InProcess, Processes
from pipeline.steps import FLOW
from pipeline.store import Store
from tests import corpora

# A spaCy component that dies over a word, installed as a package so that worker processes find it.
COMPONENT = """
import os
from spacy.language import Language

@Language.component("fragile")
def fragile(doc):
    if "Killer" in doc.text:
        os._exit(3)
    if "Breaker" in doc.text:
        raise RuntimeError("broken")
    return doc
"""
ENTRY_POINTS = "[spacy_factories]\nfragile = fragile_component:fragile\n"


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    import spacy

    site = tmp_path / "site"
    (site / "fragile_component-1.dist-info").mkdir(parents=True)
    (site / "fragile_component.py").write_text(COMPONENT)
    (site / "fragile_component-1.dist-info" / "METADATA").write_text("Name: fragile-component\nVersion: 1\n")
    (site / "fragile_component-1.dist-info" / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.syspath_prepend(str(site))
    import fragile_component  # type: ignore[import-not-found]  # noqa: F401  registers the component here

    pipeline = spacy.blank("en")
    pipeline.add_pipe("fragile")
    pipeline.to_disk(tmp_path / "model")
    yield str(tmp_path / "model")
    sys.modules.pop("fragile_component", None)


def with_word(row: dict[str, str], word: str) -> dict[str, str]:
    return row | {"text": row["text"].replace("\n\n", f"\n\nThe {word} left the town on Monday, officials said. ", 1)}


def build(source: Path, output: Path, pool: Processes | InProcess, model: str) -> None:
    run = Run(str(source), Store(str(output)), pool, model, 4)
    for name in ("intake", *FLOW):
        assert not run.asset(name, lambda _: None).broken


def test_poisonous_documents_go_to_rejects(tmp_path: Path, model: str) -> None:
    rows = corpora.rows(10)
    rows[2] = with_word(rows[2], "Killer")
    rows[7] = with_word(rows[7], "Breaker")
    source = corpora.write(tmp_path / "rows.jsonl", rows)
    with Processes(2) as pool:
        build(source, tmp_path / "out", pool, model)
    rejects = tables.read(tmp_path / "out", "rejects").set_index("row_key")
    assert rejects["stage"].to_dict() == {"d2": "tag", "d7": "tag"}
    assert "the worker ended: 3" in rejects["message"]["d2"]
    assert "RuntimeError: broken" in rejects["message"]["d7"]
    for table in ("raw_documents", "clean_documents", "articles"):
        assert len(tables.read(tmp_path / "out", table)) == 8
    assert set(quarantine.read(Store(str(tmp_path / "out"))))

    corpora.write(source, [row for i, row in enumerate(rows) if i not in (2, 7)])
    with Processes(2) as pool:
        build(source, tmp_path / "without", pool, model)
    for table in ("articles", "sentences", "numbers", "dates"):
        assert tables.read(tmp_path / "out", table).equals(tables.read(tmp_path / "without", table))


def test_a_step_that_fails_over_every_document_is_an_error(tmp_path: Path, model: str) -> None:
    rows = [with_word(row, "Breaker") for row in corpora.rows(3)]
    source = corpora.write(tmp_path / "rows.jsonl", rows)
    with pytest.raises(BuildError, match="part 00000 of tag: RuntimeError: broken"):
        build(source, tmp_path / "out", InProcess(), model)
