"""Scores of the sentence splitter: F1 of inner boundaries and of exact spans."""

import json
from pathlib import Path
from typing import Any

from pipeline.stages.sentences import split

SETS = ("clean_news", "clean_other", "clean_email", "gum_news", "ewt_weblog", "golden")


def f1(found: set[Any], gold: set[Any]) -> float:
    """F1 in percent of two sets."""
    return 200 * len(found & gold) / max(len(found) + len(gold), 1)


def _inner(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Ends that are not the end of a line."""
    return {end for _, end in spans if text[end:].lstrip(" ")[:1] not in ("", "\n")}


def score(bench: Path) -> list[dict[str, Any]]:
    """A row for each set and measure."""
    rows = []
    for name in SETS:
        inner: list[set[Any]] = [set(), set()]
        exact: list[set[Any]] = [set(), set()]
        documents = [json.loads(line) for line in (bench / "sentences" / f"{name}.jsonl").open(encoding="utf-8")]
        for i, document in enumerate(documents):
            text = document["text"]
            gold = [(a, b) for a, b in document["gold"]]
            found = [(s.start, s.end) for s in split(text)]
            for k, spans in enumerate((found, gold)):
                inner[k] |= {(i, end) for end in _inner(text, spans)}
                exact[k] |= {(i, *span) for span in spans}
        rows.append({"set": name, "measure": "boundary F1", "value": f1(*inner), "n": len(inner[1])})
        rows.append({"set": name, "measure": "span F1", "value": f1(*exact), "n": len(exact[1])})
    return rows
