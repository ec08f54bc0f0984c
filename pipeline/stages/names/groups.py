"""Groups (ORG), peoples (NORP) and other names: their keys, and joins of groups within a document."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.stages.names.gazetteer import table
from pipeline.stages.names.words import DATA, MAX_CHARS, bare, demonym, fold, fold_name, folded, spell

LEGAL, KINDS_OF_GROUP = folded(DATA["groups"]["legal"]), folded(DATA["groups"]["kinds"])
DESCRIPTORS = {spell(word) for word in folded(DATA["groups"]["descriptors"])}
GENERIC = {spell(word) for word in folded(DATA["groups"]["generic"])}
SMALL = folded(DATA["groups"]["small"])
ACRONYM_CHARS = range(2, 9)
MAX_WORDS = 16  # names of more words are compared whole
MAX_COUNTRY_WORDS = 3

RE_SENTENCE_CASE = re.compile(r"\A[a-z]+\Z")

Key = tuple[str, ...]


def group_key(text: str) -> Key:
    """Key of an ORG: without legal form and kind, in one spelling, aliases under one key."""
    words = core_key(text)
    return ALIASES.get(words, words)


def core_key(text: str) -> Key:
    """Key of an ORG before aliases."""
    tokens = bare(text).split() or [text] if len(text) <= MAX_CHARS else [text]
    while len(tokens) > 1 and _is_cut(tokens[-1]):
        tokens = tokens[:-1]
    if is_acronym(tokens[0]) and len(tokens) == 1:
        return fold(tokens[0])  # no transliteration: 'KPU' is not 'KPPU'
    words = fold_name(" ".join(tokens).rstrip(","))
    return ("us", *words[2:]) if words[:2] == UNITED_STATES and len(words) > 2 else words


def _is_cut(token: str) -> bool:
    """A legal form with its capital ('Inc.'), or a small-written kind ('group')."""
    word = fold(token)[0]
    return word in (KINDS_OF_GROUP if RE_SENTENCE_CASE.match(token) else LEGAL)


def is_acronym(text: str) -> bool:
    """Capitals alone, with or without dots: 'IAEA', 'U.N.'."""
    letters = bare(text).replace(".", "") if len(text) <= MAX_CHARS else ""
    return len(letters) in ACRONYM_CHARS and letters.isalpha() and letters.isupper()


UNITED_STATES = fold_name("United States")
ALIASES: Mapping[Key, Key] = {
    core_key(name): core_key(names[0]) for group in DATA["aliases"] for names in group["names"] for name in names
}


def is_generic(key: Key) -> bool:
    """A body that every country has ('Foreign Ministry'): its name alone says too little."""
    return all(word in GENERIC for word in key)


def initials(text: str) -> set[str]:
    """Acronyms that the words of a name make, with and without its small words; none for a single word."""
    words = fold(" ".join(bare(text).replace("-", " ").split()[:MAX_WORDS])) if len(text) <= MAX_CHARS else ()
    heads = [word for word in words if word not in SMALL]
    large = [word for word in heads if word not in LEGAL and word not in KINDS_OF_GROUP]
    return {"".join(word[0] for word in some) for some in (words, heads, large) if len(some) > 1}


class Group(NamedTuple):
    """A mention of a group, with what stands around it."""

    text: str
    key: Key
    start: int
    end: int
    context: str


class Longer(NamedTuple):
    """The fuller name that a shorter one of the same document means, and by which rule."""

    key: Key
    rule: str


def join_groups(mentions: Sequence[Group]) -> dict[Key, Longer]:
    """Keys of a document's groups that mean another, fuller name of it.

    Nothing is joined to two: a short form that fits several fuller names stays by itself.
    """
    joins: dict[Key, Longer] = {}
    keys = {mention.key for mention in mentions}
    for found in (_brackets(mentions), _acronyms(mentions), _shortened(keys)):  # the surest first
        joins = _agreed(found) | joins
    return {short: _follow(joins, short) for short in joins}


def _agreed(found: Iterable[tuple[Key, Longer]]) -> dict[Key, Longer]:
    """Short keys that one longer key alone fits."""
    longer: dict[Key, set[Longer]] = defaultdict(set)
    for short, fit in found:
        if short != fit.key:
            longer[short].add(fit)
    return {short: next(iter(fits)) for short, fits in longer.items() if len(fits) == 1}


def _follow(joins: Mapping[Key, Longer], short: Key) -> Longer:
    """The end of a chain ('DoD' -> 'Defense Department' -> 'U.S. ...'), under the rule of its first step."""
    seen, key = {short}, joins[short].key
    while key in joins and joins[key].key not in seen:
        seen.add(key)
        key = joins[key].key
    return Longer(key, joins[short].rule)


def _brackets(mentions: Sequence[Group]) -> Iterable[tuple[Key, Longer]]:
    """'Kurdistan Workers' Party (PKK)' and 'PKK (Kurdistan Workers' Party)': letters need not be initials."""
    ends = {mention.end: mention for mention in mentions}
    for inside in mentions:
        outside = ends.get(inside.start - 2)
        if outside is None or not inside.context.endswith(" ("):
            continue
        if is_acronym(inside.text) and not is_acronym(outside.text):
            yield inside.key, Longer(outside.key, "acronym")
        elif is_acronym(outside.text) and not is_acronym(inside.text):
            yield outside.key, Longer(inside.key, "acronym")


def _acronyms(mentions: Sequence[Group]) -> Iterable[tuple[Key, Longer]]:
    """Acronyms that are the initials of a name in the document; two of its names are enough for doubt."""
    longer: dict[str, set[Key]] = defaultdict(set)
    texts = {(mention.text, mention.key) for mention in mentions}
    for text, key in texts:
        if not is_acronym(text):
            for letters in initials(text):
                longer[letters].add(key)
    for text, key in texts:
        fits = longer.get("".join(fold(text)), set()) if is_acronym(text) else set()
        if len(fits) == 1:
            yield key, Longer(next(iter(fits)), "acronym")


def _shortened(keys: Iterable[Key]) -> Iterable[tuple[Key, Longer]]:
    """'Iraqi Foreign Ministry' = 'Foreign Ministry'; 'Toyota Motor' = 'Toyota'."""
    known = set(keys)
    for key in known:
        for short in _shorter(key):
            if short in known:
                yield short, Longer(key, "shortened")


def _shorter(key: Key) -> Iterable[Key]:
    """Shorter names that mean the same beside the longer one: without its country, or what says its kind."""
    if len(key) > MAX_WORDS:
        return
    for cut in range(1, min(len(key), MAX_COUNTRY_WORDS + 1)):
        if _is_country(key[:cut]):
            yield key[cut:]
    cut = len(key)
    while cut > 1 and key[cut - 1] in DESCRIPTORS:
        cut -= 1
        yield key[:cut]


def _is_country(words: Key) -> bool:
    """A country's name or adjective."""
    return demonym(words) is not None or words in _country_names()


@lru_cache(maxsize=1)
def _country_names() -> frozenset[Key]:
    names = (name for name, places in table().items() if places[0].kind == "country")
    return frozenset(fold_name(name) for name in names)
