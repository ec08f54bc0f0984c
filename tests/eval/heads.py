"""Heads of counted nouns against a hand-labelled sample: tests/gold/counted_nouns.json, whose texts are in the bench.

A row is right if the number that overlaps its span has the head, or none where the gold has none.
"""

import gzip
import json
from pathlib import Path
from typing import Any

from pipeline.stages.dates import find_dates
from pipeline.stages.edits import Span
from pipeline.stages.numbers import find_numbers

GOLD = Path(__file__).parents[1] / "gold" / "counted_nouns.json"


def texts(bench: Path) -> dict[str, str]:
    """Gold text of each page of `bench/residue`."""
    with gzip.open(bench / "residue" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["gold"] for row in map(json.loads, lines)}


def wrong(bench: Path) -> list[tuple[dict[str, Any], str | None]]:
    """The gold rows that were missed, with the head that was found."""
    known, missed = texts(bench), []
    for row in json.loads(GOLD.read_text(encoding="utf-8"))["rows"]:
        text = known[row["id"]]
        dates = [Span(date.start, date.end) for date in find_dates(text)]
        found = [n for n in find_numbers(text, dates) if n.start < row["end"] and row["start"] < n.end]
        head = found[0].noun_head if found else None
        if head != row["head"]:
            missed.append((row, head))
    return missed


def score(bench: Path) -> list[dict[str, Any]]:
    """Share of right heads."""
    n_rows = len(json.loads(GOLD.read_text(encoding="utf-8"))["rows"])
    return [
        {"set": "counted_nouns", "measure": "accuracy", "value": 100 - 100 * len(wrong(bench)) / n_rows, "n": n_rows}
    ]
