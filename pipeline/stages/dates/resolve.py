"""From matched words to TIMEX3 values, given a reference date. Never guessed: what is unknown stays X."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.stages.dates.lexicon import (
    DECADES,
    HOLIDAYS,
    MODIFIERS,
    MONTHS,
    NUMBER_WORDS,
    ORDINALS,
    PARTS,
    SEASONS,
    SETS,
    UNIT_FACTORS,
    UNITS,
    VAGUE,
    WEEKDAYS,
)
from pipeline.stages.dates.timex import add_months, make_date

RE_FUTURE = re.compile(
    r"\b(?:will|shall|is (?:set|due|expected|scheduled|planned|to)|are (?:set|due|expected|scheduled|to)|plans? to|"
    r"to be held|going to|scheduled|due|upcoming|expects? to)\b|['’]ll\b"
)
RE_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|[a-z]{2,}ed|ago|since|died|fell|rose|won|lost|held|met|took|began|came|made)\b"
)
SPLIT_YEAR = 69  # two-digit years up to this are of this century (POSIX)


@dataclass(frozen=True)
class Context:
    """What is known where an expression stands: reference date, the last date before it, the words around it."""

    reference: date | None
    source: str | None
    anchor: date | None
    year: int | None
    around: str
    before: str


@dataclass(frozen=True)
class Value:
    """The meaning of an expression."""

    timex: str
    granularity: str
    type: str = "date"
    resolution: str = "explicit"
    modifier: str | None = None


Groups = dict[str, str | None]


def resolve(name: str, groups: Groups, context: Context) -> Value | None:
    """The value of a match of the pattern ``name``, or None if it is no date after all."""
    value = RESOLVERS[name](groups, context)
    edge = groups.get("edge")
    if value and edge and value.modifier is None:
        word = edge.lower().strip(" -").removesuffix(" the")
        modifier = MODIFIERS.get(word) or MODIFIERS.get(f"the {word.split()[-2]} of" if " of" in word else "")
        value = Value(value.timex, value.granularity, value.type, value.resolution, modifier)
    return value


def _month(groups: Groups) -> int:
    return MONTHS[(groups["m"] or "").rstrip(".")]


def _full_year(text: str) -> int:
    if len(text) == 2:
        return int(text) + (2000 if int(text) <= SPLIT_YEAR else 1900)
    return int(text)


def _day(groups: Groups, context: Context) -> Value:
    """A month and a day, with its year or without."""
    month, day = _month(groups), int(re.sub(r"\D", "", groups["d"] or ""))
    part = "" if not groups.get("part") else PARTS[str(groups["part"]).lower()]
    type_ = "time" if part else "date"
    if groups.get("y"):
        known = make_date(int(str(groups["y"])), month, day)
        timex = known.isoformat() if known else f"XXXX-{month:02}-{day:02}"
        return Value(timex + part, "day", type_, "explicit" if known else "unresolved")
    found = _nearest(month, day, groups.get("w"), context)
    if not found:
        return Value(f"XXXX-{month:02}-{day:02}" + part, "day", type_, "unresolved")
    return Value(found.isoformat() + part, "part_of_day" if part else "day", type_, "year_inferred")


def _nearest(month: int, day: int, weekday: str | None, context: Context) -> date | None:
    """The day in the year that the document states or that lies nearest to the reference date."""
    base = context.reference.year if context.reference else context.year
    if base is None:
        return None
    years = (base - 1, base, base + 1) if context.reference else (base,)
    days = [d for year in years if 1 <= year <= 9999 and (d := make_date(year, month, day))]
    if weekday:
        days = [d for d in days if d.isoweekday() == WEEKDAYS[weekday.rstrip(".")]]
    if not context.reference:
        return days[0] if days else None
    return min(days, key=lambda d: (abs(_lean(d, context)), d), default=None)


def _lean(day: date, context: Context) -> int:
    """Distance from the reference; the tense counts against days on its other side."""
    assert context.reference
    distance = (day - context.reference).days
    wrong_side = distance > 0 if not _future(context) else distance < 0
    return distance * 3 // 2 if wrong_side else distance


def _future(context: Context) -> bool:
    return RE_FUTURE.search(context.around) is not None


def _iso(groups: Groups, _: Context) -> Value | None:
    known = make_date(*(int(str(groups[k])) for k in "ymd"))
    return Value(known.isoformat(), "day") if known else None


def _slash(groups: Groups, _: Context) -> Value | None:
    """d/m or m/d: resolved only where one part is no month, or both are equal; else the American order, unresolved."""
    one, two, year = int(groups["a"] or 0), int(groups["b"] or 0), _full_year(groups["y"] or "")
    month, day = (one, two) if one <= 12 else (two, one)
    known = make_date(year, month, day)
    if not known:
        return None
    sure = max(one, two) > 12 or one == two
    return Value(known.isoformat() if sure else f"{year}-XX-XX", "day", resolution="explicit" if sure else "unresolved")


def _clock(groups: Groups, context: Context) -> Value | None:
    text = (groups["clock"] or "").lower()
    digits = re.findall(r"\d+", text)
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    if len(digits[0]) == 4:
        hour, minute = divmod(hour, 100)
    if "p" in text and hour < 12:
        hour += 12
    if "a" in text and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    utc = re.search(r"GMT|UTC", groups.get("zone") or "") and not re.search(r"\d", groups.get("zone") or "")
    clock = f"T{hour:02}:{minute:02}" + ("Z" if utc else "")
    return _at(clock, (groups.get("today") or "").strip(" ,").removeprefix("on "), context)


def _at(clock: str, when: str, context: Context) -> Value:
    day = context.reference if when.lower() in ("", "today", "yesterday", "tomorrow") else None
    if day and when.lower() in ("yesterday", "tomorrow"):
        day += timedelta(days=-1 if when.lower() == "yesterday" else 1)
    elif when.rstrip(".") in WEEKDAYS:
        found = _weekday({"w": when}, context)
        return Value(found.timex + clock, "minute", "time", found.resolution)
    if when == "" and context.anchor:
        return Value(context.anchor.isoformat() + clock, "minute", "time", "from_anchor")
    if not day:
        return Value(f"XXXX-XX-XX{clock}", "minute", "time", "unresolved")
    return Value(day.isoformat() + clock, "minute", "time", "from_reference")


def _noon(groups: Groups, context: Context) -> Value:
    del groups
    clock = "T00:00" if "midnight" in context.around.lower() else "T12:00"
    return _at(clock, "", context)


def _weekday(groups: Groups, context: Context) -> Value:
    number = WEEKDAYS[(groups["w"] or "").rstrip(".")]
    part = groups.get("part")
    suffix, type_ = (PARTS[part.lower()], "time") if part else ("", "date")
    granularity = "part_of_day" if part else "day"
    if not context.reference:
        return Value(f"XXXX-WXX-{number}{suffix}", granularity, type_, "unresolved")
    back = (context.reference.isoweekday() - number) % 7
    day = context.reference - timedelta(days=back)
    near = (groups.get("near") or "").lower()
    if near in ("next", "following", "coming", "this coming") or (not near and back and _future(context)):
        day += timedelta(days=7)
    elif near in ("last", "previous", "past", "this past") and not back:
        day -= timedelta(days=7)
    return Value(day.isoformat() + suffix, granularity, type_, "from_reference")


def _month_year(groups: Groups, _: Context) -> Value:
    return Value(f"{groups['y']}-{_month(groups):02}", "month")


def _bare_month(groups: Groups, context: Context) -> Value | None:
    month, name = _month(groups), groups["m"]
    if (
        name in ("May", "March", "Mar", "Dec", "Sep", "Jan", "Jun", "Jul")
        and not re.search(
            r"\b(?:in|since|until|by|of|from|to|through|for|before|after|during|between|and|last|next|early|late|mid|this)[- ]$",
            context.before,
        )
        and not groups.get("edge")
    ):
        return None
    if not context.reference:
        year = f"{context.year}" if context.year else "XXXX"
        return Value(f"{year}-{month:02}", "month", resolution="year_inferred" if context.year else "unresolved")
    ref = context.reference
    year_ = ref.year if month <= ref.month else ref.year - 1
    near = (groups.get("near") or "").lower()
    if near in ("next", "coming", "this coming") or (not near and _future(context) and month > ref.month):
        year_ = ref.year if month > ref.month else ref.year + 1
    elif near in ("last", "past", "previous") and month == ref.month:
        year_ = ref.year - 1
    elif near == "this" or (not near and month == ref.month + 1 and not RE_PAST.search(context.around)):
        year_ = ref.year
    return Value(f"{year_}-{month:02}", "month", resolution="year_inferred")


def _quarter(groups: Groups, context: Context) -> Value | None:
    half = (groups.get("qu") or "").lower() == "half"
    word = (groups.get("q") or groups.get("q2") or "").lower()
    number = int(word) if word.isdigit() else ORDINALS.get(word, 0)
    year = groups.get("y") or groups.get("y2")
    if half and (number > 2 and word not in ("last", "final")):
        return None
    if half and not year and not groups.get("near"):
        return None  # of a match or a book, more often than of a year
    number = min(number, 2) if half else number
    if not year and context.reference:
        shift = {"last": -1, "next": 1}.get((groups.get("near") or "").lower(), 0)
        year = str(context.reference.year + shift)
        return Value(
            f"{year}-{'H' if half else 'Q'}{number}",
            "half_year" if half else "quarter",
            resolution="from_reference",
        )
    resolution = "explicit" if year else "unresolved"
    return Value(
        f"{year or 'XXXX'}-{'H' if half else 'Q'}{number}",
        "half_year" if half else "quarter",
        resolution=resolution,
    )


def _season(groups: Groups, context: Context) -> Value | None:
    code = SEASONS[(groups.get("s") or groups.get("s2") or groups.get("s3") or "").lower()]
    if groups.get("y"):
        return Value(f"{groups['y']}-{code}", "season")
    if groups.get("s3") and not re.search(r"\b(?:in|by|since|until|this|during|of)(?: the)? ?$", context.before):
        return None
    if not context.reference:
        return Value(f"XXXX-{code}", "season", resolution="unresolved")
    shift = {"last": -1, "next": 1, "this coming": 0}.get((groups.get("near2") or "").lower(), 0)
    return Value(f"{context.reference.year + shift}-{code}", "season", resolution="from_reference")


def _decade(groups: Groups, _: Context) -> Value:
    if groups.get("dec"):
        return Value(str(groups["dec"])[:3], "decade")
    digit = int(str(groups["dec2"])[0]) if groups.get("dec2") else DECADES[str(groups["dec3"])]
    return Value(f"19{digit}", "decade")


def _century(groups: Groups, _: Context) -> Value | None:
    number = int(groups["c"] or 0)
    return Value(f"{number - 1:02}", "century") if 2 <= number <= 30 else None


def _reference_day(groups: Groups, context: Context) -> Value:
    words = (groups.get("day") or groups.get("day2") or "").lower()
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1, "tomorrow night": 1}.get(words, 0)
    shift = -2 if "before yesterday" in words else 2 if "after tomorrow" in words else shift
    part = PARTS.get((groups.get("part") or words.split()[-1]).lower(), "TNI" if words == "tonight" else "")
    type_, granularity = ("time", "part_of_day") if part else ("date", "day")
    if not context.reference:
        return Value(f"XXXX-XX-XX{part}", granularity, type_, "unresolved")
    day = context.reference + timedelta(days=shift)
    return Value(day.isoformat() + part, granularity, type_, "from_reference")


def _anchored_day(groups: Groups, context: Context) -> Value:
    part = PARTS.get((groups.get("part") or groups.get("part2") or "").lower(), "")
    shift = {"previous": -1, "following": 1, "next": 1}.get((groups.get("rel") or "").lower(), 0)
    type_, granularity = ("time", "part_of_day") if part else ("date", "day")
    day, resolution = (context.anchor, "from_anchor") if context.anchor else (context.reference, "from_reference")
    if not day:
        return Value(f"XXXX-XX-XX{part}", granularity, type_, "unresolved")
    return Value((day + timedelta(days=shift)).isoformat() + part, granularity, type_, resolution)


def _count(text: str) -> float | None:
    """The number that a count says, None for a vague one."""
    words = text.lower().removesuffix(" and a half").removesuffix(" of").strip()
    half = 0.5 if text.lower().endswith(" and a half") else 0.0
    if words in ("half a", "half an", "half"):
        return 0.5
    if words == "a couple":
        return 2.0
    if words in NUMBER_WORDS:
        return NUMBER_WORDS[words] + half
    parts = re.split(r"[- ]", words)
    if len(parts) == 2 and all(p in NUMBER_WORDS for p in parts):
        return NUMBER_WORDS[parts[0]] + NUMBER_WORDS[parts[1]] + half
    try:
        return float(words.replace(",", "")) + half
    except ValueError:
        return None


def _period(count: float | None, unit: str) -> tuple[str, str]:
    """TIMEX3 duration and its granularity."""
    key = unit.lower() if unit.lower() in UNITS else unit.lower().rstrip("s")
    designator, granularity = UNITS[key]
    count = count * UNIT_FACTORS.get(key, 1) if count is not None else None
    if count is not None and key in ("decade", "century") and count != int(count):
        count = round(count, 2)
    number = "X" if count is None else f"{count:g}"
    return ("PT" + number + designator[1] if designator[0] == "T" else "P" + number + designator), granularity


def _mod(text: str | None) -> str | None:
    return MODIFIERS.get(text.strip().lower()) if text else None


def _ago(groups: Groups, context: Context) -> Value:
    back = (groups["dir"] or "").lower() in ("ago", "earlier", "before", "prior", "previously", "beforehand")
    return _counted(groups, context, context.reference, "from_reference", -1 if back else 1)


def _anchored(groups: Groups, context: Context) -> Value:
    back = (groups["dir"] or "").lower() in ("earlier", "before", "prior", "previously", "beforehand")
    return _counted(groups, context, context.anchor, "from_anchor", -1 if back else 1)


def _counted(groups: Groups, context: Context, base: date | None, resolution: str, sign: int) -> Value:
    del context
    count = _count(groups["n"] or "")
    timex, granularity = _period(count, groups["unit"] or "")
    modifier = _mod(groups.get("mod"))
    modifier = {"more_than": "before" if sign < 0 else "after"}.get(modifier or "", modifier)
    if base is None or count is None or granularity in ("second", "minute", "hour") or count != int(count):
        return Value(timex, granularity, "duration", "vague" if count is None else "explicit", modifier)
    moved = _move(base, sign * int(count), (groups["unit"] or "").lower().rstrip("s"))
    if moved is None:
        return Value(timex, granularity, "duration", "explicit", modifier)
    return Value(*_truncate(moved, granularity), resolution=resolution, modifier=modifier)


def _move(base: date, count: int, unit: str) -> date | None:
    try:
        if unit in ("day", "night"):
            return base + timedelta(days=count)
        if unit in ("week", "fortnight", "weekend"):
            return base + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}.get(unit)
        return add_months(base, count * months) if months else None
    except (ValueError, OverflowError):
        return None


def _truncate(day: date, granularity: str) -> tuple[str, str]:
    """A day in the precision of the unit it was counted in; weeks are counted to the day."""
    if granularity in ("month", "quarter"):
        return f"{day.year:04}-{day.month:02}", "month"
    if granularity in ("year", "decade", "century"):
        return f"{day.year:04}", "year"
    return day.isoformat(), "day"


def _near_unit(groups: Groups, context: Context) -> Value | None:
    near, unit = (groups.get("near") or "this").lower(), (groups.get("unit") or "").lower()
    shift = {"last": -1, "past": -1, "this past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1,
             "this coming": 1}.get(near, 0)  # fmt: skip
    base, resolution = context.reference, "from_reference"
    if near in ("previous", "following", "same") and context.anchor:
        base, resolution = context.anchor, "from_anchor"
    if not base:
        forms = {
            "week": "XXXX-WXX",
            "weekend": "XXXX-WXX-WE",
            "month": "XXXX-XX",
            "quarter": "XXXX-QX",
            "night": "XXXX-XX-XXTNI",
        }
        type_ = "time" if unit == "night" else "date"
        return Value(forms.get(unit, "XXXX"), UNITS.get(unit, ("", "season"))[1], type_, "unresolved")
    timex, granularity = _unit_at(base, shift, unit)
    return Value(timex, granularity, "time" if unit == "night" else "date", resolution) if timex else None


def _unit_at(base: date, shift: int, unit: str) -> tuple[str, str]:
    if unit in ("week", "weekend"):
        # A paper of Monday means the days just past by "the weekend", not those to come.
        day = base + timedelta(weeks=shift)
        if unit == "weekend" and shift == 0 and base.isoweekday() <= 3:
            day -= timedelta(weeks=1)
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}" + ("-WE" if unit == "weekend" else ""), unit
    if unit == "month":
        day = add_months(base.replace(day=1), shift)
        return f"{day.year}-{day.month:02}", "month"
    if unit == "quarter":
        total = base.year * 4 + (base.month - 1) // 3 + shift
        return f"{total // 4}-Q{total % 4 + 1}", "quarter"
    if unit == "year":
        return f"{base.year + shift}", "year"
    if unit == "decade":
        return f"{base.year // 10 + shift}", "decade"
    if unit == "century":
        return f"{base.year // 100 + shift}", "century"
    if unit == "night":
        return (base + timedelta(days=shift)).isoformat() + "TNI", "part_of_day"
    return "", ""


def _span(groups: Groups, _: Context) -> Value | None:
    near, text = (groups.get("near") or "").lower(), groups.get("n")
    unit = groups["unit"] or ""
    if text is None and near not in ("recent", "past", "coming", "last", "next", "first", "final"):
        return None
    timex, granularity = _period(_count(text) if text else None, unit)
    if near == "recent":
        return Value(timex, granularity, "date", "vague")
    return Value(timex, granularity, "duration", "explicit" if "X" not in timex else "vague")


def _duration(groups: Groups, context: Context) -> Value | None:
    text = (groups["n"] or "").lower()
    if text == "the" or (text == "past" and not context.before.rstrip().endswith("the")):
        return None
    if text == "recent":
        return Value(_period(None, groups["unit"] or "")[0], _period(None, groups["unit"] or "")[1], "date", "vague")
    if text in ("a", "an") and groups["unit"] in ("second", "sec", "min", "quarter", "minute"):
        return None
    if (groups["unit"] or "").lower() in ("second", "quarter") and text == "one":
        return None
    count = _count(text)
    if groups.get("half") and count is not None:
        count += 0.5
    timex, granularity = _period(count, groups["unit"] or "")
    return Value(timex, granularity, "duration", "vague" if count is None else "explicit", _mod(groups.get("mod")))


def _bare_units(groups: Groups, context: Context) -> Value | None:
    if groups.get("unit") and not re.search(r"\b(?:for|in|of|over the|took|takes|within) $", context.before):
        return None
    unit = groups.get("unit") or groups.get("unit2") or groups.get("unit3") or ""
    if unit == "moments":
        return None
    timex, granularity = _period(None, unit.removesuffix("s") if unit != "centuries" else "century")
    return Value(timex, granularity, "duration", "vague")


def _every(groups: Groups, _: Context) -> Value | None:
    if groups.get("w"):
        return Value(f"XXXX-WXX-{WEEKDAYS[str(groups['w']).rstrip('.')]}", "day", "set")
    text = groups.get("n")
    count = 2.0 if text == "other" else _count(text) if text else 1.0
    timex, granularity = _period(count, groups["unit"] or "")
    return Value(timex, granularity, "set")


def _set(groups: Groups, _: Context) -> Value:
    timex = SETS[groups["set"] or ""]
    granularity = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour"}[timex[-1]]
    return Value(timex, granularity, "set")


def _rate(groups: Groups, _: Context) -> Value:
    timex, granularity = _period(1, (groups["rate"] or "").split()[-1])
    return Value(timex, granularity, "set")


def _holiday(groups: Groups, context: Context) -> Value:
    month, day = HOLIDAYS[groups["h"] or ""]
    names = list(MONTHS)
    plain: Groups = {
        "m": next(n for n in names if MONTHS[n] == month),
        "d": str(day),
        "y": groups.get("y"),
        "w": None,
    }
    return _day(plain, context)


def _years(groups: Groups, _: Context) -> Value | None:
    first, last = int(groups["y"] or 0), groups["y2"] or ""
    second = int(str(first)[: 4 - len(last)] + last)
    return Value(f"{first}/{second}", "year") if first < second <= first + 200 else None


def _year(groups: Groups, context: Context) -> Value | None:
    """A bare year: not where a plural noun follows ('2003 people'), unless words before it say so."""
    noun = (groups.get("noun") or "").strip()
    told = re.search(
        r"\b(?:in|since|by|of|from|until|till|during|for|before|after|the|this|through|and|to|early|late|mid|between|"
        r"his|her|their|its|year|back|around|circa|that|[A-Z]\w+['’]s?)[- (]*$",
        context.before,
    )
    if (
        noun.endswith("s")
        and not noun.endswith("ss")
        and noun not in ("was", "is", "has", "as", "its", "his", "does")
        and not told
    ):
        return None
    if re.search(r"(?:No\.|number|#|page|room|flight|route|Boeing|highway|[$£€]|than|least|some|about|nearly|over|[\d,]) ?$",
                 context.before, re.IGNORECASE) and not re.search(r"\d{1,2}, ?$", context.before):  # fmt: skip
        return None
    return Value(groups["y"] or "", "year")


RESOLVERS: dict[str, Callable[[Groups, Context], Value | None]] = {
    "iso": _iso, "slash": _slash, "clock": _clock, "dmy": _day, "mdy": _day, "my": _month_year,
    "near_month": _bare_month, "near_weekday": _weekday, "weekday": _weekday, "every": _every, "quarter": _quarter,
    "weekdays": lambda g, _: Value(f"XXXX-WXX-{WEEKDAYS[str(g['w'])[:-1]]}", "day", "set"),
    "fiscal": lambda g, _: Value(f"FY{g.get('y') or g.get('y2')}", "year"),
    "season": _season, "decade": _decade, "century": _century, "day_of_reference": _reference_day,
    "anchored_day": _anchored_day, "ago": _ago, "anchored": _anchored, "edge_unit": _near_unit, "near_unit": _near_unit,
    "weekend": _near_unit, "span": _span, "duration": _duration, "bare_units": _bare_units, "rate": _rate,
    "vague": lambda g, _: Value(VAGUE[(g["v"] or "").lower()], "vague", "date", "vague"),
    "set": _set, "holiday": _holiday, "years": _years, "year": _year, "month": _bare_month, "noon": _noon,
}  # fmt: skip
