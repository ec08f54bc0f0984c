"""The profile without text: the same tables with ids, offsets, hashes, labels and values, to be passed on.

Left out are all columns that hold text of articles. What stays of it: names, titles, bylines and datelines as a
catalogue has them, nouns that were counted, and the characters that repairs put in.
"""

import hashlib
import json
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as pq

from pipeline import release, tables
from pipeline.engine.ledger import File
from pipeline.release import card, croissant, datapackage, dictionary
from pipeline.release.columns import hidden
from pipeline.release.manifest import MANIFEST, TEXTFREE
from pipeline.store import Store
from schemas import TABLES

FULL_CHECKSUMS = "FULL_SHA256SUMS"  # those of the profile with text


def write(full: Store, target: Store) -> None:
    """Write the profile without text of a finished dataset; raises ``ValueError`` if it is none."""
    found, sums = (full.read(full.path(name)) for name in (MANIFEST, release.CHECKSUMS))
    if found is None or sums is None:
        raise ValueError(f"{full.root} is no finished dataset")
    files: dict[str, list[File]] = {}
    for table in TABLES:
        target.remove(target.table(table))
        files[table] = [_without_text(full, target, table, name) for name in full.names(full.table(table))]
    pages: dict[str, release.Page] = {
        FULL_CHECKSUMS: lambda _: sums.decode(),
        "README.md": card.page,
        "DATA_DICTIONARY.md": dictionary.page,
        "datapackage.json": datapackage.page,
        "croissant.json": croissant.page,
    }
    release.publish(target, files, {**json.loads(found), "profile": TEXTFREE}, pages)


def _without_text(full: Store, target: Store, table: str, name: str) -> File:
    found = full.read(full.path(table, name))
    data = pq.read_table(arrow.BufferReader(found))
    left_out = hidden(table)
    return put(target, table, name, tables.parquet(data.drop_columns(left_out)) if left_out else found, len(data))


def put(store: Store, table: str, name: str, data: bytes | None, n_rows: int) -> dict[str, Any]:
    """Write a part; returns what the pages need to know of it."""
    assert data is not None
    store.write(store.path(table, name), data)
    part = name.removeprefix("part-").removesuffix(".parquet")
    return {"part": part, "rows": n_rows, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
