"""Scores quotations on the seeds' gold: exact spans, and of those found the type and the speaker.

Rows that the gold calls ambiguous count for spans only. A speaker is right if the words are exactly the gold's, or
if both have none.
"""

import json
import pathlib
from functools import cache
from typing import Any

import pandas as pd

from pipeline import sources
from pipeline.annotation import annotate_documents

ROOT = pathlib.Path(__file__).parents[2]
Row = dict[str, Any]
Key = tuple[str, int, int]


def gold_rows() -> list[Row]:
    """Rows of tests/gold/seed_quotes.json."""
    rows: list[Row] = json.loads((ROOT / "tests/gold/seed_quotes.json").read_text(encoding="utf-8"))["rows"]
    return rows


@cache
def found_rows() -> dict[Key, Row]:
    """The quotations that the pipeline finds in the seeds, by file and place in the raw text."""
    tables = annotate_documents(sources.read(str(ROOT / "seeds"))[0])
    files = dict(zip(tables["articles"]["doc_id"], tables["articles"]["source"], strict=True))
    names = dict(zip(tables["names"]["name_id"], tables["names"]["name"], strict=True))
    quotes = tables["quotes"].astype(object).where(tables["quotes"].notna(), None)
    return {
        (files[row["doc_id"]], row["raw_start"], row["raw_end"]): {**row, "entity": names.get(row["speaker_name_id"])}
        for row in quotes.to_dict("records")
        if not pd.isna(row["raw_start"])
    }


def score(bench: pathlib.Path) -> list[Row]:
    """Rows of measures; `bench` holds no quotations, the gold is the seeds'."""
    del bench
    gold = {(row["doc"], row["start"], row["end"]): row for row in gold_rows()}
    found = found_rows()
    both = [key for key in gold if key in found]
    sure = [(gold[key], found[key]) for key in both if "ambiguous" not in gold[key]]
    shares = {
        "span F1": 2 * len(both) / (len(gold) + len(found)),
        "type": sum(a["type"] == b["type"] for a, b in sure) / len(sure),
        "speaker": sum(a["speaker_text"] == b["speaker"] for a, b in sure) / len(sure),
    }
    counts = {"span F1": len(gold), "type": len(sure), "speaker": len(sure)}
    return [
        {"set": "seeds", "measure": name, "value": 100 * share, "n": counts[name]} for name, share in shares.items()
    ]
