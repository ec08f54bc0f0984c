"""The Dagster side: what the UI shows of each asset, and what happens to a run in which a table breaks a contract."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest

from pipeline import release, tables
from pipeline.definitions import JOB, Settings, definitions, defs
from pipeline.stages import flow
from schemas import TABLES
from schemas.relations import RELATIONS
from tests.contract_cases import STORY, put, shift

GROUPS = {
    "intake": {"raw_documents", "rejects"},
    "documents": {"clean_documents", "edits", "duplicates", "removed_spans", "articles"},
    "mentions": {"sentences", "entities", "names", "dates", "numbers"},
    "release": {"dataset"},
}
GRAPH = defs.resolve_asset_graph()


def key(name: str) -> dg.AssetKey:
    return dg.AssetKey([name])


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path_factory.mktemp("dagster"))) as instance:
        yield instance


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("input")
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b.txt").write_text("Maria Lopez bought 12 boats in Paris on May 4, 2021. " * 4, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def run(instance: dg.DagsterInstance, source: Path, output: Path, *only: str) -> dg.ExecuteInProcessResult:
    job = definitions(Settings(input=str(source), output=str(output))).resolve_job_def(JOB.name)
    return job.execute_in_process(
        instance=instance, raise_on_error=False, asset_selection=[key(name) for name in only] or None
    )


@pytest.fixture(scope="module")
def built(
    instance: dg.DagsterInstance, source: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dg.ExecuteInProcessResult, Path]:
    output = tmp_path_factory.mktemp("build") / "outputs"
    return run(instance, source, output), output


def contents(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_the_assets_are_the_tables_and_the_dataset() -> None:
    assert {k.to_user_string() for k in GRAPH.get_all_asset_keys()} == {*TABLES, "dataset"}


@pytest.mark.parametrize("name", [*TABLES, "dataset"])
def test_each_asset_says_what_it_is(name: str) -> None:
    node = GRAPH.get(key(name))
    assert node.description
    assert node.kinds == ({"json"} if name == "dataset" else {"parquet", "pandas"})
    assert name in GROUPS[node.group_name]


@pytest.mark.parametrize("name", TABLES)
def test_each_table_shows_its_columns(name: str) -> None:
    schema = GRAPH.get(key(name)).metadata["dagster/column_schema"]
    columns = TABLES[name].columns()
    assert [column.name for column in schema.columns] == list(columns)
    for column in schema.columns:
        assert column.description == columns[column.name].description
        assert column.type
        assert column.constraints.nullable == columns[column.name].nullable


def test_checks_are_there_and_blocking() -> None:
    expected = {(table, "contract") for table in TABLES} | {(r.table, r.name) for r in RELATIONS}
    found = {(k.asset_key.to_user_string(), k.name): GRAPH.get(k) for k in GRAPH.asset_check_keys}
    assert set(found) == expected
    assert all(check.blocking and check.description for check in found.values())


def test_assets_read_what_their_relations_need() -> None:
    """What a check compares with stands above the asset in the graph, or is made with it."""
    for relation in RELATIONS:
        node = GRAPH.get(key(relation.table))
        near = {k.to_user_string() for k in (*GRAPH.get_ancestor_asset_keys(node.key), *node.execution_set_asset_keys)}
        assert set(relation.needs) <= near, relation.name


def materialised(result: dg.ExecuteInProcessResult) -> dict[str, dict[str, Any]]:
    events = result.get_asset_materialization_events()
    return {e.asset_key.to_user_string(): dict(e.materialization.metadata) for e in events if e.asset_key}


def test_a_build_shows_rows_bytes_seconds_and_a_preview(built: tuple[dg.ExecuteInProcessResult, Path]) -> None:
    result, output = built
    assert result.success
    shown = materialised(result)
    assert set(shown) == {*TABLES, "dataset"}
    for name in TABLES:
        frame, metadata = tables.read(output, name), shown[name]
        assert metadata["dagster/row_count"].value == len(frame)
        assert metadata["bytes"].value == (output / name / tables.FIRST_PART).stat().st_size
        assert metadata["seconds"].value >= 0
        lines = metadata["preview"].value.split("\n")
        assert len(lines) == 2 + min(len(frame), 5)
        assert lines[0].startswith(f"|{frame.columns[0]}|")
        assert {line.count("|") for line in lines} == {len(frame.columns) + 1}
    assert shown["dataset"]["numbers"].value == len(tables.read(output, "numbers")) > 0
    assert all(check.passed for check in result.get_asset_check_evaluations())
    assert len(result.get_asset_check_evaluations()) == len(TABLES) + len(RELATIONS)


def spoil(monkeypatch: pytest.MonkeyPatch, step: str, table: str, column: str, value: Any) -> None:
    """The stage gives one bad cell; a number is added to what stood there."""
    honest = getattr(flow, step)

    def dishonest(*args: Any, **kwargs: Any) -> dict[str, pd.DataFrame]:
        frames = honest(*args, **kwargs)
        frame = frames[table] if isinstance(value, int) or column == "text" else frames[table].astype({column: object})
        return {**frames, table: (shift if isinstance(value, int) else put)(frame, column, value, 1)}

    monkeypatch.setattr(flow, step, dishonest)


@pytest.mark.parametrize(
    ("column", "value", "check", "told"),
    [
        ("in_quote", "no", "contract", "must be of type bool"),
        ("text", "x" * 300, "text_is_slice_of_articles", "'" + "x" * 80 + "'"),
        ("raw_start", 1, "raw_span_leads_here", "the raw span does not lead"),
        ("n_tokens", -10_000, "contract", "must be at least 1"),
    ],
)
def test_a_bad_row_is_not_written_and_is_told(
    instance: dg.DagsterInstance, built: tuple[dg.ExecuteInProcessResult, Path], source: Path,
    monkeypatch: pytest.MonkeyPatch, column: str, value: Any, check: str, told: str,
) -> None:  # fmt: skip
    """The table and all after it stay as the build before left them."""
    output = built[1]
    before = contents(output)
    spoil(monkeypatch, "sentences", "sentences", column, value)
    result = run(instance, source, output)
    assert not result.success
    assert set(materialised(result)) == {*GROUPS["intake"], *GROUPS["documents"]}
    assert contents(output) == before
    failed = {
        (c.asset_key.to_user_string(), c.check_name): c for c in result.get_asset_check_evaluations() if not c.passed
    }
    assert ("sentences", check) in failed
    assert all(each.severity == dg.AssetCheckSeverity.ERROR for each in failed.values())
    rows = failed["sentences", check].metadata["rows"].records
    assert rows[0].data["column"] == column
    assert rows[0].data["table"] == "sentences"
    [step] = [e for e in result.all_events if e.is_step_failure]
    assert step.step_failure_data.user_failure_data is not None
    description = step.step_failure_data.user_failure_data.description or ""
    assert description.startswith("sentences breaks its contract and was not written: row ")
    assert f"column {column}, value " in description
    assert told in description


def test_a_bad_row_in_a_first_build_leaves_no_table(
    instance: dg.DagsterInstance, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(monkeypatch, "articles", "articles", "n_chars", 1)
    output = tmp_path / "outputs"
    assert not run(instance, source, output).success
    written = {path.name for path in output.iterdir()}
    assert written == {"raw_documents", "rejects", "clean_documents", "edits", "duplicates"}
    assert not (output / release.CHECKSUMS).exists()


def test_one_asset_made_again_reads_the_others_from_their_files(
    instance: dg.DagsterInstance, built: tuple[dg.ExecuteInProcessResult, Path], source: Path
) -> None:
    output = built[1]
    before = contents(output)
    (output / "numbers" / tables.FIRST_PART).unlink()
    result = run(instance, source, output, "numbers")
    assert result.success
    assert set(materialised(result)) == {"numbers"}
    assert contents(output) == before
