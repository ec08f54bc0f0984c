"""Numbers in text: values, kinds, bounds; what is no number; the contract on any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.edits import Span
from pipeline.stages.numbers import NumberMention, find_numbers
from schemas.mentions import CHANGES, KINDS, MODIFIERS, Numbers


def one(text: str) -> NumberMention:
    found = find_numbers(text)
    assert len(found) == 1, [m.text for m in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 lorries", 7),
        ("12,450 votes", 12450),
        ("12,34,567 ballots", 1234567),
        ("1 234 567.5 units", 1234567.5),
        ("3.75 goals", 3.75),
        ("1.43m visitors", 1_430_000),
        ("3.4bn messages", 3.4e9),
        ("2k signatures", 2000),
        ("5 million sheep", 5e6),
        ("40 lakh farmers", 4e6),
        ("1.2 lakh crore", 1.2e12),
        ("seventeen geese", 17),
        ("forty-two doors", 42),
        ("forty two doors", 42),
        ("one hundred and five lamps", 105),
        ("six thousand, two hundred and eleven", 6211),
        ("two and a half million", 2_500_000),
        ("three-and-a-half", 3.5),
        ("one million and a half", 1_500_000),
        ("half a million bees", 500_000),
        ("a quarter million", 250_000),
        ("three quarters of a million", 750_000),
        ("half a dozen eggs", 6),
        ("two dozen roses", 24),
        ("a hundred goats", 100),
        ("two point five million", 2_500_000),
        ("2½ pies", 2.5),
        ("2 1/2 pies", 2.5),
        ("-36", -36),
        ("minus five", -5),
        ("a couple of boats", 2),
    ],
)
def test_values(text: str, value: float) -> None:
    assert one(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Turnout was 61.2%", "percent", 61.2),
        ("Turnout was 61 per cent", "percent", 61),
        ("down half a percent", "percent", 0.5),
        ("by 3 percentage points", "percentage_points", 3),
        ("by 25 basis points", "percentage_points", 25),
        ("0.5 of a percentage point", "percentage_points", 0.5),
        ("two thirds of pupils", "fraction", 2 / 3),
        ("one in five pupils", "fraction", 0.2),
        ("seven out of ten cooks", "fraction", 0.7),
        ("3/4 of the crop", "fraction", 0.75),
        ("half the crop", "fraction", 0.5),
        ("a quarter of its fleet", "fraction", 0.25),
        ("a margin of 3-to-1", "ratio", 3),
        ("a 7-year-old violinist", "age", 7),
        ("a potter aged 42", "age", 42),
        ("died at the age of 91", "age", 91),
        ("Ruth Ambler, 42, said", "age", 42),
        ("She was 92 and sailed", "age", 92),
        ("a boy of 13 swam", "age", 13),
        ("nine of every ten rooms", "fraction", 0.9),
        ("for three days", "duration", 3),
        ("the 21st ferry", "ordinal", 21),
        ("in second place", "ordinal", 2),
        ("her third novel", "ordinal", 3),
    ],
)
def test_kinds(text: str, kind: str, value: float) -> None:
    mention = one(text)
    assert mention.kind == kind
    assert mention.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["won 21-14", "a 3-2 defeat", "lost 2–1", "the chamber voted 52-35"])
def test_scores_have_no_value(text: str) -> None:
    mention = one(text)
    assert (mention.kind, mention.value, mention.low) == ("score", None, None)


@pytest.mark.parametrize("score", ["three to one", "3-1", "3:1"])
@pytest.mark.parametrize("modifier", ["nearly", "at least", "more than", "less than", "up to", "over", "about"])
def test_bounds_and_what_they_include_go_together(modifier: str, score: str) -> None:
    """A score has no value, so a modifier of it bounds nothing."""
    for mention in find_numbers(f"They voted by a majority of {modifier} {score} to buy the land."):
        assert (mention.low is None) == (mention.low_inclusive is None)
        assert (mention.high is None) == (mention.high_inclusive is None)


@pytest.mark.parametrize(
    ("text", "low", "modifier"),
    [
        ("dozens of kites", 12, "vague"),
        ("scores of kites", 20, "vague"),
        ("Hundreds of kites", 100, "vague"),
        ("tens of thousands of kites", 10_000, "vague"),
        ("several kites", 3, "vague"),
        ("several hundred kites", 200, "vague"),
        ("a few hundred kites", 200, "vague"),
    ],
)
def test_vague_numbers_have_a_low_bound_and_no_value(text: str, low: float, modifier: str) -> None:
    mention = one(text)
    assert (mention.value, mention.low, mention.low_inclusive, mention.high) == (None, low, True, None)
    assert (mention.kind, mention.modifier) == ("vague", modifier)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("17 to 20 boats", 17, 20),
        ("between 5 and 10 boats", 5, 10),
        ("from 5 to 10 boats", 5, 10),
        ("200-250 seats", 200, 250),
        ("five or six boats", 5, 6),
        ("2 to 3 million boats", 2e6, 3e6),
        ("€3–4m", 3e6, 4e6),
        ("$500 to $600 million", 5e8, 6e8),
        ("$800,000 to $1 million", 8e5, 1e6),
        ("between three and seven percent", 3, 7),
        ("from 50 to 80%", 50, 80),
    ],
)
def test_ranges_keep_both_ends(text: str, low: float, high: float) -> None:
    mention = one(text)
    assert (mention.value, mention.low, mention.high, mention.modifier) == (None, low, high, "range")


@pytest.mark.parametrize(
    ("text", "modifier", "low", "high"),
    [
        ("at least 9,770 crates", "gte", 9770, None),
        ("more than 9,770 crates", "gt", 9770, None),
        ("over 9,770 crates", "gt", 9770, None),
        ("as many as 9,770 crates", "lte", None, 9770),
        ("up to 9,770 crates", "lte", None, 9770),
        ("no fewer than 9,770 crates", "gte", 9770, None),
        ("fewer than 9,770 crates", "lt", None, 9770),
        ("nearly 9,770 crates", "approx_below", None, 9770),
        ("just over 9,770 crates", "approx_above", 9770, None),
        ("some 9,770 crates", "approx", None, None),
        ("9,770 or more crates", "gte", 9770, None),
        ("9,770 crates or more", "gte", 9770, None),
        ("9,770 or so crates", "approx", None, None),
        ("9,770-odd crates", "approx", None, None),
        ("9,770+ crates", "gte", 9770, None),
        ("exactly 9,770 crates", "exact", None, None),
        ("9,770 crates", "none", None, None),
    ],
)
def test_modifiers_bound_the_value(text: str, modifier: str, low: float | None, high: float | None) -> None:
    mention = one(text)
    assert (mention.modifier, mention.value, mention.low, mention.high) == (modifier, 9770, low, high)
    assert mention.low_inclusive == {"gte": True, "gt": False, "approx_above": False}.get(modifier)
    assert mention.text[mention.core_start - mention.start :].startswith("9,770")


def test_took_over_is_more_than() -> None:
    assert one("Raiders took over 240 mules").modifier == "gt"


@pytest.mark.parametrize("text", ["ruled over 3 years", "a win over 10 rivals", "around two villages"])
def test_words_of_place_are_no_modifiers(text: str) -> None:
    assert one(text).modifier == "none"


@pytest.mark.parametrize(
    "text", ["240 more mules", "another 240 mules", "a further 240 mules", "an additional 240 mules"]
)
def test_additive(text: str) -> None:
    assert (one(text).additive, one(text).value) == (True, 240)


@pytest.mark.parametrize(
    "text",
    [
        "F-16 jets landed", "a Boeing 747 landed", "the S&P 500 index", "Flight 447 crashed",
        "on Route 66", "G7 leaders", "Covid-19 spread", "M23 rebels", "on Channel 4",
        "at 10 Downing Street", "call 555-1234 now", "see http://x.example/12/34",
        "write to a1@b2.example", "version 1.2.3", "host 192.168.0.1", "9/11", "24/7", "no one came",
        "one of them left", "one another", "this one", "he second-guessed it", "at 6:40 p.m.",
        "at 3 a.m.", "Oct. 7", "in 2019", "the 1990s", "a 3G phone", "its 777 airliner", "absolute zero",
        "12/03/2023", "2023-10-07", "when it first opened", "5. Rider (Club)", "in World War 2",
        "an iPhone 4", "the Big Three met", "Article 5 says", "page 12", "phase two",
        "2010, 2012 and 2014", "from 1936 - 39", "2009 was dry",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("In Syria 12 attacks were counted", ["12"]),
        ("a flight carrying 447 people", ["447"]),
        ("one person and one-third of it", ["one", "one-third"]),
        ("killing one and wounding 12", ["one", "12"]),
        ("Reds 90, Blues 79.", ["90", "79"]),
        ("2,000 people in 1,999 huts", ["2,000", "1,999"]),
        ("about US$16 million to $28 million", ["about US$16 million to $28 million"]),
        ("$12 million and $20 million", ["$12 million", "$20 million"]),
    ],
)
def test_look_alikes_that_are_numbers(text: str, texts: list[str]) -> None:
    assert [m.text for m in find_numbers(text)] == texts


def test_dates_hold_no_numbers() -> None:
    text = "Two hens lived three days and died on June 3, 2019."
    assert [m.text for m in find_numbers(text)] == ["Two", "three days"]
    dates = [Span(text.index("three"), text.index(" and")), Span(text.index("June"), len(text) - 1)]
    assert [m.text for m in find_numbers(text, dates)] == ["Two"]


def test_a_part_is_not_linked_to_a_number_that_gives_no_row() -> None:
    assert [m.subset_of for m in find_numbers("three of its 777 airliner")] == [None]


def test_no_mention_crosses_a_sentence() -> None:
    text = "It costs $5 million. Dollars are scarce."
    assert [m.text for m in find_numbers("cost 5 million\ndollars")] == ["5 million"]
    found = find_numbers(text, sentences=[Span(0, 20), Span(21, len(text))])
    assert [m.text for m in found] == ["$5 million"]


WORDS = """12 1,400 3.5 one two hundred million a half and to between from more than $ € % percent - – , .
people of the fell km Boeing 7-year-old third dozens several in ” ½ / : \U0001f4b0 \u0301 \x00 ² per by"""
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "one in five"])
MIXED = st.lists(PIECES, max_size=25)
TEXT = st.one_of(st.text(max_size=60), MIXED.map(" ".join), MIXED.map("".join))


@given(TEXT, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), max_size=3))
def test_every_row_keeps_the_contract(text: str, cuts: list[tuple[int, int]]) -> None:
    dates = [Span(start, start + size) for start, size in cuts]
    found = find_numbers(text, dates)
    end = 0
    for m in found:
        assert end <= m.start <= m.core_start < m.core_end <= m.end <= len(text)
        assert m.text == text[m.start : m.end]
        assert "\n" not in m.text
        assert not any(d.start < m.end and m.start < d.end for d in dates)
        assert (m.kind == "money") == (m.currency is not None)
        assert m.kind in KINDS
        assert m.modifier in MODIFIERS
        assert m.change is None or m.change in CHANGES
        inside = [v for v in (m.low, m.value, m.high) if v is not None]
        assert inside == sorted(inside)
        assert (m.noun is None) or m.noun == text[m.noun_start : m.noun_end]
        end = m.end
    assert {m.subset_of for m in found} <= {None, *(Span(m.start, m.end) for m in found)}


def test_rows_fit_the_table() -> None:
    fields = set(NumberMention.__slots__)
    own = {"number_id", "doc_id", "sentence_id", "raw_start", "raw_end"}
    assert set(Numbers.columns()) - own == fields


@pytest.mark.parametrize(
    "piece", ["1,", "11,22,", '1"', "$1", "one and ", "A ", "1 234 ", "-1/", "hundred ", "a half "]
)
def test_long_runs_are_read(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    found = find_numbers(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
