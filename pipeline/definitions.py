"""All Dagster wiring: the assets in flow order, each one call of the engine, with the checks that it made.

Every part of a table passes the gate before it is written, and no part is put in place unless all do: contracts and
relations to other tables are blocking checks. Keep out: any work on text or frames.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline import release, tables
from pipeline.code import model_hash
from pipeline.engine import pools
from pipeline.engine.assets import Result, Run
from pipeline.engine.build import BuildError, Pool, Report
from pipeline.parts import PART_SIZE
from pipeline.progress import Progress
from pipeline.sources import InputError, listing
from pipeline.steps import FLOW
from pipeline.store import Store
from pipeline.ui import PREVIEW_CHARS, n_rows, table_metadata
from schemas import TABLES
from schemas.relations import Violation

SHOWN_VIOLATIONS = 20
# Group and tables of each asset function, in flow order; the UI sorts groups by name.
ASSETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "intake": ("1_intake", ("raw_documents", "rejects")),
    **{
        name: (group, tuple(t for step in FLOW[name] for t in step.writes if t in TABLES))
        for name, group in {
            "repair": "2_documents", "near_copies": "2_documents", "strip": "2_documents", "segment": "3_mentions",
            "tag_names": "3_mentions", "find_dates": "3_mentions", "find_numbers": "3_mentions",
            "find_quotes": "3_mentions", "compare": "4_corpus",
        }.items()
    },
}  # fmt: skip


class Settings(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What a run reads, writes and uses."""

    input: str = "seeds"
    output: str = "outputs"
    model: str | None = None
    part_size: int = PART_SIZE
    workers: int = 1
    engine: str = "local"

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Settings"]:
        """Workers start when they are first needed and live as long as the run."""
        del context
        with pools.open_pool(self.engine, self.workers) as pool:
            self._pool: Pool = pool
            yield self

    @property
    def store(self) -> Store:
        """Where the tables are."""
        return Store(self.output)

    def run(self) -> Run:
        """What the engine needs to know."""
        return Run(self.input, self.store, self._pool, self.model, self.part_size)


def column_schema(name: str) -> dg.TableSchema:
    """The table's columns with their types and descriptions, for the UI."""
    schema = tables.arrow_schema(name)
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                field.name,
                str(field.type),
                description=(field.metadata or {}).get(b"description", b"").decode(),
                constraints=dg.TableColumnConstraints(nullable=field.nullable),
            )
            for field in schema
        ]
    )


def asset_spec(group: str, table: str, deps: set[str]) -> dg.AssetSpec:
    """How the UI shows a table."""
    return dg.AssetSpec(
        table,
        deps=sorted(deps),
        description=TABLES[table].to_schema().description,
        group_name=group,
        kinds={"parquet", "pandas"},
        metadata={"dagster/column_schema": column_schema(table)},
    )


def check_specs(table: str) -> list[dg.AssetCheckSpec]:
    """The contracts of a table."""
    told = [("contract", "Columns, types, values, keys and order are as schemas/ says.")]
    told += [(relation.name, relation.description) for relation in tables.relations_of(table)]
    return [dg.AssetCheckSpec(name, asset=table, blocking=True, description=text) for name, text in told]


def reads(name: str) -> set[str]:
    """Tables of the dataset that an asset's steps read."""
    own = set(ASSETS[name][1])
    return {table for step in FLOW.get(name, ()) for table in step.reads if table in TABLES} - own


def asset(name: str) -> dg.AssetsDefinition:
    """The tables of an asset, materialised together."""
    group, written = ASSETS[name]

    @dg.multi_asset(
        name=name,
        specs=[asset_spec(group, table, reads(name)) for table in written],
        check_specs=[spec for table in written for spec in check_specs(table)],
    )
    def materialise(context: dg.AssetExecutionContext, settings: Settings) -> Iterator[Any]:
        run = settings.run()
        try:
            result = run.asset(name, lambda report: tell(context, name, report))
        except (BuildError, InputError) as error:
            raise dg.Failure(str(error), allow_retries=False) from error
        yield from checks(result)
        if result.broken:
            raise broken(result)
        for table in written:
            yield dg.MaterializeResult(asset_key=table, metadata=table_metadata(run, result, table))
        Progress.step_done(name, ", ".join(f"{n_rows(result, table):,} {table}" for table in written))

    return materialise


