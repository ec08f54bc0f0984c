"""Repair of characters, and what must stay as it is."""

import re

import ftfy.badness
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.clean import clean, is_bad
from pipeline.stages.edits import apply, check, invert
from schemas.documents import EDIT_OPS


@pytest.mark.parametrize(
    ("raw", "text", "edits"),
    [
        ("a &amp; b", "a & b", [("entity", "&amp;", "&")]),
        ("&amp;quot;x", '"x', [("entity", "&amp;quot;", '"')]),
        ("a&nbsp;b", "a b", [("entity", "&nbsp;", " ")]),
        ("a\xa0b", "a b", [("space", "\xa0", " ")]),
        ("a  \t b", "a b", [("space", " \t ", "")]),
        ("a \r\nb", "a\nb", [("newline", " \r", "")]),
        ("a\rb", "a\nb", [("newline", "\r", "\n")]),
        ("a\n \n\n\nb", "a\n\nb", [("newline", " \n\n", "")]),
        ("a\u2028b", "a\nb", [("newline", "\u2028", "\n")]),
        ("  a \n", "a", [("space", "  ", ""), ("newline", " \n", "")]),
        (
            "\ufeffa\x00b\u200bc",
            "abc",
            [("control", "\ufeff", ""), ("control", "\x00", ""), ("control", "\u200b", "")],
        ),
        ("co\xadoperate", "cooperate", [("control", "\xad", "")]),
        ("\x1b[31mred\x1b[0m", "red", [("control", "\x1b[31m", ""), ("control", "\x1b[0m", "")]),
        ("cafe\u0301 noir", "caf\xe9 noir", [("nfc", "e\u0301", "\xe9")]),
        (
            "He said \x93yes\x94",
            "He said \u201cyes\u201d",
            [("mojibake", "\x93", "\u201c"), ("mojibake", "\x94", "\u201d")],
        ),
        ("It\u00e2\u20ac\u2122s here", "It\u2019s here", [("mojibake", "\u00e2\u20ac\u2122", "\u2019")]),
        (
            "d\u00c3\u00a9j\u00c3\u00a0 vu",
            "d\xe9j\xe0 vu",
            [("mojibake", "\u00c3\u00a9", "\xe9"), ("mojibake", "\u00c3\u00a0", "\xe0")],
        ),
    ],
)
def test_repairs(raw: str, text: str, edits: list[tuple[str, str, str]]) -> None:
    cleaned, found = clean(raw)
    assert cleaned == text
    assert [(e.op, raw[e.start : e.end], e.after) for e in found] == edits


@pytest.mark.parametrize(
    "text",
    [
        "\u201cCurly,\u201d he said \u2013 and \u2014 dashes\u2026",
        "AT&T and R&D; Q&A: 5 & 6; &c; fish &chips;",
        "caf\xe9, na\xefve, \u0141\xf3d\u017a, \xc5ngstr\xf6m, \u6771\u4eac, \u05e9\u05dc\u05d5\u05dd",
        "family \U0001f468\u200d\U0001f469\u200d\U0001f467 and \u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "one\ntwo\n\nthree",
        "S\xc3O PAULO, \xc2NGELO, \u20ac5 and 5\u20ac",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert clean(text) == (text, [])


@given(
    st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from("a&;\u00e2\u20ac\u2122\n\r \xa0\u0301\x85\x00")),
        max_size=60,
    )
)
def test_edits_lead_there_and_back(raw: str) -> None:
    text, edits = clean(raw)
    check(edits, len(raw))
    assert apply(raw, edits) == text
    assert apply(text, invert(raw, edits)) == raw
    assert all(e.start < e.end and raw[e.start : e.end] != e.after and e.op in EDIT_OPS for e in edits)
    assert text == text.strip(" \n")
    assert not re.search(r"[\t\r\x0b\x0c\xa0\x85\u2028]|  | \n|\n |\n{3}", text)


@given(
    st.text(
        st.one_of(
            st.sampled_from("aZ .5\n\u00e2\u20ac\u2122\u201c\u00c3\u00a0\u00d8\u00b0"),
            st.characters(max_codepoint=0x2600),
        )
    ),
    st.integers(0, 40),
)
def test_mojibake_is_what_ftfy_says(text: str, n: int) -> None:
    padded = "x" * n + text + " y" * n
    assert is_bad(padded) == ftfy.badness.is_bad(padded)
