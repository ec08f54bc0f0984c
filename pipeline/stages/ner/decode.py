"""A linear-chain CRF at work: weights of features, the best tags of sentences and their probabilities.

Weights come from CRFsuite. Its own tagger reads every feature of every token as a string; here the features of a word
type become one array of scores per place in the window, kept while the word is in use, so that a token costs an
addition. The sentences of all documents given are decoded side by side.
"""

import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.ner.features import EDGE, PAIR_FEATURES, WINDOW, Features

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Value = TypeVar("Value")
MAX_CACHED_WORDS = 50_000  # then the cache is dropped: real vocabularies never end
MAX_BATCH_WORDS = 4096
IMPOSSIBLE = -1e4
SHARE = 0.7  # weight of what a word is elsewhere in its document: measured on the development sets
UNSURE = 0.02
SURE = 0.49  # less than a half, by more than rounding
HALF = len(WINDOW) // 2


class Weights(NamedTuple):
    """Scores of (feature, tag) and (tag, tag)."""

    tags: tuple[str, ...]
    rows: dict[str, int]  # feature -> its row in `state`
    state: NDArray[np.float32]
    transitions: NDArray[np.float32]

    def to_bytes(self) -> bytes:
        """The same weights give the same bytes."""
        names = sorted(self.rows, key=self.rows.__getitem__)
        head = json.dumps({"tags": self.tags, "features": names}, ensure_ascii=False).encode()
        buffer = io.BytesIO()
        buffer.write(len(head).to_bytes(8, "little") + head)
        buffer.write(self.state.astype("<f4").tobytes() + self.transitions.astype("<f4").tobytes())
        return gzip.compress(buffer.getvalue(), mtime=0)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Weights":
        """Reads what ``to_bytes`` wrote."""
        raw = gzip.decompress(data)
        size = int.from_bytes(raw[:8], "little")
        head = json.loads(raw[8 : 8 + size])
        n_tags, n_rows = len(head["tags"]), len(head["features"])
        numbers = np.frombuffer(raw, "<f4", offset=8 + size).astype(np.float32)
        state = numbers[: n_rows * n_tags].reshape(n_rows, n_tags)
        rows = {name: i for i, name in enumerate(head["features"])}
        return cls(tuple(head["tags"]), rows, state, numbers[n_rows * n_tags :].reshape(n_tags, n_tags))


class Decoded(NamedTuple):
    """The best tags of a sentence, as places in ``Decoder.tags``, and the probability of each tag at each word."""

    tags: list[int]
    marginals: Array


