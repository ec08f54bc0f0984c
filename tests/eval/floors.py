"""Floors of the development figures: pinned in floors.json, rising only, shown in the README."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PINNED = Path(__file__).with_name("floors.json")
README = ROOT / "README.md"
QUALITY = ROOT / "pipeline/release/quality.json"  # what the card of every dataset shows
MARKS = ("<!-- figures: make eval PIN=1 -->\n", "<!-- /figures -->")
DIGITS = 2

Floors = dict[str, dict[str, float]]
"""Figure in percent for each 'set measure' of each stage."""

# What the README shows of it: stage, how it is measured, sets, measures.
SHOWN: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("residue", "lift of the extractor's F1, and share of the body lost, on sites that the models have not seen",
     ("unseen/trafilatura", "unseen/traf_recall", "unseen/readability", "unseen/newspaper4k"),
     ("lift", "raw body loss %")),
    ("pages", "words of residue cut, words of article lost, and types that are right", ("written_pages",),
     ("residue cut", "body loss %", "type")),
    ("sentences", "F1 of boundaries inside a line",
     ("clean_news", "clean_other", "clean_email", "gum_news", "ewt_weblog"), ("boundary F1",)),
    ("sentences", "F1 of exact spans", ("golden",), ("span F1",)),
    ("dates", "F1 of spans, overlapping spans, TIMEX3 values", ("meantime",),
     ("strict F1", "relaxed F1", "value F1")),
    ("numbers", "F1 of spans, overlapping spans", ("meantime",), ("strict F1", "relaxed F1")),
    ("numbers", "F1 of values", ("rec_money", "rec_quantity", "rec_range", "duckling"), ("value F1",)),
    ("heads", "heads of counted nouns, hand-labelled for this project", ("counted_nouns",), ("accuracy",)),
    ("entities", "strict F1 of PERSON, ORG and places, cross-validated",
     ("wikigold", "uner_pud", "gum_news", "uner_ewt_test", "crossner_politics_dev"), ("F3",)),
    ("names", "B-cubed precision and recall, country of places, on the seeds", ("seeds",),
     ("all B-cubed precision", "all B-cubed recall", "country")),
    ("places", "country, and coordinates of towns within 50 km, hand-labelled for this project", ("place_mentions",),
     ("right",)),
    ("quotes", "F1 of exact spans, share of types and speakers that are right, on the seeds", ("seeds",),
     ("span F1", "type", "speaker")),
)  # fmt: skip


_PAGES = "383 English news pages of 180 sites, as this extractor leaves them"
SETS: dict[str, str] = {
    "trafilatura": _PAGES,
    "traf_recall": f"{_PAGES} when it favours recall",
    "readability": _PAGES,
    "newspaper4k": _PAGES,
    "written_pages": "60 pages in the manner of as many sites, written for this project, dense in furniture",
    "clean_news": "news of UD English treebanks, clean text",
    "clean_other": "other genres of UD English treebanks, clean text",
    "clean_email": "e-mail of UD English treebanks, clean text",
    "gum_news": "Wikinews of GUM",
    "ewt_weblog": "weblogs of EWT, text as found",
    "golden": "the golden rules of pragmatic segmentation",
    "meantime": "Wikinews of the MEANTIME corpus",
    "rec_money": "test cases of Microsoft's Recognizers, currency",
    "rec_quantity": "test cases of Microsoft's Recognizers, dimension and age",
    "rec_range": "test cases of Microsoft's Recognizers, number ranges",
    "duckling": "test cases of Facebook's Duckling",
    "counted_nouns": "150 numbers of news pages, labelled by hand for this project",
    "place_mentions": "165 place mentions of news pages, labelled by hand for this project",
    "wikigold": "Wikipedia",
    "uner_pud": "news and Wikipedia of UNER PUD",
    "uner_ewt_test": "web text of UNER EWT",
    "crossner_politics_dev": "Wikipedia on politics, CrossNER",
    "seeds": "the five articles that the project starts from, labelled by hand",
}


def fingerprint(bench: Path) -> str:
    """Of the benchmark files' names and bytes: other files, other figures."""
    digest = hashlib.sha256()
    for path in sorted(p for p in bench.rglob("*") if p.suffix in (".jsonl", ".json", ".gz")):
        digest.update(f"{path.relative_to(bench)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read() -> dict[str, Any]:
    """What is pinned: 'bench', the fingerprint, and 'figures'."""
    return dict(json.loads(PINNED.read_text(encoding="utf-8"))) if PINNED.exists() else {"bench": "", "figures": {}}


def figures(rows: list[dict[str, Any]]) -> dict[str, float]:
    """A stage's scored rows as figures."""
    return {f"{row['set']} {row['measure']}": round(float(row["value"]), DIGITS) for row in rows}


def is_worse(name: str, value: float, floor: float) -> bool:
    """Losses should be low, all else high."""
    return value > floor if "loss" in name else value < floor


def regressions(stage: str, found: dict[str, float]) -> list[str]:
    """What fell below its floor, in words."""
    pinned: dict[str, float] = read()["figures"].get(stage, {})
    return [
        f"{stage} {name}: {found.get(name)}, floor {floor}"
        for name, floor in pinned.items()
        if name not in found or is_worse(name, found[name], floor)
    ]


def pin(bench: Path, found: Floors) -> None:
    """Write the figures as the new floors, and into the README."""
    pinned = {"bench": fingerprint(bench), "figures": {**read()["figures"], **found}}
    _replace(PINNED, json.dumps(pinned, indent=1, sort_keys=True) + "\n")
    before, after = (README.read_text(encoding="utf-8").split(mark)[i] for i, mark in ((0, MARKS[0]), (1, MARKS[1])))
    _replace(QUALITY, json.dumps(quality(pinned["figures"]), indent=1, ensure_ascii=False) + "\n")
    _replace(README, before + MARKS[0] + table(pinned["figures"]) + MARKS[1] + after)


def quality(floors: Floors) -> list[dict[str, str]]:
    """What is shown, with what each set is."""
    return [
        {
            "stage": stage,
            "measure": text,
            "set": f"{name.removeprefix('unseen/')}: {SETS[name.removeprefix('unseen/')]}",
            "figure": " / ".join(f"{floors[stage][f'{name} {measure}']:.2f}" for measure in measures),
        }
        for stage, text, sets, measures in SHOWN
        for name in sets
    ]


def _replace(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def table(floors: Floors) -> str:
    """The README's table."""
    lines = ["| stage | measure, in percent | development set | figure |", "| --- | --- | --- | ---: |"]
    for stage, text, sets, measures in SHOWN:
        for name in sets:
            values = " / ".join(f"{floors[stage][f'{name} {measure}']:.2f}" for measure in measures)
            lines.append(f"| {stage} | {text} | {name.removeprefix('unseen/')} | {values} |")
    return "\n".join(lines) + "\n"
