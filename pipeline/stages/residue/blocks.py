"""Labels that a line takes from where it stands: titles, and the blocks of lines that a rule typed."""

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.stages.residue.lines import Line, normalise_line

TITLE_WORDS = (3, 25)
SECTION_WORDS, ALT_WORDS = 3, 3
# Categories whose blocks go on in the lines below; other lines of a tail may be the article's last words.
BLOCKS = frozenset(("newsletter", "comment", "share", "related", "cookie", "paywall"))
BLOCK_REACH = 6


class Label(NamedTuple):
    """What a line is, and why."""

    category: str
    rule: str | None
    evidence: str
    score: float


def label_titles(lines: list[Line], labels: Mapping[int, Label], title: str | None) -> dict[int, Label]:
    """The headline at the top, its repetitions, and the section labels above it.

    The headline is the first line of a text that is not typed, if it has no closing full stop and stands above a
    closed line; or the line that equals the title from the metadata.
    """
    first_closed = next((i for i, line in enumerate(lines) if line.n_words > 6 and line.closed), len(lines))
    head = [i for i in range(min(first_closed, len(lines))) if i not in labels]
    if first_closed == len(lines):
        return {}
    known = normalise_line(title) if title else None
    at = next((i for i in head if normalise_line(lines[i].text) == known), None)
    if at is None and not known:
        at = next((i for i in head if _headline(lines[i]) and not _section(lines, i, head)), None)
        if at is not None and any(not _label_like(lines[i]) for i in head if i < at):
            at = None
    if at is None:
        return {}
    found = {at: Label("title", "title", "rule", 0.95)}
    for i in head:
        if i < at:
            found[i] = Label("navigation", None, "neighbour", 0.9)
        elif i > at and normalise_line(lines[i].text) == normalise_line(lines[at].text):
            found[i] = Label("title", "title_repeated", "rule", 0.99)
    return found


def _headline(line: Line) -> bool:
    low, high = TITLE_WORDS
    letter = line.text.lstrip("\"'“‘(¿¡$£€")[:1].isalnum()
    return letter and low <= line.n_words <= high and not line.text.rstrip("\"'”’»)").endswith((".", ":", ";", ",", "-", "–", "—"))


def _label_like(line: Line) -> bool:
    return line.n_words <= SECTION_WORDS and not line.closed


def _section(lines: list[Line], i: int, head: list[int]) -> bool:
    """Whether a short line is a section label: a longer headline stands below it."""
    return _label_like(lines[i]) and any(
        j > i and _headline(lines[j]) and lines[j].n_words > SECTION_WORDS for j in head
    )


def label_neighbours(lines: list[Line], labels: dict[int, Label]) -> dict[int, Label]:
    """The labels with those that untyped lines take from their neighbours."""
    labels = dict(labels)
    last_body = max((i for i, line in enumerate(lines) if i not in labels and line.n_words >= 12), default=-1)
    for i in sorted(labels):
        if labels[i].category in BLOCKS and i > last_body:
            _spread(lines, labels, i)
    for i, line in enumerate(lines):
        below = labels.get(i + 1)
        alt = i not in labels and line.n_words <= ALT_WORDS and not line.closed
        if alt and below and below.category == "caption" and below.rule == "caption_credit":
            labels[i] = Label("caption", None, "neighbour", 0.9)
    return labels


def _spread(lines: list[Line], labels: dict[int, Label], i: int) -> None:
    for j in range(i + 1, min(i + 1 + BLOCK_REACH, len(lines))):
        if j in labels:
            if labels[j].category != labels[i].category:
                return
        else:
            labels[j] = Label(labels[i].category, None, "neighbour", 0.9)
