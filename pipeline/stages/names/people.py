"""Persons: parsing of their names, full names that mean one person, and bare surnames within a document.

A bare surname joins only a full name of its own document, and none where two fit and nothing tells which.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from pipeline.stages.names.records import Full
from pipeline.stages.names.words import DATA, MAX_CHARS, NICKNAMES, bare, fold, fold_name, folded, spell

TITLES = DATA["titles"]
MALE, FEMALE = folded(TITLES["courtesy_male"]), folded(TITLES["courtesy_female"])
REGNAL, OFFICE = folded(TITLES["regnal"]), folded(TITLES["office"])
SPELLED_REGNAL = {spell(title) for title in REGNAL}
ALL_TITLES = MALE | FEMALE | REGNAL | OFFICE
GENERATION = {"junior": "jr", "senior": "sr"} | {word: word for word in folded(TITLES["generation"])}
CONTRAST = folded(TITLES["contrast"])
MAX_WORDS = 8  # longer is no person's name
MAX_RIVALS = 50  # a surname that so many share in one document is a list's: nothing tells who is meant
INITIALS = "."  # ends a word that is initials: 'w.' of 'W.' and 'George W. Bush'

RE_LAST_WORD = re.compile(r"([^\W\d_]{1,20}\.?)\s{1,3}\Z")
RE_QUOTED = re.compile(r"(?<=\s)[\"“”'‘’(][^\"“”'‘’()]{1,40}[\"“”'‘’)](?=\s)")
RE_INITIALS = re.compile(r"\A(?:[A-Z]\.?|(?:[A-Z]\.-?){2,4})\Z")
RE_TWO_CAPITALS = re.compile(r"\A[A-Z]{2}\Z")  # 'JK Rowling', but not in a name all in capitals
RE_AL_GIVEN = re.compile(r"\AAl [A-Z]")


class Person(NamedTuple):
    """A parsed mention: words of the name, generation, the title before it, and whether it is a full name."""

    words: tuple[str, ...]
    suffix: str
    title: str
    is_full: bool

    @property
    def full(self) -> Full:
        """Its identity as a full name."""
        return Full(self.words, self.suffix)


def parse(text: str, context: str = "") -> Person:
    """The parts of a person's name; never without a word."""
    title = _title_before(context)
    if len(text) > MAX_CHARS or len(text.split()) > MAX_WORDS:
        return Person((text,), "", title, True)
    tokens = RE_QUOTED.sub(" ", bare(text)).replace(",", " ").split() or [text]
    while len(tokens) > 1 and (word := fold(tokens[0])[0]) in ALL_TITLES:
        title, tokens = word, tokens[1:]
    suffix = ""
    if len(tokens) > 1 and (last := fold(tokens[-1])[0]) in GENERATION:
        suffix, tokens = GENERATION[last], tokens[:-1]
    words = _words(tokens)
    named = len(words) == 1 and not suffix
    if named and title in REGNAL:
        return Person((spell(title), *words), suffix, title, True)
    if named and not title and RE_AL_GIVEN.match(" ".join(tokens)):
        return Person(("al", *words), suffix, title, True)  # 'Al Gore'; 'Mr. Al Sudani' has a title
    return Person(words, suffix, title, len(words) > 1)


def _title_before(context: str) -> str:
    match = RE_LAST_WORD.search(context[-30:])
    word = fold(match.group(1))[0] if match else ""
    return word if word in ALL_TITLES or word in CONTRAST else ""


def _words(tokens: Sequence[str]) -> tuple[str, ...]:
    """Folded words of the name; initials beside each other made one word, 'H. W.' and 'H.W.' alike."""
    if len(tokens) == 1:
        return fold_name(tokens[0])
    patterns = (RE_INITIALS,) if " ".join(tokens).isupper() else (RE_INITIALS, RE_TWO_CAPITALS)
    marked = " ".join(_mark(token, patterns) for token in tokens)
    words: list[str] = []
    for word in fold_name(marked):
        is_initials = word.endswith(MARK)
        word = word.removesuffix(MARK) + INITIALS if is_initials else word
        if is_initials and words and words[-1].endswith(INITIALS):
            words[-1] = words[-1][:-1] + word
        else:
            words.append(word)
    return tuple(words)


