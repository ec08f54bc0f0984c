"""Dates: an own grammar with TIMEX3 values (ISO-TimeML), resolved against a reference date and never guessed.

One scan finds where a date can begin (`scan`); there the patterns are tried in order (`patterns`), what matched is
given its value (`resolve`, and the modules that it names), and neighbours that say one time together are joined
(`joins`). Ages and other numbers with units are the business of `numbers`.
"""

from collections.abc import Sequence
from datetime import date

from pipeline.stages.dates.mention import DateMention
from pipeline.stages.dates.scan import Finder, lines, stated_date
from pipeline.stages.dates.timex import is_timex
from pipeline.stages.edits import Span

__all__ = ["DateMention", "find_dates", "is_timex"]


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
    spans = sentences if sentences is not None else lines(text)
    if reference is None:
        reference = stated_date(text, spans, year)
        source = "text" if reference else None
    finder = Finder(text, reference, source, year)
    return [mention for span in spans for mention in finder.scan(*span)]
