"""Where quotations stand: pairs of marks in each paragraph, and those that go on over several.

Curly, straight and angle marks, double before single. A quotation inside another has no row of its own. One that is
not closed in its paragraph goes on in the next if that opens with the same mark, as is the custom in print; else it
ends with its paragraph and is said to be not closed.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

RE_PARAGRAPH = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
RE_MARK = re.compile(r"[\"“”„«»‘’']")
PAIRS = {"“": '”"', "„": "“”", "«": "»", '"': '"”', "‘": "’", "'": "'’"}
SINGLE = "‘'’"
BEFORE_OPENING = " \t\xa0([{—–-/“‘\"'"
# Words that begin with an apostrophe, and decades.
RE_CLIPPED = re.compile(r"[‘’'](?:\d0s\b|(?:em|n|tis|twas|til|till|cause|bout|round|cos)\b)", re.IGNORECASE)
RE_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}$")
RE_CONTENT = re.compile(r"\w")
SPACE = " \t\xa0"
MAX_SINGLE, MAX_MARKS = 1000, 20  # how far the mark that closes a single one is looked for


class Span(NamedTuple):
    """Offsets inside the marks."""

    start: int
    end: int
    closed: bool
    n_paragraphs: int


def find_spans(text: str) -> list[Span]:
    """The quotations of a text, in order, none overlapping another."""
    found: list[Span] = []
    going_on = ""  # the mark of a quotation that was left open at the end of the last paragraph
    for paragraph in RE_PARAGRAPH.finditer(text):
        first = _first(text, paragraph.start(), paragraph.end())
        continued = going_on and text[first] == going_on
        going_on = ""
        for mark, span in _in_paragraph(text, first, paragraph.end()):
            if continued and span.start == first + 1:
                last = found.pop()
                span = Span(last.start, span.end, span.closed, last.n_paragraphs + 1)
            going_on = "" if span.closed else mark
            found.append(span)
    return [span for span in found if RE_CONTENT.search(text, span.start, span.end)]


def _first(text: str, start: int, end: int) -> int:
    """The first character of a paragraph that is no space."""
    return next((at for at in range(start, end) if text[at] not in SPACE), start)


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Opening mark and span of each outermost quotation."""
    opened: list[int] = []  # places of marks that are open, the outermost first
    inner: list[tuple[int, int]] = []  # quotations within it, marks included
    for match in RE_MARK.finditer(text, start, end):
        at = match.start()
        outer = text[opened[0]] if opened else ""
        if opened and _closes(text, at, outer, end):
            place = opened.pop()
            if opened:
                inner.append((place, at))
            else:
                yield outer, Span(place + 1, at, True, 1)
                inner = []
        elif _opens(text, at, end) and (not opened or text[at] == outer):
            opened.append(at)
    if opened:
        yield from _left_open(text, opened, inner, end)


def _left_open(
    text: str, opened: Sequence[int], inner: Sequence[tuple[int, int]], end: int
) -> Iterator[tuple[str, Span]]:
    """What a paragraph leaves open: all of it if the next goes on with it, else no further than the next mark."""
    mark = text[opened[0]]
    if _next(text, end) == mark and len(opened) == 1:
        yield mark, Span(opened[0] + 1, _trimmed(text, opened[0] + 1, end), False, 1)
        return
    places = sorted([*((place, None) for place in opened), *inner])
    for i, (place, closing) in enumerate(places):
        following = places[i + 1][0] if i + 1 < len(places) else end
        stop = _trimmed(text, place + 1, following) if closing is None else closing
        yield mark, Span(place + 1, min(stop, following), closing is not None and stop <= following, 1)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in SPACE:
        end -= 1
    return end


def _opens(text: str, at: int, end: int) -> bool:
    """Whether a mark opens a quotation: it leans on the word after it."""
    mark, before, after = text[at], text[at - 1] if at else " ", text[at + 1] if at + 1 < end else " "
    if mark in "“„«":
        return True
    if mark not in PAIRS or after in SPACE or not (before in BEFORE_OPENING or before.isspace()):
        return False
    if mark == '"':
        return after not in ".,;:!?)"
    return not RE_CLIPPED.match(text, at) and (_single_closes_later(text, at, end) or _goes_on(text, at, end))


def _single_closes_later(text: str, at: int, end: int) -> bool:
    """A single mark that nothing closes in its paragraph is an apostrophe."""
    closing = PAIRS[text[at]]
    later = islice(RE_MARK.finditer(text, at + 2, min(end, at + MAX_SINGLE)), MAX_MARKS)
    return any(m[0] in closing and _closes(text, m.start(), text[at], end) for m in later)


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a single mark opens speech that goes on in the next paragraph."""
    lead = text[max(0, at - 3) : at].rstrip(SPACE)
    return (not lead or lead[-1] in ":,\n") and text[at + 1].isupper() and _next(text, end) == text[at]


def _next(text: str, end: int) -> str:
    """The first character of the next paragraph."""
    following = RE_PARAGRAPH.search(text, end)
    return text[_first(text, following.start(), following.end())] if following else ""


def _closes(text: str, at: int, opening: str, end: int) -> bool:
    mark, before, after = text[at], text[at - 1], text[at + 1] if at + 1 < end else " "
    if mark not in PAIRS[opening]:
        return False
    if mark == '"':
        return before not in SPACE + "(" and not RE_FEET.search(text, max(0, at - 6), at)
    if opening not in SINGLE:
        return True
    if after.isalnum() or before in SPACE:
        return False
    # "the ministers' plan": a possessive, where the quotation goes on to a mark that cannot be one.
    return before.lower() != "s" or not (_closed_after(text, at + 1, opening, end) or _next(text, end) == opening)


def _closed_after(text: str, start: int, opening: str, end: int) -> bool:
    for match in islice(RE_MARK.finditer(text, start, min(end, start + MAX_SINGLE)), MAX_MARKS):
        at = match.start()
        if match[0] == opening != "'" or (match[0] == "'" and _leans_right(text, at, end)):
            return False
        after = text[at + 1] if at + 1 < end else " "
        if match[0] in PAIRS[opening] and not after.isalnum() and text[at - 1].lower() not in "s" + SPACE:
            return True
    return False


def _leans_right(text: str, at: int, end: int) -> bool:
    return (at == 0 or text[at - 1].isspace()) and at + 1 < end and not text[at + 1].isspace()
