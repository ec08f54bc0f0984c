"""Patterns made from lists of words, for stages whose open lists are data."""

import re
from collections.abc import Iterable


def alternation(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; ``ValueError`` for none, which would match all."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    if not ordered:
        raise ValueError("an empty list of words would match everything")
    return "|".join(map(re.escape, ordered))
