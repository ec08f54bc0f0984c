"""The contract on any text: spans in order, values well formed, days in step with values, time linear."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.dates import DateMention, find_dates, is_timex
from pipeline.stages.dates.lexicon import HOLIDAYS, MONTHS, SEASONS, UNITS, VAGUE, WEEKDAYS
from pipeline.stages.dates.timex import days_of
from pipeline.stages.edits import Span
from schemas.mentions import DATE_MODIFIERS, DATE_TYPES, GRANULARITIES, REFERENCE_SOURCES, RESOLUTIONS

PIECES = (
    "1999 2024 2024-01-05 0000 31/12/2023 10:30 p.m. GMT +14 at the on of in a an and to from between through last "
    "next this past ago later earlier before early late mid - – , . first final half few several two million st th s "
    "’s every each will said BC AD Q3 FY24 fiscal century nineties 90s weekend day night today overnight same ( "
    "years long old year-end 9999 1 ½ couple"
).split()
WORDS = [*PIECES, *MONTHS, *WEEKDAYS, *SEASONS, *UNITS, *VAGUE, *HOLIDAYS, *map(str, range(33)), "\n"]
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
)
REFERENCES = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


def check(text: str, found: list[DateMention]) -> None:
    for one, two in pairwise(found):
        assert one.end <= two.start
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.text == mention.text.strip()
        assert is_timex(mention.timex), mention
        assert mention.type in DATE_TYPES
        assert mention.granularity in GRANULARITIES
        assert mention.resolution in RESOLUTIONS
        assert mention.modifier is None or mention.modifier in DATE_MODIFIERS
        assert mention.reference_source is None or mention.reference_source in REFERENCE_SOURCES
        assert (mention.reference_date is None) == (mention.reference_source is None)
        days = days_of(mention.timex) if mention.type in ("date", "time") else None
        assert (mention.start_date, mention.end_date) == (
            tuple(day.isoformat() for day in days) if days else (None,) * 2
        )


@given(TEXTS, REFERENCES)
def test_any_text(text: str, reference: date | None) -> None:
    check(text, find_dates(text, reference))


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join), st.data())
def test_mentions_lie_in_sentences(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)) | {0, len(text)})
    sentences = [Span(a, b) for a, b in pairwise(cuts) if a < b]
    found = find_dates(text, "2024-05-15", sentences=sentences)
    check(text, found)
    assert all(any(s.start <= m.start and m.end <= s.end for s in sentences) for m in found)


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2024-05-15", True),
        ("2024-05-15T10:30Z", True),
        ("2024-W53-WE", True),
        ("XXXX-10-07", True),
        ("P2.5Y", True),
        ("PT30M", True),
        ("PXD", True),
        ("199", True),
        ("2004/2009", True),
        ("P60D/P90D", True),
        ("PAST_REF", True),
        ("2024-02-30", False),
        ("2024-13", False),
        ("2024-5-15", False),
        ("P1e+06Y", False),
        ("PT", False),
        ("2004/", False),
        ("", False),
    ],
)
def test_is_timex(value: str, good: bool) -> None:
    assert is_timex(value) == good


SMALL = 12_000
FACTOR = 4
LIMIT = 9  # 4 were linear, 16 quadratic


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        find_dates(text, "2024-05-15")
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "1", "1,", "1 ", "1-", "1/", "1:", "1.", "12", "1999 ", "1999-", "1999–", " ", ",", '"', "“", "'", "A", "Ab",
        "Ab ", "a", "a ", "the ", "the last ", "Oct. ", "Oct. 1 ", "Oct. 1, ", "Oct. 1 and ", "between Oct. 1 and ",
        "from 1 to ", "Monday ", "Monday, ", "Monday and will ", "years ", "two ", "twenty-", "hundred ", "a year ",
        "1 year ",
        "10:30 ", "at 10 p.m. ", "half ", "in ", "May ", "(", "will be ", "that ", "Sept. 11 ", "killed ", "St. ", "-",
        "90s ", "’90s ", "the end of the ", "1, 2, 3, ", "Oct. 1, 2 and 3, ", "\t", "ed ", "x\u0301",
    ],
)  # fmt: skip
def test_time_is_linear_in_one_line(unit: str) -> None:
    """A line four times as long takes less than nine times as long; both in process time, the better of two runs."""
    count = SMALL // len(unit)
    short = max(seconds(unit * count), 0.002)
    assert seconds(unit * count * FACTOR) < LIMIT * short
