"""Scores of the name tagger: strict micro F1 over PERSON, ORG, LOC ("F3"), and with NORP ("F4")."""

import gzip
import json
from pathlib import Path
from typing import Any

from pipeline.stages.entities import find_entities

SETS = ("wikigold", "uner_ewt_dev", "uner_ewt_test", "uner_pud", "gum_news", "crossner_politics_dev")
FOLD = {"GPE": "LOC", "FAC": "LOC"}
COARSE = ("PERSON", "ORG", "LOC")


def score(bench: Path) -> list[dict[str, Any]]:
    """A row for each set and measure."""
    rows = []
    for name in SETS:
        with gzip.open(bench / "entities" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            documents = [json.loads(line) for line in lines]
        found = find_entities([d["text"] for d in documents])
        spans = [{(i, m.start, m.end, FOLD.get(m.label, m.label)) for i, ms in enumerate(found) for m in ms}]
        spans += [{(i, a, b, FOLD.get(label, label)) for i, d in enumerate(documents) for a, b, label in d["ents"]}]
        for measure, labels in (("F3", COARSE), ("F4", (*COARSE, "NORP"))):
            a, b = ({span for span in each if span[3] in labels} for each in spans)
            rows.append({"set": name, "measure": measure, "value": 200 * len(a & b) / (len(a) + len(b)), "n": len(b)})
    return rows
