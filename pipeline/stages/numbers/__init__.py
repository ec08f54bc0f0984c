"""Numbers in news text: what they are, what they count or measure, how sure the text is of them.

An own grammar over tokens: numerals, then money, percent and units, then ranges, then modifiers, counted
nouns, change and parts of a whole. Keep out: dates and times (their stage runs first and passes its spans).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.stages.edits import Span
from pipeline.stages.numbers.bounds import close_range
from pipeline.stages.numbers.change import set_change
from pipeline.stages.numbers.context import is_model, set_age
from pipeline.stages.numbers.identifiers import skip
from pipeline.stages.numbers.measures import per_unit
from pipeline.stages.numbers.mention import Draft, NumberMention, Reading, Skipped
from pipeline.stages.numbers.modifiers import set_after, set_before
from pipeline.stages.numbers.nouns import set_noun
from pipeline.stages.numbers.ranges import group
from pipeline.stages.numbers.relations import set_elided, set_role, set_subset
from pipeline.stages.numbers.tokens import NUMBER, WORD, Tokens
from pipeline.stages.numbers.words import AFTER_A, RE_BEGIN, START

__all__ = ["NumberMention", "Reading", "Skipped", "find_numbers", "read"]

MAX_PIECE = 8_000  # characters read at once: lines of megabytes are cut at a space


def find_numbers(
    text: str, dates: Sequence[Span] | None = None, *, sentences: Sequence[Span] | None = None
) -> list[NumberMention]:
    """The numbers of a text, sorted and without overlap.

    Args:
        text: Any text; offsets are its code points.
        dates: Spans that hold no numbers: the date stage's mentions. None excludes nothing, so that
            "three days" is a number of kind duration.
        sentences: Sorted spans that no number crosses; by default the lines.
    """
    return read(text, dates, sentences=sentences).numbers


def read(text: str, dates: Sequence[Span] | None = None, *, sentences: Sequence[Span] | None = None) -> Reading:
    """The numbers of a text as `find_numbers` gives them, and what was passed over, with the reason."""
    excluded = sorted(Span(date.start, date.end) for date in dates or ())
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    position = 0
    for piece in _pieces(text, sentences):
        if not RE_BEGIN.search(text, *piece):
            continue
        while position < len(excluded) and excluded[position].end <= piece.start:
            position += 1
        stop = position
        while stop < len(excluded) and excluded[stop].start < piece.end:
            stop += 1
        _scan(Tokens(text, piece, excluded[position:stop]), drafts, skipped)
    return Reading([_mention(text, draft) for draft in drafts], skipped)


def _pieces(text: str, sentences: Sequence[Span] | None) -> Iterator[Span]:
    if sentences is None:
        sentences = _lines(text)
    for start, end in sentences:
        while end - start > MAX_PIECE:
            cut = text.rfind(" ", start + 1, start + MAX_PIECE)
            cut = cut if cut > 0 else start + MAX_PIECE
            yield Span(start, cut)
            start = cut
        if start < end:
            yield Span(start, end)


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append(Span(start, start + len(line)))
        start += len(line)
    return spans


def _scan(t: Tokens, drafts: list[Draft], skipped: list[Skipped]) -> None:
    """Read one piece and add its numbers, and what is none."""
    low, kind = t.low, t.kind
    free, floor = t.first, t.first
    for i in [k for k in range(t.first, t.last) if kind[k] == NUMBER or (low[k] in START and kind[k] == WORD)]:
        if i < free or (low[i] in ("a", "an") and low[i + 1] not in AFTER_A):
            continue
        past = skip(t, i)
        if past:
            free, reason = past
            skipped.append(Skipped(t.start[i], t.end[free - 1], reason))
            continue
        draft = group(t, i)
        if draft is None or min(draft.first, draft.begin or draft.first) < floor or _covers_date(t, draft):
            continue
        _complete(t, draft, floor, drafts)
        if close_range(t, drafts[-1] if drafts else None, draft):
            free = floor = drafts[-1].stop
            continue
        if is_model(t, draft) or _overlaps(t.excluded, draft):
            _forget(draft, drafts)
            skipped.append(Skipped(draft.start, draft.end, "model"))
        else:
            drafts.append(draft)
            if draft.stop > draft.last:
                skipped.append(Skipped(draft.end, t.end[draft.stop - 1], "noun"))
        free = floor = max(draft.last, draft.stop)


def _covers_date(t: Tokens, draft: Draft) -> bool:
    return "<date>" in t.low[draft.first : draft.last]


def _overlaps(excluded: Sequence[Span], draft: Draft) -> bool:
    """Whether an excluded span, even one of white space alone, lies in the mention."""
    index = bisect_left(excluded, draft.end, key=lambda span: span.start)
    return any(span.end > draft.start for span in excluded[:index])


def _forget(draft: Draft, drafts: list[Draft]) -> None:
    """Unlink a number that gives no row from the one that was its part."""
    if drafts and drafts[-1].subset_of is draft:
        drafts[-1].subset_of = None


def _complete(t: Tokens, draft: Draft, floor: int, earlier: list[Draft]) -> None:
    set_age(t, draft)
    set_before(t, draft, floor)
    draft.stop = draft.last
    set_after(t, draft)
    end = draft.stop
    set_noun(t, draft)
    if draft.noun:
        draft.noun_text = Span(t.start[draft.noun[0]], t.end[draft.noun[1] - 1])
        draft.stop = draft.noun[1]
        if draft.modifier in ("none", "approx"):
            set_after(t, draft)
    per = per_unit(t, draft.stop)
    if per:
        draft.per_unit, draft.stop = per
    draft.start, draft.end = t.start[draft.begin], t.end[end - 1]
    set_role(t, draft)
    set_elided(t, draft, earlier)
    set_change(t, draft, earlier)
    set_subset(t, draft, earlier)
    draft.core_start, draft.core_end = t.start[draft.first], t.end[draft.last - 1]
    draft.stop = max(end, _resume(draft, end))


def _resume(draft: Draft, end: int) -> int:
    """Where the next number may begin: nouns hold none but models, rates hold one in "per 100,000 people"."""
    if draft.per_unit and draft.per_unit[0].isdigit():
        return draft.stop
    if draft.noun and draft.noun[0] in (end, end + 1):
        return draft.noun[1]
    return end


def _mention(text: str, draft: Draft) -> NumberMention:
    value, unit, noun = draft.value, draft.unit, draft.noun_text
    parent = draft.subset_of
    return NumberMention(
        start=draft.start,
        end=draft.end,
        core_start=draft.core_start,
        core_end=draft.core_end,
        text=text[draft.start : draft.end],
        kind=draft.kind,
        value=_float(value),
        low=_float(draft.low),
        high=_float(draft.high),
        low_inclusive=draft.low_inclusive,
        high_inclusive=draft.high_inclusive,
        modifier=draft.modifier,
        modifier_text=text[draft.modifier_span.start : draft.modifier_span.end] if draft.modifier_span else None,
        additive=draft.additive,
        change=draft.change,
        unit=unit.name if unit else None,
        per_unit=draft.per_unit,
        dimension=unit.dimension if unit else None,
        value_si=_float(unit.to_si(value)) if unit and value is not None else None,
        unit_si=(draft.currency or unit.si) if unit and value is not None else None,
        currency=draft.currency,
        currency_assumed=draft.currency_assumed,
        noun=text[noun.start : noun.end] if noun else None,
        noun_head=draft.head,
        noun_start=noun.start if noun else None,
        noun_end=noun.end if noun else None,
        noun_elided=draft.elided,
        subset_of=Span(parent.start, parent.end) if parent else None,
        rule=draft.rule,
    )


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
