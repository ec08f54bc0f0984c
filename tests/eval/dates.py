"""Scores of the date grammar: strict and relaxed span F1, value F1 (shared/README.md)."""

import json
from pathlib import Path
from typing import Any

from pipeline.stages.dates import find_dates


def _f1(hits: int, found: int, gold: int) -> float:
    return 200 * hits / max(found + gold, 1)


def score(bench: Path) -> list[dict[str, Any]]:
    """A row for each set and measure; gum_news has calendar dates only, so recall."""
    rows = []
    for name in ("meantime", "gum_news"):
        strict = relaxed = value = n_found = n_gold = 0
        for line in (bench / "dates" / f"{name}.jsonl").open(encoding="utf-8"):
            document = json.loads(line)
            gold = document["gold"]
            found = find_dates(document["text"], _iso(document.get("reference_date")))
            n_found, n_gold = n_found + len(found), n_gold + len(gold)
            for g in gold:
                over = [m for m in found if m.start < g["end"] and g["start"] < m.end]
                strict += any((m.start, m.end) == (g["start"], g["end"]) for m in over)
                relaxed += bool(over)
                value += any(m.timex == g["value"] for m in over)
        for measure, hits in (("strict", strict), ("relaxed", relaxed), ("value", value)):
            result = 100 * hits / n_gold if name == "gum_news" else _f1(hits, n_found, n_gold)
            kind = "recall" if name == "gum_news" else "F1"
            rows.append({"set": name, "measure": f"{measure} {kind}", "value": result, "n": n_gold})
    return rows


def _iso(text: str | None) -> str | None:
    """The reference date; one document of the set writes it day first."""
    if text and text[2:3] == "-":
        text = "-".join(reversed(text.split("-")))
    return text
