"""Spans of text and edits of text: the one place that knows offsets.

A text's history is a list of edits, each a span of the text before and what stands there after. Here they are
applied, composed, inverted and used to map offsets. What the edits are for is the business of the stages.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open span of code points."""

    start: int
    end: int


class Edit(NamedTuple):
    """Characters [start, end) of the text before become ``after``; ``op`` says what kind of change it is."""

    start: int
    end: int
    after: str
    op: str = ""


def cut(start: int, end: int, op: str = "cut") -> Edit:
    """The edit that removes a span."""
    return Edit(start, end, "", op)


def check(edits: Sequence[Edit], length: int) -> None:
    """Refuse edits that overlap, are out of order or leave a text of this length: ``ValueError``."""
    for edit in edits:
        if not 0 <= edit.start <= edit.end <= length:
            raise ValueError(f"edit {edit} does not fit a text of {length} characters")
    for one, two in pairwise(edits):
        if one.end > two.start:
            raise ValueError(f"edits {one} and {two} overlap or are out of order")


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after the edits, which are sorted and do not overlap."""
    check(edits, len(text))
    pieces, position = [], 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.after]
        position = edit.end
    return "".join([*pieces, text[position:]])


def invert(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits that lead from the text after the edits back to ``text``."""
    return [
        Edit(span.start, span.end, text[edit.start : edit.end], edit.op)
        for span, edit in zip(_spans_after(edits), edits, strict=True)
    ]


class OffsetMap:
    """Maps offsets between the text before some edits and the text after.

    An offset at the edge of an edit maps to the same edge. Inside an edit that replaces characters one to one
    it maps character by character; inside any other, a start maps to the edit's start and an end to its end.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._before = [Span(e.start, e.end) for e in edits]
        self._after = _spans_after(edits)

    def to_after(self, start: int, end: int) -> Span:
        """The span of the text after that a span of the text before became."""
        return _map_span(self._before, self._after, start, end)

    def to_before(self, start: int, end: int) -> Span:
        """The smallest span of the text before that a span of the text after came from."""
        return _map_span(self._after, self._before, start, end)


def _map_span(source: list[Span], target: list[Span], start: int, end: int) -> Span:
    if start == end:
        point = _map_start(source, target, start)
        return Span(point, point)
    first, last = _map_start(source, target, start), _map_end(source, target, end)
    return Span(first, max(first, last))


def _map_start(source: list[Span], target: list[Span], offset: int) -> int:
    # The last edit that starts at or before the offset; an edit that ends there is already behind us.
    index = bisect_right(source, offset, key=lambda span: span.start) - 1
    if index < 0:
        return offset
    a, b = source[index], target[index]
    if offset >= a.end:
        return b.end + offset - a.end
    if a.end - a.start == b.end - b.start:
        return b.start + offset - a.start
    return b.start


def _map_end(source: list[Span], target: list[Span], offset: int) -> int:
    # The first edit that ends at or after the offset; an edit that starts there is not reached.
    index = bisect_left(source, offset, key=lambda span: span.end)
    if index == len(source):
        return offset + (target[-1].end - source[-1].end if source else 0)
    a, b = source[index], target[index]
    if offset <= a.start:
        return b.start - (a.start - offset)
    if a.end - a.start == b.end - b.start:
        return b.start + offset - a.start
    return b.end


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One list of edits that does what ``first`` and then ``second`` do.

    ``second`` holds offsets into the text after ``first``. Edits that touch the same characters become one,
    whose ``op`` is that of the earlier pass.
    """
    middle = [(span, 0, edit) for span, edit in zip(_spans_after(first), first, strict=True)]
    events = sorted([*middle, *((Span(e.start, e.end), 1, e) for e in second)], key=lambda event: event[:2])
    composed: list[Edit] = []
    shift = 0
    for group in _overlapping(events):
        edit, shift = _merge(group, shift)
        composed.append(edit)
    return composed


_Event = tuple[Span, int, Edit]  # where in the middle text, 0 for the first pass and 1 for the second, the edit


def _overlapping(events: Iterable[_Event]) -> Iterable[list[_Event]]:
    group: list[_Event] = []
    reach = -1
    for event in events:
        span = event[0]
        same_point = bool(group) and span == group[-1][0] and span.start == span.end
        if group and not (span.start < reach or same_point):
            yield group
            group, reach = [], -1
        group.append(event)
        reach = max(reach, span.end)
    if group:
        yield group


def _merge(group: list[_Event], shift: int) -> tuple[Edit, int]:
    low, high = group[0][0].start, max(span.end for span, _, _ in group)
    # Characters that only the second pass touches are removed by it: any placeholder will do for them.
    middle = list(" " * (high - low))
    for span, which, edit in group:
        if which == 0:
            middle[span.start - low : span.end - low] = edit.after
    later = [Edit(span.start - low, span.end - low, e.after, e.op) for span, which, e in group if which == 1]
    grown = sum(len(e.after) - (e.end - e.start) for _, which, e in group if which == 0)
    op = next((e.op for _, which, e in group if which == 0), group[0][2].op)
    return Edit(low - shift, high - shift - grown, apply("".join(middle), later), op), shift + grown


def _spans_after(edits: Sequence[Edit]) -> list[Span]:
    spans, shift = [], 0
    for edit in edits:
        start = edit.start + shift
        spans.append(Span(start, start + len(edit.after)))
        shift += len(edit.after) - (edit.end - edit.start)
    return spans
