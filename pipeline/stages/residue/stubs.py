"""Cuts inside lines that stay: broken datelines, closing agencies, and what pages glue to sentences (`stubs.toml`)."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import NamedTuple

from pipeline.stages.alternation import alternation
from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.rules import AGENCIES

MAX_TAIL = 300  # characters at the end of a line that a pattern anchored there sees
MAX_LINE = 20_000  # longer lines are looked at near their end only

# What is left of "(Site) - " or "CITY (Agency) - " when link or place were lost.
RE_STUB = re.compile(r"^(?:\(\s*\)?\s*[–—-]+\s*|[–—]\s+|\(\s*\)\s*)(?=[\"'“‘A-Z])")
# The agency in brackets behind the last sentence of a text.
RE_CLOSING_AGENCY = re.compile(rf"(?<=[.!?”\"’]) *\((?:{alternation(AGENCIES)})\)\.?$")


@dataclass(frozen=True)
class Stub:
    """A record of `stubs.toml`."""

    name: str
    category: str
    within: tuple[str, ...]
    pattern: str
    reason: str
    examples: tuple[tuple[str, str], ...]
    counter_examples: tuple[str, ...]

    @property
    def closing(self) -> bool:
        """Whether it stands at the end of lines only."""
        return self.pattern.endswith("$")


class Piece(NamedTuple):
    """A span within a line."""

    start: int
    end: int
    name: str
    category: str


def _load() -> Iterator[Stub]:
    text = resources.files(__package__).joinpath("stubs.toml").read_text(encoding="utf-8")
    for record in tomllib.loads(text)["stub"]:
        record["within"] = tuple(record["within"])
        record["examples"] = tuple(tuple(pair) for pair in record["examples"])
        record["counter_examples"] = tuple(record["counter_examples"])
        yield Stub(**record)


STUBS: tuple[Stub, ...] = tuple(_load())
EXPRESSIONS = tuple((stub, re.compile(stub.pattern)) for stub in STUBS)
CLOSING = tuple(pair for pair in EXPRESSIONS if pair[0].closing)
ANYWHERE = tuple(pair for pair in EXPRESSIONS if not pair[0].closing)
# Words of stubs that may stand anywhere; a line that ends like a sentence can't hold another.
WORDS = tuple(sorted({word for stub, _ in ANYWHERE for word in stub.within}))
CUT = "cut"  # the group of a pattern that goes, if not all of it does
ENDS = frozenset(".!?…\"”’'")


def may_hold(text: str) -> bool:
    """Whether a line may hold more than a broken dateline or a closing agency; most can't."""
    return text[-1] not in ENDS or any([word in text for word in WORDS])  # noqa: C419  the list is the faster one


def pieces(line: Line, *, first: bool = False, last: bool = False) -> list[Piece]:
    """What goes of a line, in order, never overlapping and never all of it."""
    found = list(_closing(line, first=first, last=last))
    text = line.text
    if may_hold(text):
        found += _glued(ANYWHERE, text, max(0, len(text) - MAX_LINE))
        found += _glued(CLOSING, text, max(0, len(text) - MAX_TAIL))
    return _apart(sorted(found), len(text))


def _closing(line: Line, *, first: bool, last: bool) -> Iterator[Piece]:
    if first and (stub := RE_STUB.match(line.text)):
        yield Piece(0, stub.end(), "broken_dateline", "dateline_residue")
    if last and (agency := RE_CLOSING_AGENCY.search(line.text[-40:])):
        yield Piece(len(line.text) - len(agency.group()), len(line.text), "closing_agency", "agency_credit")


def _glued(stubs: Sequence[tuple[Stub, re.Pattern[str]]], text: str, start: int) -> Iterator[Piece]:
    for stub, expression in stubs:
        if any(text.find(word, start) >= 0 for word in stub.within):
            for match in expression.finditer(text, start):
                yield Piece(*match.span(CUT if CUT in expression.groupindex else 0), stub.name, stub.category)


def _apart(found: Sequence[Piece], length: int) -> list[Piece]:
    kept: list[Piece] = []
    for piece in found:
        if piece.start < piece.end and (not kept or piece.start >= kept[-1].end):
            kept.append(piece)
    return kept if sum(piece.end - piece.start for piece in kept) < length else []
