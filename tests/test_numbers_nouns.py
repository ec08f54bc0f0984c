"""What numbers count: noun phrases, heads, nouns left out, parts of a whole."""

import pytest

from pipeline.stages.edits import Span
from pipeline.stages.numbers import find_numbers
from pipeline.stages.numbers.lemma import is_plural, lemma


@pytest.mark.parametrize(
    ("text", "noun", "head"),
    [
        ("Police found 47 crates.", "crates", "crate"),
        ("some 2,500 Canadian troops are there", "Canadian troops", "troop"),
        ("three military bases in the north", "military bases", "base"),
        ("17 rocket and drone attacks", "rocket and drone attacks", "attack"),
        ("12 people died", "people", "person"),
        ("twelve children slept", "children", "child"),
        ("1,100 Israelis left", "Israelis", "Israeli"),
        ("two wounded sailors", "wounded sailors", "sailor"),
        ("six newly built homes", "newly built homes", "home"),
        ("six small, wooden boats", "small, wooden boats", "boat"),
        ("the one thing you've learned", "thing", "thing"),
        ("one moth species", "moth species", "species"),
        ("one size smaller", "size", "size"),
        ("one such comet's tail", "comet's", "comet"),
        ('12 "idle" servers', 'idle" servers', "server"),
        ("a ten-bed ward", "bed", "bed"),
        ("60 Boeing 787 Dreamliner aircraft", "Boeing 787 Dreamliner aircraft", "aircraft"),
        ("18 staff were told", "staff", "staff"),
        ("five sports clubs", "sports clubs", "club"),
        ("nine police officers", "police officers", "officer"),
        ("12 dead", "dead", "dead"),
        ("one military base in the north", "military base", "base"),
        ("one man killed", "man", "man"),
        ("thousands of supporters of the club", "supporters", "supporter"),
        ("two of the engines", "engines", "engine"),
        ("14 of Norway's ferries", "ferries", "ferry"),
        ("20 tonnes of cocoa", "cocoa", "cocoa"),
        ("5 % of the voters", "voters", "voter"),
        ("a five-judge bench", "judge", "judge"),
        ("two Hwasong-11 missiles", "Hwasong-11 missiles", "missile"),
        ("74 live animals", "live animals", "animal"),
        ("four ex-soldiers", "ex-soldiers", "ex-soldier"),
        ("three Pluto-like worlds", "Pluto-like worlds", "world"),
        ("It rose 12 points", "points", "point"),
        ("three such demolitions", "demolitions", "demolition"),
        ("Three other women", "other women", "woman"),
    ],
)
def test_counted_noun(text: str, noun: str, head: str) -> None:
    (mention,) = find_numbers(text)
    assert (mention.noun, mention.noun_head, mention.noun_elided) == (noun, head, False)
    assert text[mention.noun_start : mention.noun_end] == noun


@pytest.mark.parametrize(
    "text",
    [
        "It closed at 3,883.",
        "They reached 12 last week",
        "He paid $5",
        "He scored 42 in May",
        "a four-lettered word",
        "He was 20-of-24 passing",
        "Wins rose from 12.",
    ],
)
def test_no_noun(text: str) -> None:
    (mention,) = find_numbers(text)
    assert (mention.noun, mention.noun_head, mention.noun_elided) == (None, None, False)


@pytest.mark.parametrize(
    "text", ["The two agreed that it was late.", "the two “discussed” it", "The three met in Oslo."]
)
def test_a_number_for_people_named_before_has_no_noun(text: str) -> None:
    (mention,) = find_numbers(text)
    assert (mention.noun, mention.noun_head, mention.noun_elided) == (None, None, True)


@pytest.mark.parametrize(
    ("text", "at", "head"),
    [
        ("There were 17 attacks in Mali and 12 in Niger.", 1, "attack"),
        ("The raid killed 17 miners and wounded 12.", 1, "miner"),
        ("At least nine miners died and 30 were injured.", 1, "miner"),
        ("Hundreds of nurses came. Officials expect several hundred more.", 1, "nurse"),
        ("five Iraqi and two Syrian soldiers", 0, "soldier"),
        ("They took 240 more hostage.", 0, "hostage"),
        ("15 miners, 4 of whom were hurt", 1, "miner"),
        ("We have a plan or two.", 0, "plan"),
        ("The number of strikes rose from 16 in May to 47.", 1, "strike"),
        ("Of the foals, 7 were bought, and 9 were given away.", 1, "foal"),
        ("Of the 16 foals, 7 were bought.", 1, "foal"),
        ("They had 42 boats, 18 fewer than before.", 1, "boat"),
        ("Seven wins out of eight in all", 1, "win"),
    ],
)
def test_elided_noun(text: str, at: int, head: str) -> None:
    mention = find_numbers(text)[at]
    assert (mention.noun_head, mention.noun_elided) == (head, True)


@pytest.mark.parametrize("text", ["Two bombs exploded, killing 12.", "Two hens laid.\nThe fire killed 12."])
def test_a_noun_that_is_not_meant_is_not_taken_over(text: str) -> None:
    assert find_numbers(text)[1].noun is None


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("four sailors, including three cooks", 1, 0),
        ("eleven people, among them two medics", 1, 0),
        ("12 cars, 5 of them stolen", 1, 0),
        ("half of the 1.3 million doses", 0, 1),
        ("three of the four finals", 0, 1),
        ("nine people, including two boys and three girls", 2, 0),
    ],
)
def test_subset(text: str, part: int, whole: int) -> None:
    found = find_numbers(text)
    assert found[part].subset_of == Span(found[whole].start, found[whole].end)
    assert found[whole].subset_of is None


def test_counts_side_by_side_are_no_subset() -> None:
    assert [m.subset_of for m in find_numbers("four sailors and three cooks")] == [None, None]


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("cities", "city"), ("boxes", "box"), ("churches", "church"), ("classes", "class"),
        ("houses", "house"), ("knives", "knife"), ("women", "woman"), ("gunmen", "gunman"),
        ("series", "series"), ("Saudis", "Saudi"), ("glass", "glass"), ("heroes", "hero"),
        ("ties", "tie"), ("Troops", "Troop"), ("bases", "base"),
    ],
)  # fmt: skip
def test_lemma(word: str, singular: str) -> None:
    assert lemma(word) == singular


@pytest.mark.parametrize("word", ["was", "bus", "glass", "tennis", "news", "women's", "is"])
def test_not_plural(word: str) -> None:
    assert not is_plural(word)
