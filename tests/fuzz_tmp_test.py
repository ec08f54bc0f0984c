"""`pipeline.annotate` takes any string, and every contract holds for what it gives."""

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import pipeline
from pipeline import tables
from schemas import TABLES

# Pieces that set off every stage, glued in any order between characters of all kinds.
PIECES = st.sampled_from(
    [
        "Read more: ", "Sign up for our newsletter", "© 2024 ", "Share", "BAGHDAD (Reuters) – ", "\n", "\r\n", "\n\n",
        "at least ", "9,770", "$5m", "3–4 percent", "Oct. 7", "on Monday", "between ", "twenty-", "1/2", "one in ",
        "Dr. ", "“", "”", "?", ". ", "… ", "Mohammed al-Sudani", "U.S. ", "New York", "&amp;", "â€™", "e\u0301",
        "\u200b", "\ufeff", "\U0001f600", "\U0001d7d9", "\u0661\u0662", "א", "\u202e", "\x00", "\x85", "\u2028",
        "\ud800",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join)
HARD = "“At least 9,770 people,” the ministry said.\r\nRead more: <a>\nIt&#8217;s 5\u20137 percent \U0001f600 of GDP."


def all_relations_hold(found: dict[str, pd.DataFrame]) -> None:
    assert list(found) == list(TABLES)
    for name in TABLES:
        broken = tables.all_violations(name, found)
        assert not any(broken.values()), broken


@given(TEXTS)
@example("")
@example(" \n ")
@example(HARD)
@example("&amp;")
@settings(max_examples=800, deadline=None)
def test_any_string_gives_tables_under_contract(text: str) -> None:
    all_relations_hold(pipeline.annotate(text, published="2023-11-06"))


@given(TEXTS)
@example(HARD)
@example("&amp;")
@settings(max_examples=800, deadline=None)
def test_unstripped_offsets_are_offsets_into_the_text(text: str) -> None:
    found = pipeline.annotate(text, strip=False)
    all_relations_hold(found)
    kept = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if kept != text:  # lone surrogates cannot be stored: each becomes one U+FFFD
        assert len(found["articles"]["text"][0]) == len(text)
        return
    assert found["articles"]["text"][0] == text
    for name in ("sentences", "entities", "dates", "numbers"):
        for row in found[name].to_dict("records"):
            assert text[row["start"] : row["end"]] == row["text"]
            assert (row["raw_start"], row["raw_end"]) == (row["start"], row["end"])
    assert found["removed_spans"].empty
    assert found["edits"].empty


def test_relative_dates_count_from_published() -> None:
    assert pipeline.annotate("He left on Monday.", published="2023-11-08")["dates"]["timex"].tolist() == ["2023-11-06"]
    assert pipeline.annotate("He left on Monday.")["dates"]["timex"].tolist() == ["XXXX-WXX-1"]


def test_a_malformed_published_is_refused() -> None:
    with pytest.raises(ValueError, match="last week"):
        pipeline.annotate("He left on Monday.", published="last week")


def test_the_same_text_gives_the_same_tables() -> None:
    first, second = (pipeline.annotate(HARD, published="2023-11-06") for _ in range(2))
    for name in TABLES:
        pd.testing.assert_frame_equal(first[name], second[name])
