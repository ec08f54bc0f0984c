"""Days and periods counted from the reference date, or from a date named before."""

import re
from datetime import date, timedelta

from pipeline.stages.dates.context import Context, Groups, Value, word
from pipeline.stages.dates.lengths import MODS, count_of, period
from pipeline.stages.dates.lexicon import PARTS, UNIT_DAYS, UNIT_MONTHS, UNITS, weekday_of
from pipeline.stages.dates.periods import SHIFTS
from pipeline.stages.dates.timex import add_months

BACK = ("ago", "earlier", "before", "prior", "previously", "beforehand", "previous")
FROM_ANCHOR = ("previous", "preceding", "following", "same", "that same", "that", "entire", "whole", "full")
DAY_SHIFTS = {
    "yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1, "tomorrow night": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
UNKNOWN = {
    "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "night": "XXXX-XX-XXTNI",
    "half": "XXXX-HX",
}  # fmt: skip
EARLY_IN_WEEK = 3  # up to Wednesday 'the weekend' is the last one
RE_WEEKDAY_LEAD = re.compile(r"\b(?:[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]o|[Ll]ate|[Ee]arly) $")
RE_WEEKDAY_NAME = re.compile(
    r"\b(?:Black|Bloody|Good|Ash|Super|Palm|Easter|Cyber|Maundy|Holy|Shrove|Whit|Giving|Man|Girl|Sheffield|Ruby|Joe|Freaky"
    r"|Casual|Throwback) $"
)
RE_WEEKDAY_TITLE = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Independent|Sun|World|Sport"
    r"|School|Club|Addams|Prayers)\b| Night (?:Live|Football|Lights|Fever)"
)


def weekday(groups: Groups, context: Context) -> Value | None:
    """'Monday', 'last Friday', 'early on Tuesday', 'Sunday night'; not 'Black Friday', 'the Sunday Times'."""
    name, near, part = groups["w"] or "", word(groups, "near"), word(groups, "part")
    if _is_name(name, near, context):
        return None
    number, suffix = weekday_of(name), PARTS.get(part, "")
    granularity, type_ = ("part_of_day", "time") if part else ("day", "date")
    if not context.reference:
        return Value(f"XXXX-WXX-{number}{suffix}", granularity, type_, "unresolved")
    week = word(groups, "week")
    if week:
        monday = context.reference - timedelta(days=context.reference.weekday())
        day = monday + timedelta(days=7 * SHIFTS.get(week, 0) + number - 1)
    else:
        day = _nearest_weekday(number, near, context)
    return Value(day.isoformat() + suffix, granularity, type_, "from_reference")


def _is_name(name: str, near: str, context: Context) -> bool:
    if RE_WEEKDAY_NAME.search(context.before) or RE_WEEKDAY_TITLE.match(context.after):
        return True
    short = not name.lower().endswith("day")
    return short and not near and not RE_WEEKDAY_LEAD.search(context.before)


def _nearest_weekday(number: int, near: str, context: Context) -> date:
    assert context.reference
    back = (context.reference.isoweekday() - number) % 7
    day = context.reference - timedelta(days=back)
    if near in ("next", "following", "coming", "this coming"):
        return day + timedelta(days=7)
    if near in ("last", "previous", "past", "this past"):
        return day if back else day - timedelta(days=7)
    ahead = context.tense == "future" or (near == "this" and context.tense is None)
    return day + timedelta(days=7) if back and ahead else day


def reference_day(groups: Groups, context: Context) -> Value:
    """'today', 'yesterday afternoon', 'last night', 'the day after tomorrow'."""
    words = word(groups, "day", "day2")
    part = PARTS.get(word(groups, "part") or words.split()[-1], "")
    type_, granularity = ("time", "part_of_day") if part else ("date", "day")
    if not context.reference:
        return Value(f"XXXX-XX-XX{part}", granularity, type_, "unresolved")
    day = context.reference + timedelta(days=DAY_SHIFTS.get(words, 0))
    return Value(day.isoformat() + part, granularity, type_, "from_reference")


def overnight(_: Groups, context: Context) -> Value:
    """'overnight': the night before the reference date, or the one after it if the clause looks ahead."""
    if not context.reference:
        return Value("XXXX-XX-XXTNI", "part_of_day", "time", "unresolved")
    day = context.reference - timedelta(days=context.tense != "future")
    return Value(day.isoformat() + "TNI", "part_of_day", "time", "from_reference")


