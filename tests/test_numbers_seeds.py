"""The numbers of the five seeds, against the hand-made gold."""

import json
import pathlib
from typing import Any

import pytest

from pipeline.stages.edits import Span
from pipeline.stages.numbers import NumberMention, find_numbers

ROOT = pathlib.Path(__file__).parent
GOLD: dict[str, Any] = json.loads((ROOT / "gold" / "seed_numbers.json").read_text("utf-8"))
FIELDS = ("value", "low", "high", "modifier", "noun", "noun_head", "noun_elided")


def _is_date(row: dict[str, Any]) -> bool:
    return "date_value" in row and row["date_value"] is not None


def _text(doc: str) -> str:
    path = ROOT.parent / "seeds" / str(GOLD["files"][doc])
    return path.read_bytes().decode("utf-8")


def _found(doc: str) -> list[NumberMention]:
    rows = [row for row in GOLD["mentions"] if row["doc"] == doc and _is_date(row)]
    return find_numbers(_text(doc), sorted(Span(row["start"], row["end"]) for row in rows))


ROWS = [
    row
    for row in GOLD["mentions"]
    if row["region"] == "body" and not _is_date(row) and not (row.get("ambiguous") or "").startswith("OPTIONAL")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['doc']}-{row['text']}")
def test_gold_row(row: dict[str, Any]) -> None:
    (mention,) = [m for m in _found(row["doc"]) if m.start < row["end"] and row["start"] < m.end]
    assert (mention.core_start, mention.core_end) == (row["core_start"], row["core_end"])
    for field in FIELDS:
        assert (getattr(mention, field) or None) == (row.get(field) or None), field


@pytest.mark.parametrize("doc", sorted(GOLD["files"]))
def test_nothing_else_is_found(doc: str) -> None:
    rows = [row for row in GOLD["mentions"] if row["doc"] == doc]
    extra = [m for m in _found(doc) if not any(m.start < row["end"] and row["start"] < m.end for row in rows)]
    assert extra == []


def test_the_gold_has_numbers() -> None:
    assert len(ROWS) >= 19
