"""What a label is; shared by the modules that give them."""

from typing import NamedTuple

NEIGHBOUR_SCORE = 0.9


class Label(NamedTuple):
    """What a line is, and why."""

    category: str
    rule: str | None
    evidence: str
    score: float
