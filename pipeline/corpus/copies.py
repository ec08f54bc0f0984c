"""sketches -> duplicates: pairs of texts that share a band are compared, clusters of copies get a canonical one."""

import os
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import BinaryIO

import duckdb
import numpy as np
import pandas as pd
import pyarrow as arrow

from pipeline.corpus import Spill, by_part, database, read_columns, rows, view
from pipeline.parts import Part
from pipeline.stages.duplicates import Copy, Hashes, Link, Text, compare, copies, shingle_hashes

# Of more texts in one band each is compared with its neighbours alone: the chain joins them as well as all pairs do.
MAX_BUCKET = 100


def duplicates(
    parts: Sequence[Part], sketches: Sequence[str], clean_documents: Sequence[str]
) -> Iterator[tuple[str, Part, pd.DataFrame]]:
    """The copies of each part; ``sketches`` and ``clean_documents`` are the files of all parts."""
    with database() as db:
        view(db, "sketches", sketches)
        found = find(db, (row for file in clean_documents for row in read_columns(file, "doc_id", "text")))
    yield from by_part("duplicates", parts, ({**c._asdict(), "cluster_id": c.canonical_doc_id} for c in found))


def find(db: duckdb.DuckDBPyConnection, texts: Iterable[tuple[str, str]]) -> list[Copy]:
    """The documents that copy another, sorted by id; of ``texts``, (doc_id, text), some are compared.

    The database has their `sketches`.
    """
    _pair(db)
    with TemporaryFile(prefix="winnow-") as file:
        _spill_shingles(db, texts, file)
        links = dict(sorted(_links(db, file)))
    return copies(_texts(db, links), links)


def _pair(db: duckdb.DuckDBPyConnection) -> None:
    """Candidate pairs of different texts, by their smallest ids."""
    db.execute("""
        CREATE TABLE texts AS
        SELECT digest, min(doc_id) AS doc_id, any_value(n_words) AS n_words, any_value(bands) AS bands, count(*) AS n
        FROM sketches GROUP BY digest
    """)
    db.execute(f"""
        CREATE TABLE pairs AS
        WITH bands AS (SELECT digest, unnest(range(len(bands))) AS i, unnest(bands) AS band FROM texts),
        placed AS (
            SELECT i, band, digest, row_number() OVER (PARTITION BY i, band ORDER BY digest) AS place,
                count(*) OVER (PARTITION BY i, band) AS size
            FROM bands QUALIFY size > 1
        )
        SELECT DISTINCT one.digest AS one, two.digest AS two
        FROM placed AS one JOIN placed AS two USING (i, band)
        WHERE one.place < two.place AND (one.size <= {MAX_BUCKET} OR two.place = one.place + 1)
    """)


def _spill_shingles(db: duckdb.DuckDBPyConnection, texts: Iterable[tuple[str, str]], file: BinaryIO) -> None:
    """The 5-grams of texts in pairs, one text after the other in the file, and in `places` where each is, in bytes."""
    wanted = dict(
        rows(db, "SELECT doc_id, digest FROM texts WHERE digest IN (SELECT one FROM pairs UNION SELECT two FROM pairs)")
    )
    schema = arrow.schema([("digest", arrow.string()), ("start", arrow.int64()), ("stop", arrow.int64())])
    places, start = Spill(db, "places", schema), 0
    for doc_id, text in texts if wanted else ():
        if doc_id in wanted:
            stop = start + file.write(shingle_hashes(text).tobytes())
            places.add((wanted[doc_id], start, stop))
            start = stop
    places.flush()
    file.flush()


def _links(db: duckdb.DuckDBPyConnection, file: BinaryIO) -> Iterator[tuple[tuple[str, str], Link]]:
    """The pairs that are copies."""
    found = rows(db, """
        SELECT one, two, a.start, a.stop, b.start, b.stop FROM pairs
        JOIN places AS a ON a.digest = one JOIN places AS b ON b.digest = two
    """)  # fmt: skip
    for one, two, *places in found:
        if link := compare(_read(file, *places[:2]), _read(file, *places[2:])):
            yield (one, two), link


def _read(file: BinaryIO, start: int, stop: int) -> Hashes:
    return np.frombuffer(os.pread(file.fileno(), stop - start, start), np.uint64)


def _texts(db: duckdb.DuckDBPyConnection, links: dict[tuple[str, str], Link]) -> Iterator[Text]:
    """The texts that have copies or links."""
    linked = Spill(db, "linked", arrow.schema([("digest", arrow.string())]))
    for digest in sorted({digest for pair in links for digest in pair}):
        linked.add((digest,))
    linked.flush()
    found = rows(db, """
        SELECT s.digest, any_value(s.n_words), list(s.doc_id ORDER BY s.doc_id) FROM sketches AS s
        JOIN texts AS t USING (digest) WHERE t.n > 1 OR digest IN (SELECT digest FROM linked) GROUP BY s.digest
    """)  # fmt: skip
    for digest, n_words, doc_ids in found:
        yield Text(digest, n_words, doc_ids)
