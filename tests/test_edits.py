"""Edits compose, invert and map, on any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.edits import Edit, OffsetMap, Span, apply, check, compose, cut, invert

TEXT = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("ab \n\u0301\U0001f600\U00020000")), max_size=30)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    points = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(points[::2], points[1::2], strict=False)
    return [Edit(a, b, draw(st.text("xyz\U0001f4f0", max_size=3)), draw(st.sampled_from("pq"))) for a, b in pairs]


@st.composite
def two_passes(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    text = draw(TEXT)
    first = draw(edits_of(text))
    return text, first, draw(edits_of(apply(text, first)))


@given(two_passes())
def test_invert_restores_the_text(case: tuple[str, list[Edit], list[Edit]]) -> None:
    text, first, _ = case
    assert apply(apply(text, first), invert(text, first)) == text


@given(two_passes())
def test_compose_is_one_pass_for_two(case: tuple[str, list[Edit], list[Edit]]) -> None:
    text, first, second = case
    both = compose(first, second)
    check(both, len(text))
    assert apply(text, both) == apply(apply(text, first), second)


@given(two_passes(), st.data())
def test_untouched_spans_map_there_and_back(case: tuple[str, list[Edit], list[Edit]], data: st.DataObject) -> None:
    text, edits, _ = case
    after = apply(text, edits)
    a, b = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    mapping = OffsetMap(edits)
    span = mapping.to_after(a, b)
    assert 0 <= span.start <= span.end <= len(after)
    if a < b and not any((e.start < b and a < e.end) or a < e.start == e.end < b for e in edits):
        assert after[span.start : span.end] == text[a:b]
        assert mapping.to_before(*span) == (a, b)


@given(two_passes(), st.data())
def test_spans_of_the_result_come_from_spans_that_contain_them(
    case: tuple[str, list[Edit], list[Edit]], data: st.DataObject
) -> None:
    text, edits, _ = case
    after = apply(text, edits)
    a, b = sorted((data.draw(st.integers(0, len(after))), data.draw(st.integers(0, len(after)))))
    mapping = OffsetMap(edits)
    before = mapping.to_before(a, b)
    assert 0 <= before.start <= before.end <= len(text)
    if a < b and before.start < before.end:
        image = mapping.to_after(*before)
        assert image.start <= a
        assert b <= image.end


@pytest.mark.parametrize(
    ("span", "before"),
    [
        (Span(0, 3), Span(0, 3)),  # before the edit
        (Span(4, 5), Span(4, 9)),  # the edit's result is the whole entity
        (Span(4, 7), Span(4, 11)),
        (Span(5, 7), Span(9, 11)),
    ],
)
def test_an_entity_maps_to_its_characters(span: Span, before: Span) -> None:
    assert apply("Tom &amp; I", [Edit(4, 9, "&")]) == "Tom & I"
    assert OffsetMap([Edit(4, 9, "&")]).to_before(*span) == before


def test_one_to_one_edits_map_inside() -> None:
    assert OffsetMap([Edit(2, 6, "WXYZ")]).to_before(3, 5) == (3, 5)


def test_a_span_next_to_a_cut_leaves_the_cut_out() -> None:
    mapping = OffsetMap([cut(0, 4)])  # "( - Iraq" -> "Iraq"
    assert mapping.to_before(0, 4) == (4, 8)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(3, 2, "")],
        [Edit(0, 9, "")],
        [Edit(-1, 1, "")],
        [Edit(2, 4, ""), Edit(3, 5, "")],
        [cut(2, 4), cut(0, 1)],
    ],
)
def test_bad_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        apply("abcde", edits)
