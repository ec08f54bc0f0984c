"""Paths of tags through sentences, in a linear-chain CRF: the best one (Viterbi), and sums over all of them.

Sentences stand side by side, padded: scores are (sentences, words, tags), and a mask says where words are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
IMPOSSIBLE = -1e4


class Moves(NamedTuple):
    """Scores of a tag at the beginning, (tags,), and of one tag after another, (tags, tags)."""

    begin: Array
    follow: Array


class Sums(NamedTuple):
    """Forward and backward sums, each scaled to one at each word, and what they are made of."""

    local: Array
    move: Array
    forward: Array
    backward: Array

    @property
    def marginals(self) -> Array:
        """The probability of each tag at each word."""
        both = self.forward * self.backward
        marginals: Array = both / both.sum(axis=2, keepdims=True)
        return marginals


def moves(tags: Sequence[str], follow: NDArray[np.floating]) -> Moves:
    """The moves of BIO tags: I-X comes after B-X or I-X only."""
    allowed = np.array([[not b.startswith("I-") or a[1:] == b[1:] for b in tags] for a in tags])
    begin = np.where([tag.startswith("I-") for tag in tags], IMPOSSIBLE, 0.0)
    return Moves(begin, np.where(allowed, follow.astype(np.float64), IMPOSSIBLE))


def padded(parts: Sequence[Array]) -> tuple[Array, Mask]:
    """The sentences' scores in one array, and where in it are words."""
    lengths = np.array([len(part) for part in parts])
    scores = np.zeros((len(parts), lengths.max(), parts[0].shape[1]))
    for row, part in zip(scores, parts, strict=True):
        row[: len(part)] = part
    return scores, np.arange(scores.shape[1]) < lengths[:, None]


def best_paths(scores: Array, mask: Mask, moves: Moves) -> NDArray[np.int64]:
    """The best tag of each word, as part of the best path."""
    n, length, n_tags = scores.shape
    score = scores[:, 0] + moves.begin
    back = np.empty((length, n, n_tags), np.int64)
    same = np.arange(n_tags)
    for t in range(1, length):
        paths = score[:, :, None] + moves.follow
        back[t] = np.where(mask[:, t, None], paths.argmax(axis=1), same)
        score = np.where(mask[:, t, None], paths.max(axis=1) + scores[:, t], score)
    best = np.empty((n, length), np.int64)
    tag = score.argmax(axis=1)
    for t in range(length - 1, -1, -1):
        best[:, t] = tag
        tag = back[t][np.arange(n), tag] if t else tag
    return best


def sums(scores: Array, mask: Mask, moves: Moves) -> Sums:
    """Forward and backward over all paths."""
    n, length, n_tags = scores.shape
    local = np.exp(scores - scores.max(axis=2, keepdims=True))
    move = np.exp(moves.follow - moves.follow.max())
    forward, backward = np.empty_like(local), np.empty_like(local)
    state = local[:, 0] * np.exp(moves.begin)
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
    return Sums(local, move, forward, backward)


def expected_moves(found: Sums, mask: Mask) -> Array:
    """How often one tag comes after another, (tags, tags), summed over all words."""
    expected = np.zeros_like(found.move)
    for t in range(1, mask.shape[1]):
        here = mask[:, t]
        before, after = found.forward[here, t - 1], found.local[here, t] * found.backward[here, t]
        total = ((before @ found.move) * after).sum(axis=1, keepdims=True)
        expected += ((before / total).T @ after) * found.move
    return expected
