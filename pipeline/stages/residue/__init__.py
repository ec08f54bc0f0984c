"""Residue: lines and stubs of a clean text that are not article, each cut typed, with its evidence.

Labels come first, by typed rules, by recurrence and by neighbours; cutting is left to the caller. A solid paragraph
falls only to a typed rule or to recurrence. What stays article: datelines, standfirsts, summary bullets, correction
notes, subheads, quoted posts.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.stages.residue.blocks import Label, label_neighbours, label_titles
from pipeline.stages.residue.lines import Line, lines_of, normalise_line
from pipeline.stages.residue.metadata import Metadata, read_metadata
from pipeline.stages.residue.recurrence import recurring_lines
from pipeline.stages.residue.rules import MAX_CHARS, RULES, Rule

__all__ = ["Cut", "Metadata", "find_spans", "normalise_line", "read_metadata", "recurring_lines"]

TAIL_LINES = 10  # rules of the tail also look at the last lines of a text without solid paragraphs above them
SCORES = {"rule": 0.99, "recurrence": 0.97, "neighbour": 0.9}

# What is left of "(Site) - " or "CITY (Agency) - " when link or place were lost.
RE_STUB = re.compile(r"^(?:\(\s*\)?\s*[–—-]+\s*|[–—]\s+|\(\s*\)\s*)(?=[\"'“‘A-Z])")


class Cut(NamedTuple):
    """A span of the clean text that is not article."""

    start: int
    end: int
    position: str
    category: str
    rule: str | None
    evidence: str
    score: float


def find_spans(text: str, *, recurring: Collection[str] = (), title: str | None = None) -> list[Cut]:
    """The cuts of a clean text, in order, none empty, none overlapping.

    ``recurring`` holds normalised lines (`normalise_line`) that recur in the publisher's documents, ``title`` the
    headline if it is known. A line is cut with its line break, and the article never ends in one.
    """
    lines = lines_of(text)
    labels = _labels(lines, recurring, title)
    kept = [i for i in range(len(lines)) if i not in labels]
    cuts = [_line_cut(text, lines, labels, kept, i) for i in sorted(labels)]
    if kept and (stub := RE_STUB.match(lines[kept[0]].text)):
        line = lines[kept[0]]
        cut = Cut(line.start, line.start + stub.end(), "head", "dateline_residue", "broken_dateline", "rule", 0.99)
        cuts.append(cut)
    return sorted(cuts)


def _labels(lines: list[Line], recurring: Collection[str], title: str | None) -> dict[int, Label]:
    solid = [i for i, line in enumerate(lines) if line.solid]
    labels = {}
    for i, line in enumerate(lines):
        rule = _typed(line, _Place.of(i, len(lines), solid))
        if rule:
            labels[i] = Label(rule.category, rule.name, "rule", SCORES["rule"])
        elif recurring and normalise_line(line.text) in recurring:
            labels[i] = Label("other", None, "recurrence", SCORES["recurrence"])
    labels |= label_titles(lines, labels, title)
    return label_neighbours(lines, labels)


@dataclass(frozen=True)
class _Place:
    head: bool
    tail: bool

    @classmethod
    def of(cls, i: int, n_lines: int, solid: list[int]) -> "_Place":
        last = n_lines - 1
        first_solid, last_solid = (solid[0], solid[-1]) if solid else (last, 0)
        return cls(i <= first_solid, i >= last_solid or i > max(last - TAIL_LINES, last // 2))


def _typed(line: Line, place: _Place) -> Rule | None:
    if len(line.text) > MAX_CHARS:
        return None
    for rule in RULES:
        in_zone = rule.zone == "any" or (place.head if rule.zone == "head" else place.tail)
        if in_zone and rule.matches(line.text, line.n_words):
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
