"""What a number counts: its noun, or what happened to the people that it counts."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    resources.files(__package__).joinpath("measures.toml").read_text(encoding="utf-8")
)
HAPPENED: dict[str, str] = {word: measure for measure, words in WORDS["happened"].items() for word in words}
PERSONS = frozenset(WORDS["nouns"]["persons"])
GENERAL = frozenset(WORDS["nouns"]["general"])
KINDS = ("cardinal", "vague")
REACH = 60  # characters between a number or its noun and what happened
DOZEN = 12
ADJACENT = 2  # where there is no noun: "12 wounded"
RE_WORD = re.compile(r"[A-Za-z]+")

Row = Mapping[str, Any]


def measure_of(text: str, sentence: Row, number: Row, numbers: Sequence[Row]) -> str | None:
    """The noun's lemma in lower case; of people, what happened to them where the sentence says so; None if nothing.

    >>> sentence = {"start": 0, "end": 30}
    >>> number = {"kind": "cardinal", "value": 4.0, "low": None, "high": None, "noun_head": "soldier", "start": 0,
    ...           "end": 4, "noun_start": 5, "noun_end": 13, "subset_of": None, "additive": False}
    >>> measure_of("Four soldiers died, 9 ran away", sentence, number, [number])
    'killed'
    """
    if number["kind"] not in KINDS or not _tells(number):
        return None
    head = number["noun_head"]
    if head is None or head.lower() in PERSONS or head[:1].isupper():
        # A part of those whom something happened to is another count: it keeps its noun.
        happened = None if number["subset_of"] else _happened(text, sentence, number, numbers)
        if happened or head is None:
            return happened
    return None if head.lower() in GENERAL else head.lower()


def _tells(number: Row) -> bool:
    """Whether it can be compared: "dozens" can, "several" cannot."""
    bounds = [number[name] for name in ("value", "low", "high") if number[name] is not None]
    return bool(bounds) and (number["kind"] != "vague" or max(bounds) >= DOZEN)


def _happened(text: str, sentence: Row, number: Row, numbers: Sequence[Row]) -> str | None:
    """What the word nearest to the number says, with no other number between."""
    start, end = span(number)
    reach = REACH if number["noun_head"] else ADJACENT
    low = max([sentence["start"], start - reach, *(span(n)[1] for n in numbers if span(n)[1] <= start)])
    high = min([sentence["end"], end + reach, *(n["start"] for n in numbers if n["start"] >= end)])
    near = sorted(_told(text, low, high, start, end))
    return near[0][1] if near else None


def _told(text: str, low: int, high: int, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Distance and measure of the words around and in the span."""
    for word in RE_WORD.finditer(text, low, high):
        if measure := HAPPENED.get(word[0].lower()):
            yield max(start - word.end(), word.start() - end, 0), measure


def span(number: Row) -> tuple[int, int]:
    """From the number to its noun, where that stands beside it."""
    ends = [number["end"], number["noun_end"]] if number["noun_end"] and not number["noun_elided"] else [number["end"]]
    starts = [number["start"], *([number["noun_start"]] if len(ends) > 1 else [])]
    return min(starts), max(ends)
