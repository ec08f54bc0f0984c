"""Gradient boosted trees for a yes-or-no question, in numpy: small, weighted, the same data giving the same trees.

Leaf-wise growth on binned features with second-order gains (Friedman 2001; LightGBM's way of growing). The trees come
out as plain lists, for `pipeline.stages.residue.model` to walk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, Any]
MAX_BINS = 64


@dataclass(frozen=True)
class Settings:
    """How the trees are grown."""

    n_trees: int = 250
    n_leaves: int = 15
    learning_rate: float = 0.05
    min_rows: int = 100
    ridge: float = 5.0
    row_share: float = 0.8
    feature_share: float = 0.4
    seed: int = 0


class Split(NamedTuple):
    """The best cut of a leaf."""

    gain: float
    feature: int
    bin: int


@dataclass
class Leaf:
    """Rows in a leaf with their sums of gradients, hessians and counts by feature and bin."""

    node: int
    rows: Array
    sums: Array
    split: Split


def train(x: Array, y: Array, weights: Array, settings: Settings) -> dict[str, Any]:
    """Trees with their bias: ``{"bias": float, "trees": [[[feature, threshold, left, right, value], ...], ...]}``.

    A row goes left where its value is at most the threshold; leaves have feature -1.
    """
    edges = [_edges(column) for column in x.T]
    binned = np.stack([np.searchsorted(e, column) for e, column in zip(edges, x.T, strict=True)], axis=1)
    weights = weights / weights.mean()
    share = float((weights * y).sum() / weights.sum())
    bias = float(np.log(share / (1 - share)))
    margin = np.full(len(y), bias)
    rng = np.random.default_rng(settings.seed)
    trees = []
    for _ in range(settings.n_trees):
        probability = 1 / (1 + np.exp(-margin))
        gradients = weights * (probability - y)
        hessians = weights * probability * (1 - probability)
        tree = _Tree(binned, gradients, hessians, rng, settings)
        margin += tree.values(binned)
        trees.append([[*node[:1], _threshold(edges, node), *node[2:]] for node in tree.nodes])
    return {"bias": round(bias, 6), "trees": trees}


def _edges(column: Array) -> Array:
    """Upper edges of the bins: half-way between neighbouring values, by quantiles where there are many."""
    values: Array = np.unique(column)
    if len(values) > MAX_BINS:
        values = np.unique(np.quantile(column, np.linspace(0, 1, MAX_BINS)))
    edges: Array = (values[1:] + values[:-1]) / 2
    return edges


def _threshold(edges: list[Array], node: list[Any]) -> float:
    return round(float(edges[node[0]][node[1]]), 6) if node[0] >= 0 else 0.0


class _Tree:
    """A tree; nodes are [feature, bin, left, right, value]."""

    def __init__(self, binned: Array, gradients: Array, hessians: Array, rng: Any, settings: Settings) -> None:
        self._binned, self._gradients, self._hessians, self._settings = binned, gradients, hessians, settings
        n, width = binned.shape
        rows = np.sort(rng.choice(n, int(settings.row_share * n), replace=False))
        self._features = np.sort(rng.choice(width, int(settings.feature_share * width), replace=False))
        self.nodes: list[list[Any]] = []
        leaves = [self._leaf(rows, self._sums(rows))]
        while len(leaves) < settings.n_leaves:
            best = max(leaves, key=lambda leaf: (leaf.split.gain, -leaf.node))
            if best.split.gain <= 0:
                break
            leaves.remove(best)
            leaves += self._divide(best)

    def values(self, binned: Array) -> Array:
        """The tree's values for rows."""
        at = np.zeros(len(binned), dtype=np.int64)
        nodes = np.array([node[:4] for node in self.nodes], dtype=np.int64)
        for _ in range(len(self.nodes)):
            inner = nodes[at, 0] >= 0
            if not inner.any():
                break
            left = binned[np.arange(len(at)), nodes[at, 0]] <= nodes[at, 1]
            at = np.where(inner, np.where(left, nodes[at, 2], nodes[at, 3]), at)
        found: Array = np.array([node[4] for node in self.nodes])[at]
        return found

    def _sums(self, rows: Array) -> Array:
        """(3, features, bins) sums of gradients, hessians and rows."""
        values = (self._gradients[rows], self._hessians[rows], None)
        part = self._binned[rows]
        return np.array([
            [np.bincount(part[:, k], weights=v, minlength=MAX_BINS) for k in self._features] for v in values
        ])  # fmt: skip

    def _leaf(self, rows: Array, sums: Array) -> Leaf:
        settings = self._settings
        gradient, hessian = (float(sums[i, 0].sum()) for i in range(2))
        value = -settings.learning_rate * gradient / (hessian + settings.ridge)
        self.nodes.append([-1, 0, 0, 0, round(value, 6)])
        return Leaf(len(self.nodes) - 1, rows, sums, self._best(sums))

    def _best(self, sums: Array) -> Split:
        settings = self._settings
        left = sums.cumsum(axis=2)
        total = left[:, :, -1:]
        right = total - left

        def score(part: Array) -> Array:
            result: Array = part[0] ** 2 / (part[1] + settings.ridge)
            return result

        gains = score(left) + score(right) - score(total)
        gains[(left[2] < settings.min_rows) | (right[2] < settings.min_rows)] = 0
        at = int(np.argmax(gains.round(9)))
        feature, cut = divmod(at, gains.shape[1])
        return Split(float(gains[feature, cut]), int(self._features[feature]), cut)

    def _divide(self, leaf: Leaf) -> Iterator[Leaf]:
        _, feature, cut = leaf.split
        goes_left = self._binned[leaf.rows, feature] <= cut
        left, right = leaf.rows[goes_left], leaf.rows[~goes_left]
        small = self._sums(left if len(left) <= len(right) else right)
        large = leaf.sums - small
        first, second = (small, large) if len(left) <= len(right) else (large, small)
        one, two = self._leaf(left, first), self._leaf(right, second)
        self.nodes[leaf.node] = [feature, cut, one.node, two.node, 0.0]
        yield one
        yield two
