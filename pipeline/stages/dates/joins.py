"""Neighbours that say one time together: ranges, a clock and its day, a part of a day, days in a list."""

import re
from dataclasses import replace

from pipeline.stages.dates.lexicon import PARTS, WEEKDAY
from pipeline.stages.dates.mention import DateMention
from pipeline.stages.dates.timex import days_of, is_timex, shift_days, week_of

LOOK_BACK = 60
FINER = {"year": "month", "month": "day", "week": "day", "day": "hour", "hour": "minute", "minute": "second"}
RE_JOIN = re.compile(r"(?P<dash>\s?[–—-]\s?)|,? (?P<word>to|through|until|till|and) (?:the )?")
RE_FROM = re.compile(r"\b(?:(?P<between>[Bb]etween)|[Ff]rom) (?:the )?$")
RE_MOVED = re.compile(
    r"\b(?:postpon|mov|delay|reschedul|shift|push|brought|bring|chang|extend|revis)\w{0,6}\b[^.]{0,40}$", re.IGNORECASE
)
RE_ON = re.compile(r",? (?:on )?(?:the )?")
RE_OWN_DAY = re.compile(rf"\b(?:{WEEKDAY}|(?i:today|yesterday|tomorrow))")
RE_PART_OF = re.compile(
    r"\b(?:[Tt]he )?(?:(?P<part>morning|afternoon|evening|night)|(?:early|small) (?P<early>hours|morning)) "
    r"(?:of|on) (?:the )?$"
)
RE_WEEK_OF = re.compile(r"\b(?:[Tt]he )?week of (?:the )?$")
RE_MONTH_FIRST = re.compile(r"[A-Z][A-Za-z]{2,8}\.? (?:the )?\d{1,2}(?:st|nd|rd|th)?$")
_TWO_DIGITS = r"(?P<day>(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)(?![\w:%]|[.,]\d| [Pp]er ?cent|-\w)"
_THEN_YEAR = r"(?:,? (?P<y>(?:19|20)\d\d)(?![\w%]))?"
RE_DAY_RANGE = re.compile(rf"(?:\s?[–-]\s?| to | through | until | and (?=\d)){_TWO_DIGITS}{_THEN_YEAR}")
RE_NEXT_DAY = re.compile(
    rf"(?:, (?=\d{{1,2}}(?:st|nd|rd|th)?(?:, \d|,? (?:and|or) \d))|,? (?:and|or) ){_TWO_DIGITS}{_THEN_YEAR}"
    r"(?=[.;:)]|$|,| (?:and|or|in|at|to|for|with|when|while|but|as|after|before|by|during|this|last|next|of this)\b)"
)
RE_NEXT = re.compile(r",? (?:and|or) |, ")
RE_DAY_ONLY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?$")
RE_FIRST_DAY = re.compile(r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?P<join>\s?[–-]\s?| to | and | or )$")
RE_DAY_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z]")


def _extended(text: str, mention: DateMention, start: int, end: int, timex: str) -> DateMention:
    """The mention with another span and value."""
    days = days_of(timex)
    first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return replace(mention, start=start, end=end, text=text[start:end], timex=timex, start_date=first, end_date=last)


def _single(mention: DateMention, *granularities: str) -> bool:
    return mention.type in ("date", "time") and mention.granularity in granularities and "/" not in mention.timex


def join(text: str, one: DateMention, two: DateMention, start: int) -> DateMention | None:
    """One mention for both: 'between October 17 and November 3', 'Oct. 17–Nov. 3', '8 p.m. on June 5'."""
    between = text[one.end : two.start][:12] if two.start - one.end < 12 else ""
    if (
        (one.type, one.granularity) == ("time", "minute")
        and _single(two, "day")
        and two.type == "date"
        and RE_ON.fullmatch(between)
        and not RE_OWN_DAY.search(one.text)
    ):
        timex = "/".join(two.timex + "T" + part.split("T", 1)[1] for part in one.timex.split("/"))
        merged = _extended(text, two, one.start, two.end, timex)
        return replace(merged, type="time", granularity="minute")
    if one.type == two.type == "duration":
        return _sum(text, one, two, between)
    if one.granularity != two.granularity or not _single(one, "day", "month", "year", "minute") or "/" in two.timex:
        return None
    opening = _opening(text, one, between, start)
    if opening is None:
        return None
    low, high = _in_order(one, two)
    if low >= high or not is_timex(f"{low}/{high}"):
        return None
    return _extended(text, two, opening, two.end, f"{low}/{high}")


