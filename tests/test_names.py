"""Names within a document and across documents: who is joined, and above all who is not.

A text marks its mentions: [P:Ana Ruiz] a person; O group, G state or town, L region, N nation, F building.
"""

import pathlib
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.names import RULES, Name, NameMention, link, summarise
from schemas.mentions import Names
from tests.eval.names import gold_rows, score, summaries

LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "L": "LOC", "N": "NORP", "F": "FAC"}
RE_MARK = re.compile(r"\[([PGOLNF]):([^\]]*)\]")


def mentions_of(text: str, doc_id: str = "d0", cluster_id: str | None = None) -> list[NameMention]:
    """The marked mentions of a text, with offsets in the text without the marks."""
    plain, found, last = "", [], 0
    for match in RE_MARK.finditer(text):
        plain += text[last : match.start()]
        start, name, last = len(plain), match.group(2), match.end()
        context = plain[-30:].rpartition("\n")[2]
        found.append((start, start + len(name), name, LABELS[match.group(1)], context))
        plain += name
    return [NameMention(doc_id, cluster_id or doc_id, *each) for each in found]


def names_of(*texts: str) -> list[Name]:
    """The names of documents d0, d1 and so on."""
    return link([summarise(mentions_of(text, f"d{i}")) for i, text in enumerate(texts)])[0]


def groups_of(*texts: str) -> list[list[str]]:
    """Forms that are one name, sorted."""
    return sorted(sorted(variant["text"] for variant in name.variants) for name in names_of(*texts))


def rules_of(*texts: str) -> dict[str, str]:
    """Form -> rule."""
    return {v["text"]: v["rule"] for name in names_of(*texts) for v in name.variants}


@pytest.mark.parametrize(
    ("text", "form", "rule"),
    [
        ("[P:Ana Ruiz] came. [P:Ana Ruiz]", "Ana Ruiz", "exact"),
        ("[P:Ana Ruiz] came. [P:ANA RUIZ]", "ANA RUIZ", "case"),
        ("[P:Ana Ruiz] came. [P:Ruiz] spoke.", "Ruiz", "surname"),
        ("[P:Saddam Karim] came. [P:Saddam] spoke.", "Saddam", "given"),
        ("[P:Mohammed Shia al-Dulaimi], Mr. [P:Al Dulaimi]", "Al Dulaimi", "surname"),
        (
            "[P:Hassan al-Dulaimi]. [P:Hassan al-Dulaimi], [P:Hasan Al-Dulaimi]",
            "Hasan Al-Dulaimi",
            "spelling",
        ),
        ("[P:Mohammed Shia al-Dulaimi], [P:Muhammad al-Dulaimi]", "Muhammad al-Dulaimi", "shortened"),
        ("[P:Abdel-Fattah el-Nassar], [P:Abdul Fattah al-Nasar]", "Abdul Fattah al-Nasar", "spelling"),
        ("[P:J.K. Marlow] and [P:JK Marlow]", "JK Marlow", "spelling"),
        ("[P:Olga Novak] came. [P:President Olga Novak]", "President Olga Novak", "title"),
        ("[P:Robert Finch] came. [P:Bob Finch]", "Bob Finch", "nickname"),
        ("[P:Luis Manuel Pardo Rey] came. [P:Pardo Rey]", "Pardo Rey", "surname"),
        ("Lord [P:Ashby] and [P:Peter Ashby]", "Ashby", "surname"),
        ("Prince [P:Faisal] and Crown Prince [P:Faisal bin Turki]", "Faisal", "given"),
        ("The [O:Baltic Grain Union] met. [O:BGU] said", "BGU", "acronym"),
        ("The [O:Partido del Trabajo Unido] ([O:XQZ]) met", "XQZ", "acronym"),
        ("The [O:XQZ] ([O:Partido del Trabajo Unido]) met", "XQZ", "acronym"),
        ("The [O:Iraqi Foreign Ministry] said. The [O:Foreign Ministry]", "Foreign Ministry", "shortened"),
        ("[O:Sendai Motor] rose. [O:Sendai] fell", "Sendai", "shortened"),
        ("[O:Brightwell Inc.] rose. [O:Brightwell] fell", "Brightwell", "legal_form"),
        ("[O:Islamic State] and the [O:Islamic State group]", "Islamic State", "legal_form"),
        ("[O:State Department] and [O:U.S. State Department]", "State Department", "alias"),
        ("[N:Iraqi] troops, [N:Iraqis]", "Iraqis", "plural"),
        ("the [G:United States] and the [G:U.S.]", "U.S.", "acronym"),
        ("[G:Britain] and the [G:United Kingdom]", "Britain", "alias"),
    ],
)
def test_joined_in_a_document(text: str, form: str, rule: str) -> None:
    assert len(names_of(text)) == 1
    assert rules_of(text)[form] == rule


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        # Father and son; the bare name keeps meaning the one it first meant.
        (
            "[P:Carl Voss] won. [P:Voss] spoke. [P:Carl Voss Jr.] and [P:Voss Jr.] left. Then [P:Voss]",
            [["Carl Voss", "Voss"], ["Carl Voss Jr.", "Voss Jr."]],
        ),
        # Two of a surname: only a title, or who was named so far, tells which.
        (
            "President [P:George W. Bush] met [P:Jeb Bush]. [P:Bush] waved.",
            [["Bush"], ["George W. Bush"], ["Jeb Bush"]],
        ),
        (
            "President [P:George W. Bush] met [P:Jeb Bush]. President [P:Bush] waved.",
            [["Bush", "George W. Bush"], ["Jeb Bush"]],
        ),
        (
            "[P:George H. W. Bush], [P:George H.W. Bush], [P:George W. Bush], [P:George Bush]",
            [["George Bush"], ["George H. W. Bush", "George H.W. Bush"], ["George W. Bush"]],
        ),
        (
            "[P:Ann Reed], Mr. [P:Tom Reed]. Mrs. [P:Reed] spoke.",
            [["Ann Reed", "Reed"], ["Tom Reed"]],
        ),
        # The country and the man, whose names share all but a letter.
        ("[G:Sudan] hailed [P:Ali al-Sudani]; [P:al-Sudani]", [["Ali al-Sudani", "al-Sudani"], ["Sudan"]]),
        ("[P:Jim Jordan] saw [G:Jordan]. [P:Jordan] spoke", [["Jim Jordan", "Jordan"], ["Jordan"]]),
        ("[P:Lloyd Austin] in [G:Austin]. [P:Austin] spoke", [["Austin"], ["Austin", "Lloyd Austin"]]),
        ("[O:Kataib Hezbollah] and [O:Hezbollah]", [["Hezbollah"], ["Kataib Hezbollah"]]),
        ("[O:Islamic Resistance in Iraq] in [G:Iraq]", [["Iraq"], ["Islamic Resistance in Iraq"]]),
        ("[O:Hamas] and the [O:Hamas Health Ministry]", [["Hamas"], ["Hamas Health Ministry"]]),
        ("[N:Iraqi] [G:Iraq]", [["Iraq"], ["Iraqi"]]),
        ("[O:Red Sea Club], [O:Rum Salt Crew], [O:RSC]", [["RSC"], ["Red Sea Club"], ["Rum Salt Crew"]]),
        ("[O:KPU] and [O:KPPU]", [["KPPU"], ["KPU"]]),
        ("[P:Maria Lund], [P:Mary Lund]", [["Maria Lund"], ["Mary Lund"]]),
        ("[F:Victoria] by [G:Victoria]", [["Victoria"], ["Victoria"]]),
    ],
)  # fmt: skip
def test_kept_apart_in_a_document(text: str, groups: list[list[str]]) -> None:
    assert groups_of(text) == groups


