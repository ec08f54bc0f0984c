"""Blocks with whole paragraphs: comment threads, teasers and lists of other articles."""

import pytest

from pipeline.stages import edits
from pipeline.stages.residue import find_spans

PARAGRAPHS = [
    f"The {place} of the bay will close in May, the board said on Tuesday, after many years of service."
    for place in ("ferry", "harbour", "school", "market", "library")
]
BODY = "\n".join(PARAGRAPHS)
DAY = "May 5, 2021"
REMARK = "I have taken this line all my life and it will be missed by all of us who live here."


def strip(text: str) -> str:
    return edits.apply(text, [edits.cut(c.start, c.end) for c in find_spans(text)])


@pytest.mark.parametrize(
    "thread",
    [
        f"Comments\n5 May 2021 9:30AM\n{REMARK}\n5 May 2021 9:40AM\nMe too\n5 May 2021 9:50AM\n{REMARK}",
        f"Sign in to comment or to join the conversation\n{REMARK}\n{REMARK}",
        f"Top Rated Comments\n{REMARK}",
        f"{REMARK}\nPosted by: Jo | {DAY} 7:15 AM\nYet.\nPosted by: A | {DAY} 7:25 AM\nNo\nPosted by: B | {DAY} 8 AM",
    ],
)
def test_a_thread_goes_from_its_heading_or_its_first_mark_on(thread: str) -> None:
    assert strip(f"{BODY}\n{thread}") == BODY
    assert {cut.category for cut in find_spans(f"{BODY}\n{thread}")} == {"comment"}


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\nComments\n{BODY.replace('May', 'June')}",
        f"{BODY}\n{DAY} 9:30 AM\n{PARAGRAPHS[0]}\n{DAY} 9:40 AM\n{BODY.replace('May', 'June')}\n{DAY} 9:50 AM",
    ],
)
def test_a_prompt_alone_or_a_live_report_is_no_thread(text: str) -> None:
    kept = strip(text)
    assert all(paragraph in kept for paragraph in [*PARAGRAPHS, *BODY.replace("May", "June").split("\n")])


def test_openings_of_other_articles_go_with_their_headlines() -> None:
    teasers = [
        f"{place} to be rebuilt\nThe {place} by the bay will be rebuilt from the ground, the board said, after a ..."
        for place in ("Ferry", "Harbour", "School")
    ]
    assert strip("\n".join([BODY, *teasers])) == BODY
    assert strip("\n".join([BODY, *teasers[:2]])).startswith(BODY + "\nFerry to be")


def test_openings_of_other_articles_above_the_text_go_where_headlines_part_them() -> None:
    teasers = [
        f"{place} to be rebuilt\nThe {place} by the bay will be rebuilt from the ground, the board said, after a ..."
        for place in ("Ferry", "Harbour", "School")
    ]
    assert strip("\n".join([*teasers, BODY])) == BODY
    trailing = [line for teaser in teasers for line in teaser.split("\n")[1:]]
    assert trailing[1] in strip("\n".join([*trailing, BODY]))


def test_a_paragraph_that_stands_above_already_goes() -> None:
    text = f"{BODY}\n{PARAGRAPHS[1]}\nIt closes.\nIt closes.\n{PARAGRAPHS[0]}"
    assert strip(text) == f"{BODY}\nIt closes.\nIt closes."
    first, second = find_spans(text)
    assert (first.rule, first.category) == (second.rule, second.category) == ("repeated_paragraph", "other")


def test_a_list_of_articles_goes_down_to_the_end() -> None:
    items = [f"{place} to be rebuilt in spring\n{PARAGRAPHS[0]}" for place in ("Ferry", "Harbour", "School")]
    listed = "\n".join([BODY, "Related articles", *items])
    assert strip(listed) == BODY
    going_on = "\n".join([BODY, "Related articles", *items, PARAGRAPHS[1], PARAGRAPHS[2]])
    assert PARAGRAPHS[1] + "\n" + PARAGRAPHS[2] in strip(going_on)


@pytest.mark.parametrize(
    "bios",
    [
        "Jo Lund is a senior researcher with the Harbour Institute. Her book on ferries is out in May.",
        "Jo Lund and Ada Okoro are associate professors at the university",
        "Jo Lund is a visiting lecturer at the university. Ada Okoro\nIs a freelance writer based in Lisbon.",
    ],
)
def test_who_the_authors_are_goes_at_the_end(bios: str) -> None:
    assert strip(f"{BODY}\n{bios}") == BODY
    assert {cut.category for cut in find_spans(f"{BODY}\n{bios}")} == {"author_bio"}


@pytest.mark.parametrize(
    "last",
    [
        "“Jo Lund is a writer of note,” the mayor said of her on Monday, and went on to speak of the ferry.",
        "Jo Lund is a keen swimmer who knows the bay as few others do, and she will not be heard in court.",
    ],
)
def test_a_last_paragraph_on_someone_in_the_text_stays(last: str) -> None:
    assert strip(f"{BODY}\n{last}") == f"{BODY}\n{last}"


def test_who_someone_is_in_the_middle_of_a_text_stays() -> None:
    text = f"{BODY}\nJo Lund is a professor of law at the university.\n{PARAGRAPHS[0].replace('May', 'June')}"
    assert strip(text) == text
