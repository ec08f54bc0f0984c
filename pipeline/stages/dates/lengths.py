"""Lengths of time and recurring times."""

import re

from pipeline.stages.alternation import alternation
from pipeline.stages.dates.context import Context, Groups, Value, word
from pipeline.stages.dates.lexicon import (
    HALVES,
    LOOSE,
    MAGNITUDES,
    NUMBER_WORDS,
    SETS,
    UNIT_FACTORS,
    UNITS,
    month_of,
    weekday_of,
)

MODS: dict[str, str] = LOOSE
RE_BARE_LEAD = re.compile(
    r"\b(?:for|in|of|over the|took|takes?|within|lasted|after|before|past|spent|waited)(?: just| only| mere| the)? $",
    re.IGNORECASE,
)
RE_RATE_LEAD = re.compile(
    rf"(?:\b(?:{alternation(NUMBER_WORDS)}|once|twice|thrice|times|percent|per cent|million|billion|trillion|hundred)|%"
    rf"|\d[\d,.]{{0,12}}|\b(?:\d[\d,.]{{0,12}}|{alternation(NUMBER_WORDS)}|many|several|few|more)"
    r"(?: [\w-]{1,20}){0,3} [\w-]{2,20}s) $"
)
RE_OFFICE_HOURS = re.compile(r"\b(?:trading|office|opening|working|business|school|peak|rush|visiting|waking|wee) $")
RE_WORD_BREAK = re.compile(r"[\s-]+")
GRANULARITY = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour"}


def count_of(text: str) -> float | None:
    """The number that a count says, None for a vague one ('several')."""
    words = [w for w in RE_WORD_BREAK.split(text.replace("½", " ½").strip()) if w not in ("of", "and", "")]
    if "quarter" in words:
        return 0.25
    total = 0.0
    for i, token in enumerate(words):
        if token in MAGNITUDES:
            total = (total or 1) * MAGNITUDES[token]
        elif token in ("a", "an") and i:
            continue
        else:
            value = _token(token)
            if value is None:
                return None
            total += value
    return total


def _token(token: str) -> float | None:
    if token in ("half", "½", "1/2"):
        return 0.5
    if token in NUMBER_WORDS:
        return float(NUMBER_WORDS[token])
    try:
        return float(token.replace(",", ""))
    except ValueError:
        return None


def period(count: float | None, unit: str) -> tuple[str, str]:
    """TIMEX3 duration and its granularity."""
    key = unit if unit in UNITS else unit.rstrip("s")
    designator, granularity = UNITS[key]
    if count == 0.5 and key in HALVES:
        return HALVES[key], granularity
    number = "X" if count is None else _figure(count * UNIT_FACTORS.get(key, 1))
    return ("PT" + number + designator[1] if designator[0] == "T" else "P" + number + designator), granularity


def _figure(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def duration(groups: Groups, context: Context) -> Value | None:
    """'three days', 'nearly two decades', 'a 12-hour'; not 'a second', 'three quarters of the vote'."""
    text, unit = word(groups, "n"), word(groups, "unit")
    if text in ("a", "an", "one") and (
        unit in ("second", "sec", "min", "quarter") or unit.endswith("s") or groups.get("long")
    ):
        return None
    if unit == "quarter" or (unit == "quarters" and context.after.startswith(" of ")):
        return None
    count = count_of(text)
    if groups.get("half") and count is not None:
        count += 0.5
    timex, granularity = period(count, unit)
    return Value(
        timex, granularity, "duration", "vague" if count is None else "explicit", MODS.get(word(groups, "mod").strip())
    )


def duration_range(groups: Groups, _: Context) -> Value | None:
    """'between 60 and 90 days', 'two to three weeks': both lengths."""
    counts = [count_of(word(groups, name)) for name in ("n1", "n2")]
    if counts[0] is None or counts[1] is None or counts[0] >= counts[1]:
        return None
    unit = word(groups, "unit")
    (low, granularity), (high, _granularity) = period(counts[0], unit), period(counts[1], unit)
    return Value(f"{low}/{high}", granularity, "duration")


def span(groups: Groups, _: Context) -> Value | None:
    """'the past five days', 'recent weeks', 'the past decade'."""
    near, text, unit = word(groups, "near"), word(groups, "n"), word(groups, "unit")
    one = not unit.endswith("s")
    if (
        not text
        and one
        and (near not in ("past", "last", "next", "coming") or unit in ("second", "minute", "min", "sec"))
    ):
        return None
    if not text and one and near != "past" and unit != "hour":
        return None
    timex, granularity = period(count_of(text) if text else 1.0 if one else None, unit)
    if near == "recent":
        return Value(timex, granularity, "date", "vague")
    return Value(timex, granularity, "duration", "explicit" if "X" not in timex else "vague")


def bare_units(groups: Groups, context: Context) -> Value | None:
    """'for years', 'hours after', 'decades', 'a week-long', 'the week ended'."""
    unit = word(groups, "unit", "unit2", "unit3", "unit4", "unit5")
    if groups.get("unit") and not unit.startswith(("decade", "centur")) and not RE_BARE_LEAD.search(context.before):
        return None
    if RE_OFFICE_HOURS.search(context.before):
        return None
    single = bool(word(groups, "unit3", "unit4", "unit5")) and not unit.endswith("s")
    timex, granularity = period(1.0 if single else None, unit)
    return Value(timex, granularity, "duration", "explicit" if single else "vague")


def every(groups: Groups, _: Context) -> Value | None:
    """'every Monday', 'each March', 'each year', 'every two weeks'."""
    if groups.get("w"):
        return Value(f"XXXX-WXX-{weekday_of(str(groups['w']))}", "day", "set")
    if groups.get("m"):
        return Value(f"XXXX-{month_of(str(groups['m'])):02}", "month", "set")
    text = word(groups, "n")
    count = 2.0 if text == "other" else count_of(text) if text else 1.0
    timex, granularity = period(count, word(groups, "unit"))
    return Value(timex, granularity, "set")


def weekdays(groups: Groups, _: Context) -> Value:
    """'Mondays', 'on weekends'."""
    if groups.get("we"):
        return Value("XXXX-WXX-WE", "weekend", "set")
    return Value(f"XXXX-WXX-{weekday_of(str(groups['w'])[:-1])}", "day", "set")


def recurring(groups: Groups, _: Context) -> Value:
    """'daily', 'annual'."""
    timex = SETS[groups["set"] or ""]
    return Value(timex, GRANULARITY[timex[-1]], "set")


def rate(groups: Groups, context: Context) -> Value | None:
    """'per day'; 'a year' behind a number of things ('50,000 cars a year', 'twice a week')."""
    if not groups.get("per") and not RE_RATE_LEAD.search(context.before):
        return None
    timex, granularity = period(1, word(groups, "unit"))
    return Value(timex, granularity, "set")
