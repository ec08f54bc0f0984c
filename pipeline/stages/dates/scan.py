"""The scan: where a date can begin, what stands there, and the dates that later ones count from."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.stages.dates import joins
from pipeline.stages.dates.context import Context, Value
from pipeline.stages.dates.mention import DateMention
from pipeline.stages.dates.patterns import RE_PATTERNS
from pipeline.stages.dates.resolve import resolve
from pipeline.stages.dates.timex import days_of
from pipeline.stages.dates.triggers import RE_START, RE_TRIGGER
from pipeline.stages.edits import Span

BEFORE, AFTER = 160, 120  # characters in which tense and prepositions are looked for
HEAD = 6  # sentences in which a text states its own date
ALL = ("day", "week", "month", "quarter", "year")
FINER = {"day": ALL, "part_of_day": ALL, "minute": ALL,
         "week": ALL[1:], "weekend": ALL[1:], "month": ("month", "quarter", "year"), "season": ("year",),
         "quarter": ("quarter", "year"), "half_year": ("year",), "year": ("year",)}  # fmt: skip
COUNTED = ("from_reference", "from_anchor", "year_inferred")
RE_LINE = re.compile(r"[^\n]+")


def lines(text: str) -> list[Span]:
    """The lines of a text, where no sentences are given."""
    return [Span(*match.span()) for match in RE_LINE.finditer(text)]


def stated_date(text: str, spans: Sequence[Span], year: int | None) -> date | None:
    """The one full date that the first sentences state."""
    finder = Finder(text, None, None, year)
    days = {
        mention.timex for span in spans[:HEAD] for mention in finder.scan(*span)
        if (mention.type, mention.granularity) == ("date", "day") and "/" not in mention.timex
        and mention.resolution in ("explicit", "year_inferred")
    }  # fmt: skip
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


class Finder:
    """Scans sentences in order and carries the last dates as anchors."""

    def __init__(self, text: str, reference: date | None, source: str | None, year: int | None) -> None:
        self._text, self._reference, self._source, self._year = text, reference, source, year
        self._anchors: dict[str, date] = {}

    def scan(self, start: int, end: int) -> Iterator[DateMention]:
        """The mentions in a span."""
        if not RE_TRIGGER.search(self._text, start, end):
            return
        pending: DateMention | None = None
        position = start
        while (match := RE_START.search(self._text, position, end)) is not None:
            found = self._at(match.start(), start, end)
            if found is None:
                position = _next_word(self._text, match.start(), end)
                continue
            found = joins.with_part(self._text, found, pending.end if pending else start)
            joined = joins.join(self._text, pending, found, start) if pending else None
            if pending and not joined:
                yield joins.share_year(self._text, pending, found)
            pending = joined or joins.day_range(self._text, found, start, end)
            *listed, pending = joins.day_list(self._text, pending, end)
            yield from listed
            self._remember(pending)
            position = pending.end
        if pending:
            yield pending

    def _at(self, position: int, start: int, end: int) -> DateMention | None:
        for name, pattern in RE_PATTERNS.items():
            match = pattern.match(self._text, position, end)
            if not match:
                continue
            before = self._text[max(start, position - BEFORE) : position]
            after = self._text[match.end() : min(end, match.end() + AFTER)]
            context = Context(self._reference, self._anchors, self._year, before, after)
            value = resolve(name, match.groupdict(), context)
            if value:
                return self._mention(position, match.end(), value)
        return None

    def _mention(self, start: int, end: int, value: Value) -> DateMention:
        days = days_of(value.timex) if value.type in ("date", "time") else None
        first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
        reference, source = (value.base, "anchor") if value.base else (self._reference, self._source)
        if value.resolution not in COUNTED or not reference:
            reference, source = None, None
        return DateMention(
            start, end, self._text[start:end], value.type, value.timex, first, last, value.granularity,
            value.modifier, value.resolution, reference.isoformat() if reference else None, source,
        )  # fmt: skip

    def _remember(self, mention: DateMention) -> None:
        if mention.end_date and mention.start_date and mention.type in ("date", "time"):
            for granularity in FINER.get(mention.granularity, ()):
                day = mention.end_date if granularity == "day" else mention.start_date
                self._anchors[granularity] = date.fromisoformat(day)


def _next_word(text: str, position: int, end: int) -> int:
    """Where the next word after the one at ``position`` may begin."""
    position += 1
    while position < end and text[position].isalnum():
        position += 1
    return position
