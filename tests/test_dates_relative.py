"""Days and periods counted from the reference date or from a date before; the tense; durations and recurring times."""

import pytest

from pipeline.stages.dates import find_dates
from tests.test_dates import WEDNESDAY, one, pairs


@pytest.mark.parametrize(
    ("text", "mention", "timex", "unknown"),
    [
        ("today", "today", "2024-05-15", "XXXX-XX-XX"),
        ("yesterday morning", "yesterday morning", "2024-05-14TMO", "XXXX-XX-XXTMO"),
        ("the day before yesterday", "the day before yesterday", "2024-05-13", "XXXX-XX-XX"),
        ("last night", "last night", "2024-05-14TNI", "XXXX-XX-XXTNI"),
        ("shelled overnight, he said", "overnight", "2024-05-14TNI", "XXXX-XX-XXTNI"),
        ("tonight", "tonight", "2024-05-15TNI", "XXXX-XX-XXTNI"),
        ("this week", "this week", "2024-W20", "XXXX-WXX"),
        ("late last week", "late last week", "2024-W19", "XXXX-WXX"),
        ("over the weekend", "over the weekend", "2024-W19-WE", "XXXX-WXX-WE"),
        ("next month", "next month", "2024-06", "XXXX-XX"),
        ("last quarter", "last quarter", "2024-Q1", "XXXX-QX"),
        ("later this year", "later this year", "2024", "XXXX"),
        ("the end of last year", "the end of last year", "2023", "XXXX"),
        ("by year-end", "year-end", "2024", "XXXX"),
        ("the last decade", "the last decade", "201", "XXXX"),
        ("last summer", "last summer", "2023-SU", "XXXX-SU"),
        ("next winter", "next winter", "2024-WI", "XXXX-WI"),
        ("fell in the fourth quarter", "the fourth quarter", "2023-Q4", "XXXX-Q4"),
        ("will fall in the fourth quarter", "the fourth quarter", "2024-Q4", "XXXX-Q4"),
        ("third-quarter profit rose", "third-quarter", "2023-Q3", "XXXX-Q3"),
        ("first-half profit rose", "first-half", "2024-H1", "XXXX-H1"),
        ("in Q1, sales", "Q1", "2024-Q1", "XXXX-Q1"),
        ("in October of next year", "October of next year", "2025-10", "XXXX-10"),
        ("in March last year", "March last year", "2023-03", "XXXX-03"),
        ("on May 3 last year", "May 3 last year", "2023-05-03", "XXXX-05-03"),
        ("two weeks ago", "two weeks ago", "2024-05-01", "P2W"),
        ("Three years ago", "Three years ago", "2021", "P3Y"),
        ("a couple of months ago", "a couple of months ago", "2024-03", "P2M"),
        ("a decade ago", "a decade ago", "2014", "P10Y"),
        ("10 days from now", "10 days from now", "2024-05-25", "P10D"),
        ("on the 5th.", "the 5th", "2024-05-05", "XXXX-XX-05"),
        ("the 15th of next month", None, "2024-06-15", "XXXX-XX-15"),
        ("last Christmas", "last Christmas", "2023-12-25", "XXXX-12-25"),
    ],
)
def test_from_the_reference(text: str, mention: str | None, timex: str, unknown: str) -> None:
    text = f"on {text}" if mention is None else text
    mention = mention or "the 15th of next month"
    assert pairs(text) == [(mention, timex)]
    assert (one(text).resolution, one(text).reference_date) == ("from_reference", WEDNESDAY)
    assert pairs(text, None) == [(mention, unknown)]
    assert one(text, None).reference_date is None


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("said on Monday", "Monday", "2024-05-13"),
        ("said Wednesday", "Wednesday", "2024-05-15"),
        ("said Thursday", "Thursday", "2024-05-09"),
        ("died on Saturday night", "Saturday night", "2024-05-11TNI"),
        ("early on Tuesday", "early on Tuesday", "2024-05-14"),
        ("late Monday night", "late Monday night", "2024-05-13TNI"),
        ("last Wednesday", "last Wednesday", "2024-05-08"),
        ("next Friday", "next Friday", "2024-05-17"),
        ("on Friday of last week", "Friday of last week", "2024-05-10"),
        ("in the week of May 3", "the week of May 3", "2024-W18"),
        ("this Friday", "this Friday", "2024-05-17"),
        ("the early hours of Sunday", "the early hours of Sunday", "2024-05-12TMO"),
        ("on the night of May 3", "the night of May 3", "2024-05-03TNI"),
        ("The Monday strike", "Monday", "2024-05-13"),
        ("MONDAY'S LOTTERY", "MONDAY", "2024-05-13"),
        ("Monday’s vote", "Monday", "2024-05-13"),
        ("he said on Tues. that", "Tues.", "2024-05-14"),
    ],
)
def test_weekdays(text: str, mention: str, timex: str) -> None:
    assert pairs(text) == [(mention, timex)]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The court will rule on Thursday.", "2024-05-16"),
        ("On Thursday, the court will rule.", "2024-05-16"),
        ("The court ruled on Thursday that the law will stand.", "2024-05-09"),
        ("On Thursday, the court ruled that the law will stand.", "2024-05-09"),
        ("He arrived on Thursday after talks in Riga, where he is expected to return.", "2024-05-09"),
        ("The minister, who resigned in anger, will speak Thursday.", "2024-05-16"),
        ("She said the strike would begin Thursday.", "2024-05-16"),
        ("The talks are expected to be held on Thursday.", "2024-05-16"),
        ("The suspects will be arraigned on Thursday.", "2024-05-16"),
        ("A hearing is scheduled for Thursday.", "2024-05-16"),
        ("The ship could have sunk on Thursday.", "2024-05-09"),
        ("Asked on Thursday whether he would resign, he left.", "2024-05-09"),
        ("The truce was to begin on Thursday.", "2024-05-16"),
        ("Police closed the road. On Thursday it will open.", "2024-05-16"),
        ("The judge threatened to jail him after a row on Thursday.", "2024-05-09"),
        ("The fund was closed; it keeps its offer open until Thursday.", "2024-05-16"),
        ("The vote was postponed until Thursday.", "2024-05-16"),
        ("He will attend a conference to be held in Oslo on Thursday.", "2024-05-16"),
        ("A spokesman would not comment on Thursday.", "2024-05-09"),
        ("Norway on Thursday says it will send aid.", "2024-05-09"),
        ("Mr. Roe Thursday promised to reach out.", "2024-05-09"),
        ("He promised to reach out on Thursday.", "2024-05-16"),
        ("He is quoted on Thursday as saying that a deal will be signed.", "2024-05-09"),
        ("Another hearing is expected on Thursday.", "2024-05-16"),
        ("Polls close and voters go to the polls on Thursday.", "2024-05-16"),
        ("Envoy to meet rebels Thursday", "2024-05-16"),
        ("The road is closed until Thursday.", "2024-05-16"),
        ("“We will fight,” she said on Thursday.", "2024-05-09"),
        ("The ban has been in force since Thursday and will last.", "2024-05-09"),
        ("A bridge collapse on Thursday, a day of storms, killed six.", "2024-05-09"),
    ],
)
def test_the_nearest_verb_decides(text: str, timex: str) -> None:
    assert find_dates(text, WEDNESDAY)[0].timex == timex


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("He met them on Sunday. One day later he left.", "2024-05-13"),
        ("She spoke on May 3, 2021. The next day, she left.", "2021-05-04"),
        ("She spoke on May 3, 2021. That night, she left.", "2021-05-03TNI"),
        ("She spoke on May 3, 2021, and two weeks earlier.", "2021-04-19"),
        ("She spoke on May 3, 2021. The day before, she left.", "2021-05-02"),
        ("It opened in 2004. Two years later, it closed.", "2006"),
        ("It opened in 2004. That year, it rained.", "2004"),
        ("It lost money in the fourth quarter of 2005, as in the entire year.", "2005"),
        ("Profit fell in Q1 2024 from the year-ago quarter.", "2023-Q1"),
        ("It opened in 2004 and closed the following year.", "2005"),
        ("It opened in June 2004 and closed three months later.", "2004-09"),
        ("It lost money last year, less than the year before.", "2022"),
        ("Sales fell in January, compared with the same month a year earlier.", "2023-01"),
        ("It opened on May 3, 2021, later in the day than planned.", "2021-05-03"),
        ("It closed on May 3, 2021, at 9 p.m.", "2021-05-03T21:00"),
    ],
)
def test_from_an_anchor(text: str, timex: str) -> None:
    first, second = find_dates(text, WEDNESDAY)
    assert (second.timex, second.resolution) == (timex, "from_anchor")
    assert second.reference_source == "anchor"
    assert second.reference_date in (first.start_date, first.end_date)


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("for three days", "three days", "P3D"),
        ("a 12-hour flight", "12-hour", "PT12H"),
        ("a three-day visit", "three-day", "P3D"),
        ("a single-day drop", "single-day", "P1D"),
        ("for two and a half years", "two and a half years", "P2.5Y"),
        ("for a year and a half", "a year and a half", "P1.5Y"),
        ("for half an hour", "half an hour", "PT30M"),
        ("in six months' time", "six months", "P6M"),
        ("in 48 hours", "48 hours", "PT48H"),
        ("two hundred years of", "two hundred years", "P200Y"),
        ("1,000 days of war", "1,000 days", "P1000D"),
        ("65 million years of", "65 million years", "P65000000Y"),
        ("twenty-five years in", "twenty-five years", "P25Y"),
        ("half a century of", "half a century", "P50Y"),
        ("nearly two decades", "nearly two decades", "P20Y"),
        ("a couple of weeks", "a couple of weeks", "P2W"),
        ("the past five trading days", "the past five trading days", "P5D"),
        ("in the past decade", "the past decade", "P10Y"),
        ("for the next 24 hours", "the next 24 hours", "PT24H"),
        ("a week-long truce", "week-long", "P1W"),
        ("a yearlong study", "yearlong", "P1Y"),
        ("worked all night", "all night", "P1D"),
        ("between 60 and 90 days", "between 60 and 90 days", "P60D/P90D"),
        ("for two years and three months", "two years and three months", "P2Y3M"),
        ("in 1 hour, 20 minutes", "1 hour, 20 minutes", "PT1H20M"),
        ("for almost a quarter-century", "almost a quarter-century", "P25Y"),
        ("two to three weeks", "two to three weeks", "P2W/P3W"),
    ],
)
def test_durations(text: str, mention: str, timex: str) -> None:
    found = one(text)
    assert (found.text, found.timex, found.type) == (mention, timex, "duration")
    assert found.start_date is None
    assert found.resolution == "explicit"


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("for several days", "several days", "PXD"),
        ("for years", "years", "PXY"),
        ("hours after the raid", "hours", "PTXH"),
        ("a few weeks ago", "a few weeks ago", "PXW"),
        ("in recent weeks", "recent weeks", "PXW"),
        ("in the coming days", "the coming days", "PXD"),
        ("decades of war", "decades", "PXY"),
        ("a years-long war", "years-long", "PXY"),
        ("dozens of years", "dozens of years", "PXY"),
        ("was recently fired", "recently", "PAST_REF"),
        ("is now open", "now", "PRESENT_REF"),
        ("in the near future", "in the near future", "FUTURE_REF"),
        ("these days", "these days", "PRESENT_REF"),
    ],
)
def test_vague(text: str, mention: str, timex: str) -> None:
    found = one(text)
    assert (found.timex, found.resolution) == (timex, "vague")
    assert found.text == mention
    assert found.start_date is found.reference_date is None


