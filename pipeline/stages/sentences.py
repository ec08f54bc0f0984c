"""Sentences: a rule splitter, one compiled scan, offsets carried and never searched again.

Line breaks always end a sentence. Within a line each stop is a candidate where white space or a glued capital
follows; the word before it, the marks around it and the word after it decide. Abbreviations are data
(`abbreviations`). Repair of the text is the business of `clean`, who speaks in a quotation nobody's.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.stages.abbreviations import (
    AFTER_HOURS,
    BEFORE_NUMBER,
    CAPITALISED,
    CONNECTING,
    HOURS,
    LETTERED,
    MAY_END,
    SPEECH_VERBS,
    STARTERS,
    STARTING_TITLES,
    TITLES,
)

OPENING = "\"'“‘«([{"
QUOTES = "\"'”’»"
BRACKETS = ")]}"
MAX_WORD = 40  # characters looked at on either side of a stop
MIN_PLAIN = 4  # letters of a word that is no unknown abbreviation: its stop ends a sentence before a small letter
RE_LOCAL_TIME = re.compile(r"(?:[A-Z][\w.]*[ -]){1,3}[Tt]ime\b")
SHORT_OPENING = 20  # characters of 'At 5 a.m.', which opens a sentence and cannot be one

RE_LINE = re.compile("[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
# Stops, closing marks and footnote numbers; then white space, or nothing before a capitalised word.
RE_CANDIDATE = re.compile(
    r"[.!?…]{1,40}+[\"'”“’»)\]}*]{0,8}+(?: [)\]}”’»](?=\s)| [\"'](?=\s))?(?: ?\[\d{1,3}\]){0,5}+"
    r"(?:\s++(?=\S)|(?=[“‘]?[A-Z][a-z]{0,20}[ ,'’]))"
)
RE_LINK = re.compile(r"https?://|www\.")
RE_OMISSION = re.compile(r"[\[(](?:\.\.\.|…|\. \. \.)[\])]")
RE_YEAR = re.compile(r"\(\d{4}\)")
RE_NEXT_WORD = re.compile(r"[\"'“‘«(\[{]{0,3}([^\W\d_]+)(?:['’][^\W\d_]+)?([.-]?)")
RE_ATTRIBUTION = re.compile(
    rf"(?:(?:[A-Z][\w.’'-]{{0,30}}|the|an?|of|his|her),? ){{1,6}}(?:who )?(?:{'|'.join(SPEECH_VERBS)})\b"
)
RE_LIST_MARK = re.compile(r"[•⁃*–-]?\s?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]{1,2}|\.\.\.|…")
RE_ITEM = re.compile(r"([•⁃*–-]?\s?)(\d{1,2}|[a-y])(\.\)?)\s")
# A quotation opens with a curly mark, or with a straight one that leans on the word after it.
RE_OPENED = re.compile(r"[“«]|(?<![^\s(\[—–-])\"(?=\S)")
RE_QUOTE = re.compile(rf"({RE_OPENED.pattern})|[”»\"]")
RE_TOKEN = re.compile(r"\w+(?:[-'’.,]\w+)*+|[^\w\s]")


class Sentence(NamedTuple):
    """A sentence's span, its paragraph (non-blank line) and whether it begins inside an open quotation."""

    start: int
    end: int
    paragraph: int
    in_quote: bool


def split(text: str) -> list[Sentence]:
    """The sentences of a text in order, without white space at their edges, covering all else.

    Quotations are those in double marks: a single closing mark cannot be told from an apostrophe.
    """
    sentences: list[Sentence] = []
    quoted, paragraph = False, 0
    for line in RE_LINE.finditer(text):
        start, end = _strip(text, line.start(), line.end())
        if start == end:
            continue
        # A quotation goes on in the next paragraph only if that one opens it anew.
        quoted = quoted and RE_OPENED.match(text, start) is not None
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
        stop, after = match.span()
        item = _next_item(text, stop, first)
        if item:
            yield first, _strip(text, first, item)[1]
            first = item
        elif _ends_sentence(text, stop, after, first):
            yield first, stop + len(match.group().rstrip())
            first = after
    yield first, end


def _quoted(text: str, start: int, end: int, quoted: bool) -> bool:
    """Whether a quotation is open after the span."""
    for opened in RE_QUOTE.findall(text, start, end):
        quoted = bool(opened)
    return quoted


def _next_item(text: str, stop: int, first: int) -> int:
    """Where the next item of a list in one line begins ('1. Oil 2. Gas'), if its mark stops at ``stop``; or 0."""
    item = RE_ITEM.match(text, first)
    if item is None or item.end() > stop:
        return 0
    bullet, mark, dot = item.groups()
    following = str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)
    begin = stop - len(bullet + following)
    return begin if text[begin - 1].isspace() and text.startswith(bullet + following + dot, begin) else 0


def _ends_sentence(text: str, stop: int, after: int, first: int) -> bool:
    """Whether the stop at ``stop``, with the next word at ``after``, ends the sentence that began at ``first``."""
    marks = text[stop:after].rstrip()
    following = text[after]
    if stop + len(marks) == after:
        return _glued(text, stop, after, first)
    if following.islower() or following in ",;:.!?…)]}":
        return _begins_oddly(text, after) or _before_small(text, marks, stop, after, first)
    if following in OPENING and text[after + 1 : after + 2].islower():
        return following in '“"' and marks[0] in "!?" and len(marks) == 1
    if RE_OMISSION.match(text, after):
        return False
    if marks[0] in "!?":
        return not _goes_on(text, stop, after, marks)
    if RE_LIST_MARK.fullmatch(text, first, stop + len(marks)):
        return False
    if len(marks) > 1 and marks[1] in BRACKETS:
        return _bracket_ends(text, stop, after, first)
    if len(marks) > 1 and marks[1] in QUOTES + ".!?…":
        return _omission_ends(text, marks, stop, first)
    return _word_ends(text, stop, after, first)


