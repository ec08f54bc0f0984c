"""Raw offsets: whatever edits and cuts a document has, the contract takes the right raw span and no other."""

from collections.abc import Sequence
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.edits import Edit, OffsetMap, apply, compose, cut, invert
from schemas import Edits, RawDocuments, RemovedSpans
from schemas.relations import violations
from schemas.relations.base import Relation
from schemas.relations.offsets import raw_offsets
from tests.contract_cases import Tables, shift, valid

IN_ARTICLE, IN_CLEAN = raw_offsets("sentences"), raw_offsets("removed_spans", in_article=False)
SPANS = ["removed_spans", "sentences", "entities", "dates", "numbers"]


def relation_of(table: str) -> Relation:
    return raw_offsets(table, in_article=table != "removed_spans")


@pytest.mark.parametrize("table", SPANS)
@pytest.mark.parametrize("column", ["raw_start", "raw_end"])
@pytest.mark.parametrize("by", [-1, 1])
def test_one_character_beside_is_wrong(table: str, column: str, by: int) -> None:
    tables = valid()
    for row in tables[table].index:
        found = violations(relation_of(table), {**tables, table: shift(tables[table], column, by, row)})
        assert len(found) == 1, tables[table].loc[row].to_dict()


@pytest.mark.parametrize("table", SPANS)
@pytest.mark.parametrize("by", [-1, 1])
def test_both_ends_beside_are_wrong(table: str, by: int) -> None:
    tables = valid()
    for row in tables[table].index:
        moved = shift(shift(tables[table], "raw_start", by, row), "raw_end", by, row)
        assert len(violations(relation_of(table), {**tables, table: moved})) == 1


@st.composite
def changes(draw: st.DrawFn, length: int, texts: Sequence[str]) -> list[Edit]:
    """Edits of a text, sorted and apart: cuts, insertions, replacements."""
    places = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    spans = zip(places[::2], places[1::2], strict=False)
    return [Edit(a, b, text) for a, b in spans if (text := draw(st.sampled_from(texts))) or b > a]


@st.composite
def documents(draw: st.DrawFn) -> tuple[Tables, list[Edit], list[Edit], str]:
    raw = "".join(chr(97 + i % 26) for i in range(draw(st.integers(0, 30))))
    edits = draw(changes(len(raw), ["", "1", "22", "333"]))
    clean = apply(raw, edits)
    made = invert(raw, edits)
    cuts = [
        cut(edit.start, edit.end)
        for edit in draw(changes(len(clean), [""]))
        if not any(span.start < place < span.end for span in made for place in edit[:2])
    ]
    return tables_of(raw, clean, edits, cuts), edits, cuts, raw


def tables_of(raw: str, clean: str, edits: list[Edit], cuts: list[Edit]) -> Tables:
    """The tables that the contract looks at, between two documents that are none of its business."""
    ids = ["0" * 16, "1" * 16, "2" * 16]
    spans = invert(raw, edits)
    return {
        "raw_documents": pd.DataFrame({"doc_id": ids, "raw_text": ["before", raw, "after"]}),
        "edits": pd.DataFrame(
            [(ids[1], e.start, e.end, s.start, s.end, e.after) for e, s in zip(edits, spans, strict=True)],
            columns=["doc_id", "raw_start", "raw_end", "start", "end", "after"],
        ).astype({"after": "str"}),
        "removed_spans": pd.DataFrame(
            [(ids[1], c.start, c.end, clean[c.start : c.end]) for c in cuts], columns=["doc_id", "start", "end", "text"]
        ),
    }


@given(documents())
@settings(max_examples=60, deadline=None)
def test_every_span_of_an_article_is_taken(document: tuple[Tables, list[Edit], list[Edit], str]) -> None:
    tables, edits, cuts, raw = document
    composed = compose(edits, cuts)
    article, origins = apply(raw, composed), OffsetMap(composed)
    check(tables, "sentences", IN_ARTICLE, len(article), origins)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_every_span_of_a_clean_text_is_taken(document: tuple[Tables, list[Edit], list[Edit], str]) -> None:
    tables, edits, _, raw = document
    check(tables, "removed_spans", IN_CLEAN, len(apply(raw, edits)), OffsetMap(edits))


def check(tables: Tables, table: str, relation: Relation, length: int, origins: OffsetMap) -> None:
    spans = [(i, a, b, *origins.to_before(a, b)) for i, (a, b) in enumerate(combinations(range(length + 1), 2))]
    rows = pd.DataFrame(spans, columns=["index", "start", "end", "raw_start", "raw_end"]).assign(doc_id="1" * 16)
    assert violations(relation, {**tables, table: rows}) == []


def test_a_cut_may_split_what_an_edit_made() -> None:
    """Then the raw span reaches over both."""
    raw, edits = "one\r\n\r\n\r\ntwo", [Edit(3, 9, "\n\n")]
    tables = tables_of(raw, "one\n\ntwo", edits, [cut(0, 4)])
    span = OffsetMap(compose(edits, [cut(0, 4)])).to_before(0, 2)
    row = {"doc_id": "1" * 16, "index": 0, "start": 0, "end": 2, "raw_start": span.start, "raw_end": span.end}
    assert violations(IN_ARTICLE, {**tables, "sentences": pd.DataFrame([row])}) == []
    assert len(violations(IN_ARTICLE, {**tables, "sentences": pd.DataFrame([{**row, "raw_end": 9}])})) == 1


def test_unknown_documents_are_wrong() -> None:
    tables = valid()
    nothing = {name: contract.frame([]) for name, contract in
               (("raw_documents", RawDocuments), ("edits", Edits), ("removed_spans", RemovedSpans))}  # fmt: skip
    found = violations(IN_ARTICLE, {"sentences": tables["sentences"], **nothing})
    assert len(found) == len(tables["sentences"])
