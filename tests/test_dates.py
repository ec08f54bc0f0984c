"""Dates of the calendar: days, months, quarters, seasons, years; ranges and lists; clock times."""

import pytest

from pipeline.stages.dates import DateMention, find_dates
from schemas.mentions import DATE_MODIFIERS, DATE_TYPES, GRANULARITIES, RESOLUTIONS

WEDNESDAY = "2024-05-15"


def pairs(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(m.text, m.timex) for m in find_dates(text, published)]


def one(text: str, published: str | None = WEDNESDAY) -> DateMention:
    found = find_dates(text, published)
    assert len(found) == 1, pairs(text, published)
    return found[0]


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("opened on October 17, 2021, in Lima", "October 17, 2021", "2021-10-17"),
        ("opened on 17 October 2021 in Lima", "17 October 2021", "2021-10-17"),
        ("on the 25th of January, 2024", "the 25th of January, 2024", "2024-01-25"),
        ("since Jan 5th, 2023", "Jan 5th, 2023", "2023-01-05"),
        ("on Sept. 3 2019", "Sept. 3 2019", "2019-09-03"),
        ("on Tuesday, October 24, 2023,", "Tuesday, October 24, 2023", "2023-10-24"),
        ("on Monday 6 March 2023", "Monday 6 March 2023", "2023-03-06"),
        ("LAGOS, MARCH 5, 2024 - A ferry", "MARCH 5, 2024", "2024-03-05"),
        ("filed 2024-01-05 by the clerk", "2024-01-05", "2024-01-05"),
        ("filed 2024/01/05 by the clerk", "2024/01/05", "2024-01-05"),
        ("filed 5-Jan-2024 by the clerk", "5-Jan-2024", "2024-01-05"),
        ("filed 25/12/2023 in Leeds", "25/12/2023", "2023-12-25"),
        ("filed 12/25/23 in Boise", "12/25/23", "2023-12-25"),
        ("filed 7/7/2023 in Boise", "7/7/2023", "2023-07-07"),
        ("filed 3.11.2023 in Bonn", "3.11.2023", "2023-11-03"),
        ("in October 2023", "October 2023", "2023-10"),
        ("in Oct. 2023", "Oct. 2023", "2023-10"),
        ("by March of 2019", "March of 2019", "2019-03"),
        ("in 1984 he", "1984", "1984"),
        ("founded in 1066, the", "1066", "1066"),
        ("by 2100, seas", "2100", "2100"),
        ("the third quarter of 2023", "the third quarter of 2023", "2023-Q3"),
        ("Q3 2023 sales", "Q3 2023", "2023-Q3"),
        ("first half of 2022", "first half of 2022", "2022-H1"),
        ("in the spring of 2019", "the spring of 2019", "2019-SP"),
        ("Summer 2019 was hot", "Summer 2019", "2019-SU"),
        ("in fiscal 2023", "fiscal 2023", "FY2023"),
        ("in fiscal year 2022-23", "fiscal year 2022-23", "FY2023"),
        ("FY24 guidance", "FY24", "FY2024"),
        ("the 2023 fiscal year", "the 2023 fiscal year", "FY2023"),
        ("in the 1990s", "the 1990s", "199"),
        ("the mid-2010s", "the mid-2010s", "201"),
        ("the late ’90s", "the late ’90s", "199"),
        ("music of the '80s", "the '80s", "198"),
        ("back in the sixties", "the sixties", "196"),
        ("the 19th century", "the 19th century", "18"),
        ("a twentieth-century poet", "twentieth-century", "19"),
        ("by the year 2030, seas", "the year 2030", "2030"),
        ("music of ’68, say", "’68", "1968"),
        ("on the Fourth of July 2019", "Fourth of July 2019", "2019-07-04"),
        ("in 44 BC, he", "44 BC", "BC0044"),
        ("erupted in AD 79", "AD 79", "0079"),
        ("Christmas Eve 2022", "Christmas Eve 2022", "2022-12-24"),
        ("the first Monday in May 2023", "the first Monday in May 2023", "2023-05-01"),
        ("the last week of March 2009", "the last week of March 2009", "2009-W13"),
        ("the last day of June 2020", "the last day of June 2020", "2020-06-30"),
        ("since the Sept. 11 attacks", "Sept. 11", "2001-09-11"),
    ],
)
def test_explicit(text: str, mention: str, timex: str) -> None:
    """The same value with a reference date and without."""
    assert pairs(text) == [(mention, timex)]
    assert pairs(text, None) == [(mention, timex)]
    assert one(text).resolution == "explicit"
    assert one(text).reference_date is None


