"""sketches -> duplicates: pairs of texts that share a band are compared, clusters of copies get a canonical one."""

from collections.abc import Iterable, Iterator, Sequence

import duckdb
import numpy as np
import pandas as pd
import pyarrow as arrow

from pipeline.corpus import Spill, by_part, database, read_columns, rows, view
from pipeline.parts import Part
from pipeline.stages.duplicates import Copy, Hashes, Link, Text, compare, copies, shingle_hashes

# Of more texts in one band each is compared with its neighbours alone: the chain joins them as well as all pairs do.
MAX_BUCKET = 100
BATCH_TEXTS = 1000


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
    _spill_shingles(db, texts)
    links = dict(sorted(_links(db)))
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


def _spill_shingles(db: duckdb.DuckDBPyConnection, texts: Iterable[tuple[str, str]]) -> None:
    wanted = dict(
        rows(db, "SELECT doc_id, digest FROM texts WHERE digest IN (SELECT one FROM pairs UNION SELECT two FROM pairs)")
    )
    schema = arrow.schema([("digest", arrow.string()), ("shingles", arrow.list_(arrow.uint64()))])
    spill = Spill(db, "shingles", schema, batch=BATCH_TEXTS)
    for doc_id, text in texts if wanted else ():
        if doc_id in wanted:
            spill.add((wanted[doc_id], shingle_hashes(text)))
    spill.flush()


def _links(db: duckdb.DuckDBPyConnection) -> Iterator[tuple[tuple[str, str], Link]]:
    found = db.sql("""
        SELECT one, two, a.shingles, b.shingles FROM pairs
        JOIN shingles AS a ON a.digest = one JOIN shingles AS b ON b.digest = two
    """)
    for batch in found.to_arrow_reader(BATCH_TEXTS):
        one, two, *shingles = batch.columns
        pairs = zip(one.to_pylist(), two.to_pylist(), strict=True)
        for pair, hashes in zip(pairs, zip(*map(_arrays, shingles), strict=True), strict=True):
            if link := compare(*hashes):
                yield pair, link


def _arrays(column: arrow.ListArray) -> list[Hashes]:
    """The lists of a column, without a copy."""
    return np.split(column.values.to_numpy(), column.offsets.to_numpy())[1:-1]


def _texts(db: duckdb.DuckDBPyConnection, links: dict[tuple[str, str], Link]) -> Iterator[Text]:
    """The texts that have copies or links."""
    db.register("linked", arrow.table({"digest": arrow.array([d for pair in links for d in pair], arrow.string())}))
    found = rows(db, """
        SELECT s.digest, any_value(s.n_words), list(s.doc_id ORDER BY s.doc_id) FROM sketches AS s
        JOIN texts AS t USING (digest) WHERE t.n > 1 OR digest IN (SELECT digest FROM linked) GROUP BY s.digest
    """)  # fmt: skip
    for digest, n_words, doc_ids in found:
        yield Text(digest, n_words, doc_ids)
