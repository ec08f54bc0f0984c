"""Quotations: where they stand, what kind they are, who speaks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.edits import Span
from pipeline.stages.quotes import Name, Quote, find_quotes, quote_key
from pipeline.stages.quotes.spans import find_spans
from pipeline.stages.sentences import split
from tests.eval.quotes import score

PERSONS = ("Ada Lund", "Lund", "Jo Berg", "Berg")
OTHERS = ("Harbour Board", "State Department", "Oslo", "Kataib Rivers")


def names_of(text: str) -> list[Name]:
    """Mentions as a tagger would give them."""
    longest = sorted((*PERSONS, *OTHERS), key=len, reverse=True)
    return [
        Name(m.start(), m.end(), "PERSON" if m[0] in PERSONS else "ORG", f"n:{m[0]}")
        for m in re.finditer("|".join(longest), text)
    ]


def quotes(text: str) -> list[Quote]:
    return find_quotes(text, [Span(s.start, s.end) for s in split(text)], names_of(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” twice.", ["no"]),
        ('He said "no" twice.', ["no"]),
        ("Il dit «non» deux fois.", ["non"]),
        ("He said ‘no’ twice.", ["no"]),
        ("He said 'no, we can't' twice.", ["no, we can't"]),
        ("„Nein“, he said.", ["Nein"]),
        ("“He told me ‘no’ then,” she said.", ["He told me ‘no’ then,"]),  # one within is no row
        ("“He told me “no” then,” she said.", ["He told me “no” then,"]),
        ("“A,” he said. “B.”", ["A,", "B."]),
        ('"A,” he said. “B."', ["A,", "B."]),  # marks of two kinds
        ("“First part.\n“Second part.”", ["First part.\n“Second part."]),
        ("‘First part.\n‘Second part,’ he said.", ["First part.\n‘Second part,"]),
        ("“Never closed, she said.\nAnother paragraph.", ["Never closed, she said."]),
        ("“Never closed. “Closed,” she said.", ["Never closed.", "Closed,"]),
        ("She spoke of 'the ministers' plan' and left.", ["the ministers' plan"]),
        # no quotations
        ("The ministers' plan and Lund's dog.", []),
        ("He is 6'2\" tall and 5' wide.", []),
        ("Rock 'n' roll of the '80s and ’90s.", []),
        ("’Twas the night; don't stop.", []),
        ('A 5" gun.', []),
        ("“”", []),
        ("“—”", []),
    ],
)
def test_where_quotations_stand(text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_spans(text)] == found


@pytest.mark.parametrize(
    ("text", "closed", "n_paragraphs"),
    [
        ("“One.”", True, 1),
        ("“One.\n“Two.\n“Three.”", True, 3),
        ("“One.\n“Two.\nThree.", False, 2),
        ("“One.\nTwo.”", False, 1),
    ],
)
def test_how_far_they_go(text: str, closed: bool, n_paragraphs: int) -> None:
    (span,) = find_spans(text)
    assert (span.closed, span.n_paragraphs) == (closed, n_paragraphs)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # after
        ("“We will go,” Lund said.", [("direct", "Lund", "said")]),
        ("“We will go,” said Lund.", [("direct", "Lund", "said")]),
        ("“We will go,” said Ada Lund, who leads the board.", [("direct", "Ada Lund", "said")]),
        ("“We will go,” Ada Lund, who leads the board, told reporters.", [("direct", "Ada Lund", "told")]),
        ("“We will go,” Mayor Ada Lund told reporters.", [("direct", "Ada Lund", "told")]),
        ("“We will go,” the mayor of Oslo said.", [("direct", "mayor", "said")]),
        ("“We will go,” said a spokesman for the Harbour Board.", [("direct", "spokesman", "said")]),
        ("“We will go,” he added later.", [("direct", "he", "added")]),
        ("“Will we go?” Lund asked.", [("direct", "Lund", "asked")]),
        ("‘We will go’, said Lund.", [("direct", "Lund", "said")]),
        ("“We will go,” Lund and her team wrote.", [("direct", "Lund", "wrote")]),
        ("“We will go,” the State Department said.", [("direct", "State Department", "said")]),
        # before
        ("Lund said: “We will go.”", [("direct", "Lund", "said")]),
        ("Lund said, “We will go.”", [("direct", "Lund", "said")]),
        ("Ada Lund of the Harbour Board said: “We will go.”", [("direct", "Ada Lund", "said")]),
        ("Officials of the Harbour Board said it was “wrong.”", [("mixed", "Officials", "said")]),
        ("Lund described it as a “great day.”", [("mixed", "Lund", "described")]),
        ("On Monday, Lund told Berg that it was “good” and “right.”",
         [("mixed", "Lund", "told"), ("mixed", "Lund", "told")]),
        ("He has asked for help and has called the plan a “mistake” again.", [("mixed", "He", "called")]),
        ("The Oslo-based group Kataib Rivers issued a warning of “great harm.”",
         [("mixed", "Kataib Rivers", "issued a warning")]),
        ("Lund praised the day during the visit, stating, “We will go.”", [("direct", "Lund", "stating")]),
        ("The plan was described by Berg as “a mistake.”", [("mixed", "Berg", "described")]),
        ("What Lund called “a mistake” went on.", [("mixed", "Lund", "called")]),
        # elsewhere
        ("They will “go far,” he said.", [("mixed", "he", "said")]),
        ("It was “a great day” for all, the mayor said.", [("mixed", "mayor", "said")]),
        ("According to Lund, it was “a great day.”", [("mixed", "Lund", "According to")]),
        ("It was “a great day” for all, according to Lund.", [("mixed", "Lund", "according to")]),
        ("“We will go,” Lund said, “and stay.”", [("direct", "Lund", "said"), ("direct", "Lund", "said")]),
        # nobody speaks
        ("A group called the “Friends of Oslo” came.", [("scare", None, None)]),
        ("The so-called “free zone” is shut.", [("scare", None, None)]),
        ("The film “The Ferry” came out.", [("scare", None, None)]),
        ("Lund sang in “The Ferry” and left.", [("scare", None, None)]),
        ("The plan was described as “a mistake.”", [("scare", None, None)]),
    ],
)  # fmt: skip
def test_who_speaks(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    found = [
        (q.type, *(text[place.start : place.end] if place else None for place in (q.speaker, q.cue)))
        for q in quotes(text)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "name_ids"),
    [
        ("“We go,” Lund said. “We must.”", ["n:Lund", "n:Lund"]),
        ("“We go,” Lund said.\n“We must.”", ["n:Lund", "n:Lund"]),
        ("“We go,” Lund said. Berg left. “We must not,” he said.", ["n:Lund", "n:Lund"]),
        ("Berg met Lund. She said: “We must.”", ["n:Lund"]),
        ("Berg was blunt. “We must go there.”", ["n:Berg"]),
        ("“We go,” the mayor said.", [None]),
        ("“We go,” Lund said. " + "The ferry left the bay. " * 20 + "“We must.”", ["n:Lund", None]),
    ],
)
def test_which_name_it_is(text: str, name_ids: list[str | None]) -> None:
    assert [quote.name_id for quote in quotes(text)] == name_ids


def test_what_goes_on_says_with_what() -> None:
    first, second = quotes("“We go,” Lund said. “We must.”")
    assert second.continues == first.span
    assert second.rule == "continued"
    assert second.speaker is None


def test_equal_words_have_equal_keys() -> None:
    assert quote_key("We don’t go there,") == quote_key("we don't go there") != quote_key("We go there now")
    assert quote_key("a great day") is None


MARKED = st.text(st.sampled_from("ab S.,\n'\"“”‘’«»"), max_size=60)


@given(MARKED)
def test_spans_hold_whatever_marks_come(text: str) -> None:
    found = quotes(text)
    ends = [0, *(quote.span.end for quote in found)]
    assert all(end <= quote.span.start < quote.span.end <= len(text) for end, quote in zip(ends, found, strict=False))
    for quote in found:
        assert text[quote.span.start - 1] in "'\"“‘«"
        assert quote.span.closed or text[quote.span.end : quote.span.end + 1] in (
            "",
            "\n",
            " ",
            "“",
            '"',
            "‘",
            "'",
            "«",
        )
        assert (quote.speaker is None) or quote.type != "scare"


def test_the_seeds() -> None:
    reached = {row["measure"]: row["value"] for row in score(None)}  # type: ignore[arg-type]
    assert reached["span F1"] >= 95
    assert reached["speaker"] >= 85
