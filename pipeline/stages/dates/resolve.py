"""From matched words to TIMEX3 values, given a reference date. Never guessed: what is unknown stays X."""

import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.stages.dates import clock, days, lengths, periods, relative
from pipeline.stages.dates.context import Context, Groups, Value, word
from pipeline.stages.dates.lexicon import EDGES, VAGUE
from pipeline.stages.dates.timex import is_timex

RE_EDGE = re.compile(rf"\b(?:{'|'.join(EDGES)})\b")

RESOLVERS: dict[str, Callable[[Groups, Context], Value | None]] = {
    "iso": days.iso,
    "slash": days.slash,
    "clock": clock.clock,
    "dmy": days.month_day,
    "mdy": days.month_day,
    "in_month": days.in_month,
    "of_month": days.of_month,
    "holiday": days.holiday,
    "my": periods.month_year,
    "near_month": periods.bare_month,
    "month": periods.bare_month,
    "quarter": periods.quarter,
    "fiscal": periods.fiscal,
    "season": periods.season,
    "decade": periods.decade,
    "century": periods.century,
    "before_christ": periods.before_christ,
    "years": periods.years,
    "year": periods.year,
    "short_year": periods.short_year,
    "weekday": relative.weekday,
    "near_weekday": relative.weekday,
    "day_of_reference": relative.reference_day,
    "overnight": relative.overnight,
    "anchored_day": relative.anchored_day,
    "ago": relative.ago,
    "anchored": relative.anchored,
    "edge_unit": relative.near_unit,
    "near_unit": relative.near_unit,
    "year_back": relative.year_back,
    "weekend": relative.near_unit,
    "span": lengths.span,
    "duration": lengths.duration,
    "duration_range": lengths.duration_range,
    "bare_units": lengths.bare_units,
    "rate": lengths.rate,
    "every": lengths.every,
    "weekdays": lengths.weekdays,
    "set": lengths.recurring,
    "vague": lambda groups, _: Value(VAGUE[word(groups, "v")], "vague", "date", "vague"),
}


def resolve(name: str, groups: Groups, context: Context) -> Value | None:
    """The value of a match of the pattern ``name``, or None if it is no date after all."""
    try:
        value = RESOLVERS[name](groups, context)
    except (ValueError, OverflowError):  # the calendar ends at the years 1 and 9999
        return None
    if not value or not is_timex(value.timex):
        return None
    edge = RE_EDGE.search(word(groups, "edge", "edge2", "edge3"))
    if edge and value.modifier is None:
        return replace(value, modifier=EDGES[edge.group()])
    return value
