"""The profile without text has none, and with the raw files it becomes the full one again, byte for byte."""

import json
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline import cli
from pipeline.release import rehydrate, textfree
from pipeline.release.columns import hidden
from pipeline.store import Store
from schemas import TABLES
from tests import corpora

ROOT = Path(__file__).parents[1]
# What a catalogue would have: not text of articles.
KEPT = {"raw_documents": {"title"}, "articles": {"title", "byline", "dateline"}}


def build(folder: Path, source: Path, *more: str) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(folder / "home"))
        arguments = ["--input", str(source), "--output", str(folder / "out"), "--workers", "1", *more]
        assert cli.main([*arguments, "--profile", "textfree"]) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents with repairs, copies, residue and a reject."""
    folder = tmp_path_factory.mktemp("source")
    edited = corpora.rows(1)[0] | {"id": "edited", "text": "It&#8217;s \u200b" + corpora.text(77)}
    copy = corpora.rows(3)[2] | {"id": "copy"}
    return corpora.write(folder / "rows.jsonl", [*corpora.rows(12), edited, copy, {"id": "none", "text": " "}])


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    return build(tmp_path_factory.mktemp("build"), source, "--part-size", "4")


def full(outputs: Path) -> Path:
    return outputs.with_name("out.full")


def test_no_sentence_of_an_article_is_in_any_file(outputs: Path) -> None:
    sentences = [s for s in pd.read_parquet(full(outputs) / "sentences")["text"] if len(s) > 30]
    assert len(sentences) > 50
    for path in sorted(outputs.rglob("*")):
        if path.suffix == ".parquet":
            rows = pq.read_table(path).to_pylist()
            data = json.dumps(rows, ensure_ascii=False)
        elif path.is_file():
            data = path.read_text(encoding="utf-8")
        else:
            continue
        titles = {t for t in pd.read_parquet(full(outputs) / "articles")["title"] if t}
        assert [s for s in sentences if s in data and s not in titles] == [], path


def test_the_same_rows_without_the_columns_of_text(outputs: Path) -> None:
    for table in TABLES:
        here, there = pd.read_parquet(outputs / table), pd.read_parquet(full(outputs) / table)
        assert list(here.columns) == [name for name in there.columns if name not in hidden(table)]
        pd.testing.assert_frame_equal(here, there[list(here.columns)])


def test_every_column_named_text_is_hidden() -> None:
    for table, contract in TABLES.items():
        told = {name for name in contract.columns() if name in ("text", "raw_text", "sentence", "before", "extra")}
        assert told <= set(hidden(table)) | KEPT.get(table, set())


def test_with_the_raw_files_it_is_the_original_again(outputs: Path, source: Path, tmp_path: Path) -> None:
    assert rehydrate.rehydrate(Store(str(outputs)), str(source), Store(str(tmp_path))) == []
    made = {str(p.relative_to(tmp_path)): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    known = {
        str(p.relative_to(full(outputs))): p.read_bytes()
        for p in full(outputs).rglob("*")
        if p.is_file() and ".winnow" not in p.parts
    }
    assert made == known
    assert len([name for name in made if name.startswith("articles/")]) > 1


def test_the_seeds_too(tmp_path: Path) -> None:
    outputs = build(tmp_path, ROOT / "seeds")
    assert rehydrate.main([str(outputs), str(ROOT / "seeds"), str(tmp_path / "again")]) == 0
    assert (tmp_path / "again/SHA256SUMS").read_bytes() == (full(outputs) / "SHA256SUMS").read_bytes()
    assert (outputs / textfree.FULL_CHECKSUMS).read_bytes() == (full(outputs) / "SHA256SUMS").read_bytes()


def test_descriptors_name_the_columns_that_are_there(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = json.loads((outputs / "datapackage.json").read_text(encoding="utf-8"))
    croissant = json.loads((outputs / "croissant.json").read_text(encoding="utf-8"))
    for resource, record_set in zip(package["resources"], croissant["recordSet"], strict=True):
        present = list(pd.read_parquet(outputs / resource["name"]).columns)
        assert [field["name"] for field in resource["schema"]["fields"]] == present
        assert [field["name"] for field in record_set["field"]] == present
    text = (outputs / "README.md").read_text(encoding="utf-8")
    assert "make rehydrate" in text
    monkeypatch.chdir(outputs)
    for part in text.split("```sql\n")[1:]:
        duckdb.sql(part.split("```")[0]).fetchall()


def test_other_inputs_are_refused(outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = corpora.write(tmp_path / "rows.jsonl", corpora.rows(11))
    assert rehydrate.main([str(outputs), str(other), str(tmp_path / "out")]) == 2
    assert "not what this dataset was made of" in capsys.readouterr().err
    assert rehydrate.main([str(full(outputs)), str(other), str(tmp_path / "out")]) == 2
    assert rehydrate.main([str(outputs), str(tmp_path / "nothing"), str(tmp_path / "out")]) == 2


def test_a_table_that_was_tampered_with_is_told(
    outputs: Path, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    textfree.write(Store(str(full(outputs))), Store(str(copy)))
    path = sorted((copy / "numbers").glob("*.parquet"))[0]
    rows = pq.read_table(path)
    pq.write_table(rows.slice(1), path)
    assert rehydrate.main([str(copy), str(source), str(tmp_path / "out")]) == 1
    assert "numbers/" in capsys.readouterr().err
