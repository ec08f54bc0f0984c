"""Each contract between tables bites: one bad row is found. A new relation needs a bad row here."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from pipeline import tables
from schemas import TABLES
from schemas.relations import RELATIONS, Relation, violations
from tests.contract_cases import Tables, put, row_of, shift, valid

Corrupt = Callable[[Tables], Tables]
NOBODY = "0123456789abcdef"
MENTIONS = ("entities", "dates", "numbers")


def cell(table: str, column: str, value: Any, where: str | None = None, having: Any = None) -> Corrupt:
    """Puts a value, or what a function makes of the row, into the first row that has something ``where``."""

    def corrupt(known: Tables) -> Tables:
        frame = known[table]
        row = row_of(frame, where or column, having)
        return {**known, table: put(frame, column, value(frame.loc[row]) if callable(value) else value, row)}

    return corrupt


def less(table: str, row: int = 0) -> Corrupt:
    """A row is lost."""
    return lambda known: {**known, table: known[table].drop(index=known[table].index[row]).reset_index(drop=True)}


def moved(table: str, column: str, by: int, row: int = 0) -> Corrupt:
    return lambda known: {**known, table: shift(known[table], column, by, row)}


def of_slices(table: str, column: str, start: str, end: str) -> list[Corrupt]:
    """Another text, another place, and a place beyond the end of the text that still gives the slice."""
    beyond = cell(table, end, lambda row: row[end] + 10**6, column)
    return [
        cell(table, column, lambda row: row[column] + "x", column),
        cell(table, column, "", column),
        cell(table, start, lambda row: row[start] + 1, column),
        beyond,
        cell(table, "doc_id", NOBODY, column),
    ]


def nothing(table: str) -> Corrupt:
    """All rows are lost."""
    return lambda known: {**known, table: TABLES[table].frame([])}


def neighbours(frame: pd.DataFrame) -> int:
    """The second of the first two rows of one document."""
    return next(i for i in frame.index[1:] if frame["doc_id"][i] == frame["doc_id"][i - 1])


def overlapping(table: str) -> list[Corrupt]:
    """A span reaches into the next by one character, or the next back into it."""

    def reach(known: Tables) -> Tables:
        row = neighbours(known[table])
        return {**known, table: put(known[table], "end", known[table]["start"][row] + 1, row - 1)}

    def back(known: Tables) -> Tables:
        row = neighbours(known[table])
        return {**known, table: put(known[table], "start", known[table]["end"][row - 1] - 1, row)}

    return [reach, back]


def swapped(table: str) -> Corrupt:
    """Two neighbours change places: no overlap, but the wrong order."""

    def corrupt(known: Tables) -> Tables:
        frame = known[table]
        row = neighbours(frame)
        order = [*frame.index[: row - 1], row, row - 1, *frame.index[row + 1 :]]
        return {**known, table: frame.loc[order].reset_index(drop=True)}

    return corrupt


def other_sentence(table: str) -> Corrupt:
    """A sentence at the same place of another document."""

    def corrupt(known: Tables) -> Tables:
        frame = known[table]
        ids = set(known["sentences"]["sentence_id"])
        for row, (doc_id, sentence_id) in enumerate(zip(frame["doc_id"], frame["sentence_id"], strict=True)):
            for other in sorted(set(frame["doc_id"]) - {doc_id}):
                if (twin := sentence_id.replace(doc_id, other)) in ids:
                    return {**known, table: put(frame, "sentence_id", twin, row)}
        raise AssertionError("no two documents have the same sentence")

    return corrupt


def number_in_date(known: Tables) -> Tables:
    """A number that shares one character with a date."""
    date, numbers = known["dates"].loc[0], known["numbers"]
    row = row_of(numbers, "doc_id", date["doc_id"])
    return {**known, "numbers": put(put(numbers, "start", date["end"] - 1, row), "end", date["end"] + 3, row)}


BAD: dict[tuple[str, str], list[Corrupt]] = {
    ("clean_documents", "same_documents_as_raw_documents"): [less("clean_documents"), less("raw_documents", -1)],
    ("clean_documents", "clean_is_edited_raw"): [
        cell("clean_documents", "text", lambda row: row["text"] + "x"),
        cell("raw_documents", "raw_text", lambda row: "x" + row["raw_text"]),
        less("edits"),
        cell("edits", "after", lambda row: row["after"] + "x"),
        moved("edits", "raw_start", -1),
    ],
    ("edits", "before_is_slice_of_raw_documents"): of_slices("edits", "before", "raw_start", "raw_end"),
    ("edits", "after_is_slice_of_clean_documents"): [
        cell("edits", "after", lambda row: row["after"] + "x"),
        cell("edits", "start", lambda row: row["start"] + 1, "op", "entity"),
        cell("edits", "end", lambda row: row["end"] + 1, "op", "control"),
    ],
    ("removed_spans", "text_is_slice_of_clean_documents"): of_slices("removed_spans", "text", "start", "end"),
    **{(table, "doc_id_in_clean_documents"): [cell(table, "doc_id", NOBODY)]
       for table in ("edits", "duplicates", "removed_spans")},
    ("duplicates", "canonical_doc_id_in_clean_documents"): [cell("duplicates", "canonical_doc_id", NOBODY)],
    ("duplicates", "canonical_is_no_copy"): [
        cell("duplicates", "canonical_doc_id", lambda row: row["doc_id"]),
    ],
    ("articles", "same_documents_as_clean_documents"): [less("articles"), less("clean_documents", -1)],
    ("articles", "raw_text_rebuilt"): [
        cell("articles", "text", lambda row: row["text"] + " "),
        less("removed_spans"),
        less("edits"),
        cell("removed_spans", "text", lambda row: row["text"].upper()),
        cell("edits", "before", lambda row: row["before"] + "x"),
        moved("removed_spans", "start", 1),
        moved("edits", "start", 1),
    ],
    ("articles", "characters_balance"): [
        *(moved("articles", column, 1) for column in ("n_chars_raw", "n_chars", "n_removed_chars")),
        cell("articles", "text", lambda row: row["text"] + " "),
        less("removed_spans"),
        cell("clean_documents", "text", lambda row: row["text"] + " "),
    ],
    ("articles", "metadata_kept"): [
        *(cell("articles", column, "other", "publisher") for column in
          ("source", "url", "publisher", "language", "title", "published")),
        *(cell("articles", column, None, "publisher") for column in ("url", "publisher", "title", "published")),
        lambda known: {**known, "articles": known["articles"].assign(url="invented")},
    ],
    ("articles", "copies_agree"): [
        cell("articles", "cluster_id", NOBODY),
        cell("articles", "is_canonical", lambda row: not row["is_canonical"]),
        less("duplicates"),
    ],
    **{(table, "doc_id_in_articles"): [cell(table, "doc_id", NOBODY)] for table in ("sentences", "numerals")},
    ("sentences", "sentences_cover_article"): [
        less("sentences"), less("sentences", -1), moved("sentences", "start", 1), moved("sentences", "end", -1),
    ],
    ("sentences", "sentences_counted"): [less("sentences"), moved("articles", "n_sentences", 1)],
    **{(table, "text_is_slice_of_articles"): of_slices(table, "text", "start", "end")
       for table in ("sentences", *MENTIONS, "numerals", "quotes")},
    **{(table, "raw_span_leads_here"): [moved(table, "raw_start", 1), moved(table, "raw_end", -1),
                                        cell(table, "raw_end", 10**6), cell(table, "doc_id", NOBODY)]
       for table in ("removed_spans", "sentences", *MENTIONS, "numerals", "quotes")},
    # each row and side: test_relation_offsets
    **{(table, "no_overlap"): [swapped(table), *overlapping(table)]
       for table in ("removed_spans", "sentences", *MENTIONS, "quotes")},
    **{(table, "sentence_id_in_sentences"): [cell(table, "sentence_id", NOBODY), nothing("sentences")]
       for table in MENTIONS},
    **{(table, "inside_sentence"): [cell(table, "sentence_id", NOBODY), cell(table, "end", 10**6),
                                    cell(table, "start", -1), other_sentence(table)]
       for table in MENTIONS},
    ("entities", "name_id_in_names"): [cell("entities", "name_id", "n:" + NOBODY), less("names")],
    ("names", "mentions_counted"): [less("entities"), moved("names", "n_mentions", 1)],
    ("names", "documents_counted"): [moved("names", "n_documents", 1),
                                     lambda known: {**known, "entities": known["entities"].assign(doc_id=NOBODY)}],
    ("names", "clusters_counted"): [moved("names", "n_clusters", 1),
                                    lambda known: {**known, "articles": known["articles"].assign(cluster_id=NOBODY)}],
    ("quotes", "sentence_id_in_sentences"): [cell("quotes", "sentence_id", NOBODY), nothing("sentences")],
    ("quotes", "starts_in_sentence"): [cell("quotes", "sentence_id", NOBODY), cell("quotes", "start", -1)],
    ("quotes", "speaker_is_slice_of_articles"): of_slices("quotes", "speaker", "speaker_start", "speaker_end"),
    ("quotes", "cue_is_slice_of_articles"): of_slices("quotes", "cue", "cue_start", "cue_end"),
    ("quotes", "continues_in_quotes"): [cell("quotes", "continues", NOBODY)],
    ("quotes", "speaker_name_id_in_names"): [cell("quotes", "speaker_name_id", "n:" + NOBODY), nothing("names")],
    ("entities", "role_is_slice_of_articles"): of_slices("entities", "role", "role_start", "role_end"),
    ("numbers", "noun_is_slice_of_articles"): of_slices("numbers", "noun", "noun_start", "noun_end"),
    ("numbers", "subset_of_in_numbers"): [cell("numbers", "subset_of", NOBODY)],
    ("numbers", "numbers_are_no_dates"): [number_in_date],
    ("numerals", "all_accounted_for"): [less("numerals"), nothing("numerals"), moved("numerals", "start", 1),
                                        cell("articles", "text", lambda row: row["text"] + " 7")],
    ("numerals", "roles_balance"): [less("numbers"), less("dates"), nothing("numbers"), nothing("dates"),
                                    cell("numerals", "role", "other"),
                                    cell("numerals", "role", "date", "role", "number"),
                                    cell("numerals", "row_start", 10**6)],
    ("comparisons", "number_id_in_numbers"): [cell("comparisons", "number_id", NOBODY), nothing("numbers")],
    ("comparisons", "numbers_agree"): [
        *(cell("comparisons", column, 1.5, "value", 20.0) for column in ("value", "low", "high")),
        *(cell("comparisons", column, "x") for column in ("doc_id", "sentence_id", "text", "modifier")),
    ],
    ("comparisons", "sentences_agree"): [cell("comparisons", "sentence", "x"), nothing("sentences")],
    ("comparisons", "articles_agree"): [cell("comparisons", "publisher", "x"), cell("comparisons", "source", "x"),
                                        nothing("articles")],
    ("comparisons", "name_ids_in_names"): [cell("comparisons", "name_ids", ["n:" + NOBODY]), nothing("names")],
    ("comparisons", "clusters_counted"): [
        less("comparisons"), moved("comparisons", "n_clusters", 1),
        lambda known: {**known, "articles": known["articles"].assign(cluster_id=NOBODY)},
    ],
}  # fmt: skip
CHECKS = {(relation.table, relation.name): relation for relation in RELATIONS}


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: f"{relation.table}-{relation.name}")
def test_a_bad_row_is_found(relation: Relation) -> None:
    known = valid()
    assert violations(relation, {name: known[name] for name in relation.needs}) == []
    for corrupt in BAD[relation.table, relation.name]:
        found = violations(relation, corrupt(known))
        assert found
        assert {(v.table, v.check) for v in found} == {(relation.table, relation.name)}
        assert all(v.row_key and v.column and v.message for v in found)


def test_no_bad_row_is_left_over() -> None:
    assert set(BAD) == set(CHECKS)
    assert len(CHECKS) == len(RELATIONS)


def test_relations_need_tables_that_are_made_before_or_with_theirs() -> None:
    order = list(TABLES)
    with_it = {"clean_documents": "edits", "removed_spans": "articles", "entities": "names"}
    for relation in RELATIONS:
        latest = max(order.index(relation.table), order.index(with_it.get(relation.table, relation.table)))
        assert all(order.index(need) <= latest for need in relation.needs), relation.name


@pytest.mark.parametrize("table", TABLES)
def test_the_gate_looks_at_relations_once_the_contract_holds(table: str) -> None:
    known = valid()
    found = tables.all_violations(table, known)
    assert list(found) == ["contract", *(r.name for r in RELATIONS if r.table == table)]
    assert not any(found.values())
    assert list(tables.all_violations(table, {**known, table: known[table].assign(more=1)})) == ["contract"]


def test_a_number_may_touch_a_date_and_stand_in_another_document() -> None:
    known, relation = valid(), CHECKS["numbers", "numbers_are_no_dates"]
    date = known["dates"].loc[0]
    for start, end, hits in ((-3, 0, 0), (-3, 1, 1), (0, 1, 1)):
        row = row_of(known["numbers"], "doc_id", date["doc_id"])
        number = known["numbers"].loc[[row]].assign(start=date["start"] + start, end=date["start"] + end)
        assert len(violations(relation, {**known, "numbers": number})) == hits
        assert violations(relation, {**known, "numbers": number.assign(doc_id="f" * 16)}) == []
    length = date["end"] - date["start"]
    after = known["numbers"].loc[[row]].assign(start=date["start"] + length, end=date["start"] + length + 1)
    assert violations(relation, {**known, "numbers": after}) == []


def test_one_huge_document_takes_linear_time() -> None:
    """100,000 numbers and as many dates in one document: a loop over pairs would take an hour."""
    places = pd.DataFrame({"doc_id": NOBODY, "start": range(0, 10**6, 10)}).assign(text="x")
    known = {"dates": places.assign(end=places["start"] + 3), "numbers": places.assign(start=places["start"] + 4)}
    known["numbers"]["end"] = known["numbers"]["start"] + 6
    relation = CHECKS["numbers", "numbers_are_no_dates"]
    assert violations(relation, known) == []
    known["numbers"].loc[50_000, "end"] += 1
    assert [v.row_key for v in violations(relation, known)] == [f"{NOBODY}:500004:500011"]