class Decoder:
    """Tags documents, given as lists of sentences, with the weights."""

    def __init__(self, weights: Weights, features: Features, share: float = SHARE) -> None:
        self._weights, self._features, self._share = weights, features, share
        self.tags = weights.tags
        self._transitions = np.where(_allowed(self.tags), weights.transitions.astype(np.float64), IMPOSSIBLE)
        self._begin = np.where([tag.startswith("I-") for tag in self.tags], IMPOSSIBLE, 0.0)
        names = sorted({tag[2:] for tag in self.tags})
        self._labels = np.array([[float(tag[2:] == name) for name in names] for tag in self.tags])
        self._pairs = _pair_rows(weights.rows)
        self._nothing: Array = np.zeros((0, len(self.tags)))
        self._forget()

    def decode(self, documents: Sequence[Sequence[Sequence[str]]]) -> list[list[Decoded]]:
        """For each sentence of each document the best tags and the probability of each tag at each word."""
        parts: list[Array] = []
        bounds = list(pairwise(accumulate(map(len, documents), initial=0)))
        for document in documents:
            parts += _split(self._scores(document), document)
        marginals = self._in_batches(self._marginals, parts)
        if self._share:
            changed = []
            for document, (start, end) in zip(documents, bounds, strict=True):
                shared = self._shared(document, np.concatenate([self._nothing, *marginals[start:end]]))
                for i, part in enumerate(_split(shared, document), start):
                    if part.any():
                        changed.append(i)
                        parts[i] = parts[i] + part
            again = self._in_batches(self._marginals, [parts[i] for i in changed])
            marginals = _replaced(marginals, changed, again)
        decoded = list(map(Decoded, self._best(parts, marginals), marginals))
        return [decoded[start:end] for start, end in bounds]

    def _best(self, parts: Sequence[Array], marginals: Sequence[Array]) -> list[list[int]]:
        """The best tags of each sentence: those likeliest at each word, where no other path can be as likely.

        A path misses a word's likeliest tag with what is left of its probability; if that sums to less than a half, the
        path of all of them has more than a half.
        """
        every = np.concatenate([self._nothing, *marginals])
        ends = np.cumsum([0, *map(len, marginals)])
        left = np.concatenate([[0.0], np.cumsum(1 - every.max(axis=1))])[ends]
        likeliest = every.argmax(axis=1).tolist()
        best = [likeliest[start:end] for start, end in pairwise(ends.tolist())]
        unsure = np.flatnonzero(np.diff(left) > SURE).tolist()
        found = self._in_batches(self._viterbi, [parts[i] for i in unsure])
        return _replaced(best, unsure, [path.tolist() for path in found])

    def _in_batches(self, method: Callable[[Array, Mask], NDArray[Any]], parts: Sequence[Array]) -> list[NDArray[Any]]:
        """What a method gives for each sentence."""
        results: list[NDArray[Any]] = [part[:0] for part in parts]
        for batch in _batches([len(part) for part in parts]):
            padded, mask = _padded([parts[i] for i in batch])
            for i, row in zip(batch, method(padded, mask), strict=True):
                results[i] = row[: len(parts[i])]
        return results

    def _shared(self, document: Sequence[Sequence[str]], marginals: Array) -> Array:
        """What a word with a capital is elsewhere in the document: the mean of its labels' probabilities, as scores.

        'Montalvo' where nothing tells whether it is a town, beside 'Daniel Montalvo said' elsewhere.
        """
        places: dict[str, list[int]] = {}
        for i, word in enumerate(word for sentence in document for word in sentence):
            if len(word) > 1 and word[0].isupper():
                places.setdefault(word, []).append(i)
        by_label = marginals @ self._labels
        shared = np.zeros_like(marginals)
        for found in places.values():
            if len(found) > 1:
                mean = by_label[found].mean(axis=0)
                shared[found] = self._labels @ (self._share * np.log(mean + UNSURE))
        return shared

    def _scores(self, document: Sequence[Sequence[str]]) -> Array:
        """Score of each tag at each word, sentences one after the other."""
        words: list[str] = []
        keep: list[int] = []
        for sentence in document:
            words += (EDGE[0],) * HALF
            keep += range(len(words), len(words) + len(sentence))
            words += sentence
            words += (EDGE[1],) * HALF
        table = self._table_of(words)
        at = np.array(keep, dtype=np.int64)
        scores: Array = np.zeros((len(keep), len(self.tags)))
        for place, offset in enumerate(WINDOW):
            scores += table[at + offset, place]
        self._add_sparse(document, scores)
        return scores

    def _table_of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """For each word its scores at each place of the window."""
        if len(self._ids) > MAX_CACHED_WORDS:
            self._forget()
        ids, known = [], self._ids
        for word in words:
            i = known.get(word)
            if i is None:
                i = known[word] = len(known)
                self._learn(i, word)
            ids.append(i)
        found: NDArray[np.float32] = self._table[np.array(ids, dtype=np.int64)]
        return found

    def _forget(self) -> None:
        self._ids: dict[str, int] = {}
        self._table = np.zeros((1024, len(WINDOW), len(self.tags)), np.float32)

    def _learn(self, i: int, word: str) -> None:
        if i >= len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        rows = self._weights.rows
        for place, names in enumerate(self._features.of_word(word)):
            found = [rows[name] for name in names if name in rows]
            self._table[i, place] = self._weights.state[found].sum(axis=0)

    def _add_sparse(self, document: Sequence[Sequence[str]], scores: Array) -> None:
        """Features of pairs of words and of the sentence and document around a word."""
        places: list[int] = []
        found: list[int] = []
        start, rows, pairs = 0, self._weights.rows, self._pairs
        around = self._features.around(document)
        for sentence, names in zip(document, around, strict=True):
            for i, known in enumerate(map(pairs.get, self._features.pairs(sentence))):
                for shift, row in known or ():
                    if 0 <= i + shift < len(sentence):
                        places.append(start + i + shift)
                        found.append(row)
            for i, name in names:
                if name in rows:
                    places.append(start + i)
                    found.append(rows[name])
            start += len(sentence)
        np.add.at(scores, np.array(places, dtype=np.int64), self._weights.state[np.array(found, dtype=np.int64)])

    def _viterbi(self, scores: Array, mask: Mask) -> NDArray[np.int64]:
        n, length, n_tags = scores.shape
        score = scores[:, 0] + self._begin
        back = np.empty((length, n, n_tags), np.int64)
        same = np.arange(n_tags)
        for t in range(1, length):
            paths = score[:, :, None] + self._transitions
            back[t] = np.where(mask[:, t, None], paths.argmax(axis=1), same)
            score = np.where(mask[:, t, None], paths.max(axis=1) + scores[:, t], score)
        best = np.empty((n, length), np.int64)
        tag = score.argmax(axis=1)
        for t in range(length - 1, -1, -1):
            best[:, t] = tag
            tag = back[t][np.arange(n), tag] if t else tag
        return best

    def _marginals(self, scores: Array, mask: Mask) -> Array:
        """Forward and backward, each step scaled to a sum of one."""
        n, length, n_tags = scores.shape
        local = np.exp(scores - scores.max(axis=2, keepdims=True))
        move = np.exp(self._transitions - self._transitions.max())
        forward, backward = np.empty_like(local), np.empty_like(local)
        state = local[:, 0] * np.exp(self._begin)
        for t in range(length):
            if t:
                state = np.where(mask[:, t, None], (state @ move) * local[:, t], state)
            state = state / state.sum(axis=1, keepdims=True)
            forward[:, t] = state
        state = np.ones((n, n_tags))
        for t in range(length - 1, -1, -1):
            backward[:, t] = state
            state = np.where(mask[:, t, None], (local[:, t] * state) @ move.T, state)
            state = state / state.sum(axis=1, keepdims=True)
        both = forward * backward
        marginals: Array = both / both.sum(axis=2, keepdims=True)
        return marginals


