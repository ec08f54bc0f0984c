"""Residue: the policy by cases, cuts as spans, recurrence, and the five seeds line by line."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages import edits
from pipeline.stages.clean import clean
from pipeline.stages.residue import Cut, find_spans, normalise_line, read_metadata, recurring_lines
from pipeline.stages.residue.lines import lines_of
from schemas.documents import CATEGORIES, EVIDENCE, POSITIONS

ROOT = Path(__file__).parent.parent
BODY = (
    "The ferry line across the bay will close in May, the harbour board said on Tuesday, "
    "after thirty years of service.\n"
    "Residents of the islands said that they had not been asked and would take the matter to court in spring."
)

OTHER = BODY.replace("ferry", "bus").replace("islands", "hills")


def strip(text: str, **options: object) -> str:
    return edits.apply(text, [edits.cut(c.start, c.end) for c in find_spans(text, **options)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "categories"),
    [
        ("Ferry line to close in May\nBy Jo Lund\n", "", ["title", "byline"]),
        ("World News\nFerry line to close in May\n\n", "", ["navigation", "title"]),
        ("Ferry line to close in May\n\nFerry Line to Close in May\n", "", ["title", "title"]),
        ("", "\nSign up for Harbour Daily\nAll you need to know.\nIt is free.", ["newsletter"] * 3),
        ("", "\n\n(Reporting by Jo Lund; Editing by Ada Okoro)", ["agency_credit"]),
        ("", "\nLeave a comment\n\nName\nWebsite", ["comment"] * 3),
        ("Quay\nWorkers mend it on Monday. (Jo Lund/AFP via Getty Images)\n", "", ["caption", "caption"]),
        ("Workers mend the quay. (AP)\n", "", ["caption"]),
        ("Ferry line to close in May\nBy\nJo Lund\n", "", ["title", "byline", "byline"]),
        ("Ferry line to close in May\nJo Lund\nMay 5, 2021\n", "", ["title", "byline", "byline"]),
        ("", "\nRelated articles\nHarbour board meets again", ["related"] * 2),
        ("", " (AP)", ["agency_credit"]),
        ("Jo Lund May 5, 2021, 02.33AM\nFerry line to close in May\n", "", ["byline", "title"]),
        (
            "Ferry line across the bay to close in May after thirty years as the board is short of cash\nBy Jo Lund\n",
            "",
            ["title", "byline"],
        ),
        ("Ferry line to close in May\nJo Lund/Ada Okoro\n", "", ["title", "byline"]),
        ("- Home\n- News\n- Sport\nFerry line to close in May\n", "", [*["navigation"] * 3, "title"]),
        ("FERRY LINE ACROSS THE BAY TO CLOSE IN MAY\n", "", ["title"]),
        ("Will the Ferry Line Across the Bay Close in May?\n", "", ["title"]),
        ("Ferry line to close: islanders did not ask for it\n", "", ["title"]),
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
        BODY + "\nWhat comes next\n" + OTHER,
        "“Share the load,” he said, and they went back to the top of the hill to wait for the others.\n" + BODY,
        BODY + "\nRelated charges were dropped in March.",
        BODY + "\nThe union speaks for the Palestinian Authority (PA).",
        BODY + "\nLund was an editor for the newspaper when the harbour was built, and is now its mayor.",
        "Islanders in the bay are turning to the\n" + BODY,
        "What would you give to cross the bay at night once more?\n" + BODY,
    ],
)
def test_article_stays(text: str) -> None:
    assert strip(text) == text


@pytest.mark.parametrize(
    "line",
    [
        '"Click here to get your refund," Lund told investigators.',
        "'Sign up for the newsletter,' Smith said.",
        "“All rights reserved,” he said.",
        "Rating: 4/5",
        "Duration: 1:47",
        "5:30 / 6:45",
        "Question 4 of 10",
        "Shares: 1,200",
        "Google 2.5 1,200 145.3",
        "Remember me",
        "Be respectful. Ask before you take a photo.",
        "This is a developing country with few roads, the minister said.",
    ],
)
def test_speech_and_boxes_of_an_article_stay(line: str) -> None:
    text = "\n".join([BODY, line, OTHER])
    assert strip(text) == text


@pytest.mark.parametrize(
    ("line", "n_words", "solid"),
    [
        ("- Sport and culture", 3, False),
        ("• Sport", 1, False),
        ("A - B", 3, False),
        ("04 11 23 29 31 38 41 45 49 50 51 52.", 12, False),
        (". . . . . . . . . . . . . .", 13, False),
        ("The ferry of the bay will close in May, the board said on Tuesday.", 14, True),
    ],
)
def test_words_of_a_line_are_what_spaces_part_but_no_bullet(line: str, n_words: int, solid: bool) -> None:
    (found,) = lines_of(line)
    assert (found.n_words, found.solid) == (n_words, solid)


def test_a_broken_dateline_is_cut_inside_its_line() -> None:
    text = "( – " + BODY
    (cut,) = find_spans(text)
    assert (cut.start, cut.end, cut.category) == (0, 4, "dateline_residue")


def test_a_known_title_may_go_on_with_the_name_of_the_site() -> None:
    assert strip("Ferry line to close\n" + BODY, title="Ferry line to close | Harbour Gazette") == BODY


def test_a_line_that_is_not_the_known_title_stays() -> None:
    text = "What islanders now say of it\n" + BODY
    assert strip(text, title="Ferry line to close") == text


def test_a_line_above_the_text_goes_with_the_break_after_it_and_one_below_with_the_break_before() -> None:
    text = "Advert\n\n" + BODY + "\n\nAdvert\nAdvert"
    end = 8 + len(BODY)
    assert find_spans(text) == [
        Cut(0, 8, "head", "advert", "advert", "rule", 0.99),
        Cut(end, end + 8, "tail", "advert", "advert", "rule", 0.99),
        Cut(end + 8, end + 15, "tail", "advert", "advert", "rule", 0.99),
    ]


def test_a_line_between_paragraphs_is_of_the_body() -> None:
    (cut,) = find_spans(BODY.replace("\n", "\nAdvertisement\n"))
    assert (cut.position, cut.category) == ("body", "advert")


def test_nothing_is_left_of_a_text_without_article() -> None:
    assert strip("Advertisement\n\nShare\nTweet") == ""


def test_a_closed_sentence_below_links_stays() -> None:
    text = BODY + "\nRead more: Ferry facts\nThe hearing is on Monday at nine."
    assert strip(text) == BODY + "\nThe hearing is on Monday at nine."


def test_a_comment_thread_goes_whole_but_not_below_a_counter_at_the_top() -> None:
    long = BODY + "\n" + OTHER
    thread = "\n2 Comments\nI have taken this line all my life and it will be missed by all who live here.\nMe too"
    assert strip(long + thread) == long
    assert strip("2 Comments\n" + long) == long


def test_evidence_names_what_a_cut_rests_on() -> None:
    text = BODY + "\nOur app is free\nSign up for Harbour Daily\nAll you need to know."
    cuts = find_spans(text, recurring={"our app is free"})
    assert [(cut.evidence, cut.rule) for cut in cuts] == [
        ("recurrence", None),
        ("rule", "newsletter_sign_up"),
        ("neighbour", None),
    ]


def test_a_known_title_is_cut_wherever_it_stands_in_the_head() -> None:
    assert strip("Islands\nFerry line ends.\n" + BODY, title="Ferry line ends.") == BODY


def test_recurring_lines_need_three_documents_of_a_publisher() -> None:
    documents = [("a", f"Story {i} of the day\nOur app is free in 20{i}0") for i in range(3)]
    recurring = recurring_lines([*documents, ("b", "Our app is free in 1990")])
    assert recurring == {"a": frozenset({"our app is free in 0000", "story 0 of the day"}), "b": frozenset()}
    assert strip(BODY + "\nOur app is free in 2031", recurring=recurring["a"]) == BODY


def test_two_documents_are_enough_in_a_small_archive_of_a_publisher_if_they_share_no_paragraph() -> None:
    pair = [("a", "One is here\nOur app"), ("a", "Another is there\nOur app")]
    assert recurring_lines(pair) == {"a": frozenset({"our app"})}
    assert recurring_lines([("", text) for _, text in pair]) == {"": frozenset()}
    assert recurring_lines([("a", text + "\n" + BODY) for _, text in pair]) == {"a": frozenset()}
    assert recurring_lines([*pair, *(("a", f"Story {i} x") for i in range(50))])["a"].isdisjoint({"our app"})


def test_quotations_bare_datelines_and_figures_do_not_recur() -> None:
    lines = "“We will not go,” they said: “never.”\nNEW YORK (AP) -\n12/05\nOur app"
    assert recurring_lines([("", lines)] * 3) == {"": frozenset({"our app"})}


def test_solid_paragraphs_recur_only_to_the_letter() -> None:
    line = "In the {} years of its service the ferry has been held up for more than a day by the ice."
    assert recurring_lines([("", line.format(10 + i)) for i in range(3)]) == {"": frozenset()}
    assert recurring_lines([("", line.format(10))] * 3) == {"": frozenset({line.format("00").lower()})}


def test_recurrence_does_not_hang_on_the_order_of_documents() -> None:
    documents = [("b", "One\nTwo"), ("a", "Two"), ("b", "Two"), ("a", "One"), ("b", "two")]
    assert (
        recurring_lines(documents)
        == recurring_lines(reversed(documents))
        == {"a": frozenset(), "b": frozenset({"two"})}
    )


def test_normalised_lines_forget_case_digits_and_spaces() -> None:
    assert normalise_line("  Page 12 of\t30 ") == "page 00 of 00"


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


@pytest.mark.parametrize("file", sorted(json.loads((ROOT / "tests/gold/seed_lines.json").read_text())))
def test_seed_lines(file: str) -> None:
    """Every residue line of the seeds goes with its category, no body line does."""
    gold = json.loads((ROOT / "tests/gold/seed_lines.json").read_text(encoding="utf-8"))[file]["lines"]
    text = clean((ROOT / "seeds" / file).read_bytes().decode())[0]
    cuts = [cut for cut in find_spans(text) if cut.rule != "broken_dateline"]
    found = [(text[cut.start : cut.end].strip(), cut.category) for cut in cuts]
    wanted = [(clean(line["text"])[0], line["label"]) for line in gold if line["label"] != "body"]
    assert found == wanted
