"""Blocks that hold whole paragraphs: comment threads, and lists of other articles with the openings of their texts.

Solid paragraphs fall here, so each block needs a heading or marks that repeat; nothing is guessed from style.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.types import NEIGHBOUR_SCORE, Label

THREAD_AFTER = 3  # solid paragraphs above a comment heading, below which everything is the thread
MIN_MARKS = 3  # comments, each with its author and time, or teasers, that make a block
MARK_GAP = 12  # lines between two comments of a thread
ITEM_WORDS = (3, 30)  # the headline of an item in a list
BLURB_WORDS = 60  # its paragraph
TEASER_WORDS = 8
BIO_WORDS = 150
REPEATED_SCORE = 0.99

# Headings of a comment thread; a prompt to comment may stand in the middle of a text, these hardly do.
RE_THREAD = re.compile(
    r"^\W*(?:comments? ?\(\d+\)|\d{1,5} comments?|readers?['’]?s?['’]? comments?|(?:all|top rated) comments?\b"
    r"|comments in chronological order|there (?:are|is) \d+ comments?"
    r"|(?:sign|log)[ -]?in to comment\b|leave a (?:comment|reply)|what you should know about comments)\b",
    re.IGNORECASE,
)
RE_HEADING = re.compile(r"\W*comments?\W*", re.IGNORECASE)
MARK_RULES = frozenset(("date_line", "clock_date", "time_stamp", "comment_mark"))
RE_TEASER = re.compile(r"[\w,’'\"”&#;)] ?(?:\.\.\.|…)$")


_NAME = r"(?:[A-ZÀ-Þ][\w’'.-]*,? ){2,5}"
_ROLE = (
    r"(?:professor|lecturer|researcher|research fellow|fellow|scholar|author|writer|reporter|journalist|editor"
    r"|correspondent|columnist|contributor|blogger|novelist|historian|economist|freelancer|podcaster|commentator)"
)
# Whose office in the present tense; a paragraph that quotes or says no more than where someone works stays.
RE_BIO = re.compile(
    rf"^(?:{_NAME}(?:and {_NAME})?(?:is|are)|[Ii]s)(?: [\w’'-]+){{0,7}}? {_ROLE}s?\b"
    r"(?: (?:at|for|with|of|based|who|whose|covering|in|on|and)\b|[.,]|$)"
)
RE_QUOTE = re.compile(r"[“\"]|\b(?:said|says|told|added)\b")


def label_bios(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """The last lines of a text that say who its authors are."""
    n_solid = sum(line.solid for i, line in enumerate(lines) if i not in found)
    for i in range(len(lines) - 1, 0, -1):
        if i in found:
            continue
        if n_solid <= THREAD_AFTER or not _bio(lines[i]):
            return
        n_solid -= lines[i].solid
        found[i] = Label("author_bio", "closing_bio", "neighbour", NEIGHBOUR_SCORE)


def _bio(line: Line) -> bool:
    return line.n_words <= BIO_WORDS and RE_BIO.match(line.text) is not None and not RE_QUOTE.search(line.text)


def label_threads(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """Everything below the heading of the comments, or from the first of many signed ones, if an article is above."""
    start = _thread(lines, found)
    for i in range(start, len(lines)):
        if i not in found or found[i].category == "byline":
            found[i] = Label("comment", None, "neighbour", NEIGHBOUR_SCORE)


def _thread(lines: Sequence[Line], found: Mapping[int, Label]) -> int:
    marks = _marks(lines, found)
    signatures = {i for i in marks if found[i].rule == "comment_mark"}
    n_solid = 0
    for i, line in enumerate(lines):
        # Dates alone part the entries of a live report too; with an author each it is a thread.
        signed = i in signatures
        if n_solid >= THREAD_AFTER and (signed or _heading(lines, found, i, marks)):
            # Where the author follows the comment, the first comment is the line above.
            after = signed and marks[-1] >= len(lines) - 2 and i - 1 not in found
            return i - 1 if after else i
        n_solid += line.solid and i not in found
    return len(lines)


def _heading(lines: Sequence[Line], found: Mapping[int, Label], i: int, marks: Sequence[int]) -> bool:
    if i not in found or found[i].category != "comment":
        return False
    return bool(RE_THREAD.match(lines[i].text)) or bool(RE_HEADING.fullmatch(lines[i].text[:20]) and marks)


def _marks(lines: Sequence[Line], found: Mapping[int, Label]) -> list[int]:
    """Lines with author and time of comments: many, near each other, down to the end of the text."""
    stamps = [i for i, label in sorted(found.items()) if label.rule in MARK_RULES]
    marks: list[int] = []
    for i in reversed(stamps):
        if (marks[-1] if marks else len(lines)) - i > MARK_GAP:
            break
        marks.append(i)
    parted = sum(a - b > 1 for a, b in pairwise(marks))
    return marks[::-1] if len(marks) >= MIN_MARKS and parted >= MIN_MARKS - 1 else []


def label_teasers(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """The openings of other articles, cut off by an ellipsis, with the headlines above them."""
    teasers = dict.fromkeys(i for i, line in enumerate(lines) if i not in found and _teaser(line))  # in order
    solid = [i for i, line in enumerate(lines) if line.solid and i not in found and i not in teasers]
    if len(teasers) < MIN_MARKS or not solid:
        return
    below = sum(i > solid[0] for i in teasers)
    parted = sum(i - 2 in teasers and _item(lines[i - 1]) for i in teasers)
    # Above the text they need headlines between them and a text to stand above: a page may be nothing but such a list.
    if below < MIN_MARKS and (parted < MIN_MARKS - 1 or len(solid) < MIN_MARKS):
        return
    for i in teasers:
        found[i] = Label("related", "teaser", "neighbour", NEIGHBOUR_SCORE)
        if i > 0 and i - 1 not in found and _item(lines[i - 1]):
            found[i - 1] = Label("related", None, "neighbour", NEIGHBOUR_SCORE)


def _teaser(line: Line) -> bool:
    return line.text[-1] in ".…" and RE_TEASER.search(line.text[-12:]) is not None and line.n_words >= TEASER_WORDS


def _item(line: Line) -> bool:
    low, high = ITEM_WORDS
    return low <= line.n_words <= high and not line.closed


def label_repeated(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """Solid paragraphs that stand above already: an extractor read the page twice, or a teaser of itself."""
    first: set[str] = set()
    for i, line in enumerate(lines):
        if i not in found and line.solid:
            if line.text in first:
                found[i] = Label("other", "repeated_paragraph", "rule", REPEATED_SCORE)
            first.add(line.text)


def label_lists(lines: Sequence[Line], found: dict[int, Label]) -> None:
    """Headlines with one paragraph each, from the heading of a list of links to the end of the text."""
    items = _items(lines, found)
    heading = next((i for i in _list_headings(lines, found) if i > items.start - 1), len(lines))
    rest = [j for j in range(heading + 1, len(lines)) if j not in found]
    if len(rest) >= 2 * MIN_MARKS:
        for j in rest:
            found[j] = Label("related", None, "neighbour", NEIGHBOUR_SCORE)


def _items(lines: Sequence[Line], found: Mapping[int, Label]) -> range:
    """The last lines of a text as far as no long paragraph and no two paragraphs in a row are among them."""
    start, solid_below = len(lines), False
    for i in range(len(lines) - 1, -1, -1):
        if i in found:
            continue
        if lines[i].n_words > BLURB_WORDS or (lines[i].solid and solid_below):
            return range(i + 1, len(lines))
        start, solid_below = i, lines[i].solid
    return range(start, len(lines))


def _list_headings(lines: Sequence[Line], found: Mapping[int, Label]) -> Iterator[int]:
    n_solid = 0
    for i, line in enumerate(lines):
        if n_solid >= THREAD_AFTER and i in found and found[i].rule in ("read_more", "related_heading"):
            yield i
        n_solid += line.solid and i not in found