@pytest.mark.parametrize(
    ("text", "timex", "unknown"),
    [
        ("since the raid of Oct. 7", "2023-10-07", "XXXX-10-07"),
        ("was born on May 20", "2024-05-20", "XXXX-05-20"),
        ("will open on December 1", "2024-12-01", "XXXX-12-01"),
        ("opened on December 1", "2023-12-01", "XXXX-12-01"),
        ("on Monday, October 23rd, he", "2023-10-23", "XXXX-10-23"),
        ("on Sunday, Feb. 9", "2025-02-09", "XXXX-02-09"),
        ("died on 3rd Nov", "2023-11-03", "XXXX-11-03"),
        ("on 29 February", "2024-02-29", "XXXX-02-29"),
        ("elected last March", "2024-03", "XXXX-03"),
        ("was hired in October", "2023-10", "XXXX-10"),
        ("will retire in October", "2024-10", "XXXX-10"),
        ("should be done in June", "2024-06", "XXXX-06"),
        ("fell on Christmas Day", "2023-12-25", "XXXX-12-25"),
        ("will meet on New Year’s Eve", "2024-12-31", "XXXX-12-31"),
        ("the first Monday in April", "2024-04-01", "XXXX-04"),
    ],
)
def test_year_is_inferred_but_never_guessed(text: str, timex: str, unknown: str) -> None:
    assert (one(text).timex, one(text).resolution) == (timex, "year_inferred")
    assert one(text).reference_date == WEDNESDAY
    assert (one(text, None).timex, one(text, None).resolution) == (unknown, "unresolved")
    assert one(text, None).reference_date is None


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("on 31 June", "XXXX-06-31"),
        ("on June 31, 2020", "XXXX-06-31"),
        ("on February 29, 2023", "XXXX-02-29"),
        ("on 3/4/2023", "2023-XX-XX"),  # April or March
    ],
)
def test_impossible_and_ambiguous_days_stay_unresolved(text: str, timex: str) -> None:
    mention = one(text)
    assert (mention.timex, mention.resolution) == (timex, "unresolved")
    assert mention.start_date is mention.end_date is None


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("between October 17 and November 3.", "between October 17 and November 3", "2023-10-17/2023-11-03"),
        ("Oct. 17–Nov. 3", "Oct. 17–Nov. 3", "2023-10-17/2023-11-03"),
        ("Oct. 17 to Nov. 3, 2021", "Oct. 17 to Nov. 3, 2021", "2021-10-17/2021-11-03"),
        ("from Dec. 30 to Jan. 3, 2021", "from Dec. 30 to Jan. 3, 2021", "2020-12-30/2021-01-03"),
        ("Dec. 30, 2020 - Jan. 3", "Dec. 30, 2020 - Jan. 3", "2020-12-30/2021-01-03"),
        ("Nov. 3-5, 2021", "Nov. 3-5, 2021", "2021-11-03/2021-11-05"),
        ("October 17 to 19, 2021", "October 17 to 19, 2021", "2021-10-17/2021-10-19"),
        ("between Oct. 1 and 5, 2021", "between Oct. 1 and 5, 2021", "2021-10-01/2021-10-05"),
        ("3-5 November 2021", "3-5 November 2021", "2021-11-03/2021-11-05"),
        ("from 3 to 5 November 2021", "from 3 to 5 November 2021", "2021-11-03/2021-11-05"),
        ("from March to May 2020", "from March to May 2020", "2020-03/2020-05"),
        ("between July 2003 and December 2004", "between July 2003 and December 2004", "2003-07/2004-12"),
        ("the July-September period", "July-September", "2023-07/2023-09"),
        ("from 2004 to 2009", "from 2004 to 2009", "2004/2009"),
        ("1 Jan.-31 Dec. 2023", "1 Jan.-31 Dec. 2023", "2023-01-01/2023-12-31"),
        ("from 1 to 3 p.m. on Tuesday", "1 to 3 p.m. on Tuesday", "2024-05-14T13:00/2024-05-14T15:00"),
        ("the 2019–20 season", "2019–20", "2019/2020"),
        ("the war of 1914-1918", "1914-1918", "1914/1918"),
        ("from Monday to Friday", "from Monday to Friday", "2024-05-13/2024-05-17"),
        ("9 a.m. to 5 p.m. on May 20", "9 a.m. to 5 p.m. on May 20", "2024-05-20T09:00/2024-05-20T17:00"),
        ("9-11 a.m. Monday", "9-11 a.m. Monday", "2024-05-13T09:00/2024-05-13T11:00"),
    ],
)
def test_ranges_are_one_mention(text: str, mention: str, timex: str) -> None:
    assert pairs(text) == [(mention, timex)]


