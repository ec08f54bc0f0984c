"""The five seeds against their gold: numbers, dates, names, and what the tables say together."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pipeline
from pipeline import sources
from pipeline.annotation import annotate_documents

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
NUMBERS = json.loads((GOLD / "seed_numbers.json").read_text(encoding="utf-8"))
ENTITIES = json.loads((GOLD / "seed_entities.json").read_text(encoding="utf-8"))["rows"]
FILES: dict[str, str] = NUMBERS["files"]


@cache
def annotated(file: str, published: str | None = None, strip: bool = True) -> dict[str, pd.DataFrame]:
    return pipeline.annotate((ROOT / "seeds" / file).read_bytes().decode(), published=published, strip=strip)


def overlapping(frame: pd.DataFrame, row: dict[str, Any]) -> pd.DataFrame:
    return frame[(frame["raw_start"] < row["end"]) & (row["start"] < frame["raw_end"])]


def required(row: dict[str, Any]) -> bool:
    return not (row["ambiguous"] or "").startswith("OPTIONAL")


def is_date(row: dict[str, Any]) -> bool:
    return row["date_value"] is not None


DATES = [row for row in NUMBERS["mentions"] if is_date(row) and required(row)]
COUNTS = [row for row in NUMBERS["mentions"] if not is_date(row) and required(row) and row["region"] == "body"]


def date_is_right(row: dict[str, Any], *, strip: bool) -> bool:
    published = NUMBERS["reference_dates"][row["doc"]]["date"]
    found = overlapping(annotated(FILES[row["doc"]], published, strip)["dates"], row)
    wanted = {row["date_value"]}
    if row["date_end"]:
        wanted = {f"{row['date_value']}/{row['date_end']}"}
    if row["modifier"] == "gt":  # "over a decade ago": a date before 2013, or a length of time, as its note says
        return bool(((found["timex"].isin(["P10Y", "2013", "201"])) & found["modifier"].notna()).any())
    return bool(found["timex"].isin(wanted).any())


@pytest.mark.parametrize("row", DATES, ids=lambda row: f"{row['doc']}-{row['start']}-{row['text']}")
def test_every_date_is_right(row: dict[str, Any]) -> None:
    """In the whole raw text, captions too; and in the article, if the date stands in its body."""
    assert date_is_right(row, strip=False)
    assert row["region"] != "body" or date_is_right(row, strip=True)


def test_the_gold_has_37_dates() -> None:
    assert len(DATES) == 37


@pytest.mark.parametrize("row", COUNTS, ids=lambda row: f"{row['doc']}-{row['start']}-{row['text']}")
def test_every_number_is_right(row: dict[str, Any]) -> None:
    found = overlapping(annotated(FILES[row["doc"]])["numbers"], row)
    assert len(found) == 1
    number = found.iloc[0]
    assert number["kind"] == row["kind"]
    assert (row["value"] is None and pd.isna(number["value"])) or number["value"] == row["value"]
    assert (row["low"] is None and pd.isna(number["low"])) or number["low"] == row["low"]
    assert number["modifier"] == row["modifier"]
    if not row["ambiguous"]:
        assert (row["noun_head"] is None and pd.isna(number["noun_head"])) or number["noun_head"] == row["noun_head"]
        assert number["noun_elided"] == row["noun_elided"]


def name_scores() -> tuple[int, int, int]:
    """(right, found, gold) over unambiguous rows; an ambiguous row under it makes a found span count for nothing."""
    right = n_found = n_gold = 0
    for file in FILES.values():
        rows = [row for row in ENTITIES if row["doc"] == file]
        sure = {(r["start"], r["end"], r["label"]) for r in rows if not r.get("ambiguous")}
        doubtful = [r for r in rows if r.get("ambiguous")]
        found = {
            (e.raw_start, e.raw_end, e.label)
            for e in annotated(file)["entities"].itertuples()
            if not any(r["start"] < e.raw_end and e.raw_start < r["end"] for r in doubtful)
        }
        sure = {(a, b, "LOC" if (a, b, "LOC") in found and label == "GPE" else label) for a, b, label in sure}
        gaza = {(a, b, "GPE") for a, b, label in sure if label == "LOC"}
        hits = (found & sure) | (found & gaza)
        right, n_found, n_gold = right + len(hits), n_found + len(found), n_gold + len(sure)
    return right, n_found, n_gold


def test_names_reach_80_f1() -> None:
    right, found, gold = name_scores()
    assert 200 * right / (found + gold) >= 80


@cache
def corpus() -> dict[str, pd.DataFrame]:
    return annotate_documents(sources.read(str(ROOT / "seeds"))[0])


def test_all_variants_of_al_sudani_are_one_name() -> None:
    tables = corpus()
    mentions = tables["entities"]
    him = mentions[mentions["text"].str.contains("Sudani")]
    assert len(him) == 19
    assert him["doc_id"].nunique() == 5
    assert him["name_id"].nunique() == 1
    assert "Sudan" not in set(mentions[mentions["name_id"].isin(him["name_id"])]["text"])
    assert set(him["label"]) == {"PERSON"}
