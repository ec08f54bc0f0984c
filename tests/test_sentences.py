"""The sentence splitter: a case for each behaviour, look-alikes, the seeds, and any text at all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.sentences import count_tokens, split

ROOT = Path(__file__).parent.parent

# '|' marks the boundaries.
CASES = [
    "He left.| She stayed.",
    "Is it over?| Nobody knows!| We wait.",
    "The U.S. Senate met.| It voted.",
    "They flew to the U.S.| The trip took a day.",
    "Mr. Reyes and Dr. Okafor met Gen. J. K. Ito on Nov. 5.| They spoke.",
    "Gov. Ana Ruiz, R-Calif., won.| Her rival conceded.",
    "He works for Acme Inc. in Oslo.| It makes pumps.",
    "He works for Acme Inc.| The company makes pumps.",
    "It opens at 9 a.m. on Monday.| It shuts at 5 p.m.| The fee is $3.50.",
    "We meet at 2 p.m. (4 p.m. Oslo time).| Bring notes.",
    "It shut at 5 p.m.| This time nobody came.",
    "We have a Conf. Call at noon.",
    "See No. 5 on the list.| No.| That is not it.",
    "“We won.| We are glad,” he said.",
    "“Who are you?” Smith asked.| Nobody answered.",
    "“Who are you?” he asked.",
    "She said “no.”| Then she left.",
    "He said (as ever.) nothing.| He went.",
    "Wait... he may come.| Or not...| She left.",
    "Prices rose 3.5 percent.| 12 shops closed.",
    "Write to press@example.org.| See https://example.org/a.b.html for more.",
    "It grew.[3]| It shrank. [4]| It went.",
    "Yahoo! bought it.",
    "1. The first point",
    "you and I.| Did he come?",
    "thanks a lot.| talk to you then.",
    "The iPhone sold.| iPhone owners cheered.",
    "Headline without a stop\n|First line.\n\n|Second line",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str) -> None:
    wanted = [piece.strip() for piece in case.split("|")]
    text = case.replace("|", "")
    assert [text[s.start : s.end] for s in split(text)] == wanted


def test_paragraphs_and_open_quotations() -> None:
    text = "He said: “It is late. We must go.\n“We cannot stay.” They went.\n\nNobody “saw” them."
    assert [(s.paragraph, s.in_quote) for s in split(text)] == [
        (0, False), (0, True), (1, True), (1, False), (2, False)
    ]  # fmt: skip


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert [s.in_quote for s in split("He said: “It is late. We go.\nThe next day came.")] == [
        False,
        True,
        False,
    ]


def test_tokens() -> None:
    text = "Al-Sudani’s 1,400 men (all) left."
    assert count_tokens(text, 0, len(text)) == 8


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aB.!?…“”\"'() \n1")), max_size=80))
def test_sentences_cover_any_text(text: str) -> None:
    position = 0
    for sentence in split(text):
        assert not text[position : sentence.start].strip()
        piece = text[sentence.start : sentence.end]
        assert piece
        assert piece == piece.strip()
        assert count_tokens(text, sentence.start, sentence.end) >= 1
        position = sentence.end
    assert not text[position:].strip()


@pytest.mark.parametrize("unit", [". ", "A. ", "...", "“", ". . ", "Mr. ", "a" * 50 + ". ", "[1] ", '? "', "the, "])
def test_hostile_text_of_any_length_is_split(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    assert sum(s.end - s.start for s in split(text)) <= len(text)


def test_seed_bodies() -> None:
    gold = json.loads((ROOT / "tests/gold/seed_sentences.json").read_text(encoding="utf-8"))
    for document in gold["docs"]:
        text = (ROOT / "seeds" / document["file"]).read_bytes().decode()
        found = {(s.start, s.end) for s in split(text)}
        wanted = {(s["start"], s["end"]) for s in document["sentences"] if s["region"] == "body"}
        assert wanted <= found, [text[a:b] for a, b in wanted - found]
