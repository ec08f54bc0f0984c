"""The audit: every numeral is a number, a date, or has the reason why neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.dates import find_dates
from pipeline.stages.edits import Span
from pipeline.stages.numbers import read
from pipeline.stages.numbers.audit import numerals
from pipeline.stages.numbers.words import ORDINALS, SMALL, START, TENS
from schemas.mentions.numerals import RE_NUMERAL, ROLES, WORDS


def roles(text: str) -> list[tuple[str, str]]:
    dates = [Span(date.start, date.end) for date in find_dates(text)]
    return [(text[n.start : n.end], n.role) for n in numerals(text, dates, read(text, dates))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 1,430 people died.", [("1", "number"), ("430", "number")]),
        ("It fell on 7 October 2023.", [("7", "date"), ("2023", "date")]),
        ("Two F-16s took off.", [("Two", "number"), ("16", "noun")]),
        ("The F-16 took off.", [("16", "part_of_word")]),
        ("It fell to 365 per 100,000 people.", [("365", "number"), ("100", "noun"), ("000", "noun")]),
        ("Write to www.site2.com/45 now.", [("2", "key"), ("45", "key")]),
        ("Flight 447 vanished.", [("447", "label")]),
        ("No one knew.", [("one", "pronoun")]),
        ("He met the First Minister there.", [("First", "name")]),
        ("She first saw it.", [("first", "adverb")]),
        ("They moved to 10 Downing Street.", [("10", "address")]),
        ("1. Wash your hands.", [("1", "list_item")]),
        ("Half a million came, one in five of them by bus.", [("Half", "number"), ("million", "number"),
                                                           ("one", "number"), ("five", "number")]),
        ("Someone often attends; a tenant, weight, fortune.", []),
    ],
)  # fmt: skip
def test_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert roles(text) == expected


def test_every_word_at_which_a_number_may_begin_is_accounted_for() -> None:
    words = START - {"a", "an", "minus", "negative"} - {ten + unit for ten in TENS for unit in (*SMALL, *ORDINALS)}
    assert {word for word in words if not RE_NUMERAL.fullmatch(word)} == set()
    assert all(RE_NUMERAL.fullmatch(word.upper()) for word in WORDS)


PIECES = st.sampled_from(
    ["5 ", "two ", "million ", "June ", "2019 ", "% ", "-", "$", ", ", "and ", "half ", "F-16 ", "\n", "per "]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_each_numeral_has_one_role(text: str) -> None:
    dates = [Span(date.start, date.end) for date in find_dates(text)]
    reading = read(text, dates)
    found = numerals(text, dates, reading)
    assert [(n.start, n.end) for n in found] == [match.span() for match in RE_NUMERAL.finditer(text)]
    assert {n.role for n in found} <= set(ROLES)
    spans = {"number": reading.numbers, "date": dates}
    for numeral in found:
        inside = {role for role, rows in spans.items() for row in rows
                  if row.start <= numeral.start and numeral.end <= row.end}  # fmt: skip
        assert inside <= {numeral.role}
