"""The guarded model: boosted trees over the features of a line, for what no rule types in head and tail.

Never asked about a solid paragraph of more than fifteen words, about lines between solid paragraphs, or about the
bullets that sum an article up. The lines of a list stand or fall together. How the trees are made stands in
`pipeline.training.residue`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import groupby
from typing import Any

import numpy as np

from pipeline.stages.residue.features import BULLETS, LISTED, NAMES, Document, line_kind
from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.types import Label

WEIGHTS = "residue_lines/trees.json"
SHORT_WORDS = 15
SUMMARY_WORDS = 5  # bullets of so many words above the text sum it up, fewer capitals are the place of a dateline
THRESHOLD = 0.9  # where cross-validated body loss begins to grow; see the card
# Lists of so many lines go as a whole from this mean on, which gives .05 of lift for .01 of loss; see the card.
MIN_LIST, LIST_THRESHOLD = 3, 0.8
BATCH = 1024

Array = np.ndarray[Any, Any]


class Trees:
    """Boosted trees, walked all at once."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        nodes = [node for tree in weights["trees"] for node in tree]
        sizes = [len(tree) for tree in weights["trees"]]
        offsets = np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
        self._bias = float(weights["bias"])
        self._roots = np.cumsum([0, *sizes[:-1]])
        self._feature = np.array([max(node[0], 0) for node in nodes])
        self._threshold = np.array([node[1] for node in nodes])
        inner = np.array([node[0] >= 0 for node in nodes])
        own = np.arange(len(nodes))  # a leaf leads to itself
        self._left = np.where(inner, offsets + [node[2] for node in nodes], own)
        self._right = np.where(inner, offsets + [node[3] for node in nodes], own)
        self._value = np.array([node[4] for node in nodes])
        self._depth = max(_depth(tree) for tree in weights["trees"])

    def probabilities(self, rows: Array) -> Array:
        """The probability that each row of features is residue."""
        at = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        index = np.arange(len(rows))[:, None]
        for _ in range(self._depth):
            left = rows[index, self._feature[at]] <= self._threshold[at]
            at = np.where(left, self._left[at], self._right[at])
        found: Array = 1 / (1 + np.exp(-self._bias - self._value[at].sum(axis=1)))
        return found


def _depth(tree: Sequence[Sequence[Any]], at: int = 0) -> int:
    feature, _, left, right, _ = tree[at]
    return 0 if feature < 0 else 1 + max(_depth(tree, left), _depth(tree, right))


@lru_cache(maxsize=1)
def shipped() -> Trees:
    """The trees in `pipeline/models`; ``ValueError`` if they were made for other features."""
    text = resources.files("pipeline.models").joinpath(WEIGHTS).read_text(encoding="utf-8")
    weights = json.loads(text)
    if tuple(weights["features"]) != NAMES:
        raise ValueError("the residue model was trained on other features: run python -m pipeline.training.residue")
    return Trees(weights)


def candidates(lines: Sequence[Line], labels: Mapping[int, Label]) -> list[int]:
    """The lines that the model may judge."""
    solid = [i for i, line in enumerate(lines) if line.solid and i not in labels]
    if not solid:
        return []
    zones = (*range(solid[0] + 1), *range(max(solid[-1], solid[0] + 1), len(lines)))
    return [i for i in zones if i not in labels and _allowed(lines[i], head=i <= solid[0])]


def _allowed(line: Line, *, head: bool) -> bool:
    if line.solid and line.n_words > SHORT_WORDS:
        return False
    bullet = line.text[0] in BULLETS and line.n_words >= SUMMARY_WORDS
    place = line.text.isupper() and line.n_words < SUMMARY_WORDS
    return not (head and (bullet or place))


def label_by_model(
    lines: Sequence[Line], labels: Mapping[int, Label], trees: Trees | None = None, threshold: float = THRESHOLD
) -> dict[int, Label]:
    """Labels for lines that the model, by default the shipped one, is sure of; `likeness` types them."""
    chosen = candidates(lines, labels)
    if not chosen:
        return {}
    scores = dict(_scores(Document(lines, labels), chosen, trees or shipped()))
    for listed in _lists(lines, chosen):
        mean = round(sum(scores[i] for i in listed) / len(listed), 3)
        if mean >= LIST_THRESHOLD:
            scores |= {i: max(scores[i], threshold, mean) for i in listed}
    return {i: Label("other", None, "model", score) for i, score in scores.items() if score >= threshold}


def _lists(lines: Sequence[Line], chosen: Sequence[int]) -> Iterator[list[int]]:
    """Candidates that follow each other and look alike, all bullets or all open: they stand or fall together."""
    for (kind, _), found in groupby(enumerate(chosen), key=lambda each: (line_kind(lines[each[1]]), each[1] - each[0])):
        listed = [i for _, i in found]
        if kind in LISTED and len(listed) >= MIN_LIST:
            yield listed


def _scores(document: Document, chosen: Sequence[int], trees: Trees) -> Iterator[tuple[int, float]]:
    for start in range(0, len(chosen), BATCH):
        part = chosen[start : start + BATCH]
        rows = np.array([document.features(i) for i in part], dtype=np.float64)
        yield from zip(part, trees.probabilities(rows).round(3).tolist(), strict=True)
