"""Checks the contracts that need all parts of tables."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import duckdb
import pandas as pd

from pipeline import tables
from pipeline.corpus import database, view
from schemas.corpus import CORPUS_RELATIONS, CorpusRelation
from schemas.relations import Violation

LIMIT = 100


class Check(NamedTuple):
    """A relation, by name, and the files of the tables it needs."""

    relation: str
    files: dict[str, list[str]]


def relations_of(table: str) -> list[CorpusRelation]:
    """The contracts that ``table`` has with all rows of others."""
    return [relation for relation in CORPUS_RELATIONS if relation.table == table]


def of_files(check: Check) -> list[Violation]:
    """The rows that break the relation, at most 100."""
    relation = next(each for each in CORPUS_RELATIONS if each.name == check.relation)
    with database() as db:
        for table in relation.needs:
            view(db, table, check.files[table])
        return _violations(db, relation)


def of_frames(relation: CorpusRelation, frames: Mapping[str, pd.DataFrame]) -> list[Violation]:
    """The same for tables in memory."""
    with duckdb.connect() as db:
        for table in relation.needs:
            db.register(table, tables.to_arrow(table, frames[table]))
        return _violations(db, relation)


def _violations(db: duckdb.DuckDBPyConnection, relation: CorpusRelation) -> list[Violation]:
    found = db.execute(f"SELECT * FROM ({relation.query}) LIMIT {LIMIT}").fetchall()
    return [
        Violation(relation.table, str(key), relation.name, str(column), str(value), str(message))
        for key, column, value, message in found
    ]


def needed(table: str) -> Sequence[str]:
    """Tables whose files the checks of ``table`` need."""
    return sorted({need for relation in relations_of(table) for need in relation.needs})
