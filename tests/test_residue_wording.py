"""The model of a line's words: what it takes for residue, what it must not touch, and how it is trained."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.residue import find_spans
from pipeline.stages.residue.lines import lines_of
from pipeline.stages.residue.types import Label
from pipeline.stages.residue.wording import INNER, OUTER, Wording, features, label_by_wording, shipped
from pipeline.training.wording import fit, written
from schemas.documents import CATEGORIES

PARAGRAPHS = [
    f"The {place} of the bay will close in May, the board said on Tuesday, after many years of service."
    for place in ("ferry", "harbour", "school")
]
TALK = "Our readers keep this website free: please click below and tell us what you think of our stories."
ROWS = list(written())
WORDING = Wording(
    {"bias": -1.0, "telling": ["our", "click"], "weights": {"our": 30.0, "click": 20.0, "jobs": 12.0}, "types": {}}
)


def cut(lines: list[str], wording: Wording | None = None, labels: dict[int, Label] | None = None) -> list[int]:
    return sorted(label_by_wording(lines_of("\n".join(lines)), labels or {}, wording))


@pytest.mark.parametrize(
    "line",
    [
        "We depend on readers like you to keep our reporting free for everyone, so please chip in today if you can.",
        "Please keep your comments on topic: our moderators remove posts that are abusive or that advertise.",
        "This content cannot be displayed until you accept cookies in your privacy settings.",
        "Sign up for our weekly newsletter, and our editors will send you the best of our stories every Friday.",
    ],
)
def test_an_outlet_that_talks_to_its_readers_is_residue(line: str) -> None:
    assert line not in dict(ROWS)
    assert cut([*PARAGRAPHS, line, *PARAGRAPHS]) == [3]


@pytest.mark.parametrize(
    "line",
    [
        "The website asked its readers for donations in May, and our calls to its editor were not returned.",
        "“Please sign up for our newsletter and follow us,” the message read, and most of the villagers did.",
        "'We ask all our members to subscribe today and to share the page,' he told the meeting.",
        "We asked the council for its reasons; a spokesman said that it would publish them next week.",
        "You can apply for the grant by post, and the council will answer within four weeks.",
        "Readers should know that the minister has not answered our questions about the contract.",
        "Anyone with information should call police on 101.",
        "The funeral will be held at St Mary's on Friday at noon.",
        "What the ruling means",
        "- Keep the receipt and write down the number of the bus",
    ],
)
def test_an_article_that_speaks_of_it_is_not(line: str) -> None:
    for at in range(len(PARAGRAPHS) + 1):
        assert cut([*PARAGRAPHS[:at], line, *PARAGRAPHS[at:]]) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([*PARAGRAPHS, TALK], [3]),
        ([PARAGRAPHS[0], TALK, PARAGRAPHS[1]], [1]),
        ([TALK, *PARAGRAPHS], []),
        ([PARAGRAPHS[0], f"“{TALK}”", PARAGRAPHS[1]], []),
        ([PARAGRAPHS[0], TALK.replace("click", "look"), PARAGRAPHS[1]], []),
        (["Jobs", *PARAGRAPHS], [0]),
        (["Jobs", "Our homes"], []),
        (["LISBON, May 3 (Jobs) --", *PARAGRAPHS], []),
        ([PARAGRAPHS[0], TALK + " " + TALK * 8, PARAGRAPHS[1]], []),
        ([PARAGRAPHS[0], "Jobs " * 200, PARAGRAPHS[1]], []),
    ],
)
def test_the_first_paragraph_and_quotations_are_not_judged(lines: list[str], found: list[int]) -> None:
    assert cut(lines, WORDING) == found


def test_lines_between_paragraphs_must_be_plainer_than_those_around_the_text() -> None:
    weight = (OUTER + INNER) / 2 * len(features("Jobs")) ** 0.5
    weights = {"bias": 0.0, "telling": [], "weights": {"jobs": weight}, "types": {}}
    assert cut(["Jobs", *PARAGRAPHS, "Jobs"], Wording(weights)) == [0, 4]
    assert cut([PARAGRAPHS[0], "Jobs", PARAGRAPHS[1]], Wording(weights)) == []


def test_a_dateline_alone_is_not_judged() -> None:
    assert cut(["LAS VEGAS, Jan. 11, 2012 /PRNewswire/ --", *PARAGRAPHS]) == []


def test_what_is_typed_is_left_alone() -> None:
    label = Label("navigation", "menu", "rule", 0.99)
    assert cut(["Jobs", *PARAGRAPHS], WORDING, {0: label}) == []


def test_the_features_of_a_line() -> None:
    assert features("Don’t miss 12 x") == sorted(
        ["don't", "miss", "0", "x", "don't miss", "miss 0", "0 x", "^don't", "^don't miss", "x$", "0 x$"]
    )
    assert features("") == []


@given(st.text(max_size=2000))
def test_any_line_has_its_odds(text: str) -> None:
    assert isinstance(shipped().log_odds(text), float)


def test_training_is_a_function_of_its_lines() -> None:
    names = ("Facebook", "Twitter", "Telegram")
    lines = [(f"Follow us on {name} today", "share") for name in names]
    lines += [(f"Photo: {name} / Agency", "credit") for name in names]
    lines += [(f"The {name} will close today", "body") for name in ("ferry", "harbour", "school")]
    weights = fit(lines)
    assert weights == fit(lines)
    wording = Wording(weights)
    assert wording.log_odds("Follow us on Threads") > 0 > wording.log_odds("The road will close")
    assert [wording.category(text)[0] for text in ("Follow us", "Photo: Jo Lund")] == ["share", "credit"]
    assert 0.5 < wording.category("Follow us")[1] < 1


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("Subscribe to our weekly newsletter", "newsletter"),
        ("Share on Facebook and Twitter", "share"),
        ("We use cookies to improve your experience.", "cookie"),
        ("All rights reserved by the publishers", "copyright"),
        ("Your comment will be shown once it has been approved", "comment"),
        ("By Ada Okoro, Staff Writer", "byline"),
    ],
)
def test_residue_is_typed_by_its_words(line: str, category: str) -> None:
    assert shipped().category(line)[0] == category


def test_the_written_lines_are_complete_and_differ() -> None:
    assert {category for _, category in ROWS} <= CATEGORIES.keys() | {"body"}
    counts = Counter(" ".join(re.findall(r"\w+", line.lower())) or line for line, _ in ROWS)
    assert [line for line, n in counts.items() if n > 1] == []
    assert [line for line, _ in ROWS if not line.strip() or "\n" in line] == []


# Lines alone that would be a stamp, a link or a label elsewhere: the article they were written for is not beside them.
BARE = re.compile(
    r"[\d:]+(?: BST)?|November 9, 1989\.|Published on [\d/]+ at [\d:]+am|.*https://t\.co/\w+|Obituaries|Watch Video"
)


def test_hardly_a_rule_types_look_alikes_of_residue_written_without_a_look_at_them() -> None:
    typed = []
    for line, category in ROWS:
        if category == "body" and not BARE.fullmatch(line):
            spans = find_spans("\n".join([PARAGRAPHS[0], line, *PARAGRAPHS[1:]]), model=False)
            typed += [(span.rule, line) for span in spans]
    assert len(typed) <= 1, typed
