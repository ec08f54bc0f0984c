"""On which days a number holds: a period that its sentence states, else the nearest date, else when it was published.

Where the year is unknown, days are XXXX-MM-DD, as in the table `dates`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from pipeline.stages.claims.measures import span

OPEN = "9999-12-31"  # the last day of a period that goes on
FRESH = timedelta(days=2)  # what news without a date is about
RE_DAY = re.compile(r"(?:[0-9]{4}|XXXX)-[0-9]{2}-[0-9]{2}")
RE_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)

Row = Mapping[str, Any]


class Window(NamedTuple):
    """First and last day; ``source``: "text" or "published"."""

    first: str
    last: str
    source: str


def window_of(text: str, sentence: Row, number: Row, dates: Sequence[Row], published: str | None) -> Window | None:
    """The days of a number, None if nothing tells."""
    stated = [(row, days) for row in dates if (days := _days(row))]
    since = [(row, days[0]) for row, days in stated if _since(text, sentence, row, dates)]
    periods = [days for row, days in stated if days[0] != days[1]]
    if since:
        return Window(since[0][1], _last(since[0][1], published), "text")
    if periods:
        return Window(*periods[0], "text")
    if stated:
        _, days = min(stated, key=lambda each: _distance(number, each[0]))
        return Window(*days, "text")
    if published:
        return Window((date.fromisoformat(published) - FRESH).isoformat(), published, "published")
    return None


def _last(first: str, published: str | None) -> str:
    """Until when "since" goes on."""
    return published if published and first <= published else OPEN


def _days(row: Row) -> tuple[str, str] | None:
    if row["type"] != "date" or row["resolution"] == "vague":
        return None
    if row["start_date"]:
        return row["start_date"], row["end_date"]
    first, _, last = row["timex"].partition("/")
    days = first, last or first
    return days if all(RE_DAY.fullmatch(day) for day in days) else None


def _since(text: str, sentence: Row, row: Row, dates: Sequence[Row]) -> bool:
    """Whether "since" stands before the date, and no other date between."""
    before = [other["end"] for other in dates if other["end"] <= row["start"]]
    return RE_SINCE.search(text, max([sentence["start"], *before]), row["start"] + len("since")) is not None


def _distance(number: Row, row: Row) -> tuple[int, int]:
    start, end = span(number)
    return max(start - row["end"], row["start"] - end), row["start"]
