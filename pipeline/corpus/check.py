"""Checks the contracts that need all parts of tables."""

import tempfile
from typing import NamedTuple

from pipeline.corpus import database, view
from pipeline.store import Store
from schemas.relations import RELATIONS, Violation

LIMIT = 100


class Check(NamedTuple):
    """A contract, and the files of the tables it needs."""

    root: str
    table: str
    relation: str
    files: dict[str, list[str]]


def violations(check: Check) -> list[Violation]:
    """The rows that break the contract, at most 100."""
    relation = next(each for each in RELATIONS if (each.table, each.name) == (check.table, check.relation))
    store = Store(check.root)
    with tempfile.TemporaryDirectory(prefix="winnow-") as folder, database() as db:
        for table in relation.needs:
            view(db, table, store.local(check.files[table], f"{folder}/{table}"))
        found = db.execute(f"SELECT * FROM ({relation.query}) LIMIT {LIMIT}").fetchall()
    return [
        Violation(relation.table, str(key), relation.name, column, str(value), why) for key, column, value, why in found
    ]