MARK = "ǁ"  # a letter to the folding, in no name: keeps initials apart from short words


def _mark(token: str, patterns: Iterable[re.Pattern[str]]) -> str:
    is_initials = any(pattern.match(token) for pattern in patterns)
    return token.replace(".", "").replace("-", "") + MARK if is_initials else token


def block_of(full: Full) -> str:
    """First and last word and generation: full names that differ in these are never one person."""
    return " ".join((full.words[0], full.words[-1] if len(full.words) > 1 else "", full.suffix))


def families(names: Iterable[Full]) -> dict[Full, Full]:
    """Each full name -> the fullest name of the same person among them.

    Same first and last word and generation; the middle left off, cut short or as initials. A form that fits
    two different fuller ones, 'George Bush' beside 'George W. Bush' and 'George H. W. Bush', stays by itself.
    """
    buckets: dict[tuple[str, str, str], set[tuple[str, ...]]] = defaultdict(set)
    for words, suffix in set(names):
        buckets[words[0], words[-1] if len(words) > 1 else "", suffix].add(words[1:-1])
    joined: dict[Full, Full] = {}
    for (first, last, suffix), middles in buckets.items():
        tail = (last,) if last else ()
        for middle, fullest in _fullest(middles).items():
            joined[Full((first, *middle, *tail), suffix)] = Full((first, *fullest, *tail), suffix)
    return joined


