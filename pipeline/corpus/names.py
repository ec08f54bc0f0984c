"""local_names -> names and name_links: the names of documents joined across the corpus."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from operator import itemgetter
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as arrow

from pipeline.corpus import Spill, by_part, database, rows, view
from pipeline.parts import Part, plan
from pipeline.stages.names.corpus import Block, short_forms
from pipeline.stages.names.records import Full
from pipeline.stages.names.rows import from_row, full_of

Output = tuple[str, Part, pd.DataFrame]
PART_NAMES = 50_000
FIELDS = ("kind", "block", "cluster_id", "doc_id", "seq", "name_key", "full", "record")
COLUMNS = ", ".join(f'"{name}"' for name in FIELDS)


def names(parts: Sequence[Part], local_names: Sequence[str]) -> Iterator[Output]:
    """The names of the corpus, and for each part which of them its documents' names are."""
    with database() as db:
        view(db, "local_names", local_names)
        _block(db)
        _join(db)
        yield from _names(db)
        found = rows(db, "SELECT doc_id, seq, name_id FROM links JOIN ids USING (name) ORDER BY doc_id, seq")
        links = ({"doc_id": doc_id, "seq": seq, "name_id": name_id} for doc_id, seq, name_id in found)
        yield from by_part("name_links", parts, links)


def _block(db: duckdb.DuckDBPyConnection) -> None:
    """Put the short forms of groups into the block of their long form."""
    told = "SELECT unnest(short), name_key, cluster_id FROM local_names WHERE kind = 'group' AND len(short) > 0"
    shorts = short_forms(rows(db, told))
    db.execute("CREATE TABLE shorts (short VARCHAR, long VARCHAR)")
    if shorts:
        db.executemany("INSERT INTO shorts VALUES (?, ?)", list(shorts.items()))
    db.execute("""
        CREATE VIEW placed AS
        SELECT l.* REPLACE (coalesce(s.long, l.block) AS block, coalesce(s.long, l.name_key) AS name_key)
        FROM local_names AS l LEFT JOIN shorts AS s ON l.kind = 'group' AND s.short = l.name_key
    """)


def _join(db: duckdb.DuckDBPyConnection) -> None:
    """Join the names of each block: what they are goes to `joined` and `ids`, who belongs to them to `links`."""
    links = Spill(db, "links", arrow.schema({"doc_id": arrow.string(), "seq": arrow.int32(), "name": arrow.int64()}))
    ids = Spill(db, "ids", arrow.schema({"name": arrow.int64(), "name_id": arrow.string()}))
    joined = Spill(db, "joined", arrow.schema({"name_id": arrow.string(), "record": arrow.string()}))
    numbers = count()
    families = _families(db)
    query = f"SELECT {COLUMNS} FROM placed ORDER BY kind, block, cluster_id, doc_id, seq"
    for place, members in groupby(map(_named, rows(db, query)), key=itemgetter("kind", "block")):
        block = Block(place[0], families(place))
        found: dict[str, int] = {}
        for row in members:
            key = block.add(row["doc_id"], row["cluster_id"], from_row(row))
            if key not in found:
                found[key] = next(numbers)
            links.add((row["doc_id"], row["seq"], found[key]))
        for key, name in block.names().items():
            ids.add((found[key], name.name_id))
            joined.add((name.name_id, json.dumps(name._asdict(), ensure_ascii=False)))
    for spill in (links, ids, joined):
        spill.flush()


def _named(values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(FIELDS, values, strict=True))


def _families(db: duckdb.DuckDBPyConnection) -> Callable[[tuple[str, str]], list[Full]]:
    """The full names of each block, asked for in order of kind and block."""
    query = """
        SELECT kind, block, list(DISTINCT "full") FROM placed WHERE len("full") > 0
        GROUP BY kind, block ORDER BY kind, block
    """
    found = rows(db, query)
    ahead = next(found, None)

    def fulls(place: tuple[str, str]) -> list[Full]:
        nonlocal ahead
        if ahead is None or ahead[:2] != place:
            return []
        _, _, words = ahead
        ahead = next(found, None)
        return [full for each in words if (full := full_of(each))]

    return fulls


def _names(db: duckdb.DuckDBPyConnection) -> Iterator[Output]:
    """The table `names`, parts by name_id."""
    # As `parts.number` reads ids, without a string of each in memory.
    ids = db.execute("SELECT ('0x' || right(name_id, 16))::UBIGINT AS id FROM joined").fetchnumpy()["id"]
    parts = plan(np.asarray(ids), PART_NAMES)
    records = (json.loads(record) for (record,) in rows(db, "SELECT record FROM joined ORDER BY name_id"))
    yield from by_part("names", parts, records, "name_id")
