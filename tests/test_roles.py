"""Roles: the title or office next to a person's name, and what must not be taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.stages.entities import find_role
from pipeline.stages.entities.roles import WINDOW


def role(marked: str) -> str | None:
    """The role of the person in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = find_role(text, start, end)
    return found and text[found.start : found.end]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Peruvian Prime Minister [Ana Silva] said", "Prime Minister"),
        ("Secretary of State [Jo Lund] left", "Secretary of State"),
        ("former Deputy Prime Minister [Ana Silva]", "former Deputy Prime Minister"),
        ("then-President [Ana Silva]", "then-President"),
        ("Lt. Gen. [Ana Silva] said", "Lt. Gen."),
        ("Dr [Ana Silva] said", "Dr"),
        ("the White House spokesman [Jo Lund] said", "spokesman"),
        ("the rebel leader, [Jo Lund], said", "rebel leader"),
        ("Defense Secretary\u00a0[Jo Lund]", None),
        ("Hezbollah leader Sayyed [Jo Lund] said", "leader"),
        ("the party’s chairman, Mr. [Jo Lund], said", "chairman"),
        ("U.S. [Lund] said", None),
        ("[King Abdullah II] met", "King"),
        ("[Ana Silva], the mayor of Oslo, said", "mayor"),
        ("[Ana Silva], 45, a lawyer, said", "lawyer"),
        ("[Ana Silva], Minister of Health, said", "Minister of Health"),
        ("[Ana Silva], Germany’s chancellor, said", "chancellor"),
        ("[Ana Silva], who was the party leader, left", "party leader"),
        ("[Ana Silva] (coach)", "coach"),
        ("Mr. [Silva] said", None),
        ("[Ana Silva], the president said, was late", None),
        ("[Ana Silva], but the president left", None),
        ("[Ana Silva] and the mayor of Oslo", None),
        ("They met the head. [Ana Silva] said", None),
        ("He is the mayor\n[Ana Silva] said", None),
        ("the vice-like [Silva]", None),
        ("a subleader [Silva]", None),
    ],
)
def test_role_next_to_the_name(marked: str, expected: str | None) -> None:
    assert role(marked) == expected


def test_the_column_stands_beside_the_mention() -> None:
    text = "Iraqi Prime Minister Mohammed Shia al-Sudani met Antony Blinken, the U.S. secretary of state, in Baghdad."
    entities = pipeline.annotate(text)["entities"]
    found = {row.text: row.role for row in entities.itertuples()}
    assert found["Mohammed Shia al-Sudani"] == "Prime Minister"
    assert found["Antony Blinken"] == "secretary of state"
    held = entities[entities["role"].notna()]
    assert [text[row.role_start : row.role_end] for row in held.itertuples()] == held["role"].tolist()
    assert set(held["label"]) == {"PERSON"}


@given(st.text(alphabet="aB ,.()’-\nchief of state the "), st.data())
def test_a_role_lies_near_the_name(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    if found := find_role(text, start, end):
        assert max(0, start - WINDOW) <= found.start < found.end <= min(len(text), end + WINDOW)


def test_long_runs_of_offices_take_no_time() -> None:
    text = "deputy chief " * 20_000 + "Silva, " + "the deputy chief " * 20_000
    start = text.index("Silva")
    assert find_role(text, start, start + 5) is not None
