"""Contracts that one part of a table cannot show: keys in other parts, counts over all. Queries for the offending rows.

Each query gives row_key, column, value, message; tables are views of their names.
"""

from typing import NamedTuple


class CorpusRelation(NamedTuple):
    """A contract of ``table`` with all rows of the tables it ``needs``."""

    name: str
    table: str
    needs: tuple[str, ...]
    description: str
    query: str


CORPUS_RELATIONS: tuple[CorpusRelation, ...] = (
    CorpusRelation(
        "canonical_doc_id_in_clean_documents",
        "duplicates",
        ("duplicates", "clean_documents"),
        "Every canonical_doc_id exists in clean_documents.doc_id.",
        """
        SELECT doc_id, 'canonical_doc_id', canonical_doc_id, 'no such doc_id in clean_documents' FROM duplicates
        WHERE canonical_doc_id NOT IN (SELECT doc_id FROM clean_documents) ORDER BY doc_id
        """,
    ),
    CorpusRelation(
        "canonical_is_no_copy",
        "duplicates",
        ("duplicates",),
        "A canonical document copies nothing.",
        """
        SELECT doc_id, 'canonical_doc_id', canonical_doc_id, 'is itself a copy' FROM duplicates
        WHERE canonical_doc_id IN (SELECT doc_id FROM duplicates) ORDER BY doc_id
        """,
    ),
    CorpusRelation(
        "name_id_in_names",
        "entities",
        ("entities", "names"),
        "Every name_id exists in names.name_id.",
        """
        SELECT mention_id, 'name_id', name_id, 'no such name_id in names' FROM entities
        WHERE name_id NOT IN (SELECT name_id FROM names) ORDER BY mention_id
        """,
    ),
    CorpusRelation(
        "mentions_counted",
        "names",
        ("names", "entities"),
        "n_mentions and n_documents are the numbers of mentions and documents in entities.",
        """
        WITH counted AS (
            SELECT name_id, count(*) AS mentions, count(DISTINCT doc_id) AS documents FROM entities GROUP BY name_id
        )
        SELECT name_id, 'n_mentions', n_mentions, 'is not the number of its mentions and documents'
        FROM names LEFT JOIN counted USING (name_id)
        WHERE n_mentions IS DISTINCT FROM mentions OR n_documents IS DISTINCT FROM documents ORDER BY name_id
        """,
    ),
)
