"""What numbers measure: money, units, rates; and whether they tell a change."""

import pytest

from pipeline.stages.numbers import NumberMention, find_numbers


def one(text: str) -> NumberMention:
    found = find_numbers(text)
    assert len(found) == 1, [m.text for m in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "currency", "assumed"),
    [
        ("$40 billion", 4e10, "USD", True),
        ("US$38", 38, "USD", False),
        ("US $38", 38, "USD", False),
        ("A$20", 20, "AUD", False),
        ("HK$10.05 billion", 1.005e10, "HKD", False),
        ("Rs 500 crore", 5e9, "INR", True),
        ("Rs. 500", 500, "INR", True),
        ("£2.5bn", 2.5e9, "GBP", False),
        ("5 €", 5, "EUR", False),
        ("EUR 125", 125, "EUR", False),
        ("5 million dollars", 5e6, "USD", True),
        ("5 million Australian dollars", 5e6, "AUD", False),
        ("$249 USD", 249, "USD", False),
        ("R500m", 5e8, "ZAR", False),
        ("3 dollars 50 cents", 3.5, "USD", True),
        ("1,000 won", 1000, "KRW", True),
    ],
)
def test_money(text: str, value: float, currency: str, assumed: bool) -> None:
    mention = one(text)
    assert (mention.kind, mention.currency) == ("money", currency)
    assert mention.value == pytest.approx(value)
    assert mention.currency_assumed is assumed


def test_cents_keep_their_unit_and_give_the_main_unit() -> None:
    mention = one("cost 50 cents")
    assert (mention.value, mention.unit, mention.value_si, mention.unit_si) == (50, "cent", 0.5, "USD")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("the 12 won easily", "cardinal"), ("20 pounds of rice", "quantity"), ("fined 20 pounds", "money")],
)
def test_names_of_money_that_mean_other_things(text: str, kind: str) -> None:
    assert one(text).kind == kind


@pytest.mark.parametrize(
    ("text", "unit", "value_si", "unit_si"),
    [
        ("5 kilometres", "kilometre", 5000, "metre"),
        ("20 sq km", "square kilometre", 2e7, "square metre"),
        ("5 km²", "square kilometre", 5e6, "square metre"),
        ("3 cubic metres", "cubic metre", 3, "cubic metre"),
        ("2 tonnes", "tonne", 2000, "kilogram"),
        ("36 kilometres per hour", "kilometre per hour", 10, "metre per second"),
        ("60 mph", "mile per hour", 26.8224, "metre per second"),
        ("300 °C", "degree Celsius", 573.15, "kelvin"),
        ("35C", "degree Celsius", 308.15, "kelvin"),
        ("160GB", "gigabyte", 1.6e11, "byte"),
        ("5 feet 6 inches", "foot", 1.6764, "metre"),
        ("a 3.5-inch screen", "inch", 0.0889, "metre"),
        ("the 100m hurdles", "metre", 100, "metre"),
    ],
)
def test_units(text: str, unit: str, value_si: float, unit_si: str) -> None:
    mention = one(text)
    assert (mention.unit, mention.unit_si) == (unit, unit_si)
    assert mention.value_si == pytest.approx(value_si)


@pytest.mark.parametrize(
    ("text", "per_unit"),
    [("$5 a barrel", "barrel"), ("20 pence per share", "share"), ("280 nurses a year", "year"),
     ("$3 each", "each"),      ("12 per 100,000 people", "100,000 people"), ("$5 a year ago", None)],
)  # fmt: skip
def test_rates(text: str, per_unit: str | None) -> None:
    assert one(text).per_unit == per_unit


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Shares rose 5 % to 40", ["up", "to"]),
        ("Output fell from 50 tonnes to 40 tonnes", ["from", "to"]),
        ("Prices climbed by more than 3%", ["up"]),
        ("an increase of 12%", ["up"]),
        ("a 45% drop in sales", ["down"]),
        ("Sales were 5% lower", ["down"]),
        ("It lost 54 points, or 4%", ["down", "down"]),
        ("It closed lower at 7,512.72", [None]),
        ("Profit rose 5% to £12m ($15m) from £9m", ["up", "to", None, "from"]),
        ("It lost 200 soldiers", [None]),
        ("It dropped 11 bombs", [None]),
        ("Spending of $5 million", [None]),
    ],
)
def test_change(text: str, changes: list[str | None]) -> None:
    assert [m.change for m in find_numbers(text)] == changes