@pytest.mark.parametrize(
    ("text", "mention", "timex"),
    [
        ("meets every Monday", "every Monday", "XXXX-WXX-1"),
        ("closed on Sundays", "on Sundays", "XXXX-WXX-7"),
        ("open on weekends", "on weekends", "XXXX-WXX-WE"),
        ("each March, rooms", "each March", "XXXX-03"),
        ("every day", "every day", "P1D"),
        ("each year", "each year", "P1Y"),
        ("every two weeks", "every two weeks", "P2W"),
        ("every other month", "every other month", "P2M"),
        ("the daily count", "daily", "P1D"),
        ("an annual fair", "annual", "P1Y"),
        ("twice a week", "a week", "P1W"),
        ("50,000 cars a year", "a year", "P1Y"),
        ("5 litres per day", "per day", "P1D"),
    ],
)
def test_sets(text: str, mention: str, timex: str) -> None:
    found = one(text)
    assert (found.text, found.timex, found.type) == (mention, timex, "set")
    assert found.start_date is None


def test_the_reference_is_the_one_full_date_of_the_first_sentences() -> None:
    found = find_dates("RIGA, May 3, 2021\nHe left on Sunday.")
    assert [m.timex for m in found] == ["2021-05-03", "2021-05-02"]
    assert found[1].reference_source == "text"


def test_two_full_dates_give_no_reference() -> None:
    found = find_dates("From May 3, 2021\nPrinted May 5, 2021\nHe left on Sunday.")
    assert found[-1].timex == "XXXX-WXX-7"


def test_a_stated_year_serves_days_without_one() -> None:
    assert [(m.timex, m.resolution) for m in find_dates("on Oct. 7", year=2023)] == [("2023-10-07", "year_inferred")]


def test_a_malformed_reference_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        find_dates("on Monday", "yesterday")
