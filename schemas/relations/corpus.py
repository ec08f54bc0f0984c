"""Contracts that only the whole corpus shows: clusters of copies, and names counted over all documents."""

import pandas as pd

from schemas.relations.base import Found, Relation, Tables, counted, key_exists, of_each, rows


def _canonical_is_no_copy(tables: Tables) -> Found:
    copies = tables["duplicates"]
    wrong = copies["canonical_doc_id"].isin(copies["doc_id"])
    return rows("duplicates", copies, wrong, "canonical_doc_id", "is itself a copy")


def _mentions(tables: Tables) -> pd.Series:
    return tables["entities"]["name_id"].value_counts()


def _documents(tables: Tables) -> pd.Series:
    return tables["entities"].groupby("name_id")["doc_id"].nunique()


def _clusters(tables: Tables) -> pd.Series:
    entities, clusters = tables["entities"], tables["articles"].set_index("doc_id")["cluster_id"]
    return (
        entities.assign(cluster_id=of_each(entities["doc_id"], clusters, None))
        .groupby("name_id")["cluster_id"]
        .nunique()
    )


CORPUS_RELATIONS: tuple[Relation, ...] = (
    key_exists("duplicates", "canonical_doc_id", "clean_documents", "doc_id"),
    Relation(
        "canonical_is_no_copy",
        "duplicates",
        ("duplicates",),
        "A canonical document copies nothing.",
        _canonical_is_no_copy,
    ),
    key_exists("entities", "name_id", "names", "name_id"),
    Relation(
        "mentions_counted",
        "names",
        ("names", "entities"),
        "n_mentions counts its rows in entities.",
        counted("names", "name_id", "n_mentions", _mentions),
    ),
    Relation(
        "documents_counted",
        "names",
        ("names", "entities"),
        "n_documents counts the documents of its rows in entities.",
        counted("names", "name_id", "n_documents", _documents),
    ),
    Relation(
        "clusters_counted",
        "names",
        ("names", "entities", "articles"),
        "n_clusters counts the clusters of its rows in entities.",
        counted("names", "name_id", "n_clusters", _clusters),
    ),
)
