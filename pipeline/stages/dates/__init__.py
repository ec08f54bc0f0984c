"""Dates: an own grammar with TIMEX3 values (ISO-TimeML), resolved against a reference date and never guessed.

One scan finds where a date can begin; there the patterns are tried in order (`patterns`), and what matched is given
its value (`resolve`). Ages and other numbers with units are the business of `numbers`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.stages.dates.mention import DateMention
from pipeline.stages.dates.patterns import RE_PATTERNS, RE_START, RE_TRIGGER
from pipeline.stages.dates.resolve import Context, Value, resolve
from pipeline.stages.dates.timex import days_of, is_timex, make_date
from pipeline.stages.edits import Span

__all__ = ["DateMention", "find_dates", "is_timex"]

AROUND = 80  # characters on either side in which tense is looked for
RE_LINE = re.compile(r"[^\n]+")
RE_JOIN = re.compile(r"\s?[–-]\s?| (?:to|through|until|till|and) ")
RE_FROM = re.compile(r"\b(?:(?P<between>[Bb]etween)|[Ff]rom) (?:the )?$")
RE_DAY_ONLY = re.compile(
    r"(?:\s?[–-]\s?| to | and )(?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)(?:,? (?P<y>(?:19|20)\d\d))?"
)


def find_dates(
    text: str,
    published: str | date | None = None,
    *,
    reference_source: str = "metadata",
    year: int | None = None,
    sentences: Sequence[Span] | None = None,
) -> list[DateMention]:
    """The date expressions of a text, in order, none overlapping.

    ``published`` is the reference date, ``reference_source`` where it comes from; without it a full date that the
    text states in its first lines is taken. ``year`` is a year stated elsewhere, for days without one. A mention
    lies in one of the ``sentences``, by default in one line. A malformed ``published`` raises ``ValueError``.
    """
    reference = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    source: str | None = reference_source if reference else None
    spans = sentences if sentences is not None else [Span(*m.span()) for m in RE_LINE.finditer(text)]
    if reference is None:
        reference = _stated(text, spans, year)
        source = "text" if reference else None
    finder = _Finder(text, reference, source, year)
    return [mention for span in spans if RE_TRIGGER.search(text, *span) for mention in finder.scan(*span)]


def _stated(text: str, spans: Sequence[Span], year: int | None) -> date | None:
    """The first full date among the first sentences, if it is the only one there or stands in the first."""
    finder = _Finder(text, None, None, year)
    days = [
        m.timex for span in spans[:6] if RE_TRIGGER.search(text, *span) for m in finder.scan(*span)
        if (m.type, m.granularity) == ("date", "day") and m.resolution in ("explicit", "year_inferred")
        and "/" not in m.timex
    ]  # fmt: skip
    return date.fromisoformat(days[0]) if len(set(days)) == 1 else None


class _Finder:
    """Scans sentences in order and carries the last date as an anchor."""

    def __init__(self, text: str, reference: date | None, source: str | None, year: int | None) -> None:
        self._text, self._reference, self._source, self._year = text, reference, source, year
        self._anchor: date | None = None

    def scan(self, start: int, end: int) -> Iterator[DateMention]:
        """The mentions in a span."""
        pending: DateMention | None = None
        position = start
        while (match := RE_START.search(self._text, position, end)) is not None:
            found = self._at(match.start(), start, end)
            if found is None:
                position = _next_word(self._text, match.start(), end)
                continue
            joined = self._join(pending, found, start) if pending else None
            if pending and not joined:
                yield pending
            pending = joined or self._day_range(found, end)
            position = pending.end
            self._remember(pending)
        if pending:
            yield pending

    def _at(self, position: int, start: int, end: int) -> DateMention | None:
        for name, pattern in RE_PATTERNS.items():
            match = pattern.match(self._text, position, end)
            if not match:
                continue
            last = match.start("noun") if name == "year" and match["noun"] else match.end()
            context = Context(
                self._reference, self._source, self._anchor or self._reference, self._year,
                self._text[max(start, position - AROUND) : min(end, last + AROUND)],
                self._text[max(start, position - 25) : position],
            )  # fmt: skip
            value = resolve(name, match.groupdict(), context)
            if value:
                return self._mention(position, last, value)
        return None

    def _mention(self, start: int, end: int, value: Value) -> DateMention:
        days = days_of(value.timex) if value.type in ("date", "time") else None
        first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
        reference, source = self._reference, self._source
        if value.resolution == "from_anchor":
            reference, source = self._anchor or reference, "anchor" if self._anchor else source
        if value.resolution not in ("from_reference", "from_anchor", "year_inferred"):
            reference, source = None, None
        return DateMention(
            start, end, self._text[start:end], value.type, value.timex, first, last, value.granularity,
            value.modifier, value.resolution, reference.isoformat() if reference else None, source,
        )  # fmt: skip

    def _remember(self, mention: DateMention) -> None:
        if mention.granularity in ("day", "part_of_day", "minute") and mention.end_date:
            self._anchor = date.fromisoformat(mention.end_date)

    def _join(self, one: DateMention, two: DateMention, start: int) -> DateMention | None:
        """'between October 17 and November 3', 'Oct. 17–Nov. 3': one mention of the whole period."""
        between = self._text[one.end : two.start]
        kinds = ("day", "month", "year")
        if (
            one.type != "date"
            or two.type != "date"
            or one.granularity != two.granularity
            or one.granularity not in kinds
        ):
            return None
        if "/" in one.timex or "/" in two.timex or not RE_JOIN.fullmatch(between) or one.timex >= two.timex:
            return None
        opening = RE_FROM.search(self._text, max(start, one.start - 15), one.start)
        dash = between.strip() in ("–", "-")
        if not dash and not (opening and (between.strip() == "and") == bool(opening["between"])):
            return None
        first = opening.start() if opening and not dash else one.start
        value = Value(f"{one.timex}/{two.timex}", two.granularity, "date", two.resolution)
        merged = self._mention(first, two.end, value)
        return replace(merged, reference_date=two.reference_date, reference_source=two.reference_source)

    def _day_range(self, found: DateMention, end: int) -> DateMention:
        """'Nov. 3-5', 'October 17 to 19, 2021': the second day alone."""
        if found.granularity != "day" or found.type != "date" or "/" in found.timex or not found.text[-1:].isalnum():
            return found
        match = RE_DAY_ONLY.match(self._text, found.end, end)
        if not match or not re.search(r"[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?$", found.text):
            return found
        year = match["y"] or found.timex[:4]
        first, last = f"{year}-{found.timex[5:10]}", f"{year}-{found.timex[5:7]}-{int(match['d']):02}"
        known = "X" in year or make_date(int(year), int(last[5:7]), int(last[8:]))
        if not known or last <= first or (" and " in match.group() and not match["y"]):
            return found
        resolution = "explicit" if match["y"] else found.resolution
        merged = self._mention(found.start, match.end(), Value(f"{first}/{last}", "day", "date", resolution))
        return replace(merged, reference_date=found.reference_date, reference_source=found.reference_source)


def _next_word(text: str, position: int, end: int) -> int:
    """Where the next word after the one at ``position`` may begin."""
    position += 1
    while position < end and text[position].isalnum():
        position += 1
    return position
