"""Mentions of names: their edges, and what a document shows as a whole."""

import pytest
import spacy
from spacy.language import Language

from pipeline.stages.entities import Mention, find_entities
from pipeline.stages.entities.edges import trim
from schemas.mentions import LABELS


def trimmed(marked: str, label: str) -> str | None:
    """What is left of the mention in brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    mention = trim(text, Mention(start, end, label, None))
    return mention and text[mention.start : mention.end]


@pytest.mark.parametrize(
    ("marked", "label", "left"),
    [
        ("saw [Mr. Ortega]", "PERSON", "Ortega"),
        ("saw [Gen. Ana Ortega,] who", "PERSON", "Ana Ortega"),
        ("in [the Baltic States]", "LOC", "Baltic States"),
        ("of [The Long Winter]", "WORK", "The Long Winter"),
        ("in [Oslo’s] port", "GPE", "Oslo"),
        ("in [Athens’] port", "GPE", "Athens"),
        ("in [Oslo's] port", "GPE", "Oslo"),
        ("in Oslo’[s Karl Gate]", "FAC", "Karl Gate"),
        ("in Oslo[’s Karl Gate]", "FAC", "Karl Gate"),
        ("in Oslo['s Karl Gate]", "FAC", "Karl Gate"),
        ("the [S Group]", "ORG", "S Group"),
        ("the [Senate on 3rd Nov], when", "ORG", "Senate"),
        ("the [Senate on Nov. 3, 2021], when", "ORG", "Senate"),
        ("the [Senate in May] voted", "ORG", "Senate"),
        ("the [Senate Dec. 3] vote", "ORG", "Senate"),
        ("to [Sheffield Wednesday] fans", "ORG", "Sheffield Wednesday"),
        ("after [Black Friday] sales", "EVENT", "Black Friday"),
        ("the [Battle of 3 May]", "EVENT", "Battle of 3 May"),
        ("the [Oct. 7] attacks", "PRODUCT", None),
        ("the [Sept. 11, 2001] attacks", "EVENT", None),
        ("on [Tuesday]", "PERSON", None),
        ("in [November 2021]", "ORG", None),
        ("in [May] the", "GPE", None),
        ("then [May] said", "PERSON", "May"),
        ("on [May] 9", "PERSON", None),
        ("saw [April Ortega]", "PERSON", "April Ortega"),
        ("the [’s]", "ORG", None),
        ("the [,]", "ORG", None),
        ("then We[’ve] seen", "PERSON", None),
        ("of O’[d Town]", "GPE", "d Town"),
    ],
)
def test_edges(marked: str, label: str, left: str | None) -> None:
    assert trimmed(marked, label) == left


def ruler(*patterns: tuple[str, str]) -> Language:
    """A pipeline that tags the forms given, wherever they stand."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": form} for label, form in patterns])
    return nlp


def found(text: str, *patterns: tuple[str, str]) -> list[tuple[str, str]]:
    (mentions,) = find_entities([text], nlp=ruler(*patterns))
    return [(text[m.start : m.end], m.label) for m in mentions]


@pytest.mark.parametrize(
    ("text", "patterns", "names"),
    [
        (
            "Arvania met Belmark. The Arvania-Belmark border is calm.",
            [("GPE", "Arvania"), ("GPE", "Belmark"), ("ORG", "Arvania-Belmark")],
            [("Arvania", "GPE"), ("Belmark", "GPE"), ("Arvania", "GPE"), ("Belmark", "GPE")],
        ),
        ("The Peru–Chile border.", [("ORG", "Peru–Chile")], [("Peru", "GPE"), ("Chile", "GPE")]),
        ("The Guinea-Bissau border.", [("GPE", "Guinea-Bissau")], [("Guinea-Bissau", "GPE")]),
        ("The Hart-Belmark border.", [("ORG", "Hart-Belmark")], [("Hart-Belmark", "ORG")]),
        ("Peru-Chile Foundation won.", [("ORG", "Peru-Chile Foundation")], [("Peru-Chile Foundation", "ORG")]),
    ],
)
def test_pairs(text: str, patterns: list[tuple[str, str]], names: list[tuple[str, str]]) -> None:
    assert found(text, *patterns) == names


