"""Sentences: a rule splitter, one compiled scan, offsets carried and never searched again.

Line breaks always end a sentence. Within a line each stop that is followed by white space is a candidate; the
word before it, the marks around it and the word after it decide. Abbreviations are data (`abbreviations`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.stages.abbreviations import (
    BEFORE_NUMBER,
    CALENDAR,
    MAY_END,
    SPEECH_VERBS,
    STARTERS,
    TITLES,
)

OPENING, CLOSING = "\"'“‘«([{", "\"'”’»)]}"
QUOTES = "\"'”’»"
MAX_WORD = 40  # characters looked at on either side of a stop

RE_LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
# Stops, closing marks and footnote numbers, then white space.
RE_CANDIDATE = re.compile(r"[.!?…]{1,40}+[\"'”“’»)\]}*]{0,8}+(?: [)\]])?(?: ?\[\d{1,3}\]){0,5}+[^\S\n]{1,40}+(?=\S)")
RE_LINK = re.compile(r"https?://|www\.")
RE_NEW_ELLIPSIS = re.compile(r"(?:\.\.\.|…|\. \. \.) (?=[A-Z])")
RE_NEXT_WORD = re.compile(r"[\"'“‘«(\[{]{0,3}([^\W\d_]+(?:['’][^\W\d_]+)?)")
RE_ATTRIBUTION = re.compile(
    rf"(?:(?:[A-Z][\w.’'-]{{0,30}}|the|an?|of|his|her),? ){{1,6}}(?:who )?(?:{'|'.join(SPEECH_VERBS)})\b"
)
RE_LIST_MARK = re.compile(r"[•⁃*–-]?\s?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]{1,2}|\.\.\.|…")
RE_QUOTE = re.compile('[“”"]')
RE_TOKEN = re.compile(r"\w+(?:[-'’.,]\w+)*+|[^\w\s]")


class Sentence(NamedTuple):
    """A sentence's span, its paragraph (non-blank line) and whether it begins inside an open quotation."""

    start: int
    end: int
    paragraph: int
    in_quote: bool


def split(text: str) -> list[Sentence]:
    """The sentences of a text in order, without white space at their edges, covering all else."""
    sentences: list[Sentence] = []
    quoted, paragraph = False, 0
    for line in RE_LINE.finditer(text):
        start, end = _strip(text, line.start(), line.end())
        if start == end:
            continue
        # A quotation goes on in the next paragraph only if that one opens it anew.
        quoted = quoted and text[start] in '“"'
        for first, last in _spans(text, start, end):
            sentences.append(Sentence(first, last, paragraph, quoted))
            quoted = _quoted(text, first, last, quoted)
        paragraph += 1
    return sentences


def count_tokens(text: str, start: int, end: int) -> int:
    """Words, numbers and punctuation marks in a span."""
    return len(RE_TOKEN.findall(text, start, end))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return start + left, max(start + len(body.rstrip()), start + left)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in RE_CANDIDATE.finditer(text, start, end):
        if _ends_sentence(text, match.start(), match.end(), first, end):
            yield first, _strip(text, first, match.end())[1]
            first = match.end()
    yield first, end


def _quoted(text: str, start: int, end: int, quoted: bool) -> bool:
    """Whether a quotation is open after the span."""
    for mark in RE_QUOTE.findall(text, start, end):
        quoted = mark == "“" or (mark == '"' and not quoted)
    return quoted


def _ends_sentence(text: str, stop: int, after: int, first: int, end: int) -> bool:
    """Whether the stop at ``stop``, with the next word at ``after``, ends the sentence that began at ``first``."""
    marks = text[stop:after].rstrip()
    following = text[after]
    if following.islower() or following in ",;:.!?…":
        return _begins_oddly(text, after) or _uncapitalised(text, marks, stop, after, first)
    if following in OPENING and text[after + 1 : after + 2].islower():
        return following in '“"' and marks[0] in "!?" and len(marks) == 1
    if marks[0] in "!?":
        return not _goes_on(text, stop, after, marks, end)
    if RE_LIST_MARK.fullmatch(text, first, stop + len(marks)):
        return False
    if len(marks) > 1 and marks[1] in QUOTES + ".!?…)]":
        return True
    return _word_ends(text, stop, after, first)


def _begins_oddly(text: str, after: int) -> bool:
    """Links, an ellipsis for what was left out, and names such as 'iPhone' begin a sentence without a capital."""
    if RE_LINK.match(text, after) or RE_NEW_ELLIPSIS.match(text, after):
        return True
    return text[after].islower() and text[after + 1 : after + 2].isupper() and text[after + 2 : after + 3].islower()


def _uncapitalised(text: str, marks: str, stop: int, after: int, first: int) -> bool:
    """Whether the writer begins sentences with small letters: then a plain stop ends them there too."""
    plain = marks in (".", "?", "!", "...") and text[after].islower() and text[first].islower()
    return plain and (marks[0] in "?!" or _word_ends(text, stop, after, first))


def _goes_on(text: str, stop: int, after: int, marks: str, end: int) -> bool:
    """'“Why?” Smith asked', '(!) The', 'Yahoo! Inc.'."""
    if text[stop - 1 : stop] in ("(", "["):
        return True
    return marks[-1] in QUOTES and RE_ATTRIBUTION.match(text, after, min(end, after + 120)) is not None


def _word_ends(text: str, stop: int, after: int, first: int) -> bool:
    """Whether a single full stop after a word ends the sentence before a capital, digit or mark."""
    begin = max(text.rfind(" ", first, stop) + 1, first, stop - MAX_WORD)
    word = text[begin:stop].lstrip(OPENING + "-–—")
    lower = word.lower()
    follower = RE_NEXT_WORD.match(text, after, after + MAX_WORD)
    starts = follower is not None and follower.group(1).lower() in STARTERS and follower.group(1)[0].isupper()
    if not word:  # a stop by itself: the last of a spaced ellipsis
        return starts or text[max(stop - 6, 0) : stop].count(".") > 2
    if len(word) == 1 and word.isupper():
        return _initial_ends(text, word, begin, starts)
    if lower in TITLES:
        return False
    if lower in BEFORE_NUMBER:
        return not text[after].isdigit()
    if lower in CALENDAR or lower in MAY_END:
        return starts
    if "." in word and all(len(part) <= 2 for part in word.split(".")) and not word[0].isdigit():
        return starts
    return True


def _initial_ends(text: str, word: str, begin: int, starts: bool) -> bool:
    """'J. Smith' goes on, 'you and I. Did' and 'vitamin C. The' end."""
    before = text[max(begin - 20, 0) : begin].split(" ")[-2:-1]
    lower_before = bool(before) and before[0][:1].islower()
    return lower_before and (word == "I" or starts)
