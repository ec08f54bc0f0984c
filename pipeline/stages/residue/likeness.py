"""The category of a line that is cut without a rule: by its words, the typed lines beside it, or where it stands.

Only the type of a cut is decided here, never whether there is one.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from pipeline.stages.residue.blocks import NO_NAMES, RE_AUTHOR
from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.rules import MAX_CHARS, candidates
from pipeline.stages.residue.types import Label

MIN_SHARE = 0.1  # of a line's words that speak for a category
NEAR = 3  # lines to a typed one whose category is taken
NAME_CHARS = 60
ITEM_WORDS = 4  # an open line of so many words below the text is the headline of another
# What stands among the lines of these is most likely of them.
BLOCKS = frozenset(("related", "navigation", "share", "newsletter", "comment", "advert", "paywall", "cookie"))
MARKS = "©"
UNTYPED = ("recurrence", "model")

WORDS: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("likeness.toml").read_text(encoding="utf-8")
)["words"]
CATEGORIES: dict[str, str] = {word: category for category, words in WORDS.items() for word in words}
ORDER = list(WORDS)


def type_by_likeness(lines: Sequence[Line], labels: Mapping[int, Label]) -> dict[int, Label]:
    """The labels of recurrence and of the model, which are of no category, with the likeliest one."""
    untyped = [i for i, label in labels.items() if label.category == "other" and label.evidence in UNTYPED]
    if not untyped:
        return {}
    first = next((i for i, line in enumerate(lines) if line.solid and i not in labels), 0)
    return {i: labels[i]._replace(category=category_of(lines, labels, i, head=i < first)) for i in untyped}


def category_of(lines: Sequence[Line], labels: Mapping[int, Label], i: int, *, head: bool) -> str:
    """What line i most likely is, "other" where nothing says; ``head`` if it stands above the text."""
    line = lines[i]
    if found := _by_itself(line.text):
        return found
    if head and _name(line):
        return "byline"
    near = [labels[j].category for d in range(1, NEAR + 1) for j in (i - d, i + d) if j in labels]
    if beside := next((category for category in near if category in BLOCKS), None):
        return beside
    if head or line.closed:
        return "other"
    # Below the text open lines are headlines of others or, among cut lines, the labels of a menu.
    listed = i - 1 in labels or i + 1 in labels
    return "related" if line.n_words >= ITEM_WORDS else "navigation" if listed else "other"


@lru_cache(maxsize=1 << 12)  # what recurs comes again
def _by_itself(text: str) -> str | None:
    line = Line(0, text)
    return _by_rule(line) or _by_words(line)


def _by_rule(line: Line) -> str | None:
    """The category of a rule that would type the line if it stood elsewhere, or were shorter."""
    if len(line.text) > MAX_CHARS:
        return None
    return next((rule.category for rule in candidates(line) if rule.find(line.text)), None)


def _by_words(line: Line) -> str | None:
    said = [*line.words, *(mark for mark in MARKS if mark in line.text)]
    counts = Counter(CATEGORIES[word] for word in said if word in CATEGORIES)
    best = max(counts, key=lambda category: (counts[category], -ORDER.index(category)), default=None)
    return best if best and counts[best] >= MIN_SHARE * len(said) else None


def _name(line: Line) -> bool:
    return RE_AUTHOR.fullmatch(line.text[: NAME_CHARS + 1]) is not None and NO_NAMES.isdisjoint(line.words)