@pytest.mark.parametrize(
    ("text", "patterns", "names"),
    [
        (  # A surname is the person.
            "Olga Hartvik came. Hartvik spoke.",
            [("PERSON", "Olga Hartvik"), ("GPE", "Hartvik")],
            [("Olga Hartvik", "PERSON"), ("Hartvik", "PERSON")],
        ),
        (  # So it is where the place has more votes, unless it is a place that people know.
            "Olga Hartvik came. Hartvik spoke. Hartvik left.",
            [("PERSON", "Olga Hartvik"), ("GPE", "Hartvik")],
            [("Olga Hartvik", "PERSON"), ("Hartvik", "PERSON"), ("Hartvik", "PERSON")],
        ),
        (
            "Olga London came. London spoke. London left.",
            [("PERSON", "Olga London"), ("GPE", "London")],
            [("Olga London", "PERSON"), ("London", "GPE"), ("London", "GPE")],
        ),
        (  # An Arabic article is no part of the surname.
            "Omar al-Hartvik came. Hartvik spoke.",
            [("PERSON", "Omar al-Hartvik"), ("NORP", "Hartvik")],
            [("Omar al-Hartvik", "PERSON"), ("Hartvik", "PERSON")],
        ),
        (  # A state's body is what the body is.
            "Peru Korvat met. Korvat said. Korvat left.",
            [("LAW", "Peru Korvat"), ("ORG", "Korvat"), ("GPE", "Peru")],
            [("Peru Korvat", "LAW"), ("Korvat", "ORG"), ("Korvat", "ORG")],
        ),
        (
            "Peru fell. Peru Korvat met. Korvat said.",
            [("LAW", "Peru Korvat"), ("ORG", "Korvat"), ("GPE", "Peru")],
            [("Peru", "GPE"), ("Peru Korvat", "ORG"), ("Korvat", "ORG")],
        ),
        (  # A preposition at the head of a line is no part of a name that stands elsewhere.
            "Following Belmark’s vote\nBelmark voted.",
            [("ORG", "Following Belmark"), ("GPE", "Belmark")],
            [("Belmark", "GPE"), ("Belmark", "GPE")],
        ),
        (
            "Per Hartvik left. Hartvik spoke.",
            [("PERSON", "Per Hartvik"), ("PERSON", "Hartvik")],
            [("Per Hartvik", "PERSON"), ("Hartvik", "PERSON")],
        ),
        ("Under Armour rose.", [("ORG", "Under Armour")], [("Under Armour", "ORG")]),
        (
            "We saw Under Armour and Armour.",
            [("ORG", "Under Armour"), ("ORG", "Armour")],
            [("Under Armour", "ORG"), ("Armour", "ORG")],
        ),
    ],
)
def test_a_document_agrees(text: str, patterns: list[tuple[str, str]], names: list[tuple[str, str]]) -> None:
    assert found(text, *patterns) == names


def test_untagged_repeats_are_tagged() -> None:
    """Tagged with its title alone, the name stands by itself elsewhere; 'Korvaters' holds it, but is another word."""
    text = "President Korvat came. Korvaters cheered Korvat."
    assert found(text, ("PERSON", "President Korvat")) == [("Korvat", "PERSON")] * 2


def test_mentions_keep_to_their_sentences() -> None:
    assert found("Ana\nBelmark", ("PERSON", "Ana Belmark")) == []


def test_labels_of_other_pipelines_are_mapped() -> None:
    """en_core_web_sm has CARDINAL and DATE too, which have their own stages, and WORK_OF_ART."""
    patterns = [
        ("WORK_OF_ART", "Long Winter"), ("CARDINAL", "seven"), ("DATE", "2021"), ("FAC", "Karl Gate"), ("PER", "Olga"),
        ("FACILITY", "Dock"), ("ORGANIZATION", "Korvat"), ("LOCATION", "Baltic"), ("MONEY", "$5"), ("LANGUAGE", "Urdu"),
    ]  # fmt: skip
    text = ", ".join(form for _, form in patterns)
    labels = [label for _, label in found(text, *patterns)]
    assert labels == ["WORK", "FAC", "PERSON", "FAC", "ORG", "LOC"]
    assert set(labels) <= set(LABELS)


def test_no_texts_and_empty_texts() -> None:
    assert find_entities([], nlp=spacy.blank("en")) == []
    assert find_entities(["", "\n"], nlp=spacy.blank("en")) == [[], []]


def test_a_mention_without_a_score_has_none() -> None:
    (mentions,) = find_entities(["Belmark"], nlp=ruler(("GPE", "Belmark")))
    assert mentions == [Mention(0, 7, "GPE", None)]
