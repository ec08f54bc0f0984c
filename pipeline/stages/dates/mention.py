"""What the date grammar finds: a mention with its TIMEX3 value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DateMention:
    """A date expression; the fields are the columns of `schemas.Dates`."""

    start: int
    end: int
    text: str
    type: str
    timex: str
    start_date: str | None
    end_date: str | None
    granularity: str
    modifier: str | None
    resolution: str
    reference_date: str | None
    reference_source: str | None
