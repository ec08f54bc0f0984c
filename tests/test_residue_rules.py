"""Typed rules of residue: each is a complete record, matches its examples, and is fast on hostile lines."""

import re
from itertools import pairwise

import pytest

from pipeline.stages.alternation import alternation
from pipeline.stages.residue import find_spans, read_metadata
from pipeline.stages.residue.lines import lines_of
from pipeline.stages.residue.rules import MAX_CHARS, RULES, TRIGGERS, ZONES, Rule, candidates, is_anchored
from schemas.documents import CATEGORIES

HOSTILE = (
    "A", "a", "Ab ", "A. ", "a ", "A,", "9", "9 ", "- ", "| ", "/", ".", "(", "[", "By ", "Home > ", "share ",
    "1:1 ", "1.1 ", "Jan 1 ", "x@", "À", "the ", "AP/", "(AP ", "\u0301", "\U0001f600", "\x00",
)  # fmt: skip


def typed(rule: Rule, line: str) -> bool:
    (found,) = lines_of(line)
    return rule in list(candidates(found)) and rule.matches(line, found.n_words)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_a_complete_record(rule: Rule) -> None:
    assert rule.category in CATEGORIES
    assert rule.zone in ZONES
    assert rule.reason.endswith(".")
    assert rule.examples
    assert rule.counter_examples
    assert [line for line in rule.examples if not typed(rule, line)] == []
    assert [line for line in rule.counter_examples if rule.matches(line, lines_of(line)[0].n_words)] == []


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_triggers_are_words_in_lower_case_or_marks() -> None:
    assert [word for word in TRIGGERS if word not in "0A" and not re.fullmatch(r"[a-z]+|[^\w\s]|_", word)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_line_holds_a_rule_up(rule: Rule) -> None:
    """A pattern that can read a run of characters in many ways would not come back."""
    words = [example.split() for example in rule.examples]
    openings = {" ".join(each[:n]) for each in words for n in (0, 1, 2, 3, len(each))}
    for opening in sorted(openings):
        for unit in HOSTILE:
            line = (opening + " " + unit * MAX_CHARS)[:MAX_CHARS] + "!x;~"
            assert rule.expression.search(line) is None or len(line) > MAX_CHARS


@pytest.mark.parametrize(
    "fields",
    [{"zone": "middle"}, {"pattern": "(unclosed"}],
)
def test_a_broken_record_is_refused(fields: dict[str, str]) -> None:
    record = {"name": "x", "category": "other", "zone": "any", "pattern": "x", "reason": "None."} | fields
    with pytest.raises((ValueError, re.error)):
        Rule(**record, examples=("x",), counter_examples=("y",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [("^a|^b", True), ("^(?:a|b)", True), ("^a|b", False), ("a", False), (r"^\(|^[(|]x", True), (r"^a\||b", False)],
)
def test_a_pattern_is_anchored_if_all_its_alternatives_are(pattern: str, anchored: bool) -> None:
    assert is_anchored(pattern) == anchored


def test_an_alternation_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        alternation(())


def test_the_longest_word_of_an_alternation_comes_first() -> None:
    assert alternation(("AP", "AP Photo", "a.b")) == r"AP\ Photo|a\.b|AP"


@pytest.mark.parametrize("unit", ["Share ", "a, ", "(", "- ", "Home > ", "By A ", "9", "\n.", "Mon, ", "By\nA B\n"])
def test_hostile_texts_pass(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    cuts = find_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(cuts))
    assert read_metadata(text, cuts).published is None
