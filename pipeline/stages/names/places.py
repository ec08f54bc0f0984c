"""Which place a name means in its document: by prominence, and by the other places and peoples named there.

A name that fits no known place, or only a small town that nothing in the document supports, stays unknown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from pipeline.stages.names.gazetteer import FIXED_CITY, Table, place_key, table
from pipeline.stages.names.records import Place
from pipeline.stages.names.words import MAX_CHARS, demonym, folded, load, people_key

# Added to a place's prominence (log10 of people). Chosen so that Georgia is the country unless another place
# of the state, or two of the United States, stand beside it, that Washington is the capital unless two places
# of the state do, and that Paris stays in France in an article on Texas.
SAME_DIVISION, TWICE_SAME_DIVISION, SAME_COUNTRY_PLACE, COUNTRY_NAMED, ONE_PLACE_FOR_STATE = (
    2.5,
    3.0,
    2.0,
    1.5,
    1.0,
)
CLEAR = 2.0  # a place that leads all others of its name by so much is evidence for its neighbours
MIN_POPULATION_ALONE = 50_000  # a smaller town must have its country or state in the document
MIN_POPULATION_LOC = 100_000  # a LOC is a mountain or sea more often than a small town of the same name
MIN_POPULATION_KNOWN = 500_000  # a larger city is meant though a state follows: 'Chicago, Texas and Florida'
MIN_CHARS_VARIED = 5
PARTS, DIVISION_KINDS, AREAS = (
    folded(load("places.toml")["parts"][words]) for words in ("before", "after", "after_together")
)


class Asked(NamedTuple):
    """A name to resolve: its key, that of a place after a comma ('Paris, Texas'), whether it is a LOC."""

    key: str
    container: str = ""
    is_loc: bool = False


# (country, NAMED or PLACES or a division) -> names that speak for it
Evidence = Mapping[tuple[str, str], set[str]]
NAMED, PLACES = " named", " places"


def ask(text: str, container: str, is_loc: bool) -> Asked:
    """The question that a mention puts; 'Austin, Texas' in one mention is taken apart."""
    parts = text.split(",", 1) if len(text) <= MAX_CHARS else [text]
    if len(parts) == 2 and all(part.strip() for part in parts) and place_key(text) not in table():
        return Asked(place_key(parts[0]), place_key(parts[1]), is_loc)
    return Asked(place_key(text), place_key(container) if container else "", is_loc)


def resolve(asked: Collection[Asked], peoples: Iterable[str]) -> dict[Asked, Place | None]:
    """For each name of one document the place it means, or None.

    `peoples` are the texts of the document's NORP mentions: 'Iraqi' speaks for Iraq.
    """
    places = table()
    evidence = _evidence(asked, places)
    for text in peoples:
        if country := demonym(people_key(text)):
            evidence[country, NAMED].add("")  # no place's key
    return {question: _resolve(question, places, evidence) for question in asked}


def _evidence(asked: Iterable[Asked], places: Table) -> dict[tuple[str, str], set[str]]:
    """Names that leave no doubt, as witnesses for their country and division.

    Capitals count as their country's name: they often stand for its government.
    """
    evidence: dict[tuple[str, str], set[str]] = defaultdict(set)
    for question in asked:
        best, *others = _fitting(question, places) or (None,)
        if best is None or best.country is None:
            continue
        rivals = [p for p in others if p and best.prior - p.prior < CLEAR]
        if any(p.country != best.country for p in rivals):
            continue
        is_name = best.kind == "country" or best.is_capital
        evidence[best.country, NAMED if is_name else PLACES].add(question.key)
        if not is_name and best.admin1 and all(p.admin1 == best.admin1 for p in rivals):
            evidence[best.country, best.admin1].add(question.key)
    return evidence


def _fitting(question: Asked, places: Table) -> tuple[Place, ...]:
    """Places of the name, those inside the container if there are any; else the comma was a list's."""
    found = _look_up(question.key, places)
    if not question.container:
        return found
    containers = places.get(question.container, ())
    inside = tuple(p for p in found if any(_within(p, c) for c in containers))
    unknown = containers and containers[0].kind == "state" and all(_is_small(p) for p in found)
    return inside or (() if unknown else found)


def _is_small(place: Place) -> bool:
    """A town that may well have namesakes which the table lacks."""
    return place.kind == "city" and place.population < MIN_POPULATION_KNOWN


