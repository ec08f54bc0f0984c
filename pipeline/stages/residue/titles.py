"""The headline at the top, what repeats it, and the lines of date and author that stand around it."""

import re
from collections.abc import Mapping, Sequence

from pipeline.stages.residue.lines import FUNCTION_WORDS, RE_WORD, Line, normalise_line
from pipeline.stages.residue.rules import PLACEHOLDERS
from pipeline.stages.residue.types import NEIGHBOUR_SCORE, Label

# A longer open line at the top is a standfirst, unless bullets or a byline follow it.
TITLE_WORDS, LONG_TITLE = (3, 18), 28
SECTION_WORDS = 3
LONG_WORD, CAPITALS = 3, 0.8  # letters, and share of the longer words that begin with a capital
# What a headline does not end in: a line that does is broken off.
OPEN_WORDS = FUNCTION_WORDS - {"up", "out", "over", "it", "you", "one", "more", "he", "she", "they", "we"}
STAMP_WORDS = 14
BULLETS = "-•*·"
DASHES = ("-", "–", "—")
BYLINE = Label("byline", None, "neighbour", NEIGHBOUR_SCORE)

RE_NO_TITLE = re.compile(r"https?:|www\.|@\w|:[^:]{1,80}:|[»›]|\w / \w|^By [A-Z]|\bEnlarge Image$")
RE_BYLINE = re.compile(r"(?:By|BY) [A-Z]")
RE_STAMP = re.compile(
    rf"{PLACEHOLDERS['date']}.{{0,30}}?\b(?:\d{{1,2}}[:.]\d{{2}}|\d{{1,2}} (?:minute|hour|day)s? ago)"
    r"|\b\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\b)"
    rf"|^[^,|/]{{2,40}} [/|] {PLACEHOLDERS['date']}$|^{PLACEHOLDERS['date']}\W*(?:print version)?$",
    re.IGNORECASE,
)
OPENERS = "\"'“‘(¿¡$£€|# "
DANGLING = (".", ":", ";", ",", "-", "–", "—", "...", "…")


def label_titles(lines: Sequence[Line], labels: Mapping[int, Label], title: str | None) -> dict[int, Label]:
    """The headline at the top, its repetitions, and the section labels above it.

    The headline is the line of the head that equals the title from the metadata, or opens it, since titles go
    on with the site's name; without one the first line that is not typed, if it looks like a headline and
    nothing but section labels stands above it.
    """
    closed = (i for i, line in enumerate(lines) if line.closed and len(line.words) > 6)
    first_closed = next((i for i in closed if i > 0 or not _asks(lines[0])), None)
    if first_closed is None:
        return {}
    found = {i: BYLINE for i in range(first_closed) if i not in labels and _stamp(lines[i])}
    head = [i for i in range(first_closed + bool(title)) if i not in labels and i not in found]
    at = _known_title(lines, head, title) if title else _first_headline(lines, head)
    if at is None:
        return found
    key = normalise_line(lines[at].text)
    found[at] = Label("title", "title", "rule", 0.95)
    for i in head:
        if i < at:
            found[i] = Label("navigation", None, "neighbour", NEIGHBOUR_SCORE)
        elif i > at and normalise_line(lines[i].text) == key:
            found[i] = Label("title", "title_repeated", "rule", 0.99)
    return found


def _known_title(lines: Sequence[Line], head: list[int], title: str) -> int | None:
    key = normalise_line(title)
    keys = {i: normalise_line(lines[i].text) for i in head}
    opens = [i for i in head if lines[i].n_words > SECTION_WORDS and key.startswith(keys[i])]
    at = next((i for i in head if keys[i] == key), opens[0] if opens else None)
    return at if at is None or _only_labels(lines, head, at) else None


def _first_headline(lines: Sequence[Line], head: list[int]) -> int | None:
    headlines = [i for i in head if _headline(lines, i)]
    longest = max((lines[i].n_words for i in headlines), default=0)
    for at in headlines:
        # A short label is the section's if a longer headline stands below it.
        if not label_like(lines[at]) or longest <= SECTION_WORDS or lines[at].n_words > SECTION_WORDS:
            return at if _only_labels(lines, head, at) else None
    return None


def _only_labels(lines: Sequence[Line], head: list[int], at: int) -> bool:
    return all(label_like(lines[i]) for i in head if i < at)


def _headline(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    low, high = TITLE_WORDS
    if i == 0 and _apart(lines[1]):
        high = LONG_TITLE
    if not low <= len(line.words) <= high or RE_NO_TITLE.search(line.text[:300]):
        return False
    text = line.text.rstrip("\"'”’»)| ")
    first = line.text.lstrip(OPENERS)[:1]
    return first.isalnum() and not text.endswith(DANGLING) and line.words[-1] not in OPEN_WORDS


def _asks(line: Line) -> bool:
    """Whether a line is a question in the capitals of a headline; a text may begin with a question of its own."""
    long = [word for word in RE_WORD.findall(line.text) if len(word) > LONG_WORD]
    return (
        line.text.endswith("?") and line.n_words <= TITLE_WORDS[1] and sum(map(_capital, long)) >= CAPITALS * len(long)
    )


def _capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _apart(line: Line) -> bool:
    """Whether a line is a bullet or a byline: what stands above it is the headline, however long."""
    return line.text[0] in BULLETS or RE_BYLINE.match(line.text) is not None or _stamp(line)


def _stamp(line: Line) -> bool:
    """Whether a line is open and holds a full date or a time, and no dateline."""
    if line.n_words > STAMP_WORDS or line.closed or line.text.endswith(DASHES):
        return False
    return RE_STAMP.search(line.text) is not None


def label_like(line: Line) -> bool:
    """Whether it may be the label of a section."""
    return line.n_words <= SECTION_WORDS and not line.closed
