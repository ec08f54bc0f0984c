"""The record of a mention."""

from typing import NamedTuple


class Mention(NamedTuple):
    """A name in a text, with the model's probability if it gives one."""

    start: int
    end: int
    label: str
    score: float | None
