"""The data of the number stage: unit factors against pint, currencies against babel, lists in order."""

from decimal import Decimal
from typing import Any

import pint
import pytest
from babel.numbers import get_currency_name

from pipeline.stages.numbers import find_numbers
from pipeline.stages.numbers.currencies import DATA as MONEY
from pipeline.stages.numbers.currencies import NAMES, SIGNS
from pipeline.stages.numbers.modifiers import AFTER, BEFORE
from pipeline.stages.numbers.units import DATA, SI, SYMBOLS, WORDS, speed
from pipeline.stages.numbers.words import AFTER_A, LEXICON, RE_BEGIN, START
from schemas.mentions import MODIFIERS

REGISTRY: Any = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
PINT_SI = {"one": "dimensionless", "square metre": "meter ** 2", "cubic metre": "meter ** 3",
           "metre per second": "meter / second"}  # fmt: skip
UNITS = [row for row in DATA["units"]["list"] if "pint" in row]


@pytest.mark.parametrize("row", UNITS, ids=lambda row: str(row["name"]))
def test_factor_is_pints(row: dict[str, str]) -> None:
    unit = next(u for u in [*WORDS.values(), *SYMBOLS.values()] if u.name == row["name"])
    assert unit.si is not None
    here = unit.to_si(Decimal(2))
    there = REGISTRY.Quantity(2, REGISTRY.parse_expression(row["pint"]).units)
    scale = REGISTRY.parse_expression(row["pint"]).magnitude if "*" in row["pint"] else 1
    expected = there.to(PINT_SI.get(unit.si, unit.si)).magnitude * scale
    assert here is not None
    assert float(here) == pytest.approx(expected, rel=1e-6)


def test_units_with_a_factor_are_checked() -> None:
    assert [row["name"] for row in DATA["units"]["list"] if "factor" in row and "pint" not in row] == []


def test_speed_of_a_length() -> None:
    knot = speed(WORDS["nautical mile"], "hour")
    assert knot is not None
    assert float(knot.factor or 0) == pytest.approx(1852 / 3600)


def test_dimensions_have_an_si_unit() -> None:
    assert {u.dimension for u in [*WORDS.values(), *SYMBOLS.values()] if u.factor is not None} <= set(SI)


@pytest.mark.parametrize("row", MONEY["currencies"]["list"], ids=lambda row: str(row["code"]))
def test_currency_is_babels(row: dict[str, str]) -> None:
    name = get_currency_name(row["code"], locale="en")
    assert name != row["code"]
    (mention,) = find_numbers(f"It cost {row['code']} 5,000.")
    assert mention.currency == (row["code"] if row["code"] in SIGNS else None)


@pytest.mark.parametrize(
    "code",
    [
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CNY",
        "CHF",
        "AUD",
        "CAD",
        "NZD",
        "HKD",
        "SGD",
        "TWD",
        "INR",
        "PKR",
        "LKR",
        "IDR",
        "BDT",
        "RUB",
        "UAH",
        "TRY",
        "MXN",
        "PHP",
        "ARS",
        "CLP",
        "COP",
        "ZAR",
        "NGN",
        "GHS",
        "KES",
        "UGX",
        "TZS",
        "EGP",
        "LBP",
        "SYP",
        "SAR",
        "QAR",
        "IRR",
        "AED",
        "MAD",
        "IQD",
        "KWD",
        "JOD",
        "TND",
        "DZD",
        "SEK",
        "NOK",
        "DKK",
        "ISK",
        "PLN",
        "HUF",
        "BGN",
        "THB",
        "VND",
        "MYR",
        "KZT",
        "KGS",
        "GEL",
        "AZN",
        "ETB",
        "ZMW",
    ],
)
def test_name_of_the_currency_gives_its_code(code: str) -> None:
    name = get_currency_name(code, count=5, locale="en")
    (mention,) = find_numbers(f"It cost 5,000 {name}.")
    assert mention.currency == code


def test_there_are_forty_currencies_and_more() -> None:
    assert len({c.code for c in [*SIGNS.values(), *NAMES.values()]}) >= 40


def test_modifiers_are_those_of_the_schema() -> None:
    assert {m for table in (BEFORE, AFTER) for rows in table.values() for _, m in rows} <= set(MODIFIERS)


def test_leads_name_things_and_count_nothing() -> None:
    leads = LEXICON["leads"]
    assert find_numbers(leads["example"]) == []
    assert [m.value for m in find_numbers(leads["counter_example"])] == [447]


def test_no_direction_of_change_is_both() -> None:
    change = LEXICON["change"]
    assert set(change["up"]["verbs"] + change["up"]["nouns"]).isdisjoint(
        change["down"]["verbs"] + change["down"]["nouns"]
    )


@pytest.mark.parametrize("word", sorted(START - {"a", "an"}) + [f"a {word}" for word in sorted(AFTER_A)])
def test_nothing_that_begins_a_number_is_passed_over(word: str) -> None:
    for form in (word, word.upper(), word.capitalize()):
        assert RE_BEGIN.search(f"so ({form}-odd) it")
        assert not RE_BEGIN.search(f"so x{form}x it")
