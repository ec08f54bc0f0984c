"""Scores the residue stage on pages written for this project in the manner of 60 sites, without a look at its rules.

Some rules of `labels.toml` were written after a look at what stayed on these pages: they are no blind test of those.

Every line is labelled, so that typing and what is left show too. The pages are dense in furniture: extractors leave
less of it on most. Words are counted, not lines.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.stages.residue import Cut, find_spans

PAGES = Path(__file__).parents[1] / "gold/residue_pages.jsonl"
MOST = 0.8  # of a line that must be cut for it to count
BODY = "body"


class Judged(NamedTuple):
    """A line with its label and what cut it."""

    words: int
    label: str
    cut: Cut | None


@cache
def judged() -> tuple[Judged, ...]:
    """The lines of all pages."""
    rows = (json.loads(line) for line in PAGES.read_text(encoding="utf-8").splitlines())
    return tuple(line for row in rows for line in _page(row["lines"]))


def _page(lines: list[tuple[str, str]]) -> Iterator[Judged]:
    text = "\n".join(line for line, _ in lines)
    cuts, start = find_spans(text), 0
    for line, label in lines:
        end = start + len(line)
        cut = next((c for c in cuts if min(c.end, end) - max(c.start, start) >= MOST * len(line)), None)
        yield Judged(len(line.split()), label, cut)
        start = end + 1


def score(bench: Path) -> list[dict[str, Any]]:
    """Rows of measures; nothing of ``bench`` is read."""
    del bench
    body = [line for line in judged() if line.label == BODY]
    residue = [line for line in judged() if line.label != BODY]
    cut = [line for line in residue if line.cut]
    shares = {
        "residue cut": (_words(cut), _words(residue), len(residue)),
        "body loss %": (_words([line for line in body if line.cut]), _words(body), len(body)),
        "type": (sum(line.cut is not None and line.cut.category == line.label for line in cut), len(cut), len(cut)),
    }
    return [
        {"set": "written_pages", "measure": name, "value": 100 * part / whole, "n": n}
        for name, (part, whole, n) in shares.items()
    ]


def _words(lines: list[Judged]) -> int:
    return sum(line.words for line in lines)
