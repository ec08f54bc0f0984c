"""Scores of the number stage on the development sets of `bench/numbers`.

Relaxed F1: spans overlap; strict F1: the same span; value F1: overlap and the right value, or the right low
and high. MEANTIME annotates no ranks and its dates apart, so ordinals are dropped and dates passed there.
"""

import json
import pathlib
from collections.abc import Callable
from typing import Any

from pipeline.stages.edits import Span
from pipeline.stages.numbers import NumberMention, find_numbers

Row = dict[str, Any]
Pairs = list[tuple[list[Row], list[NumberMention]]]
Same = Callable[[Row, NumberMention], bool]
KINDS = {
    "rec_age": {"age"}, "rec_money": {"money"}, "rec_ordinal": {"ordinal"}, "rec_percent": {"percent"},
    "rec_quantity": {"quantity"}, "rec_temperature": {"quantity"},
}  # fmt: skip
"""Sets whose gold holds one kind only: other kinds found there are not counted."""
SAME = 1e-6  # relative difference of equal values
UNIT_NAMES = {
    "us dollar": "dollar", "united states dollar": "dollar", "canadian dollar": "dollar",
    "hong kong dollar": "dollar", "australian dollar": "dollar", "pound sterling": "pound", "pence": "penny",
    "british pound": "pound", "pound-mass": "pound", "japanese yen": "yen", "chinese yuan": "yuan",
    "percentage": "percent", "f": "degree fahrenheit", "celsius": "degree celsius", "dimensionless": "",
    "fahrenheit": "degree fahrenheit", "m": "metre", "meter": "metre", "kilometer": "kilometre",
    "square meter": "square metre", "metric ton": "tonne", "milliliter": "millilitre",
    "millimeter": "millimetre", "turkish lira": "lira", "costa rican colón": "colon",
    "finnish markka": "markka", "georgian lari": "lari", "c": "degree celsius", "count per week": "",
}  # fmt: skip


def _read(path: pathlib.Path) -> list[Row]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if row.get("news", True)]


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= SAME * max(abs(a), abs(b), 1e-12)


def _overlap(gold: Row, found: NumberMention) -> bool:
    return bool(found.start < gold["end"] and gold["start"] < found.end)


def _same(gold: Row, found: NumberMention) -> bool:
    return (gold["start"], gold["end"]) == (found.start, found.end)


def _value(gold: Row, found: NumberMention) -> bool:
    if not _overlap(gold, found):
        return False
    bounds = (gold.get("low"), gold.get("high")) != (None, None)
    right_bounds = bounds and _close(gold["low"], found.low) and _close(gold["high"], found.high)
    return right_bounds or (gold["value"] is not None and _close(gold["value"], found.value))


def _matches(gold: list[Row], found: list[NumberMention], same: Same) -> int:
    """Pairs, each row used once."""
    left, hits = list(found), 0
    for row in gold:
        for mention in left:
            if same(row, mention):
                left.remove(mention)
                hits += 1
                break
    return hits


def _f1(pairs: Pairs, same: Same) -> float:
    hits = wanted = given = 0
    for gold, found in pairs:
        hits += _matches(gold, found, same)
        wanted, given = wanted + len(gold), given + len(found)
    return 200 * hits / (wanted + given) if wanted + given else 0.0


def _is_year(mention: NumberMention) -> bool:
    return mention.kind == "cardinal" and len(mention.text) == 4 and mention.text.isdigit()


def _meantime(bench: pathlib.Path) -> Pairs:
    dates = {
        row["id"]: sorted(Span(g["start"], g["end"]) for g in row["gold"])
        for row in _read(bench / "dates" / "meantime.jsonl")
    }
    pairs: Pairs = []
    for row in _read(bench / "numbers" / "meantime.jsonl"):
        found = [m for m in find_numbers(row["text"], dates.get(row["id"])) if m.kind != "ordinal"]
        pairs.append((row["gold"], found))
    return pairs


def _pairs(path: pathlib.Path) -> Pairs:
    pairs: Pairs = []
    for row in _read(path):
        gold, found = row["gold"], find_numbers(row["text"])
        kinds = KINDS.get(path.stem)
        found = [m for m in found if kinds is None or m.kind in kinds]
        if path.name.startswith("q3"):
            gold = [g for g in gold if not (g["text"].isdigit() and 1500 <= int(g["text"]) <= 2099)]
            found = [m for m in found if not _is_year(m)]
        pairs.append((gold, found))
    return pairs


def _unit(name: str | None) -> str:
    low = (name or "").lower()
    return UNIT_NAMES.get(low, low)


def _unit_accuracy(pairs: Pairs) -> tuple[float, int]:
    both = [(g, m) for gold, found in pairs for g in gold for m in found if _value(g, m) and g.get("unit")]
    right = sum(_unit(g["unit"]) == _unit(m.unit) for g, m in both)
    return (100 * right / len(both) if both else 0.0), len(both)


def _roundtrip(path: pathlib.Path) -> float:
    rows = json.loads(path.read_text("utf-8"))
    right = 0
    for row in rows:
        found = find_numbers(f"Some said {row['text']} things happened.")
        right += len(found) == 1 and found[0].value == row["value"]
    return 100 * right / len(rows)


def score(bench: pathlib.Path) -> list[Row]:
    """Rows of set, measure, value and number of gold rows; ``bench`` holds `numbers` and `dates`."""
    folder, news = bench / "numbers", _meantime(bench)
    n_news = sum(len(gold) for gold, _ in news)
    rows: list[Row] = [
        {"set": "meantime", "measure": "relaxed F1", "value": _f1(news, _overlap), "n": n_news},
        {"set": "meantime", "measure": "strict F1", "value": _f1(news, _same), "n": n_news},
    ]
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem != "meantime":
            pairs = _pairs(path)
            n_gold = sum(len(gold) for gold, _ in pairs)
            unit, n_unit = _unit_accuracy(pairs)
            rows.append({"set": path.stem, "measure": "value F1", "value": _f1(pairs, _value), "n": n_gold})
            if n_unit:
                rows.append({"set": path.stem, "measure": "unit accuracy", "value": unit, "n": n_unit})
    n_words = len(json.loads((folder / "words_roundtrip.json").read_text("utf-8")))
    accuracy = _roundtrip(folder / "words_roundtrip.json")
    return [*rows, {"set": "words_roundtrip", "measure": "accuracy", "value": accuracy, "n": n_words}]
