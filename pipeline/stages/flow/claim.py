"""numbers with the names and dates of their sentences -> claims, which the corpus compares."""

from collections import defaultdict
from typing import Any

import pandas as pd

from pipeline.stages.claims import find_claims
from pipeline.stages.flow.rows import Frames, records
from schemas.working import Claims

TAKEN = ("number_id", "doc_id", "sentence_id", "start", "end", "text", "value", "low", "high", "modifier")


def claims(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    entities: pd.DataFrame,
    dates: pd.DataFrame,
    numbers: pd.DataFrame,
) -> Frames:
    """What each number claims, where its sentence has a name and something tells the days."""
    mentions, days, stated = _by_sentence(entities), _by_sentence(dates), {a["doc_id"]: a for a in records(articles)}
    told = _by_sentence(numbers)
    rows = []
    for sentence in records(sentences[sentences["sentence_id"].isin(set(told))]):
        key, article = sentence["sentence_id"], stated[sentence["doc_id"]]
        found = find_claims(
            article["text"], sentence, told[key], mentions.get(key, []), days.get(key, []), article["published"]
        )
        rows += [
            {
                **{name: claim.number[name] for name in TAKEN},
                "cluster_id": article["cluster_id"],
                "publisher": article["publisher"],
                "source": article["source"],
                "sentence": sentence["text"],
                "measure": claim.measure,
                "name_ids": list(claim.names),
                "first_day": claim.window.first,
                "last_day": claim.window.last,
                "days_from": claim.window.source,
            }
            for claim in found
        ]
    return {"claims": Claims.frame(rows)}


def _by_sentence(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in records(frame):
        found[row["sentence_id"]].append(row)
    return found
