"""Months, quarters, seasons, years, decades and centuries."""

import re
from datetime import date

from pipeline.stages.dates.context import Context, Groups, Value, word
from pipeline.stages.dates.lexicon import CENTURIES, DECADES, ORDINALS, SEASON_MONTHS, SEASONS, month_of

SHIFTS = {
    "last": -1, "past": -1, "this past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1,
    "this coming": 1,
}  # fmt: skip
AMBIGUOUS_MONTHS = ("May", "March", "Mar", "Dec", "Sep", "Jan", "Jun", "Jul", "Apr", "Aug", "Nov", "Oct", "Feb", "Sept")
AHEAD = 3  # how much farther a date counts that lies ahead, where no verb tells: news report what was
FIRST_NAMES = ("April", "May", "June", "August", "March", "Jan")
RE_MONTH_LEAD = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|of|[Ff]rom|to|[Tt]hrough|for|[Bb]efore|[Aa]fter|[Dd]uring|[Bb]etween|and|or|as|early|late|mid|this"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December),?)[- ]$"
)
RE_SURE_LEAD = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|early|late|mid|this)[- ]$")
RE_DETERMINER = re.compile(r"(?:\b(?:the|a|its|his|her|their|this|that)|['’]s) $", re.IGNORECASE)
RE_MODIFIED = re.compile(r" (?!on\b|of\b|for\b|and\b|to\b|from\b|in\b|government|cabinet|administration|said)[a-z]{4,}")
RE_NAME_AFTER = re.compile(r" [A-Z][a-z]+|['’]s [a-z]| (?:said|says|told|added|who)\b")
RE_SEASON_LEAD = re.compile(r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|this|during|of|early|late|after|before)(?: the)? ?$")
RE_YEAR_LEAD = re.compile(
    r"\b(?:in|on|below|above|since|during|until|an?|the|this|that|his|her|their|its|year|early|late|mid|[A-Z]\w{0,20}['’]s?)"
    r"[- (]{0,3}$",
    re.IGNORECASE,
)
RE_WEAK_LEAD = re.compile(r"\b(?:by|of|from|for|before|after|through|and|to|between|back|around|circa)[- (]{0,3}$")
RE_OLD_YEAR_LEAD = re.compile(r"\b(?:in|since|AD|circa|year|until|of) $", re.IGNORECASE)
YEARS_TO_COME = 5
RE_SHORT_YEAR_LEAD = re.compile(r"\b(?:in|of|since|from|until|by|to|early|late|mid|spring|summer|fall|winter)[- ]$")
RE_COUNTED = re.compile(
    r"(?:\b(?:No\.|number|page|room|flight|route|boeing|highway|resolution|article|section|channel|bus|train|bill|"
    r"suite|ext|gate|unit|rule|code|model|windows|office|than|least|some|about|nearly|almost|over|only|total|worth|"
    r"killed|killing|injured|wounded|employs|employing|hired|arrested|displaced|sold|cost|costs|paid|totall?ing)"
    r"|[#$£€¥@=&]|\b\d[\d,]{0,11}|\b(?-i:[A-Z0-9]{1,9})-|,\d{3}) ?$",
    re.IGNORECASE,
)
RE_DAY_BEFORE = re.compile(
    r"\b(?:until|since|by|from|to) (?:at least|about|around) $|\b\d{1,2}, ?$|\b(?:19|20)\d\d,? ?$"
    r"|\b(?:increase|improvement|rise|growth|gain|jump|drop) over $"
)
RE_PLURAL = re.compile(r" ([a-z]+s(?<!ss)(?<!us)(?<!is)|people|men|women|children)\b")
NO_PLURALS = ("was", "is", "has", "as", "its", "his", "does", "this", "perhaps", "always", "series", "sees", "says")
RE_AGE_LEAD = re.compile(
    r"\b(?:his|her|their|my|your|our|the (?:low|high|upper|lower|mid))[- ](?:[a-z]+[- ])?$", re.IGNORECASE
)
RE_DECADE_LEAD = re.compile(r"\b(?:the|early|late|mid|and|to|roaring|swinging)[- ]$", re.IGNORECASE)


