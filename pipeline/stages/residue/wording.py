"""What the words of a line say: a linear model of words and pairs of words, learned from lines written for it.

Rules know the wordings that someone has met. This knows the manner of speaking: an outlet that talks to its readers
about itself, its pages and its forms. It never judges the first paragraph, or one that opens with a quotation mark.
How the weights are made stands in `pipeline.training.wording`.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.rules import MAX_CHARS
from pipeline.stages.residue.titles import DASHES
from pipeline.stages.residue.types import Label

WEIGHTS = "residue_wording/weights.json"
# Log-odds to be cut: of short lines above and below the text; of lines within it, and of paragraphs.
OUTER, INNER = 2.0, 6.0
SHORT_WORDS = 15
MIN_TELLING = 2  # of a paragraph's words that speak for residue: most have none, and need not be read
BIAS = ""  # among the words of a category
OPENING_QUOTES = "\"“‘'"

RE_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")


def features(text: str) -> list[str]:
    """The distinct words and pairs of words of a line, numbers as 0, those at its edges also marked with ^ and $."""
    words = _words(text)
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    return sorted({*_marked(words), *_marked(pairs)})


def words_of(text: str) -> list[str]:
    """Its features that are words."""
    return sorted({*_marked(_words(text))})


def _words(text: str) -> list[str]:
    found = RE_WORD.findall(text[:MAX_CHARS].lower().replace("’", "'"))
    return ["0" if word[0].isdigit() else word for word in found]


def _marked(found: list[str]) -> list[str]:
    return [*found, f"^{found[0]}", f"{found[-1]}$"] if found else []


class Wording:
    """Weights as `pipeline.training.wording` writes them.

    ``weights`` and ``bias`` are for residue against article, ``types``, a category and its weights by word, for the
    category of residue, ``telling`` the words that make a paragraph worth reading.
    """

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._bias, self._weights, self._types = float(weights["bias"]), weights["weights"], weights["types"]
        self.telling = frozenset(word.encode() for word in weights["telling"])

    def log_odds(self, text: str) -> float:
        """Of the line being residue."""
        found = features(text)
        return self._bias + math.fsum(self._weights.get(each, 0.0) for each in found) / math.sqrt(len(found) or 1)

    def category(self, text: str) -> tuple[str, float]:
        """What the line would be if it is residue, with its probability."""
        found = words_of(text)
        scale = math.sqrt(len(found) or 1)
        scores = {
            category: weights[BIAS] + math.fsum(weights.get(word, 0.0) for word in found) / scale
            for category, weights in self._types.items()
        }
        best = max(sorted(scores), key=scores.__getitem__)
        return best, 1 / math.fsum(math.exp(score - scores[best]) for score in scores.values())


@lru_cache(maxsize=1)
def shipped() -> Wording:
    """The weights in `pipeline/models`."""
    return Wording(json.loads(resources.files("pipeline.models").joinpath(WEIGHTS).read_text(encoding="utf-8")))


def label_by_wording(
    lines: Sequence[Line], labels: Mapping[int, Label], wording: Wording | None = None
) -> dict[int, Label]:
    """Labels for untyped lines whose words leave no doubt; none in a text without a paragraph."""
    solid = [i for i, line in enumerate(lines) if line.solid and i not in labels]
    if not solid:
        return {}
    known = wording or shipped()
    found = {}
    for i, line in enumerate(lines):
        if i in labels or len(line.text) > MAX_CHARS or line.text.endswith(DASHES):  # a dateline ends in one
            continue
        if line.solid and not _may_be(line, known, first=i <= solid[0]):
            continue
        outer = (i < solid[0] or i > solid[-1]) and not line.solid and line.n_words <= SHORT_WORDS
        odds = known.log_odds(line.text)
        if odds >= (OUTER if outer else INNER):
            found[i] = Label("other", None, "model", round(1 / (1 + math.exp(-odds)), 3))
    return found


def _may_be(line: Line, wording: Wording, *, first: bool) -> bool:
    """Whether a paragraph is worth reading."""
    if first or line.text[0] in OPENING_QUOTES:
        return False
    return len(wording.telling.intersection(line.tokens)) >= MIN_TELLING
