"""Scores the names stage on the seeds' gold: who is joined with whom (B-cubed), and the countries of places.

Mentions are the gold's own, so the figures leave out what the tagger misses. Rows marked ambiguous go in as
mentions, since the stage will see them, and are not scored.
"""

import json
import pathlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from pipeline.stages.names import DocumentNames, NameMention, link, summarise
from pipeline.stages.names.records import KINDS

ROOT = pathlib.Path(__file__).parents[2]
CONTEXT_CHARS = 30
KINDS_SCORED = ("person", "group", "place", "people")

Row = dict[str, Any]
Key = tuple[str, int, int]


def gold_rows() -> list[Row]:
    """Rows of tests/gold/seed_entities.json."""
    rows: list[Row] = json.loads((ROOT / "tests/gold/seed_entities.json").read_text(encoding="utf-8"))["rows"]
    return rows


def mention_of(row: Row, text: str) -> NameMention:
    """A row of the gold as a mention, with what stands before it on its line."""
    start = row["start"]
    context = text[max(0, start - CONTEXT_CHARS) : start].rpartition("\n")[2]
    return NameMention(row["doc"], row["doc"], start, row["end"], row["text"], row["label"], context)


def summaries(rows: Collection[Row]) -> list[DocumentNames]:
    """The summary of each seed."""
    mentions: dict[str, list[NameMention]] = defaultdict(list)
    texts: dict[str, str] = {}
    for row in rows:
        if row["doc"] not in texts:
            texts[row["doc"]] = (ROOT / "seeds" / row["doc"]).read_bytes().decode("utf-8")
        mentions[row["doc"]].append(mention_of(row, texts[row["doc"]]))
    return [summarise(each) for each in mentions.values()]


def b_cubed(gold: Mapping[Key, str], ours: Mapping[Key, str]) -> tuple[float, float]:
    """Precision and recall of B-cubed (Bagga and Baldwin 1998), over mentions."""
    by_gold, by_ours = _groups(gold), _groups({key: ours[key] for key in gold})
    shares = [(len(by_gold[gold[key]] & by_ours[ours[key]]), gold[key], ours[key]) for key in gold]
    precision = sum(both / len(by_ours[mine]) for both, _, mine in shares) / len(shares)
    recall = sum(both / len(by_gold[theirs]) for both, theirs, _ in shares) / len(shares)
    return precision, recall


def _groups(clusters: Mapping[Key, str]) -> dict[str, set[Key]]:
    groups: dict[str, set[Key]] = defaultdict(set)
    for key, cluster in clusters.items():
        groups[cluster].add(key)
    return groups


def score(bench: pathlib.Path) -> list[Row]:
    """Rows of measures; `bench` holds no names, the gold is the seeds'."""
    del bench
    rows = gold_rows()
    names, ours = link(summaries(rows))
    country = {name.name_id: name.country for name in names}
    scored = [row for row in rows if "ambiguous" not in row]
    result = []
    for kind in (*KINDS_SCORED, "all"):
        gold = {
            (row["doc"], row["start"], row["end"]): f"{row_kind} {row['entity']}"
            for row in scored
            if (row_kind := KINDS.get(row["label"])) and kind in (row_kind, "all")
        }
        precision, recall = b_cubed(gold, ours)
        for measure, value in (("precision", precision), ("recall", recall)):
            result.append(_row(f"{kind} B-cubed {measure}", value, len(gold)))
    placed = [row for row in scored if KINDS.get(row["label"]) == "place"]
    right = [country[ours[row["doc"], row["start"], row["end"]]] == row["country"] for row in placed]
    return [*result, _row("country", sum(right) / len(right), len(right))]


def _row(measure: str, value: float, n: int) -> Row:
    return {"set": "seeds", "measure": measure, "value": 100 * value, "n": n}
