"""What rules measure on the development set is pinned, and every hit that the gold calls body has been read.

`python -m tests.eval.residue_lines --pin` writes both files anew; then read the hits without a verdict: "policy" is a
line that goes by our policy though the gold keeps it (captions, dates, prompts), "error" one that should have stayed.
"""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.rules import LONGEST, RULES, candidates
from pipeline.training.data import read as read_rows
from tests.eval.residue import read, strip
from tests.eval.residue_lines import MEASURED, READ_HITS, CutLine, cut_lines, key, precision

BENCH = Path(os.environ.get("BENCH", Path(__file__).parents[2] / "shared/bench"))
NEWS = [BENCH.parent / f"train/ner/{name}.jsonl.gz" for name in ("news_gold", "written_gold")]
LABELS = ("headline_in_capitals", "kicker", "author_place")  # rules for what some of the texts for training have too
MIN_PRECISION = 0.95
FEW = 3  # hits: no share to speak of


@pytest.fixture(scope="module")
def lines() -> list[CutLine]:
    if not (BENCH / "residue/dev.jsonl.gz").exists():
        pytest.skip("the benchmark is not here")
    return list(cut_lines(strip(read(BENCH))))


def test_measures_are_up_to_date(lines: list[CutLine]) -> None:
    assert json.loads(MEASURED.read_text(encoding="utf-8")) == precision(lines)


def test_every_hit_that_the_gold_calls_body_has_been_read(lines: list[CutLine]) -> None:
    known = json.loads(READ_HITS.read_text(encoding="utf-8"))
    assert sorted({key(line) for line in lines if line.body} - known.keys()) == []


def test_verdicts_are_given() -> None:
    known = json.loads(READ_HITS.read_text(encoding="utf-8"))
    assert {hit["verdict"] for hit in known.values()} <= {"policy", "error"}


def test_rules_are_precise_once_their_hits_are_read() -> None:
    """A rule that cuts article text must be narrower, or it may only flag."""
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    known = json.loads(READ_HITS.read_text(encoding="utf-8"))
    errors = Counter(hit["rule"] for hit in known.values() if hit["verdict"] == "error")
    names = {rule.name for rule in RULES}
    shares = {name: 1 - errors[name] / found["hits"] for name, found in measured.items() if name in names}
    assert [name for name, share in shares.items() if share < MIN_PRECISION and measured[name]["hits"] >= FEW] == []


def test_no_rule_types_a_sentence_of_news_wherever_it_stands() -> None:
    """30,000 sentences of other texts; among them are headlines in capitals and bylines, and those may be typed."""
    if not all(path.exists() for path in NEWS):
        pytest.skip("the texts for training are not here")
    rows = [row for path in NEWS for row in read_rows(path)]
    sentences = {row["text"][start:end].strip() for row in rows for start, end in row["sents"]}
    lines = [Line(0, text) for sentence in sorted(sentences) for text in sentence.split("\n") if text.strip()]
    typed = [
        (rule.name, line.text)
        for line in lines
        if line.n_words <= LONGEST
        for rule in candidates(line)
        if rule.name not in LABELS and rule.category != "byline" and rule.matches(line.text, line.n_words)
    ]
    assert len(lines) > 25_000
    assert typed == []
