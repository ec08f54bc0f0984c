"""What a number claims: what it counts, on which days, in connection with which names.

Claims of different documents about the same thing are compared (`pipeline.corpus.comparisons`). Nothing is merged or
judged here: a claim is a number with the context that its sentence states.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.stages.claims.measures import measure_of
from pipeline.stages.claims.windows import Window, window_of

MAX_NAMES = 12  # of a sentence; lists of names connect everything with everything

Row = Mapping[str, Any]


class Claim(NamedTuple):
    """``names``: name_ids in order, distinct."""

    number: Row
    measure: str
    names: tuple[str, ...]
    window: Window


def find_claims(
    text: str, sentence: Row, numbers: Sequence[Row], entities: Sequence[Row], dates: Sequence[Row],
    published: str | None,
) -> list[Claim]:  # fmt: skip
    """The claims of one sentence, from the rows that stand in it; offsets are into the article's ``text``."""
    names = tuple(dict.fromkeys(row["name_id"] for row in entities))
    if not names or len(names) > MAX_NAMES:
        return []
    found = []
    for number in numbers:
        measure = measure_of(text, sentence, number, numbers)
        window = window_of(text, sentence, number, dates, published) if measure else None
        if measure and window:
            found.append(Claim(number, measure, names, window))
    return found