def tell(context: dg.AssetExecutionContext, name: str, report: Report) -> None:
    """Say on the terminal and in the run's log how far a step is."""
    done, todo = report.n_done, report.n_parts - report.n_reused
    rate = report.n_documents / max(report.seconds, 1e-9)
    left = report.seconds / done * (todo - done)
    message = f"{report.step.name}: {done} of {todo} parts, {rate:,.0f} documents/s, {left:,.0f} s left"
    context.log.info(message)
    Progress.part_done(name, message, done / max(todo, 1))


def checks(result: Result) -> Iterator[dg.AssetCheckResult]:
    """What each contract showed."""
    for table, found in result.checks.items():
        for name, rows_ in found.items() if table in TABLES else ():
            yield dg.AssetCheckResult(
                passed=not rows_, check_name=name, asset_key=table, severity=dg.AssetCheckSeverity.ERROR,
                metadata={"violations": len(rows_), "rows": violation_table(rows_)},
            )  # fmt: skip


def broken(result: Result) -> dg.Failure:
    """Why nothing was written."""
    told = [f"{table} breaks its contract and was not written: {describe(r)}" for table, r in result.broken.items()]
    shown = [row for rows in result.broken.values() for row in rows]
    return dg.Failure("; ".join(told), metadata={"violations": violation_table(shown)}, allow_retries=False)


def describe(violations: list[Violation]) -> str:
    """The first violations in a line, and how many more there are."""
    shown = "; ".join(
        f"row {v.row_key or '-'}, column {v.column or '-'}, value {v.value[:PREVIEW_CHARS]!r}: {v.message}"
        for v in violations[:3]
    )
    return shown + (f"; and {len(violations) - 3} more" if len(violations) > 3 else "")


def violation_table(violations: list[Violation]) -> dg.TableMetadataValue:
    """Violations as a table for the UI."""
    schema = dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in Violation._fields])
    records = [dg.TableRecord({k: str(v) for k, v in row._asdict().items()}) for row in violations[:SHOWN_VIOLATIONS]]
    return dg.MetadataValue.table(records, schema)


@dg.asset(deps=list(TABLES), group_name="5_release", kinds={"json"})
def dataset(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """The finished folder: manifest, card, dictionary, descriptors, report page, and SHA256SUMS over every file."""
    del context
    run = settings.run()
    build = run.build()
    files = {table: [file for _, file in sorted(build.files(table).items())] for table in TABLES}
    told = {"model": settings.model, "part_size": settings.part_size}
    manifest = release.write(run.store, files, told, model_hash(settings.model))
    Progress.step_done("dataset", release.CHECKSUMS)
    found: dict[str, Any] = {name: table["rows"] for name, table in manifest["tables"].items()}
    local = Path(run.store.root).absolute()
    if "://" not in run.store.root:
        found["report"] = dg.MetadataValue.url((local / "report.html").as_uri())
        found["card"] = dg.MetadataValue.md((local / "README.md").read_text("utf-8").split("---\n", 2)[-1])
    return dg.MaterializeResult(metadata=found)


TABLE_ASSETS = [asset(name) for name in ASSETS]
JOB = dg.define_asset_job("build", selection=dg.AssetSelection.all())


@dg.sensor(job=JOB, minimum_interval_seconds=60)
def new_files(context: dg.SensorEvaluationContext, settings: Settings) -> dg.RunRequest | dg.SkipReason:
    """Builds the dataset anew when files come, change or go under the input. Off until it is switched on in the UI."""
    try:
        state = listing(settings.input)
    except InputError as error:
        return dg.SkipReason(str(error))
    if state == context.cursor:
        return dg.SkipReason("no file came, changed or went")
    context.update_cursor(state)
    return dg.RunRequest(run_key=state)


def definitions(settings: Settings) -> dg.Definitions:
    """The project with these settings."""
    return dg.Definitions(
        assets=[*TABLE_ASSETS, dataset],
        jobs=[JOB],
        sensors=[new_files],
        resources={"settings": settings},
        executor=dg.in_process_executor,
    )


# What the UI shows: the defaults, or what the environment says.
defs = definitions(
    Settings(
        input=os.environ.get("WINNOW_INPUT") or "seeds",
        output=os.environ.get("WINNOW_OUTPUT") or "outputs",
        model=os.environ.get("WINNOW_MODEL") or None,
        workers=int(os.environ.get("WINNOW_WORKERS") or 1),
        engine=os.environ.get("WINNOW_ENGINE") or "local",
    )
)
