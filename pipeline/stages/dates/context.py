"""What is known where an expression stands, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.stages.dates.tense import tense

Groups = dict[str, str | None]


@dataclass(frozen=True)
class Value:
    """The meaning of an expression; ``base`` is the anchor that it was counted from."""

    timex: str
    granularity: str
    type: str = "date"
    resolution: str = "explicit"
    modifier: str | None = None
    base: date | None = None


@dataclass(frozen=True)
class Context:
    """What is known where an expression stands.

    ``anchors`` holds, for each granularity from day to year, the last date before it that is at least so fine;
    ``before`` and ``after`` are the words around it in its sentence.
    """

    reference: date | None
    anchors: Mapping[str, date]
    year: int | None
    before: str
    after: str

    def base(self, granularity: str) -> tuple[date | None, str, date | None]:
        """The date that 'a day later' or 'the same year' counts from, the resolution, and the anchor if it is one."""
        anchor = self.anchors.get(granularity)
        return (anchor, "from_anchor", anchor) if anchor else (self.reference, "from_reference", None)

    @cached_property
    def tense(self) -> str | None:
        """'future', 'past' or None, as the verbs around it say."""
        return tense(self.before, self.after)


def word(groups: Groups, *names: str) -> str:
    """The first of these groups that matched, in lower case; else nothing."""
    return next((text.lower() for name in names if (text := groups.get(name))), "")
