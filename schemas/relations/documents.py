"""Contracts of the tables about documents: what was repaired and cut gives the raw text back."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from schemas.relations.base import (
    Found,
    Relation,
    Tables,
    by_document,
    disjoint,
    key_exists,
    of_each,
    rows,
    same_documents,
    slices,
    texts,
)  # fmt: skip
from schemas.relations.offsets import raw_offsets

METADATA = ("source", "url", "publisher", "language")
STATED = ("title", "published")  # where the input row lacks them, the text may say


def _replaced(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """``text`` with each slice (start, end, text) replaced."""
    parts, position = [], 0
    for start, end, piece in pieces:
        parts += [text[position:start], piece]
        position = end
    return "".join([*parts, text[position:]])


def _put_back(text: str, cuts: Iterable[tuple[int, str]]) -> str:
    """``text`` with each cut (start in the result, text) put back."""
    parts, position, grown = [], 0, 0
    for start, piece in cuts:
        parts += [text[position : start - grown], piece]
        position, grown = start - grown, grown + len(piece)
    return "".join([*parts, text[position:]])


def _clean_is_edited_raw(tables: Tables) -> Found:
    raw, clean = texts(tables["raw_documents"], "raw_text"), tables["clean_documents"]
    edits = by_document(tables["edits"], "raw_start", "raw_end", "after")
    wrong = [
        _replaced(raw.get(doc_id, ""), edits.get(doc_id, [])) != text for doc_id, text in texts(clean, "text").items()
    ]
    return rows("clean_documents", clean, wrong, "text", "raw_text with its edits is not the clean text")


def _raw_rebuilt(tables: Tables) -> Found:
    """Undo cuts and edits in each article; what comes out must be the raw text, character for character."""
    raw, articles = texts(tables["raw_documents"], "raw_text"), tables["articles"]
    cuts = by_document(tables["removed_spans"], "start", "text")
    edits = by_document(tables["edits"], "start", "end", "before")
    wrong = [
        _replaced(_put_back(text, cuts.get(doc_id, [])), edits.get(doc_id, [])) != raw.get(doc_id)
        for doc_id, text in texts(articles, "text").items()
    ]
    message = "article, removed_spans and edits do not give the raw text back"
    return rows("articles", articles, wrong, "text", message)


def _lengths(frame: pd.DataFrame, column: str) -> pd.Series:
    return frame[column].str.len().set_axis(frame["doc_id"])


def _balance(tables: Tables) -> Found:
    articles = tables["articles"]
    removed = _lengths(tables["removed_spans"], "text").groupby(level=0).sum()
    n_removed = of_each(articles["doc_id"], removed)
    n_clean = of_each(articles["doc_id"], _lengths(tables["clean_documents"], "text"))
    n_raw = of_each(articles["doc_id"], _lengths(tables["raw_documents"], "raw_text"))
    n_kept = articles["text"].str.len()
    wrong = {
        "n_chars_raw": articles["n_chars_raw"] != n_raw,
        "n_removed_chars": articles["n_removed_chars"] != n_removed,
        "n_chars": (articles["n_chars"] != n_kept) | (n_kept + n_removed != n_clean),
    }
    for column, bad in wrong.items():
        yield from rows("articles", articles, bad, column, "characters kept and removed do not add up")


def _metadata_kept(tables: Tables) -> Found:
    articles, raw = tables["articles"], tables["raw_documents"].set_index("doc_id")
    given = raw.reindex(articles["doc_id"]).set_axis(articles.index)
    for column in (*METADATA, *STATED):
        wrong = articles[column].fillna("") != given[column].fillna("")
        if column in STATED:
            wrong &= given[column].notna()
        yield from rows("articles", articles, wrong, column, f"is not what raw_documents.{column} says")


def _copies_agree(tables: Tables) -> Found:
    articles, copies = tables["articles"], tables["duplicates"].set_index("doc_id")["cluster_id"]
    cluster = of_each(articles["doc_id"], copies, "")
    wrong = articles["cluster_id"] != np.where(cluster == "", articles["doc_id"], cluster)
    wrong |= articles["is_canonical"] != (cluster == "")
    return rows("articles", articles, wrong, "cluster_id", "does not agree with duplicates")


DOCUMENT_RELATIONS: tuple[Relation, ...] = (
    same_documents("clean_documents", "raw_documents"),
    Relation(
        "clean_is_edited_raw",
        "clean_documents",
        ("clean_documents", "raw_documents", "edits"),
        "The raw text with its edits applied is the clean text.",
        _clean_is_edited_raw,
    ),
    slices("edits", "raw_documents", "raw_text", ("raw_start", "raw_end"), "before"),
    slices("edits", "clean_documents", "text", ("start", "end"), "after"),
    key_exists("edits", "doc_id", "clean_documents", "doc_id"),
    key_exists("duplicates", "doc_id", "clean_documents", "doc_id"),
    key_exists("removed_spans", "doc_id", "clean_documents", "doc_id"),
    slices("removed_spans", "clean_documents", "text", ("start", "end"), "text"),
    raw_offsets("removed_spans", in_article=False),
    disjoint("removed_spans"),
    same_documents("articles", "clean_documents"),
    Relation(
        "raw_text_rebuilt",
        "articles",
        ("articles", "removed_spans", "edits", "raw_documents"),
        "Article, removed_spans and edits give the raw text back, character for character.",
        _raw_rebuilt,
    ),
    Relation(
        "characters_balance",
        "articles",
        ("articles", "removed_spans", "clean_documents", "raw_documents"),
        "Characters kept and removed add up to the clean text.",
        _balance,
    ),
    Relation(
        "metadata_kept",
        "articles",
        ("articles", "raw_documents"),
        "What the input row says of the document stands in the article unchanged.",
        _metadata_kept,
    ),
    Relation(
        "copies_agree", "articles", ("articles", "duplicates"), "Clusters are those of duplicates.", _copies_agree
    ),
)