def test_without_a_reference_a_range_has_no_year() -> None:
    assert pairs("between October 17 and November 3", None) == [
        ("between October 17 and November 3", "XXXX-10-17/XXXX-11-03")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Nov. 3, 4 and 5, 2021", ["2021-11-03", "2021-11-04", "2021-11-05"]),
        ("on Nov. 3 and 7 in Rome", ["2023-11-03", "2023-11-07"]),
        ("in March and April 2020", ["2020-03", "2020-04"]),
        ("on Oct. 5 and Oct. 6, 2021", ["2021-10-05", "2021-10-06"]),
        ("in 2004, 2005 and 2006", ["2004", "2005", "2006"]),
        ("was moved from May 20 to May 27", ["2024-05-20", "2024-05-27"]),
        ("on May 19th and 20th", ["2024-05-19", "2024-05-20"]),
        ("the late 19th and early 20th centuries", ["18", "19"]),
        ("in the 1980s and 1990s", ["198", "199"]),
        ("on Mondays and Fridays", ["XXXX-WXX-1", "XXXX-WXX-5"]),
        ("the week ended Oct. 5", ["P1W", "2023-10-05"]),
        ("in the 12 months to June 2023", ["P12M", "2023-06"]),
    ],
)
def test_lists_and_pairs_stay_apart(text: str, expected: list[str]) -> None:
    assert [m.timex for m in find_dates(text, WEDNESDAY)] == expected


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("at 0900 GMT", "0900 GMT", "2024-05-15T09:00Z"),
        ("(1430 GMT)", "1430 GMT", "2024-05-15T14:30Z"),
        ("at 16:15 UTC", "16:15 UTC", "2024-05-15T16:15Z"),
        ("at 6:40 p.m. (GMT+8)", "6:40 p.m. (GMT+8)", "2024-05-15T18:40+08:00"),
        ("at 6 pm", "6 pm", "2024-05-15T18:00"),
        ("at 12 a.m.", "12 a.m.", "2024-05-15T00:00"),
        ("around 10.30am local time", "10.30am local time", "2024-05-15T10:30"),
        ("at 8:30 a.m. ET", "8:30 a.m. ET", "2024-05-15T08:30"),
        ("at 22:30", "22:30", "2024-05-15T22:30"),
        ("at five o'clock", "five o'clock", "2024-05-15T05:00"),
        ("at noon today", "noon today", "2024-05-15T12:00"),
        ("at midnight", "midnight", "2024-05-15T00:00"),
        ("at 8 p.m. on Monday", "8 p.m. on Monday", "2024-05-13T20:00"),
        ("at 8 p.m. on June 5, 2023", "8 p.m. on June 5, 2023", "2023-06-05T20:00"),
        ("stamped 2024-01-05T10:00Z", "2024-01-05T10:00Z", "2024-01-05T10:00Z"),
    ],
)
def test_clock(text: str, mention: str, timex: str) -> None:
    found = one(text)
    assert (found.text, found.timex, found.type, found.granularity) == (mention, timex, "time", "minute")
    assert found.start_date == found.end_date == timex[:10]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("early 2009", "start"),
        ("late in 2009", "end"),
        ("the end of March 2020", "end"),
        ("mid-October 2020", "mid"),
        ("at the beginning of the year", "start"),
        ("nearly three years", "less_than"),
        ("about a decade", "approx"),
        ("more than a week", "more_than"),
        ("over a decade ago", "before"),
        ("in 2009", None),
    ],
)
def test_modifiers(text: str, modifier: str | None) -> None:
    assert one(text).modifier == modifier


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("in the third quarter of 2023", "2023-07-01", "2023-09-30"),
        ("in the winter of 2019", "2019-12-01", "2020-02-29"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("the 19th century", "1800-01-01", "1899-12-31"),
        ("last week", "2024-05-06", "2024-05-12"),
        ("last weekend", "2024-05-11", "2024-05-12"),
        ("from 2004 to 2009", "2004-01-01", "2009-12-31"),
        ("on Monday night", "2024-05-13", "2024-05-13"),
        ("for three days", None, None),
        ("in fiscal 2023", None, None),
    ],
)
def test_days_that_a_value_spans(text: str, first: str | None, last: str | None) -> None:
    assert (one(text).start_date, one(text).end_date) == (first, last)


def test_closed_sets_are_those_of_the_contract() -> None:
    text = "On Monday at 9 a.m., after three days and two decades, early this week; recently; every year. In 2009."
    for mention in find_dates(text, WEDNESDAY):
        assert mention.type in DATE_TYPES
        assert mention.granularity in GRANULARITIES
        assert mention.resolution in RESOLUTIONS
        assert mention.modifier is None or mention.modifier in DATE_MODIFIERS
