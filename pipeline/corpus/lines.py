"""lines -> recurring_lines: those that recur in a publisher's documents, near-copies left out."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import duckdb
import pandas as pd
import pyarrow as arrow

from pipeline.corpus import Spill, database, rows, view
from pipeline.parts import Part
from pipeline.stages.residue import recurring
from pipeline.stages.residue.recurrence import FEW_DOCUMENTS
from schemas.working import RecurringLines

Output = tuple[str, Part, pd.DataFrame]


def recurring_lines(parts: Sequence[Part], lines: Sequence[str], duplicates: Sequence[str]) -> Iterator[Output]:
    """The recurring lines that stand in documents of each part; the files are those of all parts, in order."""
    with database() as db:
        view(db, "lines", lines)
        view(db, "duplicates", duplicates)
        spill = Spill(db, "recurring", arrow.schema([("line", arrow.int64()), ("n_documents", arrow.int32())]))
        for line, n_documents in _recurring(db):
            spill.add((line, n_documents))
        spill.flush()
        for part, file in zip(parts, lines, strict=True):
            yield "recurring_lines", part, RecurringLines.frame(_of_part(db, file))


def _recurring(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    """Hash of each recurring line, and how many documents have it."""
    db.execute("CREATE TABLE firsts AS SELECT * EXCLUDE (line_key) FROM lines ANTI JOIN duplicates USING (doc_id)")
    db.execute("""
        CREATE TABLE sizes AS
        SELECT publisher, count(DISTINCT doc_id) AS n FROM firsts WHERE publisher <> '' GROUP BY publisher
    """)
    sizes = dict(rows(db, "SELECT * FROM sizes"))
    found = rows(db, f"""
        SELECT publisher, doc_id, line, solid FROM firsts
        WHERE line IN (SELECT line FROM firsts GROUP BY line HAVING count(*) > 1)
            OR solid AND publisher IN (SELECT publisher FROM sizes WHERE n <= {FEW_DOCUMENTS})
        ORDER BY publisher, doc_id
    """)  # fmt: skip
    for publisher, repeated in groupby(found, key=lambda row: row[0]):
        documents = [
            [(line, solid) for _, _, line, solid in rows_] for _, rows_ in groupby(repeated, key=lambda row: row[1])
        ]
        for (line, _), n_documents in recurring(documents, sizes.get(publisher)).items():
            yield line, n_documents


def _of_part(db: duckdb.DuckDBPyConnection, file: str) -> Iterator[dict[str, object]]:
    query = "SELECT DISTINCT publisher, line_key, solid, n_documents FROM read_parquet(?) JOIN recurring USING (line)"
    found = db.execute(query, [file])
    names = [column[0] for column in found.description or ()]
    return (dict(zip(names, row, strict=True)) for row in found.fetchall())
