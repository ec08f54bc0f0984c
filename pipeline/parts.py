"""Which documents make up which part: a function of the documents' ids alone.

Parts are the leaves of a binary tree over ids: a range with more documents than the part size is halved. So the plan
does not depend on the order of arrival, a new document changes at most the range that it falls into, and parts in the
order of their names hold rows in the order of their keys.
"""

from typing import NamedTuple

import numpy as np

ID_BITS = 64
NAME_BITS = 20
PART_SIZE = 2000  # documents; some 10 MB of text, so that a worker holds a part in a few hundred MB


class Part(NamedTuple):
    """The ids from ``low`` up to and without ``high``, as numbers; ``name`` is the first 20 bits of ``low`` in hex."""

    name: str
    low: int
    high: int

    def __contains__(self, identifier: object) -> bool:
        return self.low <= number(str(identifier)) < self.high


def number(identifier: str) -> int:
    """An id as a number: its last 16 hex digits."""
    return int(identifier[-16:], 16)


def plan(ids: np.ndarray, size: int = PART_SIZE) -> list[Part]:
    """The parts of documents with these ids (uint64, any order), in order; at least one, even of no documents."""
    leaves = _leaves(np.sort(ids), 0, 1 << ID_BITS, max(size, 1))
    return [Part(f"{low >> (ID_BITS - NAME_BITS):05x}", low, high) for low, high in leaves]


def _leaves(ids: np.ndarray, low: int, high: int, size: int) -> list[tuple[int, int]]:
    if len(ids) <= size or high - low <= 1 << (ID_BITS - NAME_BITS):
        return [(low, high)]
    middle = (low + high) // 2
    split = int(np.searchsorted(ids, np.uint64(middle)))
    return _leaves(ids[:split], low, middle, size) + _leaves(ids[split:], middle, high, size)


def assign(ids: np.ndarray, parts: list[Part]) -> np.ndarray:
    """Index of each id's part."""
    lows = np.array([part.low for part in parts], dtype=np.uint64)
    return np.searchsorted(lows, ids, side="right") - 1
