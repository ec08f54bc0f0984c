"""Days of the calendar: written in figures, by month and day, by holiday, by their place in a month."""

import re
from dataclasses import replace
from datetime import date, timedelta

from pipeline.stages.dates.context import Context, Groups, Value, word
from pipeline.stages.dates.lexicon import HOLIDAYS, ORDINALS, PARTS, WEEKDAYS, month_of, weekday_of
from pipeline.stages.dates.periods import AHEAD, nearest_month, year_near
from pipeline.stages.dates.timex import make_date, months_span

SPLIT_YEAR = 69  # two-digit years up to this are of this century (POSIX)
WRONG_TENSE = 4  # how much farther a day counts that lies on the other side of the reference than a verb says
RE_NO_DIGIT = re.compile(r"\D")
RE_ATTACKS = re.compile(r"(?: \w+){0,2} (?:attacks?|attackers|hijack\w+)\b|, terror\w*")
RE_NO_FEAST = re.compile(
    r" (?:tree|card|carol|dinner|lunch|present|gift|light|decoration|party|parties|market|movie|film|song|album|"
    r"jumper|pudding|list|stor|show|pageant|costume|bonus|Island|Carol|[A-Z]\w+s\b)"
)


def iso(groups: Groups, _: Context) -> Value | None:
    """'2024-01-05', '2024/01/05', with or without its time."""
    known = make_date(*(int(groups[k] or 0) for k in "ymd"))
    if not known:
        return None
    if groups["t"]:
        clock = groups["t"].replace(" ", "T")
        return Value(known.isoformat() + clock, "minute", "time") if clock[1:3] < "25" and clock[4:5] < "6" else None
    return Value(known.isoformat(), "day")


def slash(groups: Groups, _: Context) -> Value | None:
    """Either d/m or m/d: resolved only where one part is no month or both are equal; with dots always d.m."""
    one, two, year = int(groups["a"] or 0), int(groups["b"] or 0), _full_year(groups["y"] or "")
    dotted = groups["sep"] == "."
    month, day = (one, two) if one <= 12 and not dotted else (two, one)
    known = make_date(year, month, day)
    if not known:
        return None
    sure = dotted or max(one, two) > 12 or one == two
    return Value(known.isoformat() if sure else f"{year}-XX-XX", "day", resolution="explicit" if sure else "unresolved")


def _full_year(text: str) -> int:
    if len(text) == 2:
        return int(text) + (2000 if int(text) <= SPLIT_YEAR else 1900)
    return int(text)


def month_day(groups: Groups, context: Context) -> Value | None:
    """A month and a day, with its year or without; '3-5 November' is a range."""
    month, day = month_of(groups["m"] or ""), int(RE_NO_DIGIT.sub("", groups["d"] or ""))
    value = _of_year(month, day, groups, context)
    if not groups.get("d0"):
        return value
    first = f"{value.timex[:8]}{int(groups['d0'] or 0):02}"
    return replace(value, timex=f"{first}/{value.timex}") if first < value.timex else None


def _of_year(month: int, day: int, groups: Groups, context: Context) -> Value:
    part = PARTS.get(word(groups, "part"), "")
    type_, granularity = ("time", "part_of_day") if part else ("date", "day")
    year, resolution, base = _year_of(groups, context)
    if year is None and (month, day) == (9, 11) and RE_ATTACKS.match(context.after):
        year = 2001
    known = make_date(year, month, day) if year else _nearest(month, day, groups.get("w"), context)
    if not known:
        return Value(f"XXXX-{month:02}-{day:02}{part}", granularity, type_, "unresolved")
    return Value(known.isoformat() + part, granularity, type_, resolution if year else "year_inferred", base=base)


def _year_of(groups: Groups, context: Context) -> tuple[int | None, str, date | None]:
    """The year that the expression names, also as 'last year'."""
    if groups.get("y"):
        return int(groups["y"] or 0), "explicit", None
    if groups.get("near"):
        return year_near(word(groups, "near"), context)
    return None, "explicit", None