def _split(rows: Array, document: Sequence[Sequence[str]]) -> list[Array]:
    """The rows of each sentence."""
    return np.split(rows, np.cumsum([len(sentence) for sentence in document])[:-1]) if document else []


def _replaced(values: Sequence[Value], places: Iterable[int], others: Iterable[Value]) -> list[Value]:
    """The values, with others at some places."""
    there = dict(zip(places, others, strict=True))
    return [there.get(i, value) for i, value in enumerate(values)]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sentences of like length together, so that little is padded."""
    batch: list[int] = []
    for i in sorted((i for i, n in enumerate(lengths) if n), key=lambda i: lengths[i]):
        if batch and (len(batch) + 1) * lengths[i] > MAX_BATCH_WORDS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _padded(parts: Sequence[Array]) -> tuple[Array, Mask]:
    """The sentences' scores in one array, and where in it are words."""
    lengths = np.array([len(part) for part in parts])
    padded = np.zeros((len(parts), lengths.max(), parts[0].shape[1]))
    for row, part in zip(padded, parts, strict=True):
        row[: len(part)] = part
    return padded, np.arange(padded.shape[1]) < lengths[:, None]


def _allowed(tags: Sequence[str]) -> NDArray[np.bool_]:
    """I-X only after B-X or I-X."""
    return np.array([[not b.startswith("I-") or a[1:] == b[1:] for b in tags] for a in tags])


def _pair_rows(rows: Mapping[str, int]) -> dict[str, list[tuple[int, int]]]:
    """Pair of words -> (place of the word scored: before or after the edge between them, row)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for shift, prefix in PAIR_FEATURES:
        for name, row in rows.items():
            if name.startswith(prefix):
                found.setdefault(name.removeprefix(prefix), []).append((shift, row))
    return found
