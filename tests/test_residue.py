"""Residue: each rule by its examples, the policy by cases, and the five seeds line by line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages import edits
from pipeline.stages.clean import clean
from pipeline.stages.residue import find_spans, normalise_line, read_metadata, recurring_lines
from pipeline.stages.residue.lines import lines_of
from pipeline.stages.residue.rules import RULES, Rule
from schemas.documents import CATEGORIES, EVIDENCE, POSITIONS

ROOT = Path(__file__).parent.parent
BODY = (
    "The ferry line across the bay will close in May, the harbour board said on Tuesday, after thirty years of service.\n"
    "Residents of the islands said that they had not been asked and would take the matter to court in the spring."
)


def strip(text: str, **options: object) -> str:
    return edits.apply(text, [edits.cut(c.start, c.end) for c in find_spans(text, **options)])  # type: ignore[arg-type]


def typed(rule: Rule, line: str) -> bool:
    return rule.matches(line, lines_of(line)[0].n_words)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_a_complete_record(rule: Rule) -> None:
    assert rule.category in CATEGORIES
    assert rule.zone in ("head", "tail", "any")
    assert rule.reason.endswith(".")
    assert rule.examples
    assert rule.counter_examples
    assert all(typed(rule, line) for line in rule.examples)
    assert not any(typed(rule, line) for line in rule.counter_examples)


def test_rule_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("before", "after", "categories"),
    [
        ("Ferry line to close in May\nBy Jo Lund\n", "", ["title", "byline"]),
        ("World News\nFerry line to close in May\n\n", "", ["navigation", "title"]),
        ("Ferry line to close in May\n\nFerry Line to Close in May\n", "", ["title", "title"]),
        ("", "\nSign up for Harbour Daily\nAll you need to know.\nIt is free.", ["newsletter"] * 3),
        ("", "\n\n(Reporting by Jo Lund; Editing by Ada Okoro)", ["agency_credit"]),
        ("", "\nLeave a comment\n\nName\nWebsite", ["comment"] * 3),
        ("Quay\nWorkers mend the quay on Monday. (Jo Lund/AFP via Getty Images)\n", "", ["caption", "caption"]),
    ],
)
def test_residue_is_cut_and_typed(before: str, after: str, categories: list[str]) -> None:
    text = before + BODY + after
    assert strip(text) == BODY
    assert [cut.category for cut in find_spans(text)] == categories


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "LISBON, May 5 (Reuters) - " + BODY,
        "• Line closes in May\n• Islanders protest\n" + BODY,
        BODY + "\nThe board did not immediately respond to a request for comment.",
        BODY + "\nCorrection: an earlier version of this text misnamed the bay.",
        BODY + "\nWhat comes next\n" + BODY.replace("ferry", "bus"),
        "“Share the load,” he said, and they all went back to the top of the hill to wait for the others.\n" + BODY,
    ],
)
def test_article_stays(text: str) -> None:
    assert strip(text) == text


def test_a_broken_dateline_is_cut_inside_its_line() -> None:
    text = "( – " + BODY
    (cut,) = find_spans(text)
    assert (cut.start, cut.end, cut.category) == (0, 4, "dateline_residue")


def test_a_known_title_is_cut_wherever_it_stands_in_the_head() -> None:
    assert strip("Islands\nFerry line ends.\n" + BODY, title="Ferry line ends.") == BODY


def test_recurring_lines_need_three_documents_of_a_publisher() -> None:
    documents = [("a", f"Story {i} of the day\nOur app is free in 20{i}0") for i in range(3)]
    recurring = recurring_lines([*documents, ("b", "Our app is free in 1990")])
    assert recurring == {"a": frozenset({"our app is free in 0000", "story 0 of the day"}), "b": frozenset()}
    assert strip(BODY + "\nOur app is free in 2031", recurring=recurring["a"]) == BODY


def test_normalised_lines_forget_case_digits_and_spaces() -> None:
    assert normalise_line("  Page 12 of\t30 ") == "page 00 of 00"


def test_metadata() -> None:
    text = (
        "Ferry line to close\nBy Jo Lund and Ada Okoro\nMay 5, 2021 at 3:15 p.m.\n"
        "LISBON, May 5 (AP) - " + BODY + "\nReuters contributed to this report.\n© 2021 Harbour Gazette"
    )
    found = read_metadata(text, find_spans(text))
    assert (found.title, found.byline) == ("Ferry line to close", "Jo Lund and Ada Okoro")
    assert (found.dateline, found.agency) == ("LISBON, May 5", "AP; Reuters")
    assert (found.published, found.year) == ("2021-05-05", 2021)


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aB. \n()–-©:,")), max_size=120))
def test_cuts_hold_on_any_text(text: str) -> None:
    position = 0
    cuts = find_spans(text)
    for cut in cuts:
        assert position <= cut.start < cut.end <= len(text)
        assert cut.category in CATEGORIES
        assert cut.position in POSITIONS
        assert cut.evidence in EVIDENCE
        position = cut.end
    read_metadata(text, cuts)


@pytest.mark.parametrize("unit", ["Share ", "a, ", "(", "- ", "Home > ", "By A ", "9", "\n.", "Mon, "])
def test_hostile_lines_pass(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert len(strip(text)) <= len(text)


@pytest.mark.parametrize("file", sorted(json.loads((ROOT / "tests/gold/seed_lines.json").read_text())))
def test_seed_lines(file: str) -> None:
    """Every residue line of the seeds goes with its category, no body line does."""
    gold = json.loads((ROOT / "tests/gold/seed_lines.json").read_text(encoding="utf-8"))[file]["lines"]
    text = clean((ROOT / "seeds" / file).read_bytes().decode())[0]
    found = [(text[c.start : c.end].strip(), c.category) for c in find_spans(text) if c.rule != "broken_dateline"]
    wanted = [(clean(line["text"])[0], line["label"]) for line in gold if line["label"] != "body"]
    assert found == wanted
