"""The category of a line that is cut without a rule.

By the rule that would type it elsewhere, by its words, or by the typed lines beside it; a name above the text is a
byline.

Only the type of a cut is decided here, never whether there is one.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.stages.residue.blocks import NO_NAMES, RE_AUTHOR
from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.rules import MAX_CHARS, candidates
from pipeline.stages.residue.types import Label
from pipeline.stages.residue.wording import shipped

SURE = 0.3  # probability of a category from which on words alone decide
NEAR = 3  # lines to a typed one whose category is taken
NAME_CHARS = 60
# What stands among the lines of these is most likely of them.
BLOCKS = frozenset(("related", "navigation", "share", "newsletter", "comment", "advert", "paywall", "cookie"))
UNTYPED = ("recurrence", "model")


def type_by_likeness(lines: Sequence[Line], labels: Mapping[int, Label]) -> dict[int, Label]:
    """The labels of recurrence and of the model, which are of no category, with the likeliest one."""
    untyped = [i for i, label in labels.items() if label.category == "other" and label.evidence in UNTYPED]
    if not untyped:
        return {}
    first = next((i for i, line in enumerate(lines) if line.solid and i not in labels), 0)
    return {i: labels[i]._replace(category=category_of(lines, labels, i, head=i < first)) for i in untyped}


def category_of(lines: Sequence[Line], labels: Mapping[int, Label], i: int, *, head: bool) -> str:
    """What line i most likely is, ``head`` if it stands above the text."""
    line = lines[i]
    if head and _name(line):
        return "byline"
    category, sure = _by_itself(line.text)
    if sure:
        return category
    near = [labels[j].category for d in range(1, NEAR + 1) for j in (i - d, i + d) if j in labels]
    return next((beside for beside in near if beside in BLOCKS), category)


@lru_cache(maxsize=1 << 12)  # what recurs comes again
def _by_itself(text: str) -> tuple[str, bool]:
    """The category of a rule that would type the line if it stood elsewhere, or were shorter; else by its words.

    With it whether that is sure: of a paragraph that reads like an article the words tell nothing.
    """
    line, wording = Line(0, text), shipped()
    if len(text) <= MAX_CHARS:
        found = next((rule.category for rule in candidates(line) if rule.find(text)), None)
        if found:
            return found, True
    if line.solid and wording.log_odds(text) < 0:
        return "other", False
    category, probability = wording.category(text)
    return category, probability >= SURE and category != "other"


def _name(line: Line) -> bool:
    return RE_AUTHOR.fullmatch(line.text[: NAME_CHARS + 1]) is not None and NO_NAMES.isdisjoint(line.words)
