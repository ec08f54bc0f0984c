"""Cuts inside lines: each record is complete and keeps to its examples; none is slow or takes a whole line."""

import pytest

from pipeline.stages import edits
from pipeline.stages.residue import find_spans
from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.stubs import STUBS, Stub, pieces
from schemas.documents import CATEGORIES


def left(text: str) -> str:
    return edits.apply(text, [edits.cut(piece.start, piece.end) for piece in pieces(Line(0, text))])


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.name)
def test_stub_is_a_complete_record(stub: Stub) -> None:
    assert stub.category in CATEGORIES
    assert stub.reason.endswith(".")
    assert [(line, left(line)) for line, _ in stub.examples] == list(stub.examples)
    assert [left(line) for line in stub.counter_examples] == list(stub.counter_examples)


@pytest.mark.parametrize("unit", ["Share ", "Read more: ", "Advertisement", ". ", "(Photo by", "[email protected]"])
def test_no_line_holds_a_stub_up(unit: str) -> None:
    line = "It closes. " + unit * (200_000 // len(unit))
    assert len(left(line)) <= len(line)


def test_a_line_of_nothing_but_stubs_stays() -> None:
    assert pieces(Line(0, "[email protected]")) == []


def test_a_stub_in_mid_text_is_of_the_body_and_its_line_stays() -> None:
    paragraph = "The ferry line across the bay will close in May, the board said on Tuesday, after thirty years.{}"
    text = "\n".join(paragraph.format(end) for end in ("", " 12 Comments", " It is free."))
    (cut,) = find_spans(text)
    assert (cut.position, cut.category, cut.rule, cut.evidence) == ("body", "comment", "counter_glued", "rule")
    assert text[cut.start : cut.end] == " 12 Comments"
