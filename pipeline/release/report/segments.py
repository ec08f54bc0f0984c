"""A text cut at the edges of overlapping spans, in the units that browsers count."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Segment(NamedTuple):
    """Characters [start, end) and the spans, by their index, that cover all of them."""

    start: int
    end: int
    covered_by: tuple[int, ...]


def segments(length: int, spans: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """The text in order, cut wherever a span starts or ends; an empty span has an empty segment of its own."""
    starts, ends, empty = defaultdict(list), defaultdict(list), defaultdict(list)
    for index, (start, end) in enumerate(spans):
        if start == end:
            empty[start].append(index)
        else:
            starts[start].append(index)
            ends[end].append(index)
    open_spans: set[int] = set()
    edges = sorted({0, length, *starts, *ends, *empty})
    for here, after in zip(edges, [*edges[1:], length], strict=True):
        open_spans = (open_spans - set(ends[here])) | set(starts[here])
        yield from (Segment(here, here, (index,)) for index in empty[here])
        if here < after:
            yield Segment(here, after, tuple(sorted(open_spans)))


def utf16_length(text: str) -> int:
    """Length as JavaScript counts: a character beyond U+FFFF is two units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def packed(text: str, spans: Sequence[tuple[int, int]]) -> list[int | list[int]]:
    """The segments as the page reads them: the length in UTF-16 units, with the indices of its spans if it has any."""
    found: list[int | list[int]] = []
    for start, end, covered_by in segments(len(text), spans):
        length = utf16_length(text[start:end])
        found.append([length, *covered_by] if covered_by else length)
    return found
