"""All Dagster wiring: the assets from top to bottom in flow order, each one call.

Every table passes the gate before it is written: its contract and its relations to other tables are blocking
checks, and a table that breaks one is not written at all. Keep out: any work on text or frames.
"""

import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd

from pipeline import release, sources, tables
from pipeline.progress import Progress
from pipeline.stages import flow, nlp
from schemas import TABLES
from schemas.relations import Violation

PREVIEW_ROWS, PREVIEW_CHARS, SHOWN_VIOLATIONS = 5, 80, 20


class Settings(dg.ConfigurableResource):  # type: ignore[type-arg]
    """What a run reads, writes and uses."""

    input: str = "seeds"
    output: str = "outputs"
    model: str | None = None

    @property
    def folder(self) -> Path:
        """Where the tables are."""
        return Path(self.output)


class ParquetTables(dg.ConfigurableIOManager):
    """Stores a table as a folder of Parquet parts; `pipeline.tables` does the writing."""

    output: str = "outputs"

    def handle_output(self, context: dg.OutputContext, obj: pd.DataFrame) -> None:
        """Write a table that has passed the gate."""
        n_bytes = tables.write(Path(self.output), context.asset_key.path[-1], obj)
        context.add_output_metadata({"bytes": n_bytes, "path": f"{self.output}/{context.asset_key.path[-1]}"})

    def load_input(self, context: dg.InputContext) -> pd.DataFrame:
        """Read a table."""
        return tables.read(Path(self.output), context.asset_key.path[-1])


def outs(group: str, *names: str) -> dict[str, Any]:
    """Arguments of a multi-asset that makes the tables ``names``, with their checks."""
    specs = [
        dg.AssetCheckSpec(check, asset=name, blocking=True, description=text)
        for name in names
        for check, text in [
            ("contract", "Columns, types, values, keys and order are as schemas/ says."),
            *((relation.name, relation.description) for relation in tables.relations_of(name)),
        ]
    ]
    return {
        "outs": {
            name: dg.AssetOut(
                description=TABLES[name].to_schema().description,
                kinds={"parquet", "pandas"},
                group_name=group,
                metadata={"dagster/column_schema": column_schema(name)},
                io_manager_key="tables",
            )
            for name in names
        },
        "check_specs": specs,
    }


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


def gate(
    context: dg.AssetExecutionContext, frames: flow.Frames, started: float, **inputs: pd.DataFrame
) -> Iterator[dg.AssetCheckResult | dg.Output[pd.DataFrame]]:
    """Check each frame and hand it on to be written; the first that fails stops the run before that."""
    known = {**inputs, **frames}
    for name in frames:
        found = tables.all_violations(name, known)
        for check, rows in found.items():
            yield dg.AssetCheckResult(
                passed=not rows, check_name=check, asset_key=name, severity=dg.AssetCheckSeverity.ERROR,
                metadata={"violations": len(rows), "rows": violation_table(rows)},
            )  # fmt: skip
        broken = [row for rows in found.values() for row in rows]
        if broken:
            raise dg.Failure(
                description=f"{name} breaks its contract and was not written: {describe(broken)}",
                metadata={"violations": violation_table(broken)},
                allow_retries=False,
            )
    for name, frame in frames.items():
        seconds = round(time.perf_counter() - started, 3)
        yield dg.Output(frame, output_name=name, metadata={**table_metadata(frame), "seconds": seconds})
    Progress.step_done(context.op.name, ", ".join(f"{len(frame):,} {name}" for name, frame in frames.items()))


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


def table_metadata(frame: pd.DataFrame) -> Mapping[str, Any]:
    """Rows and a preview."""
    columns = list(frame.columns)
    rows = [[_cell(value) for value in row] for row in frame.head(PREVIEW_ROWS).itertuples(index=False)]
    lines = ["|".join(cells) for cells in (columns, ["---"] * len(columns), *rows)]
    return {
        "dagster/row_count": len(frame),
        "preview": dg.MetadataValue.md("\n".join(f"|{line}|" for line in lines)),
    }


def _cell(value: Any) -> str:
    return str(value).replace("\n", " ").replace("|", "/")[:PREVIEW_CHARS]


@dg.multi_asset(name="intake", **outs("intake", "raw_documents", "rejects"))
def intake(context: dg.AssetExecutionContext, settings: Settings) -> Iterator[Any]:
    """Input files to raw_documents, what cannot be read to rejects."""
    started = time.perf_counter()
    raw_documents, rejects = sources.read(settings.input)
    yield from gate(context, {"raw_documents": raw_documents, "rejects": rejects}, started)


@dg.multi_asset(name="repair", **outs("documents", "clean_documents", "edits"))
def repair(context: dg.AssetExecutionContext, raw_documents: pd.DataFrame) -> Iterator[Any]:
    """Repaired characters."""
    started = time.perf_counter()
    yield from gate(context, flow.clean_documents(raw_documents), started, raw_documents=raw_documents)