def _nearest(month: int, day: int, weekday: str | None, context: Context) -> date | None:
    """The day in the year that the document states or that lies nearest to the reference date."""
    base = context.reference.year if context.reference else context.year
    if base is None:
        return None
    years = (base - 1, base, base + 1) if context.reference else (base,)
    days = [d for year in years if 1 <= year <= 9999 and (d := make_date(year, month, day))]
    if weekday:
        days = [d for d in days if d.isoweekday() == weekday_of(weekday)]
    return min(days, key=lambda d: (_distance(d, context), d), default=None)


def _distance(day: date, context: Context) -> float:
    """Distance from the reference; the tense counts against days on its other side."""
    if not context.reference:
        return 0
    distance = (day - context.reference).days
    if context.tense == "future":
        return abs(distance) * (WRONG_TENSE if distance < 0 else 1)
    return abs(distance) * ((WRONG_TENSE if context.tense else AHEAD) if distance > 0 else 1)


def holiday(groups: Groups, context: Context) -> Value | None:
    """'Christmas Eve', 'New Year's Day 2024', 'last Halloween'; not 'a Christmas tree'."""
    if RE_NO_FEAST.match(context.after):
        return None
    month, day = HOLIDAYS[groups["h"] or ""]
    near = word(groups, "near0")
    if near in ("last", "this", "next") and context.reference and not groups.get("y"):
        return Value(_near_day(near, month, day, context.reference).isoformat(), "day", resolution="from_reference")
    return _of_year(month, day, groups, context)


def _near_day(near: str, month: int, day: int, reference: date) -> date:
    this = date(reference.year, month, day)
    if near == "last" and this >= reference:
        return date(reference.year - 1, month, day)
    return date(reference.year + 1, month, day) if near == "next" and this <= reference else this


def in_month(groups: Groups, context: Context) -> Value | None:
    """'the last week of March', 'the first Monday in May 2024'."""
    month, number = month_of(groups["m"] or ""), ORDINALS[word(groups, "nth")]
    if groups.get("y"):
        year, resolution = int(groups["y"] or 0), "explicit"
    elif context.reference or context.year:
        year, resolution = nearest_month(month, context) or 0, "year_inferred"
    else:
        return Value(f"XXXX-{month:02}", "month", resolution="unresolved")
    first, last = months_span(year, month, 1)
    unit = word(groups, "what")
    if unit == "day":
        day = first + timedelta(days=number - 1) if number > 0 else last
        return Value(day.isoformat(), "day", resolution=resolution)
    weekday = {"week": 4, "weekend": 6}.get(unit) or WEEKDAYS[unit.title()]  # a week is of the month of its Thursday
    found = [d for i in range(last.day) if (d := first + timedelta(days=i)).isoweekday() == weekday]
    if number > len(found):
        return None
    day = found[number - 1 if number > 0 else -1]
    if unit not in ("week", "weekend"):
        return Value(day.isoformat(), "day", resolution=resolution)
    iso_year, week, _ = day.isocalendar()
    return Value(f"{iso_year:04}-W{week:02}" + ("-WE" if unit == "weekend" else ""), unit, resolution=resolution)


def of_month(groups: Groups, context: Context) -> Value | None:
    """'on the 5th', 'the 15th of next month'."""
    day = int(groups["d"] or 0)
    if not context.reference:
        return Value(f"XXXX-XX-{day:02}", "day", resolution="unresolved")
    shift = {"last": -1, "next": 1}.get(word(groups, "near"), 0)
    if not groups.get("near") and (context.reference.day < day) != (context.tense == "future"):
        shift = 1 if context.tense == "future" else -1
    total = context.reference.year * 12 + context.reference.month - 1 + shift
    known = make_date(total // 12, total % 12 + 1, day)
    return Value(known.isoformat(), "day", resolution="from_reference") if known else None
