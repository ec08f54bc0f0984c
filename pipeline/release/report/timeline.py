"""Counts by month as a series without gaps, in units that fit a chart."""

from collections.abc import Mapping
from typing import NamedTuple

OUTER = 0.01  # share of the dates on either side that may be left out: one "1066" must not squeeze all the others
MOST_MONTHS, MOST_YEARS = 60, 160
STEPS = {"month": 1, "year": 12, "decade": 120}


class Timeline(NamedTuple):
    """``periods`` in order, also those of no dates; ``earlier`` and ``later``: dates left out on either side."""

    unit: str
    periods: list[tuple[str, int]]
    earlier: int
    later: int


def timeline(by_month: Mapping[str, int]) -> Timeline:
    """A timeline of counts by month, 'YYYY-MM', by month, year or decade, whichever fits."""
    counts = sorted((int(month[:4]) * 12 + int(month[5:]) - 1, n) for month, n in by_month.items())
    if not counts:
        return Timeline("month", [], 0, 0)
    allowed = int(OUTER * sum(n for _, n in counts))
    first, earlier = _trim(counts, allowed)
    last, later = _trim(counts[::-1], allowed)
    unit = _unit(last - first)
    step = STEPS[unit]
    periods = dict.fromkeys(range(first // step, last // step + 1), 0)
    for month, n in counts:
        if first <= month <= last:
            periods[month // step] += n
    return Timeline(unit, [(_label(period, unit), n) for period, n in periods.items()], earlier, later)


def _trim(counts: list[tuple[int, int]], allowed: int) -> tuple[int, int]:
    """The first month to keep, and how many dates stand before it."""
    before = 0
    for month, n in counts:
        if before + n > allowed:
            return month, before
        before += n
    return counts[-1][0], before  # unreachable while `allowed` is less than all


def _unit(months: int) -> str:
    if months < MOST_MONTHS:
        return "month"
    return "year" if months < MOST_YEARS * 12 else "decade"


def _label(period: int, unit: str) -> str:
    if unit == "month":
        return f"{period // 12:04d}-{period % 12 + 1:02d}"
    return f"{period:04d}" if unit == "year" else f"{period}0s"
