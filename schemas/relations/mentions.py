"""Contracts of the tables about what stands in the articles."""

import numpy as np
import pandas as pd

from schemas.relations.base import (
    Found,
    Relation,
    Tables,
    by_document,
    counted,
    disjoint,
    key_exists,
    rows,
    slices,
    texts,
)  # fmt: skip
from schemas.relations.numerals import places
from schemas.relations.offsets import raw_offsets


def _sentences_cover(tables: Tables) -> Found:
    articles, sentences = tables["articles"], by_document(tables["sentences"], "start", "end")
    wrong = []
    for doc_id, text in texts(articles, "text").items():
        spans = sentences.get(doc_id, [])
        gaps = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
        wrong.append(any(text[a:b].strip() for a, b in gaps))
    return rows("articles", articles, wrong, "text", "has text that is in no sentence")


def _sentences(tables: Tables) -> pd.Series:
    return tables["sentences"]["doc_id"].value_counts()


def _own_sentences(tables: Tables, frame: pd.DataFrame) -> pd.DataFrame:
    """The sentence of each row."""
    sentences = tables["sentences"].set_index("sentence_id")[["doc_id", "start", "end"]]
    return sentences.reindex(frame["sentence_id"]).set_axis(frame.index)


def _starts_in_sentence(tables: Tables) -> Found:
    frame = tables["quotes"]
    own = _own_sentences(tables, frame)
    inside = (own["start"] <= frame["start"]) & (frame["start"] < own["end"]) & (own["doc_id"] == frame["doc_id"])
    return rows("quotes", frame, ~inside, "sentence_id", "is not the sentence that it starts in")


def _inside_sentence(table: str) -> Relation:
    def find(tables: Tables) -> Found:
        frame = tables[table]
        own = _own_sentences(tables, frame)
        inside = (own["start"] <= frame["start"]) & (frame["end"] <= own["end"]) & (own["doc_id"] == frame["doc_id"])
        return rows(table, frame, ~inside, "sentence_id", "is not the sentence that it lies in")

    return Relation("inside_sentence", table, (table, "sentences"), "Every row lies in its sentence.", find)


def _numbers_are_no_dates(tables: Tables) -> Found:
    numbers, dates = tables["numbers"], tables["dates"]
    documents = pd.Index(dates["doc_id"].unique())
    (n_start, n_end), (d_start, d_end) = (places(frame, documents) for frame in (numbers, dates))
    # Of the dates that start before the number ends, the furthest end: it overlaps, or none of them does.
    reach = np.concatenate([[-1], np.maximum.accumulate(d_end)]) if len(dates) else np.array([-1])
    wrong = reach[np.searchsorted(d_start, n_end, side="left")] > n_start
    return rows("numbers", numbers, wrong & (n_start >= 0), "text", "overlaps a date")


MENTION_RELATIONS: tuple[Relation, ...] = (
    key_exists("sentences", "doc_id", "articles", "doc_id"),
    slices("sentences", "articles", "text", ("start", "end"), "text"),
    raw_offsets("sentences"),
    disjoint("sentences"),
    Relation(
        "sentences_cover_article",
        "sentences",
        ("sentences", "articles"),
        "Sentences cover the article but for white space.",
        _sentences_cover,
    ),
    Relation(
        "sentences_counted",
        "sentences",
        ("sentences", "articles"),
        "articles.n_sentences is their number.",
        counted("articles", "doc_id", "n_sentences", _sentences),
    ),
    *(
        relation
        for table in ("entities", "dates", "numbers")
        for relation in (
            key_exists(table, "sentence_id", "sentences", "sentence_id"),
            slices(table, "articles", "text", ("start", "end"), "text"),
            raw_offsets(table),
            disjoint(table),
            _inside_sentence(table),
        )
    ),
    slices("entities", "articles", "text", ("role_start", "role_end"), "role"),
    key_exists("quotes", "sentence_id", "sentences", "sentence_id"),
    slices("quotes", "articles", "text", ("start", "end"), "text"),
    slices("quotes", "articles", "text", ("speaker_start", "speaker_end"), "speaker"),
    slices("quotes", "articles", "text", ("cue_start", "cue_end"), "cue"),
    key_exists("quotes", "continues", "quotes", "quote_id"),
    raw_offsets("quotes"),
    disjoint("quotes"),
    Relation(
        "starts_in_sentence",
        "quotes",
        ("quotes", "sentences"),
        "Every quotation starts in its sentence.",
        _starts_in_sentence,
    ),
    slices("numbers", "articles", "text", ("noun_start", "noun_end"), "noun"),
    key_exists("numbers", "subset_of", "numbers", "number_id"),
    Relation(
        "numbers_are_no_dates",
        "numbers",
        ("numbers", "dates"),
        "No number is part of a date.",
        _numbers_are_no_dates,
    ),
)
