"""What looks like a date and is none."""

import pytest

from pipeline.stages.dates import find_dates
from tests.test_dates import WEDNESDAY, pairs


@pytest.mark.parametrize(
    "text",
    [
        "a 7-year-old violinist",
        "a seven-year-old’s drawing",
        "two 10-year-olds hid",
        "she is 42 years old",
        "he was 12 years of age",
        "a two-day-old calf",
        "a woman in her sixties",
        "men in their 30s",
        "a man in his late 50s",
        "temperatures in the low 60s",
        "they march on",
        "the March on Washington",
        "March for Life rally",
        "it may rain",
        "May said the bill was dead",
        "Theresa May resigned",
        "a plan by May’s government",
        "a novel by June Brown and April Jones",
        "the Sun reported it",
        "in the Sun newspaper",
        "they sat down",
        "Sun Microsystems grew",
        "he finished second",
        "a second chance",
        "wait a second",
        "the last-minute goal",
        "second-hand cars",
        "a Boeing 747 landed",
        "a Boeing 1900 landed",
        "Flight 1549 ditched",
        "Resolution 1973 passed",
        "on Route 2000",
        "room 2012 was empty",
        "won 2-1 at home",
        "won 6-4, 6-3",
        "lost 2012-1999 on points",
        "open 24/7",
        "a 9/11 memorial",
        "call 555-1999 for help",
        "call 202-555-2010 for help",
        "version 10.30.2",
        "a fee of $2000 applied",
        "a fee of 2000 euros applied",
        "some 2000 people fled",
        "killed 1800 in the camp",
        "employing 1,500 at the site",
        "2000 homes were lost",
        "see example.com/2023/10/07/story.html",
        "mail joe_2020@example.com",
        "Windows 2000 crashed",
        "John 3:16 is short",
        "a ratio of 3:10",
        "Black Friday sales",
        "the Sunday Times said",
        "on Saturday Night Live",
        "the Good Friday Agreement",
        "under a Christmas tree",
        "Christmas Island lies far",
        "an Independence Day parade",
        "the fall of Saigon",
        "spring water sold well",
        "the Arab Spring spread",
        "Daily Mail readers",
        "the future of Europe",
        "three quarters of the vote",
        "the first half was goalless",
        "the overnight train to Kiev",
        "an age-old feud",
        "F-2000 jets",
        "12 Monkeys and 21 Jump Street",
        "chapter 11 filings",
        "the G20 and the Big 12",
        "section 12.3.4 applies",
        "a 1.85 m jump",
        "0.05 per cent",
        "as soon as possible",
        "in Asian trading hours",
        "June said hello",
        "day-to-day work",
        "the 3 second-line drugs",
        "a three-quarter back",
        "up to three quarters of people",
        "in the 90th minute",
        "a TODAY Show host",
        "rates rose a quarter point",
    ],
)
def test_no_date(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("in May Theresa May resigned", "May"),
        ("the May election", "May"),
        ("its March meeting", "March"),
        ("in March they march on", "March"),
        ("In 2003 people fled", "2003"),
        ("the 2003 attacks", "2003"),
        ("In 1999, 2000 people fled", "1999"),
        ("on Good Friday, 2023", "2023"),
        ("The Sunday Times said on Sunday", "Sunday"),
        ("a 7-year-old boy died on Monday", "Monday"),
        ("Flight 1549 of 2009", "2009"),
    ],
)
def test_the_date_beside_its_lookalike(text: str, mention: str) -> None:
    assert [m.text for m in find_dates(text, WEDNESDAY)] == [mention]


def test_on_nov_3_four_people() -> None:
    assert pairs("On Nov. 3, 4 people died and 12 in Gaza.") == [("Nov. 3", "2023-11-03")]
    assert pairs("On Nov. 3, 2023 people met.") == [("Nov. 3, 2023", "2023-11-03")]
