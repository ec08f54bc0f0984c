"""The network that scores tags: word vectors and learned vectors of features, then convolutions over neighbours.

    word vector ─┐
    features ────┴─► Relu ─► 3 × ( the word and its neighbours ─► Relu ─► LayerNorm ) added ─► scores of tags (`chain`)

Trained with thinc (`pipeline.training.network`), run here with numpy. What a word type brings to the first layer is
computed once and kept while the word is in use. Both sides of every matrix product are whole numbers, so small that
single precision holds all sums exactly: twice as fast as double precision, and what is scored beside changes nothing.
"""

import gzip
import io
import json
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.stages.ner.chain import Array
from pipeline.stages.ner.features import KINDS, Features
from pipeline.stages.ner.vectors import Floats, Vectors

MAX_CACHED_WORDS = 50_000  # then the cache is dropped: real vocabularies never end
BATCH_ROWS = 1024  # words that are scored together: what stays in the processor's cache
EPSILON = np.float32(1e-8)  # as thinc has it
EXACT = 2**24  # whole numbers up to this are exact in single precision
TINY = np.float32(1e-30)


class Whole:
    """A matrix as whole numbers, with the step of each of its columns."""

    def __init__(self, matrix: Floats) -> None:
        self._levels = math.isqrt(EXACT // len(matrix))  # so many products of the largest sum up to less than EXACT
        self._step = _steps(matrix, 0, self._levels)
        self._whole = np.rint(matrix / self._step)

    def after(self, rows: Floats) -> Floats:
        """``rows @ matrix``, the rows made whole numbers too."""
        step = _steps(rows, 1, self._levels)
        found: Floats = np.rint(rows / step) @ self._whole
        found *= step
        found *= self._step
        return found


def _steps(matrix: Floats, axis: int, levels: int) -> Floats:
    found: Floats = np.maximum(np.abs(matrix).max(axis=axis, keepdims=True), TINY) / np.float32(levels)
    return found


class Layer(NamedTuple):
    """A layer over a word and its neighbours, the weights of the three side by side; gain and shift as in LayerNorm."""

    weights: Whole
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, weights: Floats, bias: Floats, gain: Floats, shift: Floats) -> "Layer":
        """The weights of the word before, the word and the word after stand below each other."""
        return cls(Whole(np.hstack(np.split(weights, 3))), bias, gain, shift)


class Weights(NamedTuple):
    """What training makes. Row 0 of ``embedded`` stands for every feature that training did not see often enough."""

    tags: tuple[str, ...]
    rows: dict[str, int]  # feature -> its row in `embedded`
    arrays: tuple[Floats, ...]  # embedded, first weights and bias, four for each layer, last two, moves

    def to_bytes(self) -> bytes:
        """The same weights give the same bytes."""
        names = sorted(self.rows, key=self.rows.__getitem__)
        shapes = [array.shape for array in self.arrays]
        head = json.dumps({"tags": self.tags, "features": names, "shapes": shapes}, ensure_ascii=False).encode()
        buffer = io.BytesIO()
        buffer.write(len(head).to_bytes(8, "little") + head)
        for array in self.arrays:
            buffer.write(array.astype("<f4").tobytes())
        return gzip.compress(buffer.getvalue(), mtime=0)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Weights":
        """Reads what ``to_bytes`` wrote."""
        raw = gzip.decompress(data)
        start = 8 + int.from_bytes(raw[:8], "little")
        head = json.loads(raw[8:start])
        arrays = []
        for shape in head["shapes"]:
            size = int(np.prod(shape))
            arrays.append(np.frombuffer(raw, "<f4", size, start).reshape(shape).astype(np.float32))
            start += 4 * size
        return cls(tuple(head["tags"]), {name: i for i, name in enumerate(head["features"], 1)}, tuple(arrays))


