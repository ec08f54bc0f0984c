"""Contracts that only the whole corpus shows: keys in other parts, counts over all documents.

They are queries, so that tables of any size can be checked out of core. Each gives row key, column, value, message.
"""

import pyarrow as arrow

from schemas.relations.base import Found, Reference, Relation, Tables


def corpus_relation(name: str, table: str, needs: tuple[str, ...], description: str, query: str) -> Relation:
    """A relation that finds offending rows by a query over views named as the tables."""

    def find(tables: Tables) -> Found:
        import duckdb

        with duckdb.connect() as db:
            for need in needs:
                db.register(need, arrow.Table.from_pandas(tables[need], preserve_index=False))
            yield from db.execute(query).fetchall()

    return Relation(name, table, needs, description, find, query)


def rows_exist(table: str, key: str, column: str, other: str, other_column: str) -> Relation:
    """Every value of the column, but null, is a row of the other table in any part; ``key`` tells the row."""
    query = f"""
        SELECT {key}, '{column}', {column}, 'is not in {other}.{other_column}' FROM {table}
        WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {other_column} FROM {other}) ORDER BY {key}
    """
    description = f"Every {column} exists in {other}.{other_column}."
    relation = corpus_relation(f"{column}_in_{other}", table, (table, other), description, query)
    return relation._replace(reference=Reference(column, other, other_column))


def _counted(column: str, what: str, needs: tuple[str, ...], counts: str) -> Relation:
    """``column`` of names is what the query ``counts`` (name_id, n) says."""
    query = f"""
        SELECT name_id, '{column}', {column}, 'is not the number of its {what}' FROM names
        LEFT JOIN ({counts}) USING (name_id) WHERE {column} IS DISTINCT FROM n ORDER BY name_id
    """
    description = f"{column} counts the {what} of its rows in entities."
    return corpus_relation(f"{what}_counted", "names", needs, description, query)


CORPUS_RELATIONS: tuple[Relation, ...] = (
    rows_exist("duplicates", "doc_id", "canonical_doc_id", "clean_documents", "doc_id"),
    corpus_relation(
        "canonical_is_no_copy",
        "duplicates",
        ("duplicates",),
        "A canonical document copies nothing.",
        """
        SELECT doc_id, 'canonical_doc_id', canonical_doc_id, 'is itself a copy' FROM duplicates
        WHERE canonical_doc_id IN (SELECT doc_id FROM duplicates) ORDER BY doc_id
        """,
    ),
    rows_exist("quotes", "quote_id", "speaker_name_id", "names", "name_id"),
    rows_exist("entities", "mention_id", "name_id", "names", "name_id"),
    _counted(
        "n_mentions", "mentions", ("names", "entities"),
        "SELECT name_id, count(*) AS n FROM entities GROUP BY name_id",
    ),
    _counted(
        "n_documents", "documents", ("names", "entities"),
        "SELECT name_id, count(DISTINCT doc_id) AS n FROM entities GROUP BY name_id",
    ),
    _counted(
        "n_clusters", "clusters", ("names", "entities", "articles"),
        "SELECT name_id, count(DISTINCT cluster_id) AS n FROM entities JOIN articles USING (doc_id) GROUP BY name_id",
    ),
)  # fmt: skip