def year_near(near: str, context: Context) -> tuple[int | None, str, date | None]:
    """The year of 'last year', 'the previous year', with its resolution and anchor."""
    base, resolution, anchor = context.reference, "from_reference", None
    if near in ("previous", "following", "same", "preceding"):
        base, resolution, anchor = context.base("year")
    return (base.year + SHIFTS.get(near, 0), resolution, anchor) if base else (None, "unresolved", None)


def nearest_month(month: int, context: Context) -> int | None:
    """The year of the month meant: the last or next one as the tense says; without a tense a near one may be next."""
    if not context.reference:
        return context.year
    year, now = context.reference.year, context.reference.month
    if context.tense == "future":
        return year if month >= now else year + 1
    ahead = month > now and context.tense is None and (month - now) * AHEAD < now + 12 - month
    return year if month <= now or ahead else year - 1


def month_year(groups: Groups, context: Context) -> Value:
    """'October 2023', 'October of next year'."""
    month = month_of(groups["m"] or "")
    if groups.get("y"):
        return Value(f"{groups['y']}-{month:02}", "month")
    year, resolution, base = year_near(word(groups, "near"), context)
    return Value(f"{year or 'XXXX'}-{month:02}", "month", resolution=resolution, base=base)


def bare_month(groups: Groups, context: Context) -> Value | None:
    """'in October', 'last March'; not 'May said', 'April Jones'."""
    name, near = groups["m"] or "", word(groups, "near")
    if not near and not groups.get("edge") and not _is_month(name, context):
        return None
    month = month_of(name)
    if not context.reference:
        year = f"{context.year}" if context.year else "XXXX"
        return Value(f"{year}-{month:02}", "month", resolution="year_inferred" if context.year else "unresolved")
    now, this = context.reference.month, context.reference.year
    if near in ("next", "coming", "this coming"):
        this += month <= now
    elif near in ("last", "past", "previous", "this past"):
        this -= month >= now
    elif near != "this":
        this = nearest_month(month, context) or this
    return Value(f"{this:04}-{month:02}", "month", resolution="year_inferred")


def _is_month(name: str, context: Context) -> bool:
    if name.isupper():
        return False
    name = name.rstrip(".")
    sure, led = RE_SURE_LEAD.search(context.before), RE_MONTH_LEAD.search(context.before)
    if name in FIRST_NAMES and not sure and RE_NAME_AFTER.match(context.after):
        return False
    if name not in AMBIGUOUS_MONTHS:
        return True
    modifies = RE_DETERMINER.search(context.before) and RE_MODIFIED.match(context.after)
    return bool(led or modifies)


def quarter(groups: Groups, context: Context) -> Value | None:
    """'the third quarter', 'Q3 2023', 'first-half'; halves only of a year, since matches have them too."""
    half = word(groups, "qu") == "half"
    text, near = word(groups, "q", "q2", "q3"), word(groups, "near")
    number = int(text) if text.isdigit() else ORDINALS[text]
    year, resolution = groups.get("y") or groups.get("y2"), "explicit"
    if half and (number > 2 or not (year or near or groups.get("the_year") or groups.get("hyphen") is not None)):
        return None
    if number < 0:
        if text == "last" and not (year or near or groups.get("the_year")):
            return None  # 'the last quarter' is the one before this
        number = 2 if half else 4
    if near:
        named, resolution, _ = year_near(near, context)
        year = str(named) if named else None
    elif not year and context.reference:
        year, resolution = str(_year_of_part(number, 6 if half else 3, context)), "from_reference"
    code, granularity = ("H", "half_year") if half else ("Q", "quarter")
    return Value(f"{year or 'XXXX'}-{code}{number}", granularity, resolution=resolution if year else "unresolved")


def _year_of_part(number: int, months: int, context: Context) -> int:
    """The year of a quarter or half: the last one that has begun, or the next if the clause looks ahead."""
    assert context.reference
    year, now = context.reference.year, (context.reference.month - 1) // months + 1
    if context.tense == "future":
        return year if number >= now else year + 1
    return year if number <= now else year - 1