def _sum(text: str, one: DateMention, two: DateMention, between: str) -> DateMention | None:
    """'two years and three months', 'an hour, 20 minutes'."""
    finer = FINER.get(one.granularity) == two.granularity and "X" not in one.timex + two.timex
    if between not in (" and ", ", ", " ") or not finer or two.modifier or "." in one.timex:
        return None
    tail = two.timex[1:] if "T" not in one.timex else two.timex[2:]
    timex = one.timex + tail
    return (
        replace(_extended(text, one, one.start, two.end, timex), granularity=two.granularity)
        if is_timex(timex)
        else None
    )


def _opening(text: str, one: DateMention, between: str, start: int) -> int | None:
    """Where the range begins whose first date and joining words these are; None if they make none."""
    link = RE_JOIN.fullmatch(between)
    if not link:
        return None
    if link["dash"]:
        return one.start
    opening = RE_FROM.search(text, max(start, one.start - 15), one.start)
    if (link["word"] == "and") != bool(opening and opening["between"]):
        return None
    if opening and RE_MOVED.search(text, max(start, opening.start() - LOOK_BACK), opening.start()):
        return None
    return opening.start() if opening else one.start


def _in_order(one: DateMention, two: DateMention) -> tuple[str, str]:
    """The two values; what one lacks it takes from the other: the year, the day of a clock, the week of a weekday."""
    low, high = _shared(one, two)
    if one.granularity == "minute" and not RE_OWN_DAY.search(one.text):
        low = high[:10] + low[10:]
    elif one.granularity == "day" and one.resolution == two.resolution == "from_reference" and high < low:
        high = shift_days(high, 7)
    return low, high


def _shared(one: DateMention, two: DateMention) -> tuple[str, str]:
    low, high = one.timex, two.timex
    lacking = ("year_inferred", "unresolved")
    if one.granularity not in ("day", "month") or not (low[:4] + high[:4]).replace("X", "0").isdigit():
        return low, high
    inverted = low > high and one.resolution in lacking and two.resolution in lacking and "X" not in low + high
    if inverted or (one.resolution in lacking and two.resolution == "explicit"):
        low = high[:4] + low[4:]
        return (low if low <= high else f"{int(high[:4]) - 1:04}{low[4:]}"), high
    if one.resolution == "explicit" and two.resolution in lacking:
        high = low[:4] + high[4:]
        return low, (high if high >= low else f"{int(low[:4]) + 1:04}{high[4:]}")
    return low, high


def share_year(text: str, one: DateMention, two: DateMention) -> DateMention:
    """'March and April 2020', 'Oct. 5 and Oct. 6, 2021': the first has the year of the second."""
    listed = RE_NEXT.fullmatch(text[one.end : min(two.start, one.end + 8)]) is not None
    if not listed or one.granularity != two.granularity or not _single(one, "day", "month") or "/" in two.timex:
        return one
    low = _shared(one, two)[0]
    if low == one.timex or not is_timex(low):
        return one
    return _in_year(text, one, low[:4])


