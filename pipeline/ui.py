"""What the Dagster UI shows of a table: figures that make trends over runs, a preview, a plot, where the report is."""

import base64
from collections.abc import Mapping, Sequence
from html import escape
from tempfile import TemporaryDirectory
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.corpus import database, view
from pipeline.corpus import rows as rows_of
from pipeline.engine.assets import Result, Run

PREVIEW_ROWS, PREVIEW_CHARS = 5, 80
# Of each table that has one: what is drawn, by what, and how it is counted.
PLOTS: dict[str, tuple[str, str, str]] = {
    "rejects": ("Rejected inputs by reason", '"check"', "count(*)"),
    "edits": ("Repairs by kind", "op", "count(*)"),
    "duplicates": ("Copies by relation", "relation", "count(*)"),
    "removed_spans": ("Characters removed by category", "category", "sum(length(text))"),
    "articles": ("Articles by language", "coalesce(language, 'unsure')", "count(*)"),
    "entities": ("Mentions by label", "label", "count(*)"),
    "names": ("Names by label", "label", "count(*)"),
    "dates": ("Dates by how they were resolved", "resolution", "count(*)"),
    "numbers": ("Numbers by kind", "kind", "count(*)"),
    "numerals": ("Numerals by what became of them", "role", "count(*)"),
    "quotes": ("Quotations by type", "type", "count(*)"),
    "comparisons": ("Compared numbers by what they count", "measure", "count(*)"),
}
MOST_BARS = 20
ROW, LABEL, BAR, COUNT = 22, 190, 380, 90  # pixels


def n_rows(result: Result, table: str) -> int:
    """Rows of a table."""
    return sum(report.total(table, "rows") for report in result.reports)


def table_metadata(run: Run, result: Result, table: str) -> Mapping[str, Any]:
    """Rows, bytes, speed, what was reused, a preview and a plot."""
    seconds = sum(report.seconds for report in result.reports)
    documents = max(report.n_documents for report in result.reports)
    counts = plotted(run, result, table) if table in PLOTS else []
    return {
        "dagster/row_count": n_rows(result, table),
        "bytes": sum(report.total(table, "bytes") for report in result.reports),
        "seconds": round(seconds, 3),
        "documents": documents,
        "documents_per_second": round(documents / max(seconds, 1e-9), 1),
        "parts": max(report.n_parts for report in result.reports),
        "parts_reused": min(report.n_reused for report in result.reports),
        "peak_memory_mb": round(max(report.peak_bytes for report in result.reports) / 1e6),
        "path": f"{run.store.root}/{table}",
        **({"plot": image(PLOTS[table][0], counts)} if counts else {}),
        "preview": preview(run, result, table),
    }


def _paths(run: Run, result: Result, table: str) -> list[str]:
    files = [file for report in result.reports for file in report.files if file["table"] == table]
    return [run.store.path(table, f"part-{file['part']}.parquet") for file in files]


def preview(run: Run, result: Result, table: str) -> dg.MarkdownMetadataValue:
    """The first rows of the table."""
    frame = run.store.read_frame(table, _paths(run, result, table)[0])
    columns = list(frame.columns)
    cells = [[_cell(value) for value in row] for row in frame.head(PREVIEW_ROWS).itertuples(index=False)]
    lines = ["|".join(line) for line in (columns, ["---"] * len(columns), *cells)]
    return dg.MetadataValue.md("\n".join(f"|{line}|" for line in lines))


def _cell(value: Any) -> str:
    return "" if value is None or value is pd.NA else str(value).replace("\n", " ").replace("|", "/")[:PREVIEW_CHARS]


def plotted(run: Run, result: Result, table: str) -> list[tuple[str, int]]:
    """What the plot of a table shows: names with their counts, the largest first."""
    _, by, count = PLOTS[table]
    with TemporaryDirectory() as folder, database() as db:
        view(db, table, run.store.local(_paths(run, result, table), folder))
        query = f"SELECT {by} AS name, {count} AS n FROM {table} GROUP BY ALL ORDER BY n DESC, name LIMIT {MOST_BARS}"
        return [(str(name), int(n)) for name, n in rows_of(db, query)]


def bars(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """A bar chart as SVG."""
    most = max(n for _, n in counts)
    width, height = LABEL + BAR + COUNT, ROW * (len(counts) + 1) + 8
    rows = [
        f'<text x="{LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(name.replace("_", " "))}</text>'
        f'<rect x="{LABEL}" y="{y + 3}" width="{BAR * n / max(most, 1):.1f}" height="{ROW - 6}" fill="#2f6f8f"/>'
        f'<text x="{LABEL + BAR * n / max(most, 1) + 6:.1f}" y="{y + 15}">{n:,}</text>'
        for y, (name, n) in ((ROW * (i + 1), each) for i, each in enumerate(counts))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
        f'font-size="13"><rect width="100%" height="100%" fill="#fff"/><text x="8" y="16" font-weight="bold">'
        f"{escape(title)}</text>{''.join(rows)}</svg>"
    )


def image(title: str, counts: Sequence[tuple[str, int]]) -> dg.MarkdownMetadataValue:
    """A bar chart inside the metadata."""
    data = base64.b64encode(bars(title, counts).encode()).decode()
    return dg.MetadataValue.md(f"![{title}](data:image/svg+xml;base64,{data})")
