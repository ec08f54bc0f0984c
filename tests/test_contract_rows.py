"""Each check that compares the columns of a row, or looks into a list, bites. A new check needs a bad row here."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from pipeline import tables
from schemas import TABLES
from schemas.base import Table
from tests.contract_cases import put, row_of, shift, valid

Corrupt = Callable[[pd.DataFrame], pd.DataFrame]
OF_CELLS = {"isin", "str_matches", "greater_than_or_equal_to", "less_than_or_equal_to"}  # see test_contracts


def cell(column: str, value: Any, where: str = "doc_id", having: Any = None) -> Corrupt:
    """Puts a value, or what a function makes of the row, into the first row that has something ``where``."""

    def corrupt(frame: pd.DataFrame) -> pd.DataFrame:
        row = row_of(frame, where, having)
        return put(frame, column, value(frame.loc[row]) if callable(value) else value, row)

    return corrupt


def without(column: str, value: Any) -> Corrupt:
    """Drops the row before the first one that has the value."""
    return lambda frame: frame.drop(index=row_of(frame, column, value) - 1).reset_index(drop=True)


def of_variants(value: Any) -> Corrupt:
    return cell("variants", value, "name_id")


FORM = {"text": "x", "rule": "exact", "n_mentions": 1}
BAD_ROWS: dict[tuple[str, str], list[Corrupt]] = {
    ("clean_documents", "n_chars_counts"): [lambda frame: shift(frame, "n_chars", 1)],
    ("edits", "seq_counts_up"): [cell("seq", 5, "seq", 1), without("seq", 1)],
    ("edits", "something_changed"): [cell("after", lambda row: row["before"])],
    ("duplicates", "cluster_is_canonical"): [cell("cluster_id", "f" * 16)],
    ("duplicates", "copies_another"): [cell("canonical_doc_id", lambda row: row["doc_id"])],
    ("articles", "known_flags"): [
        cell("flags", value)
        for value in (["bogus"], ["short", "empty"], ["short", "short"], "short", [None], ("short",), [["short"]])
    ],
    ("articles", "published_has_source"): [
        cell("published", None, "published"),
        cell("published_source", "none", "published"),
        cell("published_source", "stated", "published_source", "none"),
    ],
    ("names", "known_variants"): [
        *map(of_variants, ([], "x", ["x"], [{}], [{**FORM, "more": 1}], [{**FORM, "text": None}], [FORM, "x"])),
        *map(of_variants, ([{**FORM, "n_mentions": "1"}], [{**FORM, "n_mentions": True}], (FORM,))),
    ],
    ("names", "variants_counted"): [lambda frame: shift(frame, "n_mentions", 1)],
    ("names", "placed"): [cell(name, None, "latitude") for name in ("latitude", "longitude", "geo_precision")],
    ("sentences", "index_counts_up"): [cell("index", 7, "index", 1), without("index", 1)],
    ("dates", "start_date_first"): [
        cell("start_date", "9999-01-01", "start_date"),
        cell("start_date", None, "start_date"),
        cell("end_date", "0001-01-01", "start_date"),
        cell("end_date", None, "start_date"),
    ],
    ("dates", "reference_has_source"): [
        cell("reference_date", None, "reference_date"),
        cell("reference_source", None, "reference_date"),
    ],
    ("numerals", "row_where_read"): [
        cell("row_start", None, "role", "number"),
        cell("role", "other", "role", "date"),
    ],
    ("numbers", "low_value_high"): [
        cell("low", 1e9, "high"),
        cell("high", -1.0, "low"),
        cell("value", 1.0, "low", 5e6),
        cell("value", 1e9, "high", 7e6),
        cell("low", 50.0, "value", 12.0),
        cell("high", 5.0, "value", 12.0),
    ],
    ("numbers", "money_has_currency"): [
        cell("currency", None, "currency"),
        cell("currency", "USD", "kind", "cardinal"),
        cell("kind", "cardinal", "currency"),
        cell("kind", "money", "kind", "cardinal"),
    ],
    ("numbers", "core_inside"): [
        cell("core_start", lambda row: row["start"] - 1),
        cell("core_end", lambda row: row["end"] + 1),
        cell("core_start", lambda row: row["core_end"]),
    ],
    ("numbers", "bounds_say_if_inclusive"): [
        cell("low_inclusive", None, "low"),
        cell("high_inclusive", None, "high"),
        cell("low_inclusive", True, "value", 12.0),
        cell("high_inclusive", False, "value", 12.0),
        cell("low", None, "low"),
        cell("high", None, "high"),
    ],
    ("numbers", "nothing_invented"): [cell("value", 30.0, "kind", "vague"), cell("value", 6e6, "modifier", "range")],
    ("numbers", "noun_has_place"): [cell(name, None, "noun") for name in ("noun", "noun_start", "noun_end")],
    ("numbers", "currency_says_if_assumed"): [
        cell("currency_assumed", None, "currency"),
        cell("currency_assumed", True, "kind", "cardinal"),
    ],
    ("entities", "role_has_place"): [cell(name, None, "role") for name in ("role", "role_start", "role_end")],
    ("entities", "persons_have_roles"): [cell("label", "ORG", "role")],
    ("quotes", "speaker_has_place"): [cell(n, None, "speaker") for n in ("speaker", "speaker_start", "speaker_end")],
    ("quotes", "cue_has_place"): [cell(name, None, "cue") for name in ("cue", "cue_start", "cue_end")],
    ("quotes", "scare_quotes_have_no_speaker"): [cell("type", "scare", "speaker"), cell("type", "scare", "continues")],
    ("quotes", "found_somehow"): [cell("attribution", None, "speaker")],
    ("quotes", "continues_when_continued"): [
        cell("continues", None, "continues"),
        cell("attribution", "after", "continues"),
    ],
    ("comparisons", "days_in_order"): [cell("last_day", "0001-01-01", "last_day")],
    ("comparisons", "number_of_document"): [cell("doc_id", "f" * 16)],
    ("comparisons", "one_measure"): [lambda frame: put(frame, "measure", "ferry", 1)],
    ("comparisons", "a_number_states_something"): [cell("value", None, "value", 20.0)],
    **{
        (table, f"{name}_is_span"): [
            cell(name, lambda row, name=name: row[name] + "0"),
            cell(name, lambda row, name=name: "g" + row[name][1:]),
            cell(name, lambda row, name=name: row[name].replace(":", ";")),
        ]
        for table, name in (
            ("sentences", "sentence_id"),
            ("entities", "mention_id"),
            ("numbers", "number_id"),
            ("quotes", "quote_id"),
        )
    },
    **{
        (table, "start_before_end"): [cell("end", lambda row, by=by: row["start"] - by) for by in (0, 1)]
        for table in ("removed_spans", "sentences", "entities", "dates", "numbers", "numerals", "quotes")
    },
    **{
        (table, "raw_start_before_end"): [cell("raw_start", lambda row: row["raw_end"] + 1)]
        for table in ("removed_spans", "sentences", "entities", "dates", "numbers", "numerals", "quotes")
    },
}


def row_checks(contract: type[Table]) -> Iterator[Any]:
    yield from contract.to_schema().checks
    for column in contract.columns().values():
        yield from (check for check in column.checks if check.name not in OF_CELLS)


ROW_CHECKS = {(table, check.name): check.error for table, contract in TABLES.items() for check in row_checks(contract)}


@pytest.mark.parametrize(("table", "check"), ROW_CHECKS)
def test_a_bad_row(table: str, check: str) -> None:
    error, frame = ROW_CHECKS[table, check], valid()[table]
    for corrupt in BAD_ROWS[table, check]:
        bad = corrupt(frame)
        told = [v for v in tables.contract_violations(table, bad) if v.check == error]
        assert len({v.row_key for v in told}) == 1 or "count up" in error
        assert told
        assert all(v.row_key and v.column and v.value for v in told)


def test_no_bad_row_is_left_over() -> None:
    assert set(BAD_ROWS) == set(ROW_CHECKS)
