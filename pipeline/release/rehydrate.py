"""The full profile from the one without text and the raw files: `make rehydrate TEXTFREE=... INPUT=... OUTPUT=...`.

No stage runs again: raw texts are read, repairs and cuts applied, and every slice taken where its offsets say. What
comes out is compared with the checksums of the full profile.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as pq

from pipeline import release, tables
from pipeline.corpus import database, rows, view
from pipeline.engine import pools
from pipeline.engine.assets import Run
from pipeline.engine.build import BuildError
from pipeline.engine.ledger import File
from pipeline.release.columns import hidden
from pipeline.release.manifest import FULL, MANIFEST, TEXTFREE
from pipeline.release.textfree import FULL_CHECKSUMS, put
from pipeline.sources import InputError
from pipeline.stages.edits import Edit, apply, cut
from pipeline.store import WORK, Store, file_name
from schemas import TABLES
from schemas.relations import RELATIONS

Columns = dict[str, list[Any]]
SLICES = [relation for relation in RELATIONS if relation.slice]
BY_CORPUS = ("rejects", "names", "comparisons")  # tables whose parts are not those of the documents


class RehydrateError(Exception):
    """What the user has is not what the dataset was made of; the message is one line for them."""


def rehydrate(textfree: Store, location: str, target: Store, workers: int = 1) -> list[str]:
    """Write the full profile; returns the files whose checksum is not that of the original.

    Raises ``RehydrateError`` if the inputs are others, ``InputError`` if there are none.
    """
    found, sums = (textfree.read(textfree.path(name)) for name in (MANIFEST, FULL_CHECKSUMS))
    manifest = json.loads(found) if found else {}
    if manifest.get("profile") != TEXTFREE or sums is None:
        raise RehydrateError(f"{textfree.root} is no dataset of the profile {TEXTFREE}")
    with pools.open_pool("local", workers) as pool:
        run = Run(location, target, pool, None, manifest["settings"]["part_size"])
        run.intake(lambda _: None)
        parts = run.build().parts
    _check(textfree, target, [file_name(part) for part in parts])
    files: dict[str, list[File]] = {table: [] for table in TABLES}
    for part in parts:
        for table, data, n_rows in _restored(textfree, target, file_name(part)):
            files[table].append(put(target, table, file_name(part), data, n_rows))
    _copy_corpus(textfree, target, files)
    target.remove(target.path(WORK))
    release.publish(target, files, {**manifest, "profile": FULL}, release.PAGES)
    return _different(target, sums)


def _check(textfree: Store, target: Store, names: list[str]) -> None:
    """The documents must be those that the dataset was made of."""
    expected = textfree.names(textfree.table("raw_documents"))
    if names == expected:
        for name in names:
            mine, theirs = (
                pq.read_table(arrow.BufferReader(store.read(store.path("raw_documents", name))), columns=["doc_id"])
                for store in (target, textfree)
            )
            if not mine.equals(theirs):
                break
        else:
            return
    raise RehydrateError("the input is not what this dataset was made of: manifest.json lists its files and hashes")


def _restored(textfree: Store, target: Store, name: str) -> Iterator[tuple[str, bytes, int]]:
    """The tables of a part of documents, with their texts: as files, with their rows."""
    found = {}
    for table in TABLES:
        store = target if table == "raw_documents" else textfree
        if table not in BY_CORPUS and (data := store.read(store.path(table, name))) is not None:
            found[table] = data
    known = {table: pq.read_table(arrow.BufferReader(data)).to_pydict() for table, data in found.items()}
    _restore(known)
    for table, columns in known.items():
        whole = table == "raw_documents" or not hidden(table)
        rows_ = arrow.Table.from_pydict(columns, schema=tables.arrow_schema(table))
        yield table, found[table] if whole else tables.parquet(rows_), len(rows_)


def _restore(known: dict[str, Columns]) -> None:
    """Put the columns of text into the tables of a part."""
    raw = _texts(known["raw_documents"], "raw_text")
    edits = _grouped(known["edits"], lambda row: Edit(row["raw_start"], row["raw_end"], row["after"], row["op"]))
    clean = {doc_id: apply(raw[doc_id], edits.get(doc_id, [])) for doc_id in known["clean_documents"]["doc_id"]}
    known["clean_documents"]["text"] = list(clean.values())
    cuts = _grouped(known["removed_spans"], lambda row: cut(row["start"], row["end"]))
    known["articles"]["text"] = [apply(clean[d], cuts.get(d, [])) for d in known["articles"]["doc_id"]]
    for relation in SLICES:
        part, columns = relation.slice, known[relation.table]
        if part and part.column in hidden(relation.table):
            texts = _texts(known[part.source], part.source_column)
            columns[part.column] = [
                None if start is None else texts[doc_id][start:end]
                for doc_id, start, end in zip(columns["doc_id"], columns[part.start], columns[part.end], strict=True)
            ]


def _texts(columns: Columns, name: str) -> dict[str, str]:
    return dict(zip(columns["doc_id"], columns[name], strict=True))


def _grouped(columns: Columns, make: Any) -> dict[str, list[Edit]]:
    """Edits by document."""
    found: dict[str, list[Edit]] = {}
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        found.setdefault(row["doc_id"], []).append(make(row))
    return found


def _copy_corpus(textfree: Store, target: Store, files: dict[str, list[File]]) -> None:
    """Rejects were read anew, names hold no text, comparisons take theirs from numbers and sentences."""
    with TemporaryDirectory() as folder, database() as db:
        for table in ("numbers", "sentences"):
            paths = [target.path(table, name) for name in target.names(target.table(table))]
            view(db, table, target.local(paths, f"{folder}/{table}"))
        for table in BY_CORPUS:
            store = target if table == "rejects" else textfree
            for name in store.names(store.table(table)):
                data = store.read(store.path(table, name))
                rows_ = pq.read_table(arrow.BufferReader(data))
                if table == "comparisons":
                    data = tables.parquet(_with_evidence(db, rows_))
                files[table].append(put(target, table, name, data, len(rows_)))


def _with_evidence(db: Any, data: arrow.Table) -> arrow.Table:
    db.register("bare", data)
    query = """
        SELECT group_id, number_id, numbers.text, sentences.text FROM bare JOIN numbers USING (number_id)
        JOIN sentences ON sentences.sentence_id = bare.sentence_id
    """
    told = {row[:2]: row[2:] for row in rows(db, query)}
    db.unregister("bare")
    columns = data.to_pydict()
    keys = list(zip(columns["group_id"], columns["number_id"], strict=True))
    columns |= {"text": [told[key][0] for key in keys], "sentence": [told[key][1] for key in keys]}
    return arrow.Table.from_pydict(columns, schema=tables.arrow_schema("comparisons"))


def _different(target: Store, sums: bytes) -> list[str]:
    """Files that are not byte for byte those of the original."""
    own = target.read(target.path(release.CHECKSUMS)) or b""
    mine, theirs = (dict(line.split("  ")[::-1] for line in each.decode().splitlines()) for each in (own, sums))
    return sorted(name for name in {*mine, *theirs} if mine.get(name) != theirs.get(name))


def main(arguments: list[str] | None = None) -> int:
    """Restore the texts; 1 if a file differs from the original, 2 if the inputs are others."""
    parser = argparse.ArgumentParser(prog="make rehydrate", description="Put the texts back into a dataset.")
    parser.add_argument("textfree", help="folder or URL of the dataset without texts")
    parser.add_argument("input", help="the raw files that it was made of")
    parser.add_argument("output", help="folder or URL for the dataset with texts")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(arguments)
    try:
        different = rehydrate(Store(options.textfree), options.input, Store(options.output), options.workers)
    except (RehydrateError, InputError, BuildError) as error:
        print(f"winnow: {error}", file=sys.stderr)
        return 2
    if different:
        print(f"winnow: {len(different)} files differ from the original: {', '.join(different[:5])}", file=sys.stderr)
        return 1
    print(f"{options.output} is the original, byte for byte: SHA256SUMS is equal to {FULL_CHECKSUMS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