@pytest.mark.parametrize(
    ("texts", "groups"),
    [
        (["[P:Ana Ruiz], [P:Ruiz]", "[P:Ruiz]"], [["Ana Ruiz", "Ruiz"], ["Ruiz"]]),
        (["[P:Ruiz]", "[P:Ruiz]"], [["Ruiz"], ["Ruiz"]]),
        (["[P:Ana Ruiz]", "[P:Ana María Ruiz]"], [["Ana María Ruiz", "Ana Ruiz"]]),
        (
            ["[P:Ana Ruiz]", "[P:Ana M. Ruiz]", "[P:Ana T. Ruiz]"],
            [["Ana M. Ruiz"], ["Ana Ruiz"], ["Ana T. Ruiz"]],
        ),
        (["[P:Carl Voss]", "[P:Carl Voss Jr.]"], [["Carl Voss"], ["Carl Voss Jr."]]),
        (["Pope [P:Francis]", "[P:Pope Francis]"], [["Francis", "Pope Francis"]]),
        (["[P:Al Gore]", "[P:Al Gore], [P:Gore]"], [["Al Gore", "Gore"]]),
        (["[O:Foreign Ministry]", "[O:Foreign Ministry]"], [["Foreign Ministry"], ["Foreign Ministry"]]),
        (["[O:State Department]", "[O:Department of State]"], [["Department of State", "State Department"]]),
        (["[O:Al-Shabab]", "[O:al Shabaab]"], [["Al-Shabab", "al Shabaab"]]),
        (["[O:Baltic Grain Union] ([O:BGU])", "[O:BGU]"], [["BGU"], ["BGU", "Baltic Grain Union"]]),
        (["[O:Baltic Grain Union] ([O:BGU])"] * 2 + ["[O:BGU]"], [["BGU", "Baltic Grain Union"]]),
        (["[G:U.S.]", "[G:United States]", "[G:America]"], [["America", "U.S.", "United States"]]),
    ],
)
def test_across_documents(texts: list[str], groups: list[list[str]]) -> None:
    assert groups_of(*texts) == groups


