"""TIMEX3 values: a checker, and the days that a value spans."""

import calendar
import re
from datetime import date, timedelta

from pipeline.stages.dates.lexicon import SEASON_MONTHS

_CLOCK = r"T(?:[01]\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?"
_PART = r"T(?:MO|MI|AF|EV|NI|DT)"
_DAY = r"(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12]\d|3[01]|XX)"
_VALUE = rf"""
    (?:{_DAY}|(?:\d{{4}}|XXXX)-W(?:0[1-9]|[1-4]\d|5[0-3]|XX)-[1-7])(?:{_CLOCK}|{_PART})?   # a day, maybe its time
  | (?:\d{{4}}|XXXX)(?:-(?:0[1-9]|1[0-2]|XX|W(?:0[1-9]|[1-4]\d|5[0-3]|XX)(?:-WE)?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?
  | \d{{2,3}} | FY\d{{4}} | BC\d{{4}}                                                      # century, decade
  | P(?:(?:\d+(?:\.\d+)?|X)[YMWD])+(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)? | PT(?:(?:\d+(?:\.\d+)?|X)[HMS])+
  | PAST_REF | PRESENT_REF | FUTURE_REF | {_CLOCK} | {_PART}
"""
RE_TIMEX = re.compile(rf"(?:{_VALUE})(?:/(?:{_VALUE}))?", re.VERBOSE)


def is_timex(value: str) -> bool:
    """Whether a value is well formed: TIMEX3, or a range <start>/<end> of two."""
    return RE_TIMEX.fullmatch(value) is not None and all(_real(part) for part in value.split("/"))


def _real(value: str) -> bool:
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", value)
    return match is None or make_date(*(int(group) for group in match.groups())) is not None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day of a value; None where it is no period of the calendar or parts are unknown."""
    if "/" in value:
        first, last = (days_of(part) for part in value.split("/"))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    if "X" in value.split("T")[0] or value[:1] in ("P", "T", "F", "B", ""):
        return None
    try:
        return _span(value.split("T")[0])
    except (ValueError, OverflowError):
        return None


def _span(value: str) -> tuple[date, date] | None:
    year = int(value[:4]) if len(value) >= 4 else 0
    rest = value[5:]
    if len(value) < 4:
        size = 10 ** (4 - len(value))
        return date(int(value) * size or 1, 1, 1), date(int(value) * size + size - 1, 12, 31)
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if rest[0] == "W" and rest[1:3].isdigit():
        return _week(year, rest)
    if rest[0] in "QH":
        months = 3 if rest[0] == "Q" else 6
        return months_span(year, (int(rest[1]) - 1) * months + 1, months)
    if rest in SEASON_MONTHS:
        return months_span(year, SEASON_MONTHS[rest][0], 3)
    if len(rest) == 2:
        return months_span(year, int(rest), 1)
    day = date.fromisoformat(value[:10])
    return day, day


def _week(year: int, rest: str) -> tuple[date, date]:
    monday = date.fromisocalendar(year, int(rest[1:3]), 1)
    if rest.endswith("WE"):
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if len(rest) == 5:
        return (monday + timedelta(days=int(rest[4]) - 1),) * 2
    return monday, monday + timedelta(days=6)


def months_span(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of so many months."""
    last = month + count - 2
    end_year, end_month = year + last // 12, last % 12 + 1
    return date(year, month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_days(value: str, days: int) -> str:
    """The value of a day so many days on; one with unknown parts stays as it is."""
    try:
        return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return value


def week_of(value: str) -> str | None:
    """The week of a day, None if the day is not known."""
    try:
        year, week, _ = date.fromisoformat(value).isocalendar()
    except ValueError:
        return None
    return f"{year:04}-W{week:02}"
