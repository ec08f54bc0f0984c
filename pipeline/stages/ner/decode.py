"""From scores of single words to the best tags of sentences and their probabilities.

The best path and the probabilities are exact, over the sentences of all documents given side by side. What a word is
elsewhere in its document weighs in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from pipeline.stages.ner.chain import Array, Mask, Moves, best_paths, moves, padded, sums
from pipeline.stages.ner.network import Network

Value = TypeVar("Value")
Values = TypeVar("Values", bound=NDArray[Any])
MAX_BATCH_WORDS = 4096
SHARE = 0.7  # weight of what a word is elsewhere in its document: measured on the development sets
UNSURE = 0.02
SURE = 0.49  # less than a half, by more than rounding


class Decoded(NamedTuple):
    """The best tags of a sentence, as places in ``Decoder.tags``, and the probability of each tag at each word."""

    tags: list[int]
    marginals: Array


class Decoder:
    """Tags documents, given as lists of sentences, by the scores of a network."""

    def __init__(self, network: Network, share: float = SHARE) -> None:
        self._network, self._share = network, share
        self.tags = network.tags
        self._moves = moves(network.tags, network.follow)
        names = sorted({tag[2:] for tag in self.tags})
        self._labels = np.array([[float(tag[2:] == name) for name in names] for tag in self.tags])
        self._nothing: Array = np.zeros((0, len(self.tags)))

    def decode(self, documents: Sequence[Sequence[Sequence[str]]]) -> list[list[Decoded]]:
        """For each sentence of each document the best tags and the probability of each tag at each word."""
        sentences = [sentence for document in documents for sentence in document]
        bounds = list(pairwise(accumulate(map(len, documents), initial=0)))
        parts = _split(self._network.scores(sentences), sentences)
        marginals = self._in_batches(_marginals, parts)
        if self._share:
            changed = []
            for document, (start, end) in zip(documents, bounds, strict=True):
                shared = self._shared(document, np.concatenate([self._nothing, *marginals[start:end]]))
                for i, part in enumerate(_split(shared, document), start):
                    if part.any():
                        changed.append(i)
                        parts[i] = parts[i] + part
            again = self._in_batches(_marginals, [parts[i] for i in changed])
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
        found = self._in_batches(best_paths, [parts[i] for i in unsure])
        return _replaced(best, unsure, [path.tolist() for path in found])

    def _in_batches(self, function: Callable[[Array, Mask, Moves], Values], parts: Sequence[Array]) -> list[Values]:
        """What a function gives for each sentence."""
        results: list[Any] = [part[:0] for part in parts]
        for batch in _batches([len(part) for part in parts]):
            for i, row in zip(batch, function(*padded([parts[i] for i in batch]), self._moves), strict=True):
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


def _marginals(scores: Array, mask: Mask, moves: Moves) -> Array:
    return sums(scores, mask, moves).marginals


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
