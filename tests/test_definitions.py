"""The assets as Dagster sees them: described, checked, materialised; a broken contract stops the run before a write."""

from pathlib import Path

import dagster as dg
import pandas as pd
import pytest

from pipeline import tables
from pipeline.definitions import JOB, Settings, definitions, defs, new_files
from pipeline.stages.flow import segment
from pipeline.steps import FLOW, STEPS
from pipeline.ui import PLOTS
from schemas import TABLES
from schemas.relations import RELATIONS
from tests import corpora


@pytest.fixture
def project(tmp_path: Path) -> dg.Definitions:
    corpora.write(tmp_path / "rows.jsonl", corpora.rows(4))
    return definitions(Settings(input=str(tmp_path / "rows.jsonl"), output=str(tmp_path / "out"), part_size=2))


def execute(project: dg.Definitions, *assets: str) -> dg.ExecuteInProcessResult:
    selection = dg.AssetSelection.assets(*assets) if assets else JOB.selection
    job = dg.Definitions(
        assets=list(project.assets or []),
        jobs=[dg.define_asset_job("some", selection=selection)],
        resources=dict(project.resources or {}),
        executor=dg.in_process_executor,
    ).resolve_job_def("some")
    return job.execute_in_process(instance=dg.DagsterInstance.ephemeral(), raise_on_error=False)


def test_every_table_is_an_asset_with_a_description_of_each_column() -> None:
    graph = defs.resolve_asset_graph()
    assert {key.to_user_string() for key in graph.get_all_asset_keys()} == {*TABLES, "dataset"}
    for table in TABLES:
        node = graph.get(dg.AssetKey(table))
        assert node.description
        assert node.group_name in ("1_intake", "2_documents", "3_mentions", "4_corpus")
        assert node.kinds == {"parquet", "pandas"}
        columns = node.metadata["dagster/column_schema"].columns
        assert [column.name for column in columns] == list(TABLES[table].columns())
        assert all(column.description for column in columns)


def test_every_contract_is_a_blocking_check() -> None:
    specs = [spec for asset in defs.assets or [] for spec in asset.check_specs]
    checks = {(spec.asset_key.to_user_string(), spec.name): spec for spec in specs}
    wanted = {(table, "contract") for table in TABLES} | {(relation.table, relation.name) for relation in RELATIONS}
    assert set(checks) == wanted
    assert all(spec.blocking and spec.description for spec in checks.values())


def test_a_run_materialises_everything(project: dg.Definitions, tmp_path: Path) -> None:
    result = execute(project)
    assert result.success
    for table in TABLES:
        [event] = [e for e in result.get_asset_materialization_events() if e.asset_key == dg.AssetKey(table)]
        metadata = {name: value.value for name, value in event.materialization.metadata.items()}
        assert metadata["dagster/row_count"] == len(tables.read(tmp_path / "out", table))
        assert metadata["bytes"] == sum(path.stat().st_size for path in (tmp_path / "out" / table).iterdir())
        assert metadata["seconds"] >= 0
        assert ("plot" in metadata) == (table in PLOTS and metadata["dagster/row_count"] > 0)
        assert metadata["preview"].startswith(f"|{next(iter(TABLES[table].columns()))}|")
    assert all(evaluation.passed for evaluation in result.get_asset_check_evaluations())


def test_one_asset_can_be_materialised_again(project: dg.Definitions) -> None:
    assert execute(project).success
    result = execute(project, "dates")
    assert result.success
    [event] = result.get_asset_materialization_events()
    assert event.materialization.metadata["parts_reused"].value == event.materialization.metadata["parts"].value


def test_a_broken_contract_is_told_and_nothing_is_written(
    project: dg.Definitions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(**frames: pd.DataFrame) -> dict[str, pd.DataFrame]:
        found = segment.sentences(**frames)["sentences"]
        return {"sentences": found.assign(n_tokens=found["n_tokens"] * 0)}

    monkeypatch.setitem(STEPS, "segment", STEPS["segment"]._replace(function=wrong))
    monkeypatch.setitem(FLOW, "segment", (STEPS["segment"],))
    result = execute(project)
    assert not result.success
    assert not (tmp_path / "out" / "sentences").exists()
    assert not (tmp_path / "out" / "numbers").exists()
    assert (tmp_path / "out" / "articles").exists()
    [failure] = [event for event in result.all_events if event.is_step_failure]
    told = failure.step_failure_data.user_failure_data.description
    first = f"{tables.read(tmp_path / 'out', 'articles')['doc_id'][0]}:0"
    assert told.startswith(
        f"sentences breaks its contract and was not written: row {first}, column n_tokens, value '0'"
    )
    failed = [evaluation for evaluation in result.get_asset_check_evaluations() if not evaluation.passed]
    assert [(each.asset_key.to_user_string(), each.check_name) for each in failed] == [("sentences", "contract")]
    assert failed[0].metadata["rows"].records[0].data["column"] == "n_tokens"


def test_no_input_is_one_line(tmp_path: Path) -> None:
    result = execute(definitions(Settings(input=str(tmp_path / "none"), output=str(tmp_path / "out"))))
    [failure] = [event for event in result.all_events if event.is_step_failure]
    assert (
        failure.step_failure_data.user_failure_data.description == f"there is no file or folder '{tmp_path / 'none'}'"
    )


def test_the_sensor_asks_for_a_run_when_files_come(tmp_path: Path) -> None:
    settings = Settings(input=str(tmp_path))
    with dg.build_sensor_context(resources={"settings": settings}) as context:
        assert isinstance(new_files(context), dg.SkipReason)
        (tmp_path / "a.txt").write_text("A", encoding="utf-8")
        assert isinstance(new_files(context), dg.RunRequest)
        assert isinstance(new_files(context), dg.SkipReason)
        (tmp_path / "b.txt").write_text("B", encoding="utf-8")
        assert isinstance(new_files(context), dg.RunRequest)