def _fullest(middles: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Each middle -> the one fullest middle that covers it, or itself."""
    covers: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for middle in middles:
        for shorter in _shorter(middle):
            if shorter in middles:
                covers[shorter].add(middle)
    tops = {m for m in middles if m and m not in covers}
    joined = {}
    for middle in middles:
        fuller = (covers[middle] & tops if middle else tops) if middle not in tops else set()
        joined[middle] = next(iter(fuller)) if len(fuller) == 1 else middle
    return joined


def _shorter(middle: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Middles that this one covers: some of its words, or all of them as initials."""
    if len(middle) > MAX_WORDS - 2 or any(word.endswith(INITIALS) for word in middle):
        return set()
    some = {part for size in range(1, len(middle)) for part in combinations(middle, size)}
    initials = "".join(word[:1] for word in middle) + INITIALS
    return some | ({(initials,)} if middle else set())


class Joined(NamedTuple):
    """Where a mention of a person belongs in its document: a full name, or None for a bare one by itself."""

    full: Full | None
    rule: str


class _Index(NamedTuple):
    """Full names of a document by the ends of their words."""

    endings: Mapping[tuple[str, ...], set[Full]]
    beginnings: Mapping[tuple[str, ...], set[Full]]
    inner: Mapping[tuple[str, ...], set[Full]]


def join_people(persons: Sequence[Person]) -> list[Joined]:
    """For each mention of a document, in the order of the text, the person it means."""
    fulls = {p.full for p in persons if p.is_full}
    fullest = _same_in_document(fulls)
    index = _index({fullest[full] for full in fulls})
    reader = _Reader(index, persons, fullest)
    return [reader.read(person) for person in persons]


def _same_in_document(fulls: Collection[Full]) -> dict[Full, Full]:
    """Families, with what only one document shows: nicknames, initials, endings of a longer name."""
    first = families(fulls)
    index = _index(set(first.values()))
    loose: dict[tuple[str, str, str], set[Full]] = defaultdict(set)
    for full in set(first.values()):
        for key in _loose_keys(full):
            loose[key].add(full)
    joined = {}
    for full in set(first.values()):
        longer = {f for f in index.endings.get(full.words, ()) if f.suffix == full.suffix} - {full}
        longer = longer or _regnal(full, index) or _nicknamed(full, loose)
        joined[full] = next(iter(longer)) if len(longer) == 1 else full
    return {full: _last(joined, top) for full, top in first.items()}


def _regnal(full: Full, index: _Index) -> set[Full]:
    """'Lord Cameron', 'Prince Mohammed': the longer names that end or begin with the one word."""
    title, *words = full.words
    if title not in SPELLED_REGNAL or len(words) != 1:
        return set()
    for table in (index.endings, index.beginnings):
        if found := {f for f in table.get(tuple(words), ()) if f.words[0] not in SPELLED_REGNAL}:
            return found
    return set()


def _last(joined: Mapping[Full, Full], full: Full) -> Full:
    """Follow the joins: they lead to longer names or from nicknames on, so the walk is short and ends."""
    for _ in range(MAX_WORDS):
        if joined[full] == full:
            break
        full = joined[full]
    return full


def _loose_keys(full: Full) -> set[tuple[str, str, str]]:
    given, last = full.words[0], full.words[-1]
    return {(given, last, full.suffix), (given[:1] + INITIALS, last, full.suffix)}


def _nicknamed(full: Full, loose: Mapping[tuple[str, str, str], set[Full]]) -> set[Full]:
    given, last = full.words[0], full.words[-1]
    asked = {NICKNAMES.get(given, given)} - {given}
    if given.endswith(INITIALS):
        asked.add(given[:1] + INITIALS)
    found = {f for word in asked for f in loose.get((word, last, full.suffix), ())}
    return {f for f in found if not f.words[0].endswith(INITIALS)} - {full}


def _index(fulls: Collection[Full]) -> _Index:
    index = _Index(defaultdict(set), defaultdict(set), defaultdict(set))
    for full in fulls:
        for cut in range(1, len(full.words)):
            index.endings[full.words[cut:]].add(full)
            index.beginnings[full.words[:cut]].add(full)
        for word in full.words[1:-1]:
            index.inner[(word,)].add(full)
    return index


class _Reader:
    """Reads the mentions of one document in order and keeps whom it has introduced."""

    def __init__(self, index: _Index, persons: Sequence[Person], fullest: Mapping[Full, Full]) -> None:
        self._index, self._fullest = index, fullest
        self._titles: dict[Full, set[str]] = defaultdict(set)
        self._introduced: set[Full] = set()
        self._meant: dict[Person, Full] = {}
        for person in persons:
            if person.is_full and person.title:
                self._titles[fullest[person.full]].add(person.title)

    def read(self, person: Person) -> Joined:
        """The person that a mention means."""
        if not person.is_full:
            return self._bare(person)
        full = self._fullest[person.full]
        self._introduced.add(full)
        return Joined(full, _full_rule(person.full, full))

    def _bare(self, person: Person) -> Joined:
        for rule, table in zip(("surname", "given", "shortened"), self._index, strict=True):
            found = table.get(person.words, ())
            if len(found) > MAX_RIVALS:
                break
            if fits := {f for f in found if self._agrees(person, f)}:
                full = self._choose(person, fits)
                if full and person.title:
                    self._titles[full].add(person.title)
                return Joined(full, rule if full else "exact")
        return Joined(None, "exact")

    def _agrees(self, person: Person, full: Full) -> bool:
        """Same generation if one is given, and no 'Mrs.' for a 'Mr.'."""
        titles = self._titles.get(full, set())
        clash = (person.title in FEMALE and titles & MALE and not titles & FEMALE) or (
            person.title in MALE and titles & FEMALE and not titles & MALE
        )
        return not clash and person.suffix in ("", full.suffix)

    def _choose(self, person: Person, fits: set[Full]) -> Full | None:
        """The only one that fits; else by title, by earlier use of the bare name, by whom it has named."""
        if person.title in CONTRAST and len(fits) > 1:
            return None
        key = person._replace(title="")
        by_title = {f for f in fits if person.title in OFFICE and person.title in self._titles.get(f, ())}
        meant = {self._meant[key]} & fits if key in self._meant else set()
        for some in (fits, by_title, meant, fits & self._introduced):
            if len(some) == 1:
                self._meant[key] = next(iter(some))
                return self._meant[key]
        return None


def _full_rule(form: Full, full: Full) -> str:
    if form == full:
        return "exact"
    if form.words[0] in SPELLED_REGNAL:
        return "surname" if form.words[-1] == full.words[-1] else "given"
    same_given = form.words[0] == full.words[0] or form.words[0].endswith(INITIALS)
    ending = full.words[-len(form.words) :] == form.words
    return "surname" if ending else "shortened" if same_given else "nickname"
