"""What is cut without a rule is typed by likeness; what is cut does not change."""

import pytest

from pipeline.stages.residue import find_spans
from pipeline.stages.residue.likeness import type_by_likeness
from pipeline.stages.residue.lines import lines_of, normalise_line
from pipeline.stages.residue.types import Label

BODY = "\n".join(
    f"The {place} of the bay will close in May, the board said on Tuesday, after many years of service."
    for place in ("ferry", "harbour", "school")
)


@pytest.mark.parametrize(
    ("text", "line", "category"),
    [
        (BODY + "\nSend this to Facebook", "Send this to Facebook", "share"),  # by its words
        (BODY.replace("\n", "\nMotors\n", 1), "Motors", "navigation"),  # by a rule of the tail
        (BODY + "\nRelated articles\nThe old quay.", "The old quay.", "related"),  # as the line beside it
        (BODY + "\nLeave a comment\nJo Lund, Lisbon.", "Jo Lund, Lisbon.", "comment"),
        (BODY + "\nBoard meets on the quay", "Board meets on the quay", "related"),  # by what is left
    ],
)
def test_a_recurring_line_is_typed_by_what_it_is_like(text: str, line: str, category: str) -> None:
    cuts = find_spans(text, recurring={normalise_line(line)})
    (cut,) = [cut for cut in cuts if text[cut.start : cut.end].strip() == line]
    assert (cut.category, cut.evidence) == (category, "recurrence")


def test_a_name_above_the_text_is_a_byline() -> None:
    lines = lines_of(f"Jo Lund\nThe ferry of the bay\n{BODY}")
    assert type_by_likeness(lines, {0: Label("other", None, "recurrence", 0.97)})[0].category == "byline"


def test_a_paragraph_that_nothing_speaks_for_is_other() -> None:
    lines = lines_of(BODY)
    assert type_by_likeness(lines, {1: Label("other", None, "recurrence", 0.97)})[1].category == "other"


def test_labels_of_rules_and_neighbours_keep_their_category() -> None:
    lines = lines_of("Facebook\n" + BODY)
    assert type_by_likeness(lines, {0: Label("other", "editing_note", "rule", 0.99)}) == {}
