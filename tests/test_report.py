"""The report's parts that need no browser: escaping, places in UTF-16, the sample, segments, the timeline."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.release import report
from pipeline.release.report.documents import _document
from pipeline.release.report.safe import digest, json_block
from pipeline.release.report.sample import Sampled, choose
from pipeline.release.report.segments import packed, segments, utf16_length
from pipeline.release.report.timeline import Timeline, timeline

HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>",
    "&lt;/script>",
    "a\u2028b\u2029c",
    "\r\n\t\x00",
]
TEMPLATES = sorted(p.name for p in files(report).iterdir() if p.name.endswith((".js", ".css", ".html")))


class Scripts(HTMLParser):
    """What a parser takes for the contents of scripts, and all other tags."""

    def __init__(self) -> None:
        super().__init__()
        self.contents: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.contents.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_data_stays_data(text: str) -> None:
    block = json_block({text: [text]})
    assert json.loads(block) == {text: [text]}
    assert not set("<>&\u2028\u2029") & set(block)
    parser = Scripts()
    parser.feed(f'<script type="application/json">{block}</script><p>')
    assert parser.tags == ["script", "p"]
    assert parser.contents == [block]


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_block(float("nan"))


def test_infinite_numbers_go_in_as_text() -> None:
    marks = {"numbers": [(0, 1, "cardinal", float("inf"), 2.5)]}
    assert _document(("d", "9"), marks)["marks"] == [[[0, 0, 1, "cardinal", "inf", 2.5]]]


def test_digest_is_what_browsers_compute() -> None:
    # from the examples of the Content Security Policy specification
    assert digest("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


@pytest.mark.parametrize("text", ["", "abc", "é", "e\u0301", "عربي", "👩‍👩‍👧", "a𝒳b", "\ud800"])
def test_length_in_utf16_units(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_places_in_utf16_units() -> None:
    text = "😀 Oslo 😀 2"
    marks = {"names": [(2, 6, "GPE")], "numbers": [(9, 10, "cardinal")]}
    found = _document(("d", text), marks)
    assert found["marks"] == [[[2, 3, 7, "GPE"]], [[9, 11, 12, "cardinal"]]]
    assert found["segments"] == [3, [4, 0], 4, [1, 1]]


def test_segments_of_overlapping_spans() -> None:
    found = list(segments(10, [(0, 6), (4, 8), (5, 6)]))
    assert found == [(0, 4, (0,)), (4, 5, (0, 1)), (5, 6, (0, 1, 2)), (6, 8, (1,)), (8, 10, ())]


def test_an_empty_span_has_a_segment_of_its_own() -> None:
    assert list(segments(4, [(2, 2), (1, 4)])) == [(0, 1, ()), (1, 2, (1,)), (2, 2, (0,)), (2, 4, (1,))]
    assert list(segments(0, [(0, 0)])) == [(0, 0, (0,))]
    assert list(segments(0, [])) == []


@given(st.text(max_size=30), st.data())
def test_segments_give_the_text_back(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(place, place), max_size=6))]
    found = list(segments(len(text), spans))
    assert "".join(text[start:end] for start, end, _ in found) == text
    for index, (start, end) in enumerate(spans):
        covered = [(s, e) for s, e, by in found if index in by]
        assert (covered[0][0], covered[-1][1]) == (start, end)
        assert all(one[1] == two[0] for one, two in pairwise(covered))
    lengths = [each if isinstance(each, int) else each[0] for each in packed(text, spans)]
    assert sum(lengths) == utf16_length(text)


def articles(sizes: dict[tuple[str | None, str], int], n_chars: int = 100) -> pd.DataFrame:
    rows = [
        {
            "doc_id": f"{publisher}-{language}-{i:04d}",
            "publisher": publisher,
            "language": language,
            "n_chars_raw": n_chars,
        }
        for (publisher, language), n in sizes.items()
        for i in range(n)
    ]
    return pd.DataFrame(rows, columns=["doc_id", "publisher", "language", "n_chars_raw"])


def sampled(frame: pd.DataFrame, **limits: int) -> tuple[Sampled, list[str]]:
    with duckdb.connect() as db:
        db.register("articles", frame)
        found = choose(db, **limits)
        return found, [row[0] for row in db.execute("SELECT doc_id FROM shown ORDER BY doc_id").fetchall()]


def test_a_small_corpus_is_shown_whole() -> None:
    assert sampled(articles({("a", "en"): 3, (None, "en"): 2}), most=5)[0] == Sampled(5, 5, 100_000, 0)
    assert sampled(articles({}))[0] == Sampled(0, 0, 100_000, 0)


def test_a_sample_has_every_publisher_and_language_and_their_shares() -> None:
    sizes = {("large", "en"): 600, ("half", "en"): 300, ("small", "en"): 2, ("small", "de"): 1, (None, "en"): 97}
    found, ids = sampled(articles(sizes), most=100)
    assert found == Sampled(100, 1000, 100_000, 0)
    counts = {key: sum(name.startswith(f"{key[0]}-{key[1]}-") for name in ids) for key in sizes}
    assert min(counts.values()) >= 1
    assert 57 <= counts["large", "en"] <= 61
    assert 28 <= counts["half", "en"] <= 31


def test_the_sample_does_not_depend_on_the_order_of_documents() -> None:
    frame = articles({("a", "en"): 50, ("b", "en"): 70})
    assert sampled(frame, most=20) == sampled(frame.sample(frac=1, random_state=3), most=20)


def test_the_sample_keeps_to_its_limits() -> None:
    frame = articles({("a", "en"): 20})
    frame.loc[:4, "n_chars_raw"] = 1001
    found, ids = sampled(frame, longest=1000, together=550)
    assert found == Sampled(5, 20, 1000, 5)
    assert not set(frame["doc_id"][:5]) & set(ids)


def test_a_timeline_has_no_gaps() -> None:
    found = timeline({"2023-11": 2, "2024-02": 1})
    assert found == Timeline("month", [("2023-11", 2), ("2023-12", 0), ("2024-01", 0), ("2024-02", 1)], 0, 0)
    assert timeline({}) == Timeline("month", [], 0, 0)


def test_a_timeline_fits_its_unit_to_its_length() -> None:
    years, decades = timeline({"2001-12": 1, "2011-01": 1}), timeline({"1805-01": 1, "2011-01": 3})
    assert (years.unit, len(years.periods), years.periods[0]) == ("year", 11, ("2001", 1))
    assert (decades.unit, decades.periods[0], decades.periods[-1]) == ("decade", ("1800s", 1), ("2010s", 3))


def test_a_timeline_leaves_out_a_few_far_off_dates_and_counts_them() -> None:
    found = timeline({"1066-10": 1, "2023-01": 150, "2023-02": 49, "2999-01": 1})
    assert found == Timeline("month", [("2023-01", 150), ("2023-02", 49)], 1, 1)


def test_every_template_is_part_of_the_page() -> None:
    assert set(TEMPLATES) == {"page.html", *report.STYLES, *report.SCRIPTS}


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_are_small_and_make_no_markup_of_text(name: str) -> None:
    text = files(report).joinpath(name).read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|</script", text
    ) or (name == "page.html")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|https?://(?!www\.w3\.org/2000/svg)", text)