def _look_up(key: str, places: Table) -> tuple[Place, ...]:
    """Places of the name, or large cities of a name that differs by an Arabic article or final h."""
    if key in places or not MIN_CHARS_VARIED <= len(key) <= MAX_CHARS:
        return places.get(key, ())
    stem = key.removeprefix("al ").removeprefix("el ")
    varied = (stem, f"al {stem}", f"{stem}h", stem.removesuffix("h"), f"al {stem.removesuffix('h')}")
    found = next((places[name] for name in varied if name in places), ())
    return tuple(p for p in found if p.kind == "city" and p.population >= MIN_POPULATION_LOC)


def _within(place: Place, container: Place) -> bool:
    if place.kind in ("country", "region") or container.kind not in ("country", "state"):
        return False
    same_division = container.kind == "country" or container.admin1 in (None, place.admin1)
    return place != container and place.country == container.country and same_division


def _resolve(question: Asked, places: Table, evidence: Evidence) -> Place | None:
    fitting = _fitting(question, places)
    if not fitting:
        return _inside_container(question, places) or _part_of(question, places, evidence)
    witness = {place: _support(place, question.key, evidence) for place in fitting}
    best = max(fitting, key=lambda place: place.prior + witness[place])  # the first of equals
    if (
        best.kind != "city"
        or best.is_capital
        or (question.container and len(fitting) < len(_look_up(question.key, places)))
    ):
        return best
    doubtful = (best.population < MIN_POPULATION_ALONE and not best.is_capital) or _is_other_name(best, question.key)
    too_small = question.is_loc and best.population < MIN_POPULATION_LOC
    return None if too_small or (doubtful and not witness[best]) else best


def _is_other_name(city: Place, key: str) -> bool:
    """Whether the table knows the city by this name only as one of many spellings ('Sangay' for Shanghai)."""
    return city.prior != FIXED_CITY and place_key(city.name) != key


def _support(place: Place, key: str, evidence: Evidence) -> float:
    """What the document's other names add for a place."""
    if place.country is None or place.prior == FIXED_CITY:
        return 0.0
    n_places = _others((place.country, PLACES), key, evidence)
    is_named = _others((place.country, NAMED), key, evidence) > 0
    if place.kind == "country":
        return SAME_COUNTRY_PLACE if n_places or is_named else 0.0
    n_near = _others((place.country, place.admin1 or ""), key, evidence)
    if n_near:
        return TWICE_SAME_DIVISION if n_near > 1 and place.kind == "state" else SAME_DIVISION
    if n_places > (place.kind == "state"):
        return SAME_COUNTRY_PLACE
    if place.kind == "state":
        return ONE_PLACE_FOR_STATE * (n_places > 0 or is_named)
    return COUNTRY_NAMED * is_named


def _others(claim: tuple[str, str], key: str, evidence: Evidence) -> int:
    """Number of names other than `key` that speak for the claim."""
    witnesses = evidence.get(claim, set())
    return len(witnesses) - (key in witnesses)


def _inside_container(question: Asked, places: Table) -> Place | None:
    """An unknown town before a known state or country: its country is known, no more."""
    for container in places.get(question.container, ())[:1] if question.container else ():
        if container.kind in ("country", "state"):
            return Place("region", question.key, container.country)
    return None


def _part_of(question: Asked, places: Table, evidence: Evidence) -> Place | None:
    """'southern Gaza', 'Anbar province': the division, or a part of which only the country is known."""
    words = question.key.split(" ")
    first = next((i for i, word in enumerate(words) if word not in PARTS), len(words))
    last = len(words) - _kind_words(words)
    if first >= last or (first, last) == (0, len(words)):
        return None
    whole = _resolve(Asked(" ".join(words[first:last]), "", question.is_loc), places, evidence)
    if whole and first == 0 and whole.kind == "state" and words[-1] not in PARTS:
        return whole
    return whole and Place("region", question.key, whole.country)


def _kind_words(words: list[str]) -> int:
    """How many words at the end say what kind of area or part it is: 'province', 'Autonomous Region', 'North'."""
    if " ".join(words[-2:]) in AREAS:
        return 2
    return int(words[-1] in DIVISION_KINDS or words[-1] in PARTS)
