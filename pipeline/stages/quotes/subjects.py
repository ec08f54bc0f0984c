"""Who a verb's subject is: a name, a pronoun or a noun, found without a parser."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.stages.quotes.words import (
    AUXILIARIES,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    RE_CUE,
    RELATIVE,
    ROLES,
    TITLES_AFTER,
    Token,
    is_adverb,
    tokens,
)

MAX_PHRASE = 3  # words of a noun phrase
SPEAKERS = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")
ENDS = "’'"  # of a possessive


class Name(NamedTuple):
    """A mention of a name."""

    start: int
    end: int
    label: str
    name_id: str


class Place(NamedTuple):
    """Offsets of a speaker or cue."""

    start: int
    end: int


def before(text: str, low: int, verb: int, names: Sequence[Name]) -> Place | None:
    """The subject of a verb at ``verb`` that stands before it, not before ``low``."""
    found = tokens(text, low, verb)
    at = len(found) - 1
    while at >= 0 and (is_adverb(found[at].low) or found[at].low in TITLES_AFTER):
        at -= 1
    if at < 0:
        return None
    last = found[at]
    if last.low in PRONOUNS:
        return Place(last.start, last.end)
    if last.low in RELATIVE and at:
        return _ending(text, found[: at - 1 if found[at - 1].low == "," else at], names)
    if last.low == "," or last.low in ("and", "but", "or", "to", "-", "–", "—", ")") or last.low in PREPOSITIONS:
        return opening(text, low, verb, names)
    return _ending(text, found[: at + 1], names) or opening(text, low, verb, names)


def after(text: str, verb_end: int, high: int, names: Sequence[Name]) -> Place | None:
    """The subject of a verb that stands after it, as in 'said Jo Lund, a doctor'."""
    found = tokens(text, verb_end, high)[:12]
    if not found or not found[0].is_word:
        return None
    if found[0].low in PRONOUNS:
        return Place(found[0].start, found[0].end)
    phrase: list[Token] = []
    for token in found:
        ends = token.low in PREPOSITIONS or token.low in AUXILIARIES or token.low in RELATIVE
        if not token.is_word or ends or (phrase and _is_participle(text, token)):
            break
        phrase.append(token)
    inside = [name for name in names if phrase and phrase[0].start <= name.start and name.end <= phrase[-1].end]
    if inside and not _owns(text, inside[-1]):
        return Place(*inside[-1][:2])
    return _noun(phrase)


def opening(text: str, low: int, high: int, names: Sequence[Name]) -> Place | None:
    """The subject with which a clause begins, after what may stand before it."""
    found = tokens(text, low, high)
    found = found[_main_clause(text, found) :]
    if not found:
        return None
    if found[0].low in PRONOUNS:
        return Place(found[0].start, found[0].end)
    phrase: list[Token] = []
    for token in found:
        is_end = token.low in AUXILIARIES or token.low in PREPOSITIONS or token.low in RELATIVE or not token.is_word
        if phrase and (is_end or is_adverb(token.low) or RE_CUE.fullmatch(text, token.start, token.end)):
            break
        phrase.append(token)
    return _named(text, phrase, names) or _noun(phrase)


def _main_clause(text: str, found: Sequence[Token]) -> int:
    """Where the clause begins after 'During the visit,'."""
    start = 0
    while start < len(found) and not found[start].is_word:
        start += 1
    while start < len(found) and (found[start].low in OPENERS or found[start].low.endswith(("ing", "ly"))):
        comma = next((i for i in range(start, len(found)) if text[found[i].start] == ","), None)
        if comma is None:
            return start
        start = comma + 1
    return start


def _named(text: str, phrase: Sequence[Token], names: Sequence[Name]) -> Place | None:
    """The name that a phrase is about: the first, or one that follows a role ('the group Hezbollah')."""
    if not phrase:
        return None
    inside = [
        name
        for name in names
        if phrase[0].start <= name.start < phrase[-1].end and name.label in SPEAKERS and not _owns(text, name)
        and text[name.end : name.end + 1] != "-"
    ]  # fmt: skip
    chosen = None
    for name in inside:
        if chosen is None or _only_role(phrase, chosen.end, name.start):
            chosen = name
    if chosen is None or any(token.low in ROLES for token in phrase if token.start == chosen.end + 1):
        return None  # "Pentagon officials": the noun is meant
    return Place(chosen.start, chosen.end)


def _only_role(phrase: Sequence[Token], start: int, end: int) -> bool:
    between = [token for token in phrase if start <= token.start < end]
    return bool(between) and len(between) <= MAX_PHRASE and between[-1].low in ROLES


def _ending(text: str, found: Sequence[Token], names: Sequence[Name]) -> Place | None:
    """The name or noun phrase that ends with these tokens; of 'a spokesman for the ministry' the spokesman."""
    while found:
        last = found[-1]
        name = next((n for n in reversed(names) if n.start <= last.start and last.end <= n.end + 1), None)
        if name is None and not _is_noun(last):
            return None
        phrase = Place(*name[:2]) if name and name.end >= last.end - 1 else _noun(found)
        if phrase is None:
            return None
        rest = [token for token in found if token.start < phrase.start]
        if name is None and (partner := _partner(rest, names)):
            return partner
        while rest and rest[-1].is_word and (rest[-1].low in DETERMINERS or _is_title(text, rest[-1])):
            rest.pop()
        if len(rest) < 2 or rest[-1].low not in PREPOSITIONS or not _is_head(rest[-2], names):
            return phrase
        found = rest[:-1]
    return None


def _noun(found: Sequence[Token]) -> Place | None:
    """The noun that ends these tokens with the words that belong to it, without article."""
    words: list[Token] = []
    for token in reversed(found):
        stops = token.low in DETERMINERS or token.low in PREPOSITIONS or token.low in ("and", "or", "but")
        if not token.is_word or stops or len(words) == MAX_PHRASE:
            break
        words.append(token)
    return Place(words[-1].start, words[0].end) if words else None


def _is_participle(text: str, token: Token) -> bool:
    """Of 'a study led by Lund' led."""
    return text[token.start].islower() and (token.low.endswith("ed") or token.low in ("led", "made", "held", "given"))


def _is_noun(token: Token) -> bool:
    return token.is_word and token.low not in PREPOSITIONS and token.low not in DETERMINERS and not token.low.isdigit()


def _partner(found: Sequence[Token], names: Sequence[Name]) -> Place | None:
    """Of 'Lund and her team' Lund."""
    rest = list(found)
    if rest and rest[-1].low in DETERMINERS:
        rest.pop()
    if len(rest) < 2 or rest[-1].low != "and":
        return None
    return next((Place(*n[:2]) for n in names if n.label == "PERSON" and n.end == rest[-2].end), None)


def _is_head(token: Token, names: Sequence[Name]) -> bool:
    """Whether a preposition after this word belongs to it: a person, a role, or those who are counted."""
    if any(name.label == "PERSON" and name.end == token.end for name in names):
        return True
    return token.low in ROLES or token.low in ("one", "some", "members", "member", "source", "sources", "statement")


def _is_title(text: str, token: Token) -> bool:
    return text[token.start].isupper()


def _owns(text: str, name: Name) -> bool:
    return text[name.end : name.end + 1] in ENDS and text[name.end : name.end + 2] != ""