@dg.multi_asset(name="near_copies", **outs("documents", "duplicates"))
def near_copies(context: dg.AssetExecutionContext, clean_documents: pd.DataFrame) -> Iterator[Any]:
    """Clusters of near-copies."""
    started = time.perf_counter()
    yield from gate(context, flow.duplicates(clean_documents), started, clean_documents=clean_documents)


@dg.multi_asset(name="strip", **outs("documents", "removed_spans", "articles"))
def strip(
    context: dg.AssetExecutionContext,
    raw_documents: pd.DataFrame,
    clean_documents: pd.DataFrame,
    edits: pd.DataFrame,
    duplicates: pd.DataFrame,
) -> Iterator[Any]:
    """Residue cut, every cut a row."""
    started = time.perf_counter()
    recurring = flow.recurring_lines(raw_documents, clean_documents, duplicates)
    inputs = {
        "raw_documents": raw_documents,
        "clean_documents": clean_documents,
        "edits": edits,
        "duplicates": duplicates,
    }
    yield from gate(
        context, flow.articles(raw_documents, clean_documents, edits, duplicates, recurring), started, **inputs
    )


@dg.multi_asset(name="segment", **outs("mentions", "sentences"))
def segment(
    context: dg.AssetExecutionContext,
    articles: pd.DataFrame,
    raw_documents: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
) -> Iterator[Any]:
    """Sentences."""
    started = time.perf_counter()
    inputs = {"articles": articles, "edits": edits, "removed_spans": removed_spans}
    yield from gate(context, flow.sentences(**inputs), started, **inputs, raw_documents=raw_documents)


@dg.multi_asset(name="tag_names", **outs("mentions", "entities", "names"))
def tag_names(
    context: dg.AssetExecutionContext,
    settings: Settings,
    articles: pd.DataFrame,
    raw_documents: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
) -> Iterator[Any]:
    """Names tagged and joined."""
    started = time.perf_counter()
    inputs = {"articles": articles, "edits": edits, "removed_spans": removed_spans, "sentences": sentences}
    frames = flow.names(**inputs, nlp=nlp.load(settings.model))
    yield from gate(context, frames, started, **inputs, raw_documents=raw_documents)


@dg.multi_asset(name="find_dates", **outs("mentions", "dates"))
def find_dates(
    context: dg.AssetExecutionContext,
    articles: pd.DataFrame,
    raw_documents: pd.DataFrame,
    clean_documents: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
) -> Iterator[Any]:
    """Dates with TIMEX3 values."""
    started = time.perf_counter()
    inputs = {"articles": articles, "edits": edits, "removed_spans": removed_spans, "sentences": sentences}
    frames = flow.dates(**inputs, clean_documents=clean_documents)
    yield from gate(context, frames, started, **inputs, raw_documents=raw_documents)


@dg.multi_asset(name="find_numbers", **outs("mentions", "numbers"))
def find_numbers(
    context: dg.AssetExecutionContext,
    articles: pd.DataFrame,
    raw_documents: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
    dates: pd.DataFrame,
) -> Iterator[Any]:
    """Numbers with what they count or measure."""
    started = time.perf_counter()
    inputs = {
        "articles": articles,
        "edits": edits,
        "removed_spans": removed_spans,
        "sentences": sentences,
        "dates": dates,
    }
    yield from gate(context, flow.numbers(**inputs), started, **inputs, raw_documents=raw_documents)


@dg.asset(deps=list(TABLES), group_name="release", kinds={"json"})
def dataset(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """The finished folder: manifest.json and SHA256SUMS over every table."""
    manifest = release.write(settings.folder, {"model": settings.model or nlp.DEFAULT})
    Progress.step_done(context.op.name, release.CHECKSUMS)
    return dg.MaterializeResult(metadata={name: table["rows"] for name, table in manifest["tables"].items()})


ASSETS = [intake, repair, near_copies, strip, segment, tag_names, find_dates, find_numbers, dataset]
JOB = dg.define_asset_job("build", selection=dg.AssetSelection.all())


def definitions(settings: Settings) -> dg.Definitions:
    """The project with these settings."""
    return dg.Definitions(
        assets=ASSETS,
        jobs=[JOB],
        resources={"settings": settings, "tables": ParquetTables(output=settings.output)},
        executor=dg.in_process_executor,
    )


# What the UI shows: the defaults, or what WINNOW_INPUT, WINNOW_OUTPUT and WINNOW_MODEL say.
defs = definitions(
    Settings(
        input=os.environ.get("WINNOW_INPUT", "seeds"),
        output=os.environ.get("WINNOW_OUTPUT", "outputs"),
        model=os.environ.get("WINNOW_MODEL") or None,
    )
)
