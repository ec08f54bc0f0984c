"""Which documents the page shows in full: all of a small corpus, a stratified sample of a large one."""

from typing import NamedTuple

import duckdb

MOST = 500  # documents
LONGEST = 100_000  # characters of a document: a book would make the page slow for all the others
TOGETHER = 5_000_000  # characters of all


class Sampled(NamedTuple):
    """How many documents are shown, of how many; ``longest`` and ``too_long``: the limit and how many exceed it."""

    shown: int
    documents: int
    longest: int
    too_long: int


def choose(
    db: duckdb.DuckDBPyConnection, most: int = MOST, longest: int = LONGEST, together: int = TOGETHER
) -> Sampled:
    """Make the table ``shown`` of the ids of the documents to show.

    Every publisher and language has one document, as far as there is room, and beyond that its share. Which
    documents these are follows from the hashes of their ids, so that the rest of the corpus hardly matters.
    """
    db.execute(f"""
        CREATE TABLE shown AS WITH
        ranked AS (
            SELECT doc_id, n_chars_raw, sha256(doc_id) AS place,
                row_number() OVER (PARTITION BY publisher, language ORDER BY sha256(doc_id)) AS rank,
                count(*) OVER (PARTITION BY publisher, language) AS size
            FROM articles WHERE n_chars_raw <= {longest}
        ),
        first AS (
            SELECT *, CASE WHEN rank = 1 THEN 0 ELSE (rank - 0.5) / size END AS turn FROM ranked
            ORDER BY turn, place LIMIT {most}
        ),
        filled AS (SELECT doc_id, sum(n_chars_raw) OVER (ORDER BY turn, place) AS filled FROM first)
        SELECT doc_id FROM filled WHERE filled <= {together}
    """)
    shown = db.execute("SELECT count(*) FROM shown").fetchall()[0][0]
    n, too_long = db.execute(f"SELECT count(*), count(*) FILTER (n_chars_raw > {longest}) FROM articles").fetchall()[0]
    return Sampled(shown, n, longest, too_long)