def anchored_day(groups: Groups, context: Context) -> Value:
    """'the next day', 'that night', 'earlier in the day', 'the day before'."""
    part = PARTS.get(word(groups, "part", "part2", "part3", "part4"), "")
    shift = SHIFTS.get(word(groups, "rel"), 0) + {"before": -1, "after": 1}.get(word(groups, "side"), 0)
    type_, granularity = ("time", "part_of_day") if part else ("date", "day")
    day, resolution, anchor = context.base("day")
    if not day:
        return Value(f"XXXX-XX-XX{part}", granularity, type_, "unresolved")
    return Value((day + timedelta(days=shift)).isoformat() + part, granularity, type_, resolution, base=anchor)


def ago(groups: Groups, context: Context) -> Value:
    """'three days ago', 'two weeks from now': from the reference date."""
    return _counted(groups, context.reference, "from_reference", None)


def anchored(groups: Groups, context: Context) -> Value:
    """'a day later', 'two years earlier': from the last date that is fine enough."""
    unit = _unit(groups)
    granularity = "day" if unit in UNIT_DAYS else "month" if unit == "month" else "year"
    return _counted(groups, *context.base(granularity))


def _unit(groups: Groups) -> str:
    return word(groups, "unit").rstrip("s")


def _counted(groups: Groups, base: date | None, resolution: str, anchor: date | None) -> Value:
    sign = -1 if word(groups, "dir").split()[0] in BACK else 1
    count, unit = count_of(word(groups, "n")), _unit(groups)
    timex, granularity = period(count, unit)
    modifier = MODS.get(word(groups, "mod").strip())
    if modifier == "more_than":
        modifier = "before" if sign < 0 else "after"
    moved = _move(base, sign * int(count), unit) if base and count is not None and count == int(count) else None
    if moved is None:
        return Value(timex, granularity, "duration", "vague" if count is None else "explicit", modifier)
    return Value(*_truncate(moved, granularity), resolution=resolution, modifier=modifier, base=anchor)


def _move(base: date, count: int, unit: str) -> date | None:
    try:
        if unit in UNIT_DAYS:
            return base + timedelta(days=count * UNIT_DAYS[unit])
        return add_months(base, count * UNIT_MONTHS[unit]) if unit in UNIT_MONTHS else None
    except (ValueError, OverflowError):
        return None


def _truncate(day: date, granularity: str) -> tuple[str, str]:
    """A day in the precision of the unit it was counted in; weeks are counted to the day."""
    if granularity in ("month", "quarter"):
        return f"{day.year:04}-{day.month:02}", "month"
    if granularity in ("year", "decade", "century"):
        return f"{day.year:04}", "year"
    return day.isoformat(), "day"


def near_unit(groups: Groups, context: Context) -> Value:
    """'last week', 'this year', 'the following month', 'the end of the year', 'year-end'."""
    near, unit = word(groups, "near", "near2") or "this", word(groups, "unit", "unit2", "unit3")
    shift = -1 if word(groups, "side") in BACK else SHIFTS.get(near, 0) + (word(groups, "side") == "after")
    base, resolution, anchor = context.reference, "from_reference", None
    if near in FROM_ANCHOR or groups.get("side"):
        base, resolution, anchor = context.base(unit if unit in ("month", "year") else "day")
    type_ = "time" if unit == "night" else "date"
    timex, granularity = _unit_at(base, shift, unit) if base else ("", "")
    if not timex:
        granularity = "part_of_day" if unit == "night" else UNITS.get(unit, ("", unit))[1]
        return Value(UNKNOWN.get(unit, "XXXX"), granularity, type_, "unresolved")
    return Value(timex, granularity, type_, resolution, base=anchor)


def year_back(groups: Groups, context: Context) -> Value:
    """'the same month a year earlier', 'the year-ago quarter'."""
    unit = word(groups, "unit", "unit2")
    base, resolution, anchor = context.base(unit)
    timex, granularity = _unit_at(add_months(base, -12), 0, unit) if base else (UNKNOWN[unit], unit)
    return Value(timex, granularity, resolution=resolution if base else "unresolved", base=anchor)


def _unit_at(base: date, shift: int, unit: str) -> tuple[str, str]:
    if unit in ("week", "weekend"):
        # A paper of Monday means the days just past by "the weekend", not those to come.
        last = unit == "weekend" and shift == 0 and base.isoweekday() <= EARLY_IN_WEEK
        year, week, _ = (base + timedelta(weeks=shift - last)).isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else ""), unit
    if unit == "month":
        day = add_months(base.replace(day=1), shift)
        return f"{day.year:04}-{day.month:02}", "month"
    if unit == "quarter":
        total = base.year * 4 + (base.month - 1) // 3 + shift
        return f"{total // 4:04}-Q{total % 4 + 1}", "quarter"
    if unit == "night":
        return (base + timedelta(days=shift)).isoformat() + "TNI", "part_of_day"
    sizes = {"year": (1, 4), "decade": (10, 3), "century": (100, 2)}
    size, digits = sizes[unit]
    return f"{base.year // size + shift:0{digits}}", unit
