"""The rows of the number stage: what one number says.

Here are the public record and the working copy that the grammar fills in. Keep out: any rule.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pipeline.stages.edits import Span
from pipeline.stages.numbers.units import Unit


@dataclass(frozen=True, slots=True)
class NumberMention:
    """One number of a text, with the columns of the table `numbers`; offsets are code points of the text.

    Bounds and values are in ``unit`` (or in the currency's unit named there); ``value_si`` is the value in
    ``unit_si``, for money in the main unit of the currency. ``subset_of`` is the span of the parent mention.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    text: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    low_inclusive: bool | None
    high_inclusive: bool | None
    modifier: str
    modifier_text: str | None
    additive: bool
    change: str | None
    unit: str | None
    per_unit: str | None
    dimension: str | None
    value_si: float | None
    unit_si: str | None
    currency: str | None
    currency_assumed: bool | None
    noun: str | None
    noun_head: str | None
    noun_start: int | None
    noun_end: int | None
    noun_elided: bool
    subset_of: Span | None
    rule: str


class Skipped(NamedTuple):
    """A span with digits or number words that is no number of its own, and why not (`schemas.mentions.numerals`)."""

    start: int
    end: int
    reason: str


class Reading(NamedTuple):
    """What reading a text gave: its numbers, and what looks like a number and is none; both in order."""

    numbers: list[NumberMention]
    skipped: list[Skipped]


@dataclass(slots=True)
class Draft:
    """A number while the grammar works on it; positions are token indices, [first, last) is the core."""

    first: int
    last: int
    value: Decimal | None
    rule: str
    kind: str = "cardinal"
    low: Decimal | None = None
    high: Decimal | None = None
    low_inclusive: bool | None = None
    high_inclusive: bool | None = None
    scale: Decimal = Decimal(1)
    scale_word: bool = False
    hyphenated: bool = False
    unit: Unit | None = None
    per_unit: str | None = None
    currency: str | None = None
    currency_assumed: bool | None = None
    symbol: bool = False
    begin: int = 0
    stop: int = 0
    modifier: str = "none"
    modifier_span: Span | None = None
    additive: bool = False
    change: str | None = None
    noun: tuple[int, int] | None = None
    head: str | None = None
    noun_text: Span | None = None
    elided: bool = False
    subset_of: "Draft | None" = None
    struck: bool = False
    start: int = 0
    end: int = 0
    core_start: int = 0
    core_end: int = 0

    def size(self) -> Decimal | None:
        """Value, or the best bound known: what two numbers are compared by."""
        return self.value if self.value is not None else self.high if self.high is not None else self.low
