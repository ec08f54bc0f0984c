"""Places: which one a name means in its document, and which stay unknown."""

import pytest

from pipeline.stages.names.gazetteer import place_key, table
from pipeline.stages.names.words import load
from tests.test_names import names_of


def place(text: str, form: str) -> tuple[str | None, str | None, int | None]:
    """country, precision, GeoNames id of the name that has the form."""
    (name,) = (n for n in names_of(text) if n.label in ("GPE", "LOC") and form in {v["text"] for v in n.variants})
    return name.country, name.geo_precision, name.geonames_id


@pytest.mark.parametrize(
    ("text", "form", "country", "precision"),
    [
        ("[G:Iraq]", "Iraq", "IQ", "country"),
        ("the [G:U.S.]", "U.S.", "US", "country"),
        ("the [G:UAE]", "UAE", "AE", "country"),
        ("[G:Côte d’Ivoire]", "Côte d’Ivoire", "CI", "country"),
        ("[G:Scotland]", "Scotland", "GB", "state"),
        ("[G:Bavaria]", "Bavaria", "DE", "state"),
        ("[L:Gaza]", "Gaza", "PS", "state"),
        ("[G:Gaza City]", "Gaza City", "PS", "city"),
        ("the [L:West Bank]", "West Bank", "PS", "state"),
        ("[G:Baghdad]", "Baghdad", "IQ", "city"),
        ("[G:Kiev]", "Kiev", "UA", "city"),
        ("[G:St. Louis]", "St. Louis", "US", "city"),
        ("[G:Jordan]", "Jordan", "JO", "country"),
        # Georgia: the country, unless places of the state or two of the United States stand beside it.
        ("[G:Georgia]", "Georgia", "GE", "country"),
        ("[G:Georgia] and the [G:U.S.] in [G:Washington]", "Georgia", "GE", "country"),
        ("[G:Georgia] and [G:Tbilisi]", "Georgia", "GE", "country"),
        ("[G:Georgia] and [G:Atlanta]", "Georgia", "US", "state"),
        ("[G:Georgia], [G:Florida] and [G:Alabama]", "Georgia", "US", "state"),
        ("[N:Georgian] votes in [G:Georgia], [G:Florida]", "Georgia", "GE", "country"),
        # Washington: the capital, unless two places of the state stand beside it.
        ("[G:Washington]", "Washington", "US", "city"),
        ("[G:Washington] and [G:Seattle]", "Washington", "US", "city"),
        ("[G:Washington], [G:Seattle] and [G:Spokane]", "Washington", "US", "state"),
        ("[G:Washington state]", "Washington state", "US", "state"),
        ("[G:Washington, D.C.]", "Washington, D.C.", "US", "city"),
        # What follows the comma.
        ("[G:Paris], [G:Texas]", "Paris", "US", "city"),
        ("[G:Paris, Texas]", "Paris, Texas", "US", "city"),
        ("[G:Paris] and [G:Houston], [G:Texas]", "Paris", "FR", "city"),
        ("[G:London], [G:Ontario]", "London", "CA", "city"),
        ("[G:Atlanta], [G:Ga.]", "Ga.", "US", "state"),
        ("[G:Israel], [G:Jordan], [G:Cyprus]", "Israel", "IL", "country"),
        ("[G:Birmingham]", "Birmingham", "GB", "city"),
        ("[G:Birmingham] in [G:Alabama]", "Birmingham", "US", "city"),
        # Parts of a place, and unknown towns in a known state: the country alone.
        ("[L:southern Gaza]", "southern Gaza", "PS", None),
        ("[G:Anbar province]", "Anbar province", "IQ", "state"),
        ("[G:Inner Mongolia Autonomous Region]", "Inner Mongolia Autonomous Region", "CN", "state"),
        ("[L:San Francisco Bay Area]", "San Francisco Bay Area", "US", None),
        ("[G:Yobe North]", "Yobe North", "NG", None),
        ("[L:Georgetown Bay Heights]", "Georgetown Bay Heights", None, None),
        ("[G:Qwertyville], [G:Kansas]", "Qwertyville", "US", None),
        # Unknown stays unknown.
        ("the [L:Middle East]", "Middle East", None, None),
        ("the [L:Gulf]", "Gulf", None, None),
        ("[G:Qwertyville]", "Qwertyville", None, None),
        ("[G:Clayton]", "Clayton", None, None),
        ("[L:Levin]", "Levin", None, None),
        ("[L:Europe]", "Europe", None, "region"),
    ],
)
def test_country_and_precision(text: str, form: str, country: str | None, precision: str | None) -> None:
    assert place(text, form)[:2] == (country, precision)


def test_the_state_and_the_country_are_two_names_across_documents() -> None:
    names = names_of("[G:Georgia] and [G:Atlanta]", "[G:Georgia] and [G:Tbilisi]")
    georgias = {(name.country, name.geonames_id) for name in names if name.name == "Georgia"}
    assert georgias == {("US", 4197000), ("GE", 614540)}


def test_a_place_has_its_geonames_id_and_coordinates() -> None:
    (name,) = names_of("[G:Baghdad]")
    assert (name.geonames_id, name.latitude, name.longitude) == (98182, 33.34058, 44.40088)


def test_a_country_stands_at_its_capital() -> None:
    country, capital = sorted(names_of("[G:Iraq] and [G:Baghdad]"), key=lambda name: name.name, reverse=True)
    assert (country.latitude, country.longitude) == (capital.latitude, capital.longitude)
    assert (country.geo_precision, capital.geo_precision) == ("country", "city")


def test_only_places_have_a_country() -> None:
    names = names_of("[P:Jordan], [O:Jordan], [N:Jordan], [F:Jordan], [G:Jordan]")
    assert {name.label: name.country for name in names} == {
        "PERSON": None, "ORG": None, "NORP": None, "FAC": None, "GPE": "JO"
    }  # fmt: skip


def test_every_name_of_the_data_is_found_as_it_says() -> None:
    rules, places = load("places.toml"), table()
    for country, names in rules["countries"].items():
        assert all(places[place_key(name)][0].country == country for name in names), country
    for geonames_id, names in rules["cities"].items():
        assert all(places[place_key(name)][0].geonames_id == int(geonames_id) for name in names), geonames_id
    for group in rules["divisions"]:
        for name in (*group.get("capital", ()), *group.get("admin1", ())):
            found = [p for p in places[place_key(name)] if (p.kind, p.country) == ("state", group["country"])]
            assert any(p.latitude is not None for p in found), name


def test_the_table_is_made_once() -> None:
    assert table() is table()
