"""Times of day: a clock with its zone, noon and midnight."""

import re
from datetime import date, timedelta

from pipeline.stages.dates.context import Context, Groups, Value, word
from pipeline.stages.dates.lexicon import NUMBER_WORDS, WEEKDAYS
from pipeline.stages.dates.relative import weekday

RE_DIGITS = re.compile(r"\d+")
RE_OFFSET = re.compile(r"([+-])(\d{1,2})(?::?(\d\d))?")
RE_UTC = re.compile(r"GMT|UTC|(?<!\w)Z")
RE_WHEN_LEAD = re.compile(r"^[\s,]*(?:on )?")
RE_CLOCK_LEAD = re.compile(
    r"(?:\b(?:at|by|until|till|from|to|around|about|approximately|roughly|since|before|after|between|and|on|just|now"
    r"|today|yesterday|tomorrow|night|morning|afternoon|evening|day|\d{4}|\d{1,2})|[(–—|-])[, ]*$",
    re.IGNORECASE,
)
NAMED = {"noon": "T12:00", "midday": "T12:00", "midnight": "T00:00"}


def clock(groups: Groups, context: Context) -> Value | None:
    """'10:30', '6:40 p.m. (GMT+8)', '0900 GMT', '8 p.m. on Monday', 'five o'clock', 'noon'."""
    text, zone = word(groups, "clock"), groups.get("zone") or ""
    plain = text.replace(":", "").isdigit() and not zone and not groups.get("when")
    if plain and not RE_CLOCK_LEAD.search(context.before):
        return None
    first = word(groups, "first")
    at = _reading(text)
    if not at:
        return None
    value = _on_day(at + offset(zone), RE_WHEN_LEAD.sub("", word(groups, "when")), context)
    opening = _reading(first if first.rstrip(".").endswith("m") or "p" not in text else first + "pm") if first else None
    if first and opening and opening < at:
        begin = value.timex.replace(at, opening)
        return Value(f"{begin}/{value.timex}", "minute", "time", value.resolution, base=value.base)
    return None if first else value


def _reading(text: str) -> str | None:
    """The value of a clock text, 'T22:30'."""
    if text in NAMED:
        return NAMED[text]
    digits = RE_DIGITS.findall(text)
    if not digits:
        return f"T{NUMBER_WORDS.get(text.split()[0], 0):02}:00"
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if len(digits[0]) == 4:
        hour, minute = divmod(hour, 100)
    if "p" in text and hour < 12:
        hour += 12
    if "a" in text and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute <= 59 else None


def offset(zone: str) -> str:
    """'Z', '+08:00', or nothing for zones known by their name only."""
    if not RE_UTC.search(zone):
        return ""
    hours = RE_OFFSET.search(zone)
    if not hours:
        return "Z"
    return f"{hours[1]}{int(hours[2]):02}:{hours[3] or '00'}" if int(hours[2]) <= 14 else ""


def _on_day(at: str, when: str, context: Context) -> Value:
    if when.rstrip(".").title() in WEEKDAYS:
        found = weekday({"w": when.title(), "near": None, "part": None}, context)
        if found:
            return Value(found.timex + at, "minute", "time", found.resolution)
    day, resolution, anchor = context.base("day")
    if when and context.reference:
        shift = {"yesterday": -1, "tomorrow": 1}.get(when, 0)
        day, resolution, anchor = _moved(context.reference, shift), "from_reference", None
    if not day:
        return Value(f"XXXX-XX-XX{at}", "minute", "time", "unresolved")
    return Value(day.isoformat() + at, "minute", "time", resolution, base=anchor)


def _moved(day: date, shift: int) -> date:
    return day + timedelta(days=shift)
