"""Labels that a line takes from its neighbours: the blocks of lines that a rule typed, names, menus."""

import re
from collections.abc import Mapping, Sequence

from pipeline.stages.residue.lines import FUNCTION_WORDS, Line
from pipeline.stages.residue.threads import label_bios, label_lists, label_repeated, label_teasers, label_threads
from pipeline.stages.residue.titles import BULLETS, label_like
from pipeline.stages.residue.types import NEIGHBOUR_SCORE, Label

ALT_WORDS = 3
# An untyped line of so many words, more where it does not end like a sentence, is body: no block reaches over it.
BODY_WORDS, OPEN_WORDS = 12, 20
# Categories whose blocks go on in the lines below; other lines of a tail may be the article's last words.
BLOCKS = frozenset(("newsletter", "comment", "share", "related", "cookie", "paywall"))
BLOCK_REACH = 6
# Blocks of links: a closed sentence below them may be the text going on, so only open lines belong to them.
LINKS = frozenset(("related", "share"))
LINK_WORDS = 30
RE_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*(?:[ /]| and |$)){2,4}")
_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ]\.)?(?: (?:(?:de|van|von|al) )?[A-ZÀ-Þ][\w’'-]+){1,2}"
RE_AUTHOR = re.compile(rf"{_NAME}(?:(?: ?/ ?| and |, ){_NAME}){{0,3}}")
# Words of headings that look like names.
NO_NAMES = FUNCTION_WORDS | frozenset(
    "news video videos photo photos top story stories key points point breaking live latest update updates world "
    "special report read watch opinion analysis editorial exclusive cup league city street new york los angeles san "
    "united states summary highlights quick facts fact check press release high school national local".split()
)
RE_BARE_BY = re.compile(r"by\W*", re.IGNORECASE)
MENU_LINES = 3


def label_neighbours(
    lines: Sequence[Line], labels: Mapping[int, Label], first_solid: int, *, blocks: bool = True
) -> dict[int, Label]:
    """The labels with those that untyped lines take from neighbours; the head ends at ``first_solid``."""
    found = dict(labels)
    _label_menu(lines, found)
    if blocks:
        label_threads(lines, found)
        label_teasers(lines, found)
        label_lists(lines, found)
        label_bios(lines, found)
        label_repeated(lines, found)
    last_body = next((i for i in range(len(lines) - 1, -1, -1) if i not in found and _body(lines[i])), -1)
    for i in sorted(found):
        if i > last_body and found[i].category in BLOCKS:
            _spread(lines, found, i)
    _label_alternatives(lines, found)
    _label_names(lines, found, first_solid)
    return found


def _body(line: Line) -> bool:
    return line.n_words >= (BODY_WORDS if line.closed else OPEN_WORDS)


def _spread(lines: Sequence[Line], found: dict[int, Label], i: int) -> None:
    category = found[i].category
    reach = len(lines) if category in LINKS else i + 1 + BLOCK_REACH
    for j in range(i + 1, min(reach, len(lines))):
        # A line of the same category has a reach of its own.
        if j in found or (category in LINKS and (lines[j].closed or lines[j].n_words > LINK_WORDS)):
            return
        found[j] = Label(category, None, "neighbour", NEIGHBOUR_SCORE)


def _label_alternatives(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """A few words directly above a caption that closes with a credit are its alternative text."""
    for i in [i for i, label in found.items() if label.rule == "caption_credit" and i > 0]:
        above = lines[i - 1]
        if i - 1 not in found and above.n_words <= ALT_WORDS and not above.closed:
            found[i - 1] = Label("caption", None, "neighbour", NEIGHBOUR_SCORE)


def _label_menu(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """A list of labels at the top is the menu of the site."""
    end = next((i for i, line in enumerate(lines) if not (line.text[0] in BULLETS and label_like(line))), len(lines))
    if end >= MENU_LINES:
        for i in range(end):
            found.setdefault(i, Label("navigation", None, "neighbour", NEIGHBOUR_SCORE))


def _label_names(lines: Sequence[Line], found: dict[int, Label], first_solid: int) -> None:
    """Names alone in the head beside a date, or below a bare "By", are bylines."""
    for i in range(min(first_solid, len(lines))):
        near = [j for j in (i - 1, i + 1) if 0 <= j < first_solid]
        named = i not in found and _name_like(lines[i]) and any(_dates(lines, found, j) for j in near)
        if named or _bare_by(lines[i]) or (i not in found and _author_alone(lines, found, i)):
            found[i] = Label("byline", None, "neighbour", NEIGHBOUR_SCORE)


def _author_alone(lines: Sequence[Line], found: Mapping[int, Label], i: int) -> bool:
    """A name between the headline, or the top of the text, and its first paragraph."""
    below_title = i == 0 or (i - 1 in found and found[i - 1].category == "title")
    above_text = i + 1 in found or lines[i + 1].solid
    words = set(lines[i].words)
    return below_title and above_text and not words & NO_NAMES and RE_AUTHOR.fullmatch(lines[i].text[:60]) is not None


def _bare_by(line: Line) -> bool:
    return RE_BARE_BY.fullmatch(line.text[:20]) is not None


def _name_like(line: Line) -> bool:
    return len(line.text) <= 60 and RE_NAME.fullmatch(line.text) is not None


def _dates(lines: Sequence[Line], found: Mapping[int, Label], j: int) -> bool:
    typed = j in found and found[j].category == "byline" and found[j].evidence == "rule"
    return typed or _bare_by(lines[j])