def season(groups: Groups, context: Context) -> Value | None:
    """'spring 2024', 'last winter', 'in the summer'."""
    code, near = SEASONS[word(groups, "s", "s2", "s3")], word(groups, "near2")
    if groups.get("y"):
        return Value(f"{groups['y']}-{code}", "season")
    if groups.get("s3") and not groups.get("edge") and not RE_SEASON_LEAD.search(context.before):
        return None
    if not context.reference:
        return Value(f"XXXX-{code}", "season", resolution="unresolved")
    year, now, first = context.reference.year, context.reference.month, SEASON_MONTHS[code][0]
    if near:
        year += SHIFTS.get(near, 0) if near != "this coming" else 0
        year -= code == "WI" and (now <= SEASON_MONTHS[code][1] or (near == "next" and now < first))
    elif context.tense == "future":
        year += first < now and now - first > 2
    else:
        year -= first > now
    return Value(f"{year:04}-{code}", "season", resolution="from_reference")


def decade(groups: Groups, context: Context) -> Value | None:
    """'the 1990s', 'the late '80s', 'the sixties'; not 'in his sixties'."""
    if groups.get("dec"):
        return Value(str(groups["dec"])[:3], "decade")
    if RE_AGE_LEAD.search(context.before):
        return None
    said = groups.get("the") or groups.get("edge") or groups.get("mark") or RE_DECADE_LEAD.search(context.before)
    if not said:
        return None
    digit = int(str(groups["dec2"])[0]) if groups.get("dec2") else DECADES[word(groups, "dec3")]
    return Value(f"19{digit}", "decade")


def century(groups: Groups, _: Context) -> Value | None:
    """'the 19th century', 'twentieth-century'; a century before Christ has no TIMEX3 value of its own."""
    text = word(groups, "c", "cw", "c2")
    number = int(text) if text.isdigit() else CENTURIES[text]
    return Value(f"{number - 1:02}", "century") if 2 <= number <= 30 and not groups.get("bc") else None


def fiscal(groups: Groups, _: Context) -> Value:
    """'fiscal 2023', 'FY23', 'the 2023 fiscal year'; of two years the later."""
    year = groups.get("y") or groups.get("y2") or groups.get("y3") or ""
    second = groups.get("to")
    if second:
        year = year[: 4 - len(second)] + second
    return Value(f"FY{year if len(year) == 4 else '20' + year}", "year")


def years(groups: Groups, context: Context) -> Value | None:
    """'2019–20', '1914-1918'."""
    first, last = int(groups["y"] or 0), groups["y2"] or ""
    second = int(str(first)[: 4 - len(last)] + last)
    if RE_COUNTED.search(context.before) or not first < second <= first + 200:
        return None
    return Value(f"{first}/{second}", "year")


def before_christ(groups: Groups, _: Context) -> Value:
    """'44 BC', 'AD 79'."""
    return Value(f"BC{int(groups['y'] or 0):04}" if groups.get("y") else f"{int(groups['ad'] or 0):04}", "year")


def year(groups: Groups, context: Context) -> Value | None:
    """A bare year: not where a plural noun follows ('2003 people'), unless words before it say so."""
    before, after = context.before[-40:], context.after
    if RE_COUNTED.search(before) and not RE_DAY_BEFORE.search(before):
        return None
    if int(groups["y"] or 0) < 1500 and (
        not RE_OLD_YEAR_LEAD.search(before) or after[:1] not in ("", ".", ",", ")", ";")
    ):
        return None
    plural = RE_PLURAL.match(after)
    counted = plural and plural[1] not in NO_PLURALS and not groups.get("edge")
    if counted and not _is_led(groups["y"] or "", before):
        return None
    return Value(groups["y"] or "", "year")


def short_year(groups: Groups, context: Context) -> Value | None:
    """'in ’99': the last such year, with some years to come."""
    if not RE_SHORT_YEAR_LEAD.search(context.before):
        return None
    number, this = int(groups["yy"] or 0), context.reference.year if context.reference else 2025
    return Value(f"{this // 100 * 100 + number - (100 if number > this % 100 + YEARS_TO_COME else 0)}", "year")


def _is_led(text: str, before: str) -> bool:
    """Whether words say that a year is meant; weak ones do so only for a number that is no round count."""
    likely = 1900 < int(text) < 2040 and not text.endswith("00")
    return bool(RE_YEAR_LEAD.search(before) or (likely and RE_WEAK_LEAD.search(before)))
