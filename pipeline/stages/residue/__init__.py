"""Residue: lines and stubs of a clean text that are not article, each cut typed, with its evidence.

Labels come first, by typed rules, by recurrence, by neighbours and by two models; cutting is left to the caller. A
solid paragraph falls only to a typed rule, to recurrence, with a comment thread or to its wording. What stays article:
datelines, standfirsts, summary bullets, correction notes, subheads, quoted posts.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.stages.residue.blocks import label_neighbours
from pipeline.stages.residue.likeness import type_by_likeness
from pipeline.stages.residue.lines import Line, lines_of, normalise_line
from pipeline.stages.residue.metadata import Metadata, read_metadata
from pipeline.stages.residue.model import label_by_model
from pipeline.stages.residue.recurrence import line_keys, recurring, recurring_lines
from pipeline.stages.residue.rules import LONGEST, MAX_CHARS, Rule, candidates, zones_mask
from pipeline.stages.residue.stubs import may_hold, pieces
from pipeline.stages.residue.titles import label_titles
from pipeline.stages.residue.types import Label
from pipeline.stages.residue.wording import OPENING_QUOTES, label_by_wording

__all__ = ["Cut", "Metadata", "find_spans", "label_lines", "line_keys",
    "normalise_line", "read_metadata", "recurring", "recurring_lines"]  # fmt: skip

TAIL_LINES = 10  # rules of the tail also look at the last lines of a text without solid paragraphs above them
RE_SPEECH = re.compile(  # a quotation and who said it: the words are theirs
    r"[\"“'‘][^\"“”]+?[,.?!][\"”'’] (?:[a-z]|(?:[A-Z][\w.-]*+ ){1,4}(?:says|said|told|asked|added|wrote)\b)"
)
PICTURES = ("caption", "credit")
SCORES = {"rule": 0.99, "recurrence": 0.97, "neighbour": 0.9}


class Cut(NamedTuple):
    """A span of the clean text that is not article."""

    start: int
    end: int
    position: str
    category: str
    rule: str | None
    evidence: str
    score: float


def find_spans(
    text: str, *, recurring: Collection[str] = (), title: str | None = None, model: bool = True
) -> list[Cut]:
    """The cuts of a clean text, in order, none empty, none overlapping.

    ``recurring`` holds normalised lines (`normalise_line`) that recur in the publisher's documents, ``title``
    the headline if it is known; without ``model`` (of wordings, and of lines) only rules, recurrence and neighbours
    speak. A line is cut with its line break, and the article never ends in one.
    """
    lines = lines_of(text)
    labels = label_lines(lines, recurring, title)
    if model:
        labels |= label_by_wording(lines, labels)
        labels |= label_by_model(lines, labels)
    labels |= type_by_likeness(lines, labels)
    kept = [i for i in range(len(lines)) if i not in labels]
    cuts = [_line_cut(text, lines, labels, kept, i) for i in sorted(labels)]
    for i in kept:
        first, last = i == kept[0], i == kept[-1]
        if first or last or may_hold(lines[i].text):
            cuts += _inner_cuts(lines[i], first=first, last=last)
    return sorted(cuts)


def _inner_cuts(line: Line, *, first: bool, last: bool) -> Iterator[Cut]:
    """Cuts inside a line that stays."""
    position = "head" if first else "tail" if last else "body"
    for piece in pieces(line, first=first, last=last):
        where = "tail" if piece.name == "closing_agency" else position
        start, end = line.start + piece.start, line.start + piece.end
        yield Cut(start, end, where, piece.category, piece.name, "rule", SCORES["rule"])


def label_lines(
    lines: list[Line],
    recurring: Collection[str],
    title: str | None,
    *,
    without: Collection[str] = (),
    blocks: bool = True,
) -> dict[int, Label]:
    """Line -> label, by rules, recurrence, titles and blocks.

    Training leaves out rules (``without``, their names) and the blocks that hold whole paragraphs.
    """
    zones = _Zones.of(lines)
    labels = {}
    for i, line in enumerate(lines):
        rule = _typed(line, i, zones, without)
        if rule:
            labels[i] = Label(rule.category, rule.name, "rule", SCORES["rule"])
        elif recurring and normalise_line(line.text) in recurring:
            labels[i] = Label("other", None, "recurrence", SCORES["recurrence"])
    labels |= label_titles(lines, labels, title)
    return label_neighbours(lines, labels, zones.first_solid, blocks=blocks)


@dataclass(frozen=True)
class _Zones:
    """Where head and tail are: around the solid paragraphs."""

    first_solid: int
    last_solid: int
    late: int  # rules of the tail hold from here on too
    prose: bool  # whether there is a solid paragraph at all

    @classmethod
    def of(cls, lines: list[Line]) -> "_Zones":
        solid = [i for i, line in enumerate(lines) if line.solid]
        last = len(lines) - 1
        first_solid, last_solid = (solid[0], solid[-1]) if solid else (last, 0)
        return cls(first_solid, last_solid, max(last - TAIL_LINES, last // 2) + 1, bool(solid))

    def at(self, i: int) -> int:
        """The rules whose zones line i stands in, as bits."""
        first, last = self.first_solid, self.last_solid
        below = i > first or not self.prose
        return zones_mask(i <= first, i < last, first < i < last, below, below and i >= min(last, self.late))


def _typed(line: Line, i: int, zones: _Zones, without: Collection[str]) -> Rule | None:
    if len(line.text) > MAX_CHARS or line.n_words > LONGEST:
        return None
    spoken = line.text[0] in OPENING_QUOTES and RE_SPEECH.match(line.text) is not None
    for rule in candidates(line, zones.at(i)):
        allowed = rule.name not in without and (not spoken or rule.category in PICTURES)
        if allowed and rule.matches(line.text, line.n_words):
            return rule
    return None


def _line_cut(text: str, lines: list[Line], labels: dict[int, Label], kept: list[int], i: int) -> Cut:
    """The cut of line i with the line break after it or, behind the last line kept, the one before it."""
    if not kept:
        start = 0 if i == 0 else lines[i].start
        end = lines[i + 1].start if i + 1 < len(lines) else len(text)
    elif i < kept[-1]:
        start, end = lines[i].start, lines[i + 1].start
    else:
        start, end = lines[i - 1].end, lines[i].end
    position = "head" if not kept or i < kept[0] else "tail" if i > kept[-1] else "body"
    label = labels[i]
    return Cut(start, end, position, label.category, label.rule, label.evidence, label.score)