def _glued(text: str, stop: int, after: int, first: int) -> bool:
    """'It grew.The', where the space was lost; but neither 'example.Com' nor 'Acme.Net'."""
    word = _word_before(text, stop, first)
    plain = word.replace("-", "").replace("’", "").isalnum() and len(word) > 1
    return plain and ((word.isalpha() and word.islower()) or _starter(text, after))


def _begins_oddly(text: str, after: int) -> bool:
    """Links and names such as 'iPhone' begin a sentence without a capital."""
    if RE_LINK.match(text, after):
        return True
    return text[after].islower() and text[after + 1 : after + 2].isupper() and text[after + 2 : after + 3].islower()


def _before_small(text: str, marks: str, stop: int, after: int, first: int) -> bool:
    """Before a small letter a stop ends the sentence after a plain word, or where the writer uses no capitals."""
    if not text[after].islower() or marks not in (".", "?", "!", "..."):
        return False
    word = _word_before(text, stop, first)
    if marks == "." and len(word) >= MIN_PLAIN and word.isalpha() and word.islower() and not _abbreviated(word):
        return True
    return text[first].islower() and (marks[0] in "?!" or _word_ends(text, stop, after, first))


def _goes_on(text: str, stop: int, after: int, marks: str) -> bool:
    """'“Why?” Smith asked', '(!) The', 'Hello! (1999)'."""
    if text[stop - 1 : stop] in ("(", "[") or RE_YEAR.match(text, after):
        return True
    return marks[-1] in QUOTES and RE_ATTRIBUTION.match(text, after, after + 120) is not None


def _bracket_ends(text: str, stop: int, after: int, first: int) -> bool:
    """'(He left.) She' ends; '[George W.] Bush' does not."""
    return _word_ends(text, stop, after, first)


def _omission_ends(text: str, marks: str, stop: int, first: int) -> bool:
    """'He left. [...] She' ends, 'he [...] Smith' does not."""
    if text[stop - 1 : stop] not in ("[", "(") or not any(mark in BRACKETS for mark in marks):
        return True
    return text[max(stop - 3, first) : stop - 1].rstrip()[-1:] in tuple(".!?…”")


def _word_ends(text: str, stop: int, after: int, first: int) -> bool:
    """Whether a single full stop after a word ends the sentence before a capital, digit or mark."""
    word = _word_before(text, stop, first)
    starts = _starter(text, after)
    if not word:
        return _spaced_stop_ends(text, stop, after, first)
    if len(word) == 1 and word.isupper():
        return starts or _letter_ends(text, word, stop, first)
    if word.isdigit() and len(word) < 3:
        return starts or text[max(stop - len(word) - 2, first) : stop - len(word)] not in (", ", ": ", "; ")
    lower = word.lower()
    if lower in HOURS:
        return _hour_ends(text, stop, after, first)
    if lower in BEFORE_NUMBER:
        return not text[after].isdigit()
    if word.islower() and lower in CAPITALISED:
        return not text[after].isdigit()
    if lower in TITLES or lower in CONNECTING:
        return False
    return starts or not _abbreviated(lower)


def _word_before(text: str, stop: int, first: int) -> str:
    """The word that the stop follows, without opening marks and what a hyphen joins to it; '' after a space."""
    begin = max(first, stop - MAX_WORD)
    if begin == stop or text[stop - 1].isspace():
        return ""
    return text[begin:stop].split()[-1].lstrip(OPENING + "-–—")


def _abbreviated(word: str) -> bool:
    if word in MAY_END or word in CAPITALISED or word in TITLES or word in CONNECTING or word in BEFORE_NUMBER:
        return True
    return "." in word and all(len(part) <= 2 and part.isalpha() for part in word.split("."))


def _starter(text: str, after: int) -> bool:
    """Whether the next word is one that begins sentences rather than names."""
    follower = RE_NEXT_WORD.match(text, after, after + MAX_WORD)
    if follower is None or not follower.group(1)[0].isupper():
        return False
    word = follower.group(1).lower()
    return (word in STARTERS and not follower.group(2)) or (word in STARTING_TITLES and follower.group(2) == ".")


def _spaced_stop_ends(text: str, stop: int, after: int, first: int) -> bool:
    """A stop after a space ends the sentence, but the third of a spaced ellipsis only before a sure first word."""
    before = text[max(stop - 12, first) : stop].replace(" ", "")
    dots = 1 + len(before) - len(before.rstrip("."))
    if dots != 3 or before.rstrip(".").endswith(tuple(QUOTES)):
        return True
    return _starter(text, after) and text[after : after + 1] != "I"


def _letter_ends(text: str, word: str, stop: int, first: int) -> bool:
    """'J. Smith' goes on; 'you and I. Did' and 'Group A. Germany' end."""
    before = text[max(stop - MAX_WORD, first) : stop].split()[-2:-1]
    if not before:
        return False
    return before[0].lower() in LETTERED or (word == "I" and before[0].islower())


def _hour_ends(text: str, stop: int, after: int, first: int) -> bool:
    """'at 5 p.m. Mr. Reyes left' ends; 'at 5 p.m. Monday', '5 p.m. Oslo time', 'At 5 a.m. Mr. Reyes left' do not."""
    if RE_LOCAL_TIME.match(text, after) and not _starter(text, after):
        return False
    follower = RE_NEXT_WORD.match(text, after, after + MAX_WORD)
    if follower is None or text[after] in "([" or follower.group(1).lower() in AFTER_HOURS:
        return False
    return stop - first > SHORT_OPENING or text.count(" ", first, stop) > 2
