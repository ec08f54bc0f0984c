"""Exact, near and contained copies, and stories that are only alike."""

import pandas as pd
import pyarrow as arrow
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import tables
from pipeline.corpus import BATCH_ROWS, Spill, database, rows
from pipeline.corpus import copies as corpus_copies
from pipeline.stages.duplicates import Copy
from pipeline.stages.flow.sketch import sketches

STORY = (
    "The council of the harbour town voted on Tuesday to close the old ferry terminal after thirty years of service, "
    "citing repairs that would cost more than the line has earned since the bridge was opened. Residents of the two "
    "islands to the north said they had not been asked, and the operator promised to run buses until the spring, when "
    "a new timetable is due to be published by the regional transport office together with a list of fares."
)
OTHER = (
    "The council of the harbour town voted on Tuesday to build a swimming hall beside the school, a project that the "
    "opposition called too dear for a place of nine thousand people. Work is to begin after the summer holidays."
)


def find_copies(texts: dict[str, str]) -> list[Copy]:
    """As a corpus of these documents has them."""
    clean = pd.DataFrame({"doc_id": list(texts), "text": list(texts.values())})
    with database() as db:
        db.register("made", tables.to_arrow("sketches", sketches(clean)["sketches"]))
        db.execute("CREATE TABLE sketches AS SELECT * FROM made")
        return corpus_copies.find(db, texts.items())


def test_exact_copies_differ_in_case_and_punctuation_at_most() -> None:
    assert find_copies({"b": STORY, "a": STORY.upper() + "!", "c": OTHER}) == [Copy("b", "a", "exact", 1.0)]


def test_a_changed_word_makes_a_near_copy_of_the_longest() -> None:
    copies = find_copies({"a": STORY.replace("Tuesday", "Wednesday"), "b": STORY + " More follows."})
    assert [(c.doc_id, c.canonical_doc_id, c.relation) for c in copies] == [("a", "b", "near")]
    assert 0.7 <= copies[0].similarity < 1


def test_a_shortened_story_is_contained() -> None:
    copies = find_copies({"a": STORY, "b": STORY[: len(STORY) * 6 // 10]})
    assert [(c.doc_id, c.relation) for c in copies] == [("b", "contained")]


def test_stories_that_share_an_opening_are_not_copies() -> None:
    assert find_copies({"a": STORY, "b": OTHER}) == []


def test_texts_without_words_are_nobodys_copies() -> None:
    assert find_copies({"a": "", "b": "...", "c": "..."}) == []


@given(st.permutations(range(4)))
@settings(max_examples=10, deadline=None)
def test_arrival_order_does_not_matter(order: list[int]) -> None:
    texts = [("a", STORY), ("b", STORY + " More follows."), ("c", OTHER), ("d", OTHER)]
    assert find_copies(dict(texts[i] for i in order)) == find_copies(dict(texts))


def test_rows_are_read_to_the_end_while_others_are_written() -> None:
    n = 2 * BATCH_ROWS + 1
    with database() as db:
        db.execute(f"CREATE TABLE many AS SELECT range AS i FROM range({n})")
        copied = Spill(db, "copied", arrow.schema([("i", arrow.int64())]))
        for row in rows(db, "SELECT i FROM many"):
            copied.add(row)
        copied.flush()
        assert list(rows(db, "SELECT count(*), sum(i)::BIGINT FROM copied")) == [(n, n * (n - 1) // 2)]
