"""Word vectors in four bits a number: what company a word keeps, known for words that no training text has."""

import gzip
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.nlp import VECTORS

CODES, SCALE, WORDS = "codes.npy", "scale.npy", "words.txt.gz"
FOLDER = Path(str(resources.files("pipeline.models") / VECTORS))
LENGTH = 3.0  # of a vector: its numbers are then of the size of those that the network learns
LEVELS = 16
STEP = 0.335  # of a standard deviation: loses least of what is normally distributed (1.2 % of the variance)

Floats = NDArray[np.float32]


class Vectors:
    """Vectors of lower-cased words, each of the same length before it was put in four bits."""

    def __init__(self, words: Sequence[str], codes: NDArray[np.uint8], scale: Floats) -> None:
        self._rows = {word: i for i, word in enumerate(words)}
        self._codes, self._scale = codes, scale  # two numbers a byte; mean and step of each number

    @property
    def width(self) -> int:
        """Numbers a vector."""
        return int(self._scale.shape[1])

    @classmethod
    def pack(cls, words: Sequence[str], vectors: Floats) -> "Vectors":
        """Vectors as they come, in four bits a number; their width is even."""
        even = vectors * (LENGTH / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
        scale = np.stack([even.mean(axis=0), np.maximum(even.std(axis=0) * STEP, 1e-9)]).astype(np.float32)
        levels = np.clip(np.floor((even - scale[0]) / scale[1] + LEVELS / 2), 0, LEVELS - 1).astype(np.uint8)
        return cls(words, levels[:, ::2] << 4 | levels[:, 1::2], scale)

    def of(self, words: Iterable[str]) -> Floats:
        """(words, width); zeros for a word that is not known."""
        rows = np.array([self._rows.get(word.lower(), -1) for word in words], dtype=np.int64)
        codes = self._codes[rows]
        levels = np.stack([codes >> 4, codes & LEVELS - 1], axis=2).reshape(len(rows), self.width)
        found = (levels.astype(np.float32) - (LEVELS - 1) / 2) * self._scale[1] + self._scale[0]
        return np.where(rows[:, None] < 0, np.float32(0), found)

    def to_disk(self, folder: Path) -> None:
        """Write them into a folder, the same bytes for the same vectors."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / CODES, self._codes)
        np.save(folder / SCALE, self._scale)
        (folder / WORDS).write_bytes(gzip.compress("\n".join(self._rows).encode(), mtime=0))

    @classmethod
    def from_disk(cls, folder: Path) -> "Vectors":
        """Read what ``to_disk`` wrote; the codes stay on disk, so that all processes share them."""
        words = gzip.decompress((folder / WORDS).read_bytes()).decode().split("\n")
        return cls(words, np.load(folder / CODES, mmap_mode="r"), np.load(folder / SCALE))


@cache
def shipped() -> Vectors:
    """Those that come with Winnow."""
    return Vectors.from_disk(FOLDER)
