"""Who says the words between the marks, and by which word the text tells so.

Each pattern of attribution is a rule with a name; the first that holds decides:

    after       "...," Lund said / said Lund
    before      Lund said: "..." / Lund described it as "..."
    end         "..." and nothing more, Lund said.
    source      according to Lund, "..." / "..." according to Lund
    continued   the second part of a quotation, or a further one that nobody else is said to speak
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.stages.quotes.spans import Span
from pipeline.stages.quotes.subjects import Name, Place, after, before, opening
from pipeline.stages.quotes.words import BE, LABEL, RE_CUE, RE_CUE_AFTER, RE_NAMING, RE_SOURCE, tokens

NEAR = 250  # characters between the closing mark and the verb of 'Jo Lund, who leads the board, said'
FAR = 400  # characters looked at on either side
RE_CLAUSE_END = re.compile(r"[;:]\s|\n")
RE_STOP = re.compile(RE_CLAUSE_END.pattern + '|[“”"]')
RE_BY = re.compile(r"\s*by\s", re.IGNORECASE)


class Context(NamedTuple):
    """A quotation and where its speaker may stand: from ``low`` to ``high``; ``names``: those of the text, in order."""

    text: str
    span: Span
    low: int
    high: int
    names: Sequence[Name]


class Attribution(NamedTuple):
    """Speaker and cue, either of which may be unknown, and the rule."""

    speaker: Place | None
    cue: Place | None
    rule: str


def attribute(context: Context) -> Attribution | None:
    """Who is said to speak in the sentences that the quotation stands in; None if nobody is."""
    text, span, low, _, _ = context
    if RE_NAMING.search(text, low, span.start - 1) and not _told_by(context):
        return None
    ends = text[span.end - 1] in ",.?!…—–-" or text[span.end + 1 : span.end + 2] in (",", "-", "—", "–")
    near = (_after(context) if ends else None) or _before(context)
    if near or not text[span.start : span.end].strip().count(" "):
        return near  # one word is hardly what a clause far from it reports
    return _end(context) or _source(context)


def named(names: Sequence[Name], low: int, high: int) -> Sequence[Name]:
    """The names within a stretch."""
    return names[bisect_left(names, low, key=lambda n: n.start) : bisect_right(names, high, key=lambda n: n.start)]


def _after(context: Context) -> Attribution | None:
    text, span, _, high, _ = context
    start = span.end + 1
    stop = RE_STOP.search(text, start + 1, high)
    end = min(stop.start() if stop else high, start + FAR)
    cue = RE_CUE_AFTER.search(text, start, min(end, start + NEAR))
    if cue is None or cue[0].lower() in LABEL:
        return None
    names = named(context.names, start, end)
    if not any(token.is_word for token in tokens(text, start, cue.start())):
        speaker = after(text, cue.end(), end, names)
    else:
        speaker = before(text, _skip_mark(text, start), cue.start(), names)
    return Attribution(speaker, Place(*cue.span()), "after") if speaker else None


def _skip_mark(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] in (",", "—", "–", "-") else at


def _before(context: Context) -> Attribution | None:
    """The last verb of speech before the opening mark."""
    text, span, low, _, _ = context
    low = max(low, span.start - FAR)
    cues = [cue for cue in RE_CUE.finditer(text, low, span.start - 1) if not _outside(text, cue.end(), span.start - 1)]
    for cue in reversed(cues):
        names = named(context.names, low, span.start)
        words = tokens(text, low, cue.start())
        if words and words[-1].low in BE and cue[0].lower() in LABEL:
            by = RE_BY.match(text, cue.end())
            speaker = after(text, by.end(), span.start - 1, names) if by else None
        else:
            speaker = before(text, low, cue.start(), names)
        if speaker:
            return Attribution(speaker, Place(*cue.span()), "before")
    return None


def _outside(text: str, cue: int, mark: int) -> bool:
    """Whether a new statement begins between the verb and the quotation."""
    return RE_CLAUSE_END.search(text, cue, mark) is not None and ":" not in text[mark - 2 : mark]


def _end(context: Context) -> Attribution | None:
    """The clause that ends the sentence: ', the minister said on Monday'."""
    text, span, _, high, _ = context
    start = max(span.end + 1, high - FAR)
    comma = text.find(", ", start, high)
    while comma >= 0:
        cue = RE_CUE.search(text, comma, min(high, comma + NEAR))
        if cue and "," not in text[comma + 1 : cue.start()] and cue[0].lower() not in LABEL:
            names = named(context.names, comma, high)
            inverted = not tokens(text, comma + 1, cue.start())
            speaker = after(text, cue.end(), high, names) if inverted else before(text, comma + 1, cue.start(), names)
            if speaker:
                return Attribution(speaker, Place(*cue.span()), "end")
        comma = text.find(", ", comma + 1, high)
    return None


def _source(context: Context) -> Attribution | None:
    text, span, low, high, _ = context
    places = [(span.end + 1, min(high, span.end + FAR)), (max(low, span.start - FAR), span.start - 1)]
    for start, end in places:
        if cue := RE_SOURCE.search(text, start, end):
            speaker = after(text, cue.end(), end, named(context.names, start, end))
            return Attribution(speaker, Place(*cue.span()), "source") if speaker else None
    return None


def _told_by(context: Context) -> bool:
    """Whether a name is given by somebody: 'what Lund called "..."'."""
    text, span, low, _, _ = context
    return re.search(r"\b[Ww]hat\b[^,;:.]{1,60}$", text[max(low, span.start - 70) : span.start - 1]) is not None


def clause_subject(text: str, low: int, high: int, names: Sequence[Name]) -> Place | None:
    """The subject of a sentence."""
    return opening(text, low, high, named(names, low, high))
