"""Mentions of names: one pass of a spaCy pipeline over whole articles, then consistency within the document.

Spans hold the name alone: no title, no leading 'the', no possessive. What belongs together is the business of
`names`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.stages import nlp as models
from pipeline.stages.edits import Span
from schemas.mentions import LABELS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64
OTHER_LABELS = {
    "PER": "PERSON",
    "WORK_OF_ART": "WORK",
    "ORGANIZATION": "ORG",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
}

RE_LINE = re.compile(r"[^\n]+")
RE_LEAD = re.compile(
    r"(?:(?:the|a|an|mr|mrs|ms|dr|prof|sir|dame|gen|lt|col|sgt|capt|gov|sen|rep|president|minister|secretary|senator|"
    r"general|judge|king|chancellor|ayatollah|sheikh|sayyed|imam)\.? )(?=[^\W\d_])",
    re.IGNORECASE,
)
KEPT_LEADS = frozenset(("WORK", "EVENT", "LAW"))  # 'The Hague' is rare, 'The Godfather' is not
RE_TAIL = re.compile(r"(?:['’]s?|[\s,;:–—-]+)$")


class Mention(NamedTuple):
    """A name in a text, with the model's probability if it gives one."""

    start: int
    end: int
    label: str
    score: float | None


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
        bounds = sentences[i] if sentences is not None else [Span(*m.span()) for m in RE_LINE.finditer(texts[i])]
        mentions = [m for m in (_trim(texts[i], m) for m in _mentions(doc)) if m]
        mentions = _consistent(texts[i], _inside(mentions, bounds))
        found.append(_inside(mentions, bounds))
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


def _trim(text: str, mention: Mention) -> Mention | None:
    """The mention without title, article, possessive and marks at its edges; None if nothing is left."""
    start, end, label, score = mention
    while start < end and (tail := RE_TAIL.search(text, start, end)):
        end = tail.start()
    lead = RE_LEAD.match(text, start, end) if label not in KEPT_LEADS else None
    while lead and lead.end() < end:
        start = lead.end()
        lead = RE_LEAD.match(text, start, end)
    while start < end and not text[start].isalnum():
        start += 1
    return Mention(start, end, label, score) if start < end else None


def _inside(mentions: Sequence[Mention], bounds: Sequence[Span]) -> list[Mention]:
    """Those that lie in one of the bounds and overlap no earlier one."""
    kept: list[Mention] = []
    i, position = 0, 0
    for mention in sorted(mentions):
        while i < len(bounds) and bounds[i].end < mention.end:
            i += 1
        if i < len(bounds) and bounds[i].start <= mention.start and position <= mention.start:
            kept.append(mention)
            position = mention.end
    return kept


def _consistent(text: str, mentions: list[Mention]) -> list[Mention]:
    """One label for a surface form, a person's surname is the person, and untagged repeats are tagged."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[text[mention.start : mention.end]][mention.label] += round((mention.score or 0.9) * 1000)
    labels = {form: max(sorted(counts), key=lambda c: counts[c]) for form, counts in votes.items()}
    for form, label in list(labels.items()):
        surname = form.rsplit(" ", 1)[-1]
        if label == "PERSON" and surname in labels and labels[surname] in ("ORG", "GPE", "LOC"):
            weight, rival = sum(votes[form].values()), votes[surname][labels[surname]]
            labels[surname] = "PERSON" if weight >= rival else labels[surname]
    relabelled = [m._replace(label=labels[text[m.start : m.end]]) for m in mentions]
    return relabelled + list(_repeats(text, relabelled, votes, labels))


def _repeats(
    text: str, mentions: list[Mention], votes: dict[str, Counter[str]], labels: dict[str, str]
) -> Iterator[Mention]:
    """Untagged repeats of names that were tagged with certainty, or more than once."""
    taken = [(m.start, m.end) for m in mentions]
    sure = [f for f in votes if len(f) > 3 and f[0].isupper() and max(votes[f].values()) >= 900]
    if not sure:
        return
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in sorted(sure, key=lambda f: (-len(f), f)))})(?!\w)"
    )
    starts = {start for start, _ in taken}
    i = 0
    for match in pattern.finditer(text):
        while i < len(taken) and taken[i][1] <= match.start():
            i += 1
        free = i >= len(taken) or match.end() <= taken[i][0]
        if free and match.start() not in starts:
            yield Mention(match.start(), match.end(), labels[match.group()], None)
