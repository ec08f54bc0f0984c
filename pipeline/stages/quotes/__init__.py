"""Quotations: whose words stand between which marks.

A grammar without a parser: `spans` pairs the marks, `attribution` looks for the verb of speech and its subject,
`subjects` finds that subject among names, pronouns and nouns. Types are those of Pareti (2015), with scare quotes.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.stages.edits import Span as Stretch
from pipeline.stages.quotes.attribution import FAR, Attribution, Context, attribute, clause_subject
from pipeline.stages.quotes.spans import Span, find_spans
from pipeline.stages.quotes.subjects import Name, Place

MIN_KEY_WORDS = 4  # fewer words are said by many, each for himself
CLAUSE_WORDS = 6  # an unattributed quotation of so many words is speech all the same
RE_WORD = re.compile(r"\w+(?:['’]\w+)*")
RE_CAPITAL = re.compile(r"(?:\W|\[[^\]]*\])*[A-ZÀ-ÞŁŠŽ0-9]")
SMALL = re.compile(r"\b[a-z]\w{3,}")
NEAR_NAMES = 20  # mentions looked at for the person that 'he' is
INNER = " \xa0’'”\""
THIRD = frozenset(("he", "she"))

__all__ = ["Name", "Place", "Quote", "find_quotes"]


class Quote(NamedTuple):
    """A quotation; ``name_id``: of the speaker, as far as known; ``key``: equal for equal words.

    ``continues``: the quotation before, where it tells the speaker.
    """

    span: Span
    type: str
    speaker: Place | None
    cue: Place | None
    name_id: str | None
    rule: str | None
    continues: Span | None
    key: str | None


def find_quotes(text: str, sentences: Sequence[Stretch], names: Sequence[Name]) -> list[Quote]:
    """The quotations of an article, in order; ``names``: its mentions, in order."""
    starts = [sentence.start for sentence in sentences]
    found: list[Quote] = []
    for span in find_spans(text):
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, first)
        low = sentences[first - 1 if first and _introduced(text, span, starts[first]) else first].start
        high = min(sentences[last].end, span.end + 2 * FAR)
        found.append(_quote(Context(text, span, max(low, span.start - FAR), high, names), found, sentences, first))
    return found


def _introduced(text: str, span: Span, sentence: int) -> bool:
    """Whether a quotation that opens its sentence follows one that ends with a colon."""
    at = span.start - 2
    while at > 0 and text[at].isspace():
        at -= 1
    return at < sentence and text[at] == ":"


def _quote(context: Context, known: list[Quote], sentences: Sequence[Stretch], first: int) -> Quote:
    text, span, low, *_ = context
    said = attribute(context)
    previous = known[-1] if known else None
    kind = _type(context, said, previous)
    if kind == "scare":
        said = None
    name_id = _name_id(context, said.speaker, known, sentences[first].start) if said and said.speaker else None
    rule, continues = (said.rule if said else None), None
    if said is None and kind != "scare" and previous and _goes_on(text, span, previous, low):
        name_id, rule, continues = previous.name_id, "continued", previous.span
    elif said is None and kind == "direct" and first and text.find("\n", sentences[first - 1].start, low) < 0:
        # a quotation of its own after a sentence about someone
        before = clause_subject(text, sentences[first - 1].start, sentences[first - 1].end, context.names)
        name_id = _name_id(context, before, known, sentences[first - 1].start) if before else None
        rule = "sentence before" if name_id else None
    speaker, cue = (said.speaker, said.cue) if said else (None, None)
    return Quote(span, kind, speaker, cue, name_id, rule, continues, quote_key(text[span.start : span.end]))


def _goes_on(text: str, span: Span, previous: Quote, low: int) -> bool:
    """Whether the speaker of the quotation before is the one of this, since nobody else is named in between."""
    if previous.rule is None:
        return False
    between = text[previous.span.end : span.start]
    at_start = not text[low : span.start - 1].strip()
    return between.count("\n") <= 2 and at_start and len(between) < 300


def _type(context: Context, said: Attribution | None, previous: Quote | None) -> str:
    text, span, low, _, _ = context
    words = text[span.start : span.end]
    lead = text[low : span.start - 1].rstrip()
    if previous and previous.type == "direct" and said and previous.cue == said.cue and lead.endswith(","):
        return "direct"  # "...," she said, "..."
    if _is_speech(context, words, lead, said):
        return "direct" if said or not lead or lead[-1] == ":" or SMALL.search(words) else "scare"
    if said:
        return "mixed" if not _is_title(words) or said.rule == "after" else "scare"
    return "mixed" if _n_words(words) >= CLAUSE_WORDS and not _is_title(words) else "scare"


def _is_speech(context: Context, words: str, lead: str, said: Attribution | None) -> bool:
    """Whether words begin and end as a sentence of their own, ``lead`` being what stands before them."""
    text, span, low, _, _ = context
    after = text[span.end + 1 : span.end + 2]
    begins = not lead or lead[-1] in ',:—–-“"(' or (said and said.cue and said.cue.end == low + len(lead))
    ends = words.rstrip(INNER)[-1:] in ",.?!…—–" or after in (".", ",") or lead.endswith(":")
    if not (begins and ends and RE_CAPITAL.match(words)):
        return False
    n_words = _n_words(words)
    return (n_words > 1 or words[-1] in "?!,") and bool(said or SMALL.search(words) or n_words > 3)


def _n_words(words: str) -> int:
    return len(RE_WORD.findall(words))


def _is_title(words: str) -> bool:
    """Whether every word of length is capitalised: the name of something."""
    return SMALL.search(words) is None and RE_CAPITAL.match(words) is not None


def _name_id(context: Context, speaker: Place, known: list[Quote], sentence: int) -> str | None:
    """The name that a speaker is: its own mention, or for 'he' and 'she' the person spoken of last."""
    text, names = context.text, context.names
    index = bisect_right(names, speaker.start, key=lambda name: name.start)
    for name in names[max(index - 1, 0) : index + 1]:
        if name.start < speaker.end and speaker.start < name.end:
            return name.name_id
    if text[speaker.start : speaker.end].lower() not in THIRD:
        return None
    if known and known[-1].name_id and sentence - known[-1].span.end < 200:
        return known[-1].name_id
    index = bisect_right(names, min(sentence, speaker.start), key=lambda name: name.start)
    before = reversed(names[max(index - NEAR_NAMES, 0) : index])
    return next((name.name_id for name in before if name.label == "PERSON"), None)


def quote_key(words: str) -> str | None:
    """Hash of the words of a quotation, case and marks aside; None where they are too few to be anyone's own."""
    found = [word.casefold().replace("’", "'") for word in RE_WORD.findall(words)]
    return hashlib.sha256(" ".join(found).encode()).hexdigest()[:16] if len(found) >= MIN_KEY_WORDS else None
