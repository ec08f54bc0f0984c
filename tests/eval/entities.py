"""Scores of the name tagger: strict micro F1 over PERSON, ORG, LOC ("F3"), and with NORP ("F4").

The shipped weights have seen these sets ("seen"): that guards the code around them. What counts is what weights score
that were trained without the fifth of each set on which they are scored; `entities_folds` measures it, in an hour, and
pins it in `entities_folds.json`.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.stages.entities import Mention, find_entities
from pipeline.training.data import BENCHMARKS, read

FOLD = {"GPE": "LOC", "FAC": "LOC"}
MEASURES = {"F3": ("PERSON", "ORG", "LOC"), "F4": ("PERSON", "ORG", "LOC", "NORP")}
FOLDS = Path(__file__).with_name("entities_folds.json")


class Counts(NamedTuple):
    """Names found, in the gold, and both."""

    found: int
    gold: int
    right: int

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.right / max(self.found + self.gold, 1)


def documents(bench: Path, name: str) -> list[dict[str, Any]]:
    """The documents of a set."""
    return read(bench / "entities" / f"{name}.jsonl.gz")


def compare(gold: Sequence[dict[str, Any]], found: Sequence[Sequence[Mention]], labels: Sequence[str]) -> Counts:
    """Mentions with exact span and label."""
    one = {(i, m.start, m.end, FOLD.get(m.label, m.label)) for i, mentions in enumerate(found) for m in mentions}
    two = {(i, start, end, FOLD.get(x, x)) for i, d in enumerate(gold) for start, end, x in d["ents"]}
    a, b = ({span for span in each if span[3] in labels} for each in (one, two))
    return Counts(len(a), len(b), len(a & b))


def score(bench: Path) -> list[dict[str, Any]]:
    """A row for each set and measure."""
    unseen = json.loads(FOLDS.read_text(encoding="utf-8"))
    rows = []
    for name in BENCHMARKS:
        gold = documents(bench, name)
        found = find_entities([d["text"] for d in gold])
        for measure, labels in MEASURES.items():
            counts = compare(gold, found, labels)
            rows.append({"set": name, "measure": measure, "value": unseen[name][measure], "n": counts.gold})
            rows.append({"set": name, "measure": f"{measure} seen", "value": counts.f1, "n": counts.gold})
    return rows
