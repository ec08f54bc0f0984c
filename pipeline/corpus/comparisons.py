"""claims -> comparisons: numbers about the same thing in different documents."""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as arrow

from pipeline.corpus import Spill, by_part, database, rows, view
from pipeline.parts import Part, number, plan
from pipeline.stages.claims.windows import OPEN
from pipeline.stages.comparisons import Dated, Group, groups

Output = tuple[str, Part, pd.DataFrame]
PART_ROWS = 50_000
TAKEN = (
    "number_id", "doc_id", "sentence_id", "measure", "days_from", "publisher", "source", "text", "value", "low",
    "high", "modifier", "sentence",
)  # fmt: skip
PROPOSED = {
    "group_id": arrow.string(), "name_id": arrow.string(), "first_day": arrow.string(), "last_day": arrow.string(),
    "n_clusters": arrow.int32(),
}  # fmt: skip
MEMBERS = {"group_id": arrow.string(), "number_id": arrow.string()}


def comparisons(parts: Sequence[Part], claims: Sequence[str]) -> Iterator[Output]:
    """The groups of claims of the corpus, parts by group_id."""
    del parts  # of documents
    with database() as db:
        view(db, "claims", claims)
        _propose(db)
        _keep_largest(db)
        ids = db.execute("SELECT group_id FROM kept JOIN members USING (group_id)").fetchnumpy()["group_id"]
        places = plan(np.array([number(each) for each in ids], dtype=np.uint64), PART_ROWS)
        yield from by_part("comparisons", places, _rows(db), "group_id")


def _propose(db: duckdb.DuckDBPyConnection) -> None:
    """Groups within each measure and name that two clusters have: what they are, and their members."""
    proposed, members = Spill(db, "proposed", arrow.schema(PROPOSED)), Spill(db, "found", arrow.schema(MEMBERS))
    db.execute("""
        CREATE TABLE named AS
        SELECT measure, unnest(name_ids) AS name_id, number_id, cluster_id, first_day, last_day FROM claims
    """)
    query = """
        SELECT * FROM named SEMI JOIN (
            SELECT measure, name_id FROM named GROUP BY ALL HAVING count(DISTINCT cluster_id) > 1
        ) USING (measure, name_id) ORDER BY measure, name_id, number_id
    """
    for (measure, name_id), bucket in groupby(rows(db, query), key=lambda row: row[:2]):
        for group in groups([Dated(*row[2:]) for row in bucket]):
            group_id = _group_id(measure, group)
            proposed.add((group_id, name_id, group.first, group.last, group.n_clusters))
            for number_id in group.members:
                members.add((group_id, number_id))
    proposed.flush()
    members.flush()
    db.execute("CREATE TABLE members AS SELECT DISTINCT * FROM found")


def _group_id(measure: str, group: Group) -> str:
    return "c:" + hashlib.sha256("\0".join((measure, *group.members)).encode()).hexdigest()[:16]


def _keep_largest(db: duckdb.DuckDBPyConnection) -> None:
    """Groups of the same members are one; a group within a larger one tells nothing more."""
    db.execute("""
        CREATE TABLE kept AS
        WITH sizes AS (SELECT group_id, count(*) AS n FROM members GROUP BY group_id),
        within AS (
            SELECT a.group_id FROM members a JOIN members b ON a.number_id = b.number_id AND a.group_id <> b.group_id
            JOIN sizes ON sizes.group_id = a.group_id GROUP BY a.group_id, b.group_id HAVING count(*) = any_value(n)
        )
        SELECT group_id, list(name_id ORDER BY name_id) AS name_ids, min(first_day) AS first_day,
            min(last_day) AS last_day, min(n_clusters) AS n_clusters
        FROM proposed WHERE group_id NOT IN (SELECT group_id FROM within) GROUP BY group_id
    """)


def _rows(db: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    own = ("group_id", "name_ids", "first_day", "last_day", "n_clusters")
    columns = ", ".join([*(f"kept.{name}" for name in own), *(f'claims."{name}"' for name in TAKEN)])
    query = f"""
        SELECT {columns} FROM kept JOIN members USING (group_id) JOIN claims USING (number_id)
        ORDER BY kept.group_id, number_id
    """
    for values in rows(db, query):
        row = dict(zip((*own, *TAKEN), values, strict=True))
        yield {**row, "last_day": None if row["last_day"] == OPEN else row["last_day"]}