def with_part(text: str, mention: DateMention, floor: int) -> DateMention:
    """'the morning of Oct. 7', 'the early hours of Sunday', 'the week of May 6'."""
    if not _single(mention, "day", "part_of_day"):
        return mention
    week = RE_WEEK_OF.search(text, max(floor, mention.start - 12), mention.start)
    if week and (timex := week_of(mention.timex)):
        return replace(_extended(text, mention, week.start(), mention.end, timex), granularity="week")
    lead = RE_PART_OF.search(text, max(floor, mention.start - 30), mention.start)
    if not lead:
        return mention
    timex = mention.timex if "T" in mention.timex else mention.timex + PARTS[lead["part"] or "morning"]
    whole = _extended(text, mention, lead.start(), mention.end, timex)
    modifier = "start" if lead["early"] else mention.modifier
    return replace(whole, type="time", granularity="part_of_day", modifier=modifier)


def day_range(text: str, found: DateMention, start: int, end: int) -> DateMention:
    """'Nov. 3-5', 'between October 17 and 19, 2021', '3 to 5 November': a day without its own month."""
    if not _single(found, "day") or found.type != "date":
        return found
    return _days_before(text, found, start) or _days_after(text, found, start, end) or found


def _days_after(text: str, found: DateMention, start: int, end: int) -> DateMention | None:
    match = RE_DAY_RANGE.match(text, found.end, end)
    if not match or not RE_MONTH_FIRST.search(found.text):
        return None
    year = match["y"] or found.timex[:4]
    first, last = f"{year}{found.timex[4:]}", f"{year}{found.timex[4:8]}{int(match['d']):02}"
    opening = RE_FROM.search(text, max(start, found.start - 15), found.start)
    listed = " and " in match.group() and not (opening and opening["between"])
    if listed or last <= first or not is_timex(f"{first}/{last}"):
        return None
    begin = opening.start() if opening else found.start
    whole = _extended(text, found, begin, match.end(), f"{first}/{last}")
    return replace(whole, resolution="explicit", reference_date=None, reference_source=None) if match["y"] else whole


def _days_before(text: str, found: DateMention, start: int) -> DateMention | None:
    match = RE_FIRST_DAY.search(text, max(start, found.start - 12), found.start)
    if not match or not RE_DAY_MONTH.match(found.text) or (match.start() and text[match.start() - 1] not in " (\n"):
        return None
    first = f"{found.timex[:8]}{int(match['d']):02}"
    opening = RE_FROM.search(text, max(start, match.start() - 15), match.start())
    listed = match["join"] in (" and ", " or ") and not (opening and opening["between"])
    if first >= found.timex or not is_timex(first) or (listed and shift_days(first, 1) != found.timex):
        return None
    begin = opening.start() if opening and not listed else match.start()
    return _extended(text, found, begin, found.end, f"{first}/{found.timex}")


def day_list(text: str, found: DateMention, end: int) -> list[DateMention]:
    """The day and those listed after it, each by itself: 'Nov. 3, 4 and 5, 2021'."""
    days = [found]
    while match := _next_day(text, days[-1], end):
        timex = f"{found.timex[:8]}{int(match['d']):02}"
        days.append(_extended(text, days[-1], match.start("day"), match.end("day"), timex))
        if match["y"]:
            days[-1] = replace(days[-1], end=match.end(), text=text[match.start("day") : match.end()])
            return [_in_year(text, day, match["y"]) for day in days]
    return days


def _next_day(text: str, found: DateMention, end: int) -> re.Match[str] | None:
    if not _single(found, "day") or found.type != "date" or found.resolution == "from_reference":
        return None
    if not (RE_MONTH_FIRST.search(found.text) or RE_DAY_ONLY.fullmatch(found.text)):
        return None
    match = RE_NEXT_DAY.match(text, found.end, end)
    timex = f"{found.timex[:8]}{int(match['d']):02}" if match else ""
    return match if timex > found.timex and is_timex(timex) else None


def _in_year(text: str, day: DateMention, year: str) -> DateMention:
    timex = year + day.timex[4:]
    if not is_timex(timex):
        return day
    dated = _extended(text, day, day.start, day.end, timex)
    return replace(dated, resolution="explicit", reference_date=None, reference_source=None)
