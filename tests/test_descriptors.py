"""The descriptors beside the tables: valid by the tools of each standard, and read alike by every library."""

import json
import logging
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml

from pipeline import cli
from pipeline.release.columns import columns, references
from schemas import TABLES
from tests import corpora
from tests.eval import floors

ROOT = Path(__file__).parents[1]


def build(folder: Path, source: Path, *more: str) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(folder / "home"))
        arguments = ["--input", str(source), "--output", str(folder / "out"), "--workers", "1", *more]
        assert cli.main(arguments) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("seeds"), ROOT / "seeds")


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of several parts, with a reject and a repair."""
    folder = tmp_path_factory.mktemp("parts")
    corpora.write(
        folder / "rows.jsonl",
        [
            *corpora.rows(12),
            corpora.rows(1)[0] | {"id": "edited", "text": corpora.text(77) + "\u200b"},
            {"id": "none", "text": " "},
        ],
    )
    return build(folder, folder / "rows.jsonl", "--part-size", "3")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of which only rejects have rows."""
    folder = tmp_path_factory.mktemp("empty")
    corpora.write(folder / "rows.jsonl", [{"id": "none", "text": " "}])
    return build(folder, folder / "rows.jsonl", "--max-rejected", "1")


@pytest.fixture(params=["seeds", "parts", "empty"])
def outputs(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def package(outputs: Path) -> dict[str, Any]:
    return dict(json.loads((outputs / "datapackage.json").read_text(encoding="utf-8")))


def test_the_data_package_is_valid(outputs: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    errors = [error.note for error in frictionless.Package.metadata_validate(package(outputs))]
    # Version 2 of the standard lets a resource have several files, the tool not yet.
    assert [note for note in errors if "'path'" not in note] == []
    for resource in package(outputs)["resources"]:
        rows = pq.read_table(outputs / resource["name"]).to_pylist()
        assert len(rows) == resource["rows"]
        if rows:
            # Row by row from Arrow: through pandas, as frictionless reads Parquet, null is NaN and a list an array.
            schema = {**resource["schema"], "foreignKeys": []}  # these are tested below
            data = [list(rows[0]), *(list(row.values()) for row in rows)]
            read = frictionless.Schema.from_descriptor(schema)
            found = frictionless.Resource(data=data, schema=read).validate()
            assert found.valid, found.flatten(["type", "note", "fieldName", "rowNumber"])[:5]


def test_hashes_and_sizes_of_the_data_package_are_those_of_the_files(outputs: Path) -> None:
    sums = dict(line.split("  ")[::-1] for line in (outputs / "SHA256SUMS").read_text().splitlines())
    for resource in package(outputs)["resources"]:
        files = resource.get("parts", [resource])
        assert [file["path"] for file in files] == sorted(n for n in sums if n.startswith(f"{resource['name']}/"))
        for file in files:
            assert file["hash"] == f"sha256:{sums[file['path']]}"
            assert file["bytes"] == (outputs / file["path"]).stat().st_size
        assert resource["bytes"] == sum(file["bytes"] for file in files)


def test_foreign_keys_hold(outputs: Path) -> None:
    frames = {name: pd.read_parquet(outputs / name) for name in TABLES}
    keys = [(name, *reference) for name in TABLES for reference in references(name)]
    assert {("entities", "name_id", "names", "name_id"), ("numbers", "sentence_id", "sentences", "sentence_id"),
            ("clean_documents", "doc_id", "raw_documents", "doc_id")} <= set(keys)  # fmt: skip
    for table, column, other, key in keys:
        assert set(frames[table][column].dropna()) <= set(frames[other][key]), (table, column)
    told = [
        (resource["name"], *key["fields"], key["reference"]["resource"], *key["reference"]["fields"])
        for resource in package(outputs)["resources"]
        for key in resource["schema"]["foreignKeys"]
    ]
    assert told == keys


def test_croissant_is_valid(outputs: Path, caplog: pytest.LogCaptureFixture) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    with caplog.at_level(logging.WARNING):
        read = mlcroissant.Dataset(outputs / "croissant.json")
    told = [line for record in caplog.records for line in record.getMessage().splitlines() if "  -  " in line]
    assert [line for line in told if "datePublished" not in line] == []  # no clock: only SOURCE_DATE_EPOCH gives it
    assert [each.uuid for each in read.metadata.record_sets] == list(TABLES)


def strings(frame: pd.DataFrame, table: str) -> tuple[int, int]:
    """Rows, and characters in all columns of text."""
    texts = [column.name for column in columns(table) if column.kind == "string"]
    return len(frame), sum(len(value) for name in texts for value in frame[name] if isinstance(value, str))


def test_a_part_without_rows_does_not_keep_datasets_from_reading_the_others(
    parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    sizes = [pq.read_metadata(path).num_rows for path in (parts / "numbers").glob("*.parquet")]
    sizes += [pq.read_metadata(path).num_rows for path in (parts / "edits").glob("*.parquet")]
    assert 0 in sizes
    for table in ("numbers", "edits"):
        n = len(pd.read_parquet(parts / table))
        assert len(datasets.load_dataset(str(parts), table, split="train", cache_dir=str(tmp_path))) == n > 0


@pytest.mark.parametrize("table", TABLES)
def test_every_library_reads_the_same(seeds: Path, table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    polars, datasets = pytest.importorskip("polars"), pytest.importorskip("datasets")
    frictionless, mlcroissant = pytest.importorskip("frictionless"), pytest.importorskip("mlcroissant")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path)
    expected = strings(pd.read_parquet(seeds / table), table)
    with duckdb.connect() as db:
        texts = [column.name for column in columns(table) if column.kind == "string"]
        total = " + ".join(f'coalesce(sum(length("{name}")), 0)' for name in texts)
        query = f"SELECT count(*), {total} FROM '{seeds}/{table}/*.parquet'"
        assert tuple(map(int, db.execute(query).fetchall()[0])) == expected
    assert strings(polars.read_parquet(seeds / table / "*.parquet"), table) == expected
    # by the card's configurations
    if expected[0]:
        loaded = datasets.load_dataset(str(seeds), table, split="train", cache_dir=str(tmp_path))
        assert strings(pd.DataFrame(list(loaded), columns=loaded.column_names), table) == expected
    names = [column.name for column in columns(table)]
    rows = frictionless.Package(seeds / "datapackage.json").get_resource(table).read_rows()
    assert strings(pd.DataFrame([dict(r) for r in rows], columns=names), table) == expected
    records = list(mlcroissant.Dataset(seeds / "croissant.json").records(table))
    decoded = [
        {key.split("/")[1]: value.decode() if isinstance(value, bytes) else value for key, value in record.items()}
        for record in records
    ]
    assert strings(pd.DataFrame(decoded, columns=names), table) == expected


def test_the_dictionary_has_every_column(outputs: Path) -> None:
    text = (outputs / "DATA_DICTIONARY.md").read_text(encoding="utf-8")
    for table in TABLES:
        section = text.split(f"\n## {table}\n")[1].split("\n## ")[0]
        for column in columns(table):
            assert f"| `{column.name}` | {column.arrow} |" in section
            assert all(f"`{value}`" in section for value in column.values if any(column.values.values()))


def test_the_card_answers_with_its_own_queries(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (seeds / "README.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    filled = [name for name in TABLES if len(pd.read_parquet(seeds / name))]
    assert [config["config_name"] for config in front["configs"]] == filled
    assert [config["config_name"] for config in front["configs"] if config["default"]] == ["articles"]
    monkeypatch.chdir(seeds)
    cut, compared = (duckdb.sql(part.split("```")[0]).fetchall() for part in text.split("```sql\n")[1:])
    assert ("newsletter", "neighbour") in {(category, evidence) for category, _, evidence, _ in cut}
    assert {value for _, measure, _, value, *_ in compared if measure == "attack"} == {47.0, 17.0, 12.0}
    assert "| entities | strict F1 of PERSON, ORG and places, cross-validated | wikigold: Wikipedia |" in text


def test_the_cards_figures_are_the_pinned_ones() -> None:
    assert json.loads(floors.QUALITY.read_text(encoding="utf-8")) == floors.quality(floors.read()["figures"])


def test_the_manifest_tells_what_went_in(parts: Path, seeds: Path) -> None:
    one, other = (json.loads((outputs / "manifest.json").read_text(encoding="utf-8")) for outputs in (parts, seeds))
    assert one["inputs"]["n"] == 14
    assert one["inputs"]["sha256"] != other["inputs"]["sha256"]
    assert set(other["inputs"]["sha256_of"]) == {path.name for path in (ROOT / "seeds").glob("*.txt")}
    assert one["steps"] == other["steps"]
    assert {table for step in one["steps"].values() for table in step["writes"]} >= set(TABLES)
    assert one["settings_sha256"] != other["settings_sha256"]
