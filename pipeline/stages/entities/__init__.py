"""Mentions of names: one pass of a spaCy pipeline over whole articles, then what the text as a whole shows.

Spans hold the name alone: no title, no leading 'the', no possessive, no date (`edges`). Within a document a form has
one label, and what is tagged once is tagged wherever it stands (`consistency`). What belongs together is the business
of `names`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.stages import nlp as models
from pipeline.stages.edits import Span
from pipeline.stages.entities.consistency import consistent
from pipeline.stages.entities.edges import trim
from pipeline.stages.entities.mention import Mention
from pipeline.stages.entities.roles import find_role
from schemas.mentions import LABELS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Mention", "find_entities", "find_role"]

BATCH = 64
OTHER_LABELS = {
    "PER": "PERSON",
    "WORK_OF_ART": "WORK",
    "ORGANIZATION": "ORG",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
}
RE_LINE = re.compile(r"[^\n]+")


def find_entities(
    texts: Sequence[str],
    *,
    nlp: "Language | None" = None,
    sentences: Sequence[Sequence[Span]] | None = None,
) -> list[list[Mention]]:
    """For each text its mentions, in order, none overlapping, each within a sentence (by default a line)."""
    nlp = nlp or models.load()
    found = []
    for i, doc in enumerate(_pipe(nlp, texts)):
        text = texts[i]
        bounds = sentences[i] if sentences is not None else [Span(*m.span()) for m in RE_LINE.finditer(text)]
        mentions = _inside([m for m in (trim(text, m) for m in _mentions(doc)) if m], bounds)
        starts = frozenset(span.start for span in bounds)
        found.append(_inside(consistent(text, mentions, starts), bounds))
    return found


def _pipe(nlp: "Language", texts: Sequence[str]) -> Iterator["Doc"]:
    nlp.max_length = max(nlp.max_length, max(map(len, texts), default=0) + 1)
    yield from nlp.pipe(texts, batch_size=BATCH)


def _mentions(doc: "Doc") -> Iterator[Mention]:
    for span in doc.ents:
        label = OTHER_LABELS.get(span.label_, span.label_)
        if label in LABELS:
            score = span._.score if span.has_extension("score") else None
            yield Mention(span.start_char, span.end_char, label, score)


def _inside(mentions: Sequence[Mention], bounds: Sequence[Span]) -> list[Mention]:
    """Those that lie in one of the bounds and overlap no earlier one."""
    kept: list[Mention] = []
    i, position = 0, 0
    for mention in sorted(mentions, key=lambda m: (m.start, m.end, m.label)):
        while i < len(bounds) and bounds[i].end < mention.end:
            i += 1
        if i < len(bounds) and bounds[i].start <= mention.start and position <= mention.start:
            kept.append(mention)
            position = mention.end
    return kept
