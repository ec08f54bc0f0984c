"""Accounts for every numeral of a text: in which row it stands, or why in none."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pipeline.stages.edits import Span
from pipeline.stages.numbers.mention import Reading
from schemas.mentions.numerals import RE_NUMERAL


class Numeral(NamedTuple):
    """A run of digits or a number word; ``row_start`` is where its number or date starts."""

    start: int
    end: int
    role: str
    row_start: int | None


def numerals(text: str, dates: Sequence[Span], reading: Reading) -> list[Numeral]:
    """All numerals of the text, in order, with their roles (`schemas.mentions.numerals.ROLES`).

    ``dates`` and ``reading`` are in order, as `dates.find_dates` and `numbers.read` give them.
    """
    numbers, dated = _Index(reading.numbers), _Index(dates)
    passed = _Index(reading.skipped)
    found = []
    for match in RE_NUMERAL.finditer(text):
        start, end = match.span()
        for role, index in (("number", numbers), ("date", dated)):
            at = index.over(start, end)
            if at is not None:
                found.append(Numeral(start, end, role, index.starts[at]))
                break
        else:
            at = passed.over(start, end)
            found.append(Numeral(start, end, "other" if at is None else reading.skipped[at].reason, None))
    return found


class Place(Protocol):
    """Anything that stands in the text."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


class _Index:
    """Finds the span that a numeral stands in; of spans that overlap, the last to start."""

    def __init__(self, spans: "Sequence[Place]") -> None:
        self.starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def over(self, start: int, end: int) -> int | None:
        at = bisect_right(self.starts, start) - 1
        return at if at >= 0 and self._ends[at] >= end else None
