"""Places against a hand-labelled sample: tests/gold/place_mentions.json, whose texts are in the bench.

A mention is right if its name has a country that the label allows (or none) and, where the label has coordinates,
lies within 50 km of them. The other names of the document are those that the tagger finds.
"""

import json
import math
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.stages import nlp
from pipeline.stages.edits import Span
from pipeline.stages.entities import find_entities
from pipeline.stages.flow.tag import CONTEXT_CHARS
from pipeline.stages.names import Name, NameMention, link, summarise
from pipeline.stages.sentences import split
from tests.eval.heads import texts

GOLD = Path(__file__).parents[1] / "gold" / "place_mentions.json"
NEAR, EARTH = 50.0, 6371.0  # kilometres
Row = dict[str, Any]


def gold_rows() -> list[Row]:
    """Rows of the sample, by document."""
    rows: list[Row] = json.loads(GOLD.read_text(encoding="utf-8"))["rows"]
    return rows


def found(bench: Path) -> list[tuple[Row, Name]]:
    """Each mention of the gold with the name that it is joined to."""
    known, rows = texts(bench), gold_rows()
    ids = [doc_id for doc_id, _ in groupby(rows, key=lambda row: row["id"])]
    bounds = [[Span(s.start, s.end) for s in split(known[doc_id])] for doc_id in ids]
    entities = find_entities([known[doc_id] for doc_id in ids], nlp=nlp.load(), sentences=bounds)
    result = []
    for doc_id, spans in zip(ids, entities, strict=True):
        mine = [row for row in rows if row["id"] == doc_id]
        labels = {(start, end): label for start, end, label, _ in spans}
        asked = {(row["start"], row["end"]): labels.get((row["start"], row["end"]), "GPE") for row in mine}
        others = {span: label for span, label in labels.items() if not any(_touch(span, each) for each in asked)}
        mentions = [_mention(known[doc_id], *span, label) for span, label in sorted({**others, **asked}.items())]
        names, ids_of = link([summarise(mentions)])
        by_id = {name.name_id: name for name in names}
        result += [(row, by_id[ids_of["text", row["start"], row["end"]]]) for row in mine]
    return result


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _mention(text: str, start: int, end: int, label: str) -> NameMention:
    context = text[max(0, start - CONTEXT_CHARS) : start].rsplit("\n", 1)[-1]
    return NameMention("text", "text", start, end, text[start:end], label, context)


def is_right(row: Row, name: Name) -> bool:
    """Whether the country, and the coordinates where the label has some, are right."""
    if name.country not in row["country"]:
        return False
    if "at" not in row:
        return True
    if name.latitude is None or name.longitude is None:
        return False
    return kilometres(row["at"][0], row["at"][1], name.latitude, name.longitude) <= NEAR


def kilometres(north: float, east: float, north2: float, east2: float) -> float:
    """The distance along a great circle (haversine)."""
    a, b, c, d = map(math.radians, (north, east, north2, east2))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def score(bench: Path) -> list[Row]:
    """Share of right mentions."""
    right = [is_right(row, name) for row, name in found(bench)]
    return [{"set": "place_mentions", "measure": "right", "value": 100 * sum(right) / len(right), "n": len(right)}]