def test_near_copies_share_a_bare_surname_and_count_as_one_source() -> None:
    copies = [summarise(mentions_of("[P:Ruiz] spoke", doc_id, "c")) for doc_id in ("a", "b")]
    (name,) = link(copies)[0]
    assert (name.n_mentions, name.n_documents, name.n_clusters) == (2, 2, 1)


def test_the_label_is_that_of_most_mentions() -> None:
    (name,) = names_of("[L:Gaza] or [L:Gaza Strip] or [G:Gaza]")
    assert (name.label, name.name, name.n_mentions) == ("LOC", "Gaza Strip", 3)


def test_the_name_is_the_form_with_a_first_name() -> None:
    (name,) = names_of("[P:Hasan al-Dulaimi] came. Mr. [P:Al Dulaimi] spoke. Mr. [P:Al Dulaimi] left.")
    assert name.name == "Hasan al-Dulaimi"


def test_a_corpus_of_another_batch_gives_the_same_id() -> None:
    alone = names_of("[P:Ana Ruiz]")[0].name_id
    assert alone in {name.name_id for name in names_of("[P:Ana Ruiz], [G:Lima]", "[P:Ana Ruiz]")}


def test_documents_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="more than one document"):
        summarise(mentions_of("[P:Ana Ruiz]", "a") + mentions_of("[P:Ana Ruiz]", "b"))


def test_nothing_in_nothing_out() -> None:
    assert link([summarise([])]) == ([], {})


WORDS = [
    "Ana",
    "Ruiz",
    "Bush",
    "George",
    "W.",
    "H.W.",
    "Jr.",
    "al-Sudani",
    "Mohamed",
    "Mr.",
    "the",
    "St.",
    "’s",
]
WORDS += [
    "U.S.",
    "Iraq",
    "Georgia",
    "Paris",
    "Texas",
    "Ministry",
    "BGU",
    "Baltic",
    "Grain",
    "Union",
    "(",
    ",",
    "é",
]
WORDS += ["\ud800", "\0", "𐍈", "\u0301"]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), st.text(min_size=1, max_size=8)
)
ROWS = st.tuples(
    st.integers(0, 3),
    TEXTS,
    st.sampled_from([*LABELS.values(), "EVENT"]),
    st.sampled_from(["", "Mr. ", "x, ", " ("]),
)


@given(st.lists(ROWS, max_size=25), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_every_mention_has_one_name_whatever_the_order(
    rows: list[tuple[int, str, str, str]], chance: random.Random
) -> None:
    documents: dict[int, list[NameMention]] = {}
    for i, (doc, text, label, context) in enumerate(rows):
        mention = NameMention(f"d{doc}", f"c{doc // 2}", i * 10, i * 10 + 8, text, label, context)
        documents.setdefault(doc, []).append(mention)
    names, ids = link([summarise(mentions) for mentions in documents.values()])
    shuffled = [chance.sample(mentions, len(mentions)) for mentions in documents.values()]
    chance.shuffle(shuffled)
    assert link([summarise(mentions) for mentions in shuffled]) == (names, ids)
    assert len(ids) == len(rows)
    assert {name.name_id for name in names} == set(ids.values())
    assert sum(name.n_mentions for name in names) == len(rows)
    assert len({name.name_id for name in names}) == len(names)
    for name in names:
        assert sum(variant["n_mentions"] for variant in name.variants) == name.n_mentions
        assert all(variant["rule"] in RULES for variant in name.variants)
        assert name.name in {variant["text"] for variant in name.variants}
        assert 1 <= name.n_clusters <= name.n_documents <= name.n_mentions


@pytest.mark.parametrize(
    "text", ["a\u0301\u0300" * 50_000, "Al " * 60_000, "A.B. " * 40_000, "'" * 200_000, "(," * 99_999]
)
def test_no_text_is_too_long(text: str) -> None:
    for label in [*LABELS.values(), "EVENT"]:
        mentions = [
            NameMention("d", "c", 0, 9, text, label, text),
            NameMention("d", "c", 11, 15, "Ruiz", label, text),
        ]
        assert sum(name.n_mentions for name in link([summarise(mentions)])[0]) == 2


def test_seeds_give_one_row_an_entity() -> None:
    measures = {row["measure"]: row["value"] for row in score(pathlib.Path())}
    assert len(measures) == 11
    assert set(measures.values()) == {100.0}, measures


def test_the_prime_minister_of_the_seeds_is_one_row_without_the_country() -> None:
    rows = gold_rows()
    names, ids = link(summaries(rows))
    man = {ids[r["doc"], r["start"], r["end"]] for r in rows if r["entity"] == "Mohammed Shia al-Sudani"}
    country = {ids[r["doc"], r["start"], r["end"]] for r in rows if r["entity"] == "Sudan"}
    assert len(man) == len(country) == 1
    assert man != country
    (name,) = (name for name in names if name.name_id in man)
    assert (name.name, name.label, name.n_documents) == ("Mohammed Shia al-Sudani", "PERSON", 5)


def test_rows_fit_their_contract() -> None:
    names, _ = link(summaries(gold_rows()))
    Names.validate(Names.frame([name._asdict() for name in names]))