class Network:
    """Scores the tags of words."""

    def __init__(self, weights: Weights, features: Features, vectors: Vectors) -> None:
        self.tags = weights.tags
        self._features, self._vectors, self._rows = features, vectors, weights.rows
        self._embedded, first, self._bias, *hidden, last, self._last_bias, self.follow = weights.arrays
        self._layers = [Layer.of(*hidden[i : i + 4]) for i in range(0, len(hidden), 4)]
        self._last = Whole(last)
        width = self._embedded.shape[1]
        of_word, of_around = np.split(first, [len(first) - width])
        self._of_word = Whole(of_word)
        self._table: Floats
        around = {name[2:]: row for name, row in weights.rows.items() if name.startswith("a=")}
        self._around = {name: i for i, name in enumerate(around, 1)}
        self._of_around = Whole(of_around).after(self._embedded[[0, *around.values()]])
        assert len(of_word) == vectors.width + (KINDS - 1) * width
        self._forget()

    def scores(self, sentences: Sequence[Sequence[str]]) -> Array:
        """(words of all sentences, tags)."""
        parts: list[Array] = [np.zeros((0, len(self._last_bias)))]
        batch: list[Sequence[str]] = []
        size = 0
        for sentence in sentences:
            batch.append(sentence)
            size += len(sentence) + 1
            if size >= BATCH_ROWS:
                parts.append(self._scored(batch))
                batch, size = [], 0
        return np.concatenate([*parts, self._scored(batch)] if batch else parts)

    def _scored(self, sentences: Sequence[Sequence[str]]) -> Array:
        """The scores of some sentences, which stand in one array with a row of zeros around each."""
        lengths = np.array([len(sentence) for sentence in sentences])
        gaps = np.concatenate([[0], np.cumsum(lengths + 1)])
        keep = np.ones(gaps[-1] + 1, bool)
        keep[gaps] = False
        state = np.zeros((len(keep), len(self._bias)), np.float32)
        state[keep] = np.maximum(self._entered(sentences), 0)
        for layer in self._layers:
            state[1:-1] += _layer(state, layer)
            state[gaps] = 0
        return (self._last.after(state[keep]) + self._last_bias).astype(np.float64)

    def _entered(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """What goes into the first layer's Relu."""
        words = [word for sentence in sentences for word in sentence]
        around = [self._around.get(a, 0) for sentence in sentences for a in self._features.around(sentence)]
        entered: Floats = self._table_of(words) + self._of_around[np.array(around, dtype=np.int64)]
        return entered + self._bias

    def _table_of(self, words: Sequence[str]) -> Floats:
        """What each word brings to the first layer."""
        if len(self._ids) > MAX_CACHED_WORDS:
            self._forget()
        known = self._ids
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            start = len(known)
            known.update((word, i) for i, word in enumerate(new, start))
            while len(self._table) < len(known):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[start : len(known)] = self._of_word.after(self._inputs(new))
        found: Floats = self._table[np.array([known[word] for word in words], dtype=np.int64)]
        return found

    def _inputs(self, words: Sequence[str]) -> Floats:
        ids = np.array([[self._rows.get(name, 0) for name in self._features.of_word(word)] for word in words])
        return np.hstack([self._vectors.of(words), self._embedded[ids].reshape(len(words), -1)])

    def _forget(self) -> None:
        self._ids: dict[str, int] = {}
        self._table = np.zeros((1024, len(self._bias)), np.float32)


def _layer(state: Floats, layer: Layer) -> Floats:
    """The layer over each row between the first and the last, with the rows before and after it."""
    before, here, after = np.split(layer.weights.after(state), 3, axis=1)
    found = here[1:-1] + before[:-2]
    found += after[2:]
    found += layer.bias
    np.maximum(found, 0, out=found)
    found -= found.mean(axis=1, keepdims=True)
    found *= 1 / np.sqrt((found * found).mean(axis=1, keepdims=True) + EPSILON)
    found *= layer.gain
    found += layer.shift
    return found
