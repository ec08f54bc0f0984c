"""What is different between two releases of a dataset, and which change explains it: `make diff OLD=... NEW=...`.

Rows are told apart by their keys, and compared as a whole. Rows of documents that came or went are explained by the
inputs, all others by what changed in the steps that lead to their table: code, rules, model, libraries, settings.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import duckdb

from pipeline.corpus import database
from pipeline.release.manifest import MANIFEST
from pipeline.store import Store
from schemas import TABLES

Manifest = Mapping[str, Any]
NOT_OF_ROWS = ("model", "part_size")  # settings: the model is told by its hash, parts decide no row
PARTS_OF_STEP = ("code", "rules", "model")


class Change(NamedTuple):
    """Rows of a table: ``of_inputs`` of those added and removed belong to documents that came or went."""

    table: str
    old: int
    new: int
    added: int
    removed: int
    changed: int
    of_inputs: int
    causes: tuple[str, ...]


def causes(old: Manifest, new: Manifest) -> dict[str, list[str]]:
    """What changed of each step itself, and under "" what concerns all steps."""
    inputs = ["documents that came or went"] if old["inputs"]["sha256"] != new["inputs"]["sha256"] else []
    found: dict[str, list[str]] = {"": inputs}
    for name in sorted({*old["libraries"], *new["libraries"]}):
        before, after = (manifest["libraries"].get(name, "none") for manifest in (old, new))
        if before != after:
            found[""].append(f"{name} {before} -> {after}")
    found[""] += [
        f"setting {name}: {old['settings'].get(name)} -> {new['settings'].get(name)}"
        for name in sorted({*old["settings"], *new["settings"]})
        if name not in NOT_OF_ROWS and old["settings"].get(name) != new["settings"].get(name)
    ]
    for step, parts in new["steps"].items():
        before = old.get("steps", {}).get(step)
        changed = [part for part in PARTS_OF_STEP if before and before.get(part) != parts.get(part)]
        found[step] = [f"{part} of {step}" for part in changed] if before else [f"new step {step}"]
    return found


def upstream(manifest: Manifest, table: str) -> list[str]:
    """The steps that lead to a table, in flow order."""
    wanted, found = {table}, []
    for step, parts in reversed(manifest["steps"].items()):
        if wanted & set(parts["writes"]):
            found.append(step)
            wanted |= set(parts["reads"])
    return found[::-1]


def compare(old: Store, new: Store) -> tuple[dict[str, list[str]], list[Change]]:
    """What changed in the making, and the tables; raises ``ValueError`` if either is no dataset."""
    manifests = [store.read(store.path(MANIFEST)) for store in (old, new)]
    for store, found in zip((old, new), manifests, strict=True):
        if found is None:
            raise ValueError(f"{store.root} has no {MANIFEST}: it is no finished dataset")
    before, after = (json.loads(found) for found in manifests if found is not None)
    made = causes(before, after)
    with TemporaryDirectory() as folder, database() as db:
        for name, store in (("old", old), ("new", new)):
            db.execute(f"CREATE SCHEMA {name}_release")
            for table in TABLES:
                paths = [store.path(table, each) for each in store.names(store.table(table))]
                _view(db, f"{name}_release.{table}", table, store.local(paths, f"{folder}/{name}-{table}"))
        changes = [_change(db, table, made, upstream(after, table)) for table in TABLES]
    return made, changes


def _view(db: duckdb.DuckDBPyConnection, name: str, table: str, paths: Sequence[str]) -> None:
    if paths:
        quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
        db.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{quoted}])")
    else:  # a table that this release has not
        columns = ", ".join(f'NULL::VARCHAR AS "{column}"' for column in TABLES[table].columns())
        db.execute(f"CREATE VIEW {name} AS SELECT {columns} WHERE false")


def _change(db: duckdb.DuckDBPyConnection, table: str, made: Mapping[str, list[str]], steps: Sequence[str]) -> Change:
    key = ", ".join(f'"{column}"' for column in TABLES[table].key())
    shared = _shared(db, table)
    gone = "doc_id NOT IN (SELECT doc_id FROM {}_release.raw_documents)"
    has_documents = "doc_id" in TABLES[table].columns()
    side = """
        SELECT {key}, md5(CAST(({shared}) AS VARCHAR)) AS {side}_row, {of_inputs} AS {side}_input
        FROM {side}_release.{table}
    """
    sides = [
        side.format(key=key, shared=shared, side=name, table=table,
                    of_inputs=gone.format(other) if has_documents else "false")
        for name, other in (("old", "new"), ("new", "old"))
    ]  # fmt: skip
    [row] = db.execute(f"""
        SELECT count(old_row), count(new_row), count(*) FILTER (old_row IS NULL), count(*) FILTER (new_row IS NULL),
            count(*) FILTER (old_row <> new_row),
            count(*) FILTER ((old_row IS NULL AND new_input) OR (new_row IS NULL AND old_input))
        FROM ({sides[0]}) FULL JOIN ({sides[1]}) USING ({key})
    """).fetchall()
    told = [*made[""], *(cause for step in steps for cause in made.get(step, []))]
    old, new, added, removed, changed, of_inputs = map(int, row)
    return Change(table, old, new, added, removed, changed, of_inputs, tuple(dict.fromkeys(told)))


def _shared(db: duckdb.DuckDBPyConnection, table: str) -> str:
    """The columns that both releases have."""
    columns = [
        {row[0] for row in db.execute(f"DESCRIBE SELECT * FROM {name}_release.{table}").fetchall()}
        for name in ("old", "new")
    ]
    return ", ".join(f'"{name}"' for name in TABLES[table].columns() if all(name in each for each in columns))


def tell(made: Mapping[str, list[str]], changes: Sequence[Change]) -> str:
    """For the terminal."""
    lines = ["What changed in the making:"]
    lines += [f"  {cause}" for told in made.values() for cause in told] or ["  nothing"]
    head = f"{'table':<16}{'old':>11}{'new':>11}{'added':>9}{'removed':>9}{'changed':>9}{'of inputs':>11}"
    lines += ["", head]
    for change in changes:
        numbers = (change.added, change.removed, change.changed)
        lines.append(
            f"{change.table:<16}{change.old:>11,}{change.new:>11,}"
            + "".join(f"{n:>9,}" for n in numbers) + f"{change.of_inputs:>11,}"
        )  # fmt: skip
        if sum(numbers) > change.of_inputs:
            causes_ = "; ".join(change.causes) or "nothing that the manifests know"
            lines.append(f"{'':<16}  explained by: {causes_}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the differences; 2 if one of the folders is no dataset."""
    parser = argparse.ArgumentParser(prog="make diff", description="What is different between two releases.")
    parser.add_argument("old", help="folder or URL of the one release")
    parser.add_argument("new", help="folder or URL of the other")
    options = parser.parse_args(arguments)
    try:
        print(tell(*compare(Store(options.old), Store(options.new))))
    except ValueError as error:
        print(f"winnow: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
