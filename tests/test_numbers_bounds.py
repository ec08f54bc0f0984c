"""Numbers of two parts: two bounds, two units, a number below zero."""

import pytest

from pipeline.stages.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "low", "high", "inclusive"),
    [
        ("above 1000 and below 1500", 1000, 1500, (False, False)),
        ("at least 5 but no more than 9 people", 5, 9, (True, True)),
        ("at most 100, and at least 20 apples", 20, 100, (True, True)),
        ("more than $5 million and less than $9 million", 5e6, 9e6, (False, False)),
        ("more than 5 and less than 9 million", 5e6, 9e6, (False, False)),
        ("over one quarter and below a half", 0.25, 0.5, (False, False)),
    ],
)
def test_two_bounds_are_a_range(text: str, low: float, high: float, inclusive: tuple[bool, bool]) -> None:
    (mention,) = find_numbers(text)
    assert (mention.low, mention.high, mention.value, mention.modifier) == (low, high, None, "range")
    assert (mention.low_inclusive, mention.high_inclusive) == inclusive


@pytest.mark.parametrize(
    "text",
    [
        "more than 50 people and less than 10 dogs", "more than 5 kg and less than 9 miles",
        "less than 5 or more than 9",
        "more than 9 and less than 5", "more than 5 and more than 9", "over 30 % and under 50 votes",
    ],
)  # fmt: skip
def test_two_bounds_of_two_numbers(text: str) -> None:
    assert [m.modifier == "range" for m in find_numbers(text)] == [False, False]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10 kms, 8 metres and 6 cm", 10.00806, "kilometre"),
        ("12 ft 2 in", 12 + 1 / 6, "foot"),
        ("1/4 mile", 0.25, "mile"),
        ("a quarter-litre", 0.25, "litre"),
        ("20 (kg)", 20, "kilogram"),
        ("15C below zero", -15, "degree Celsius"),
        ("120 MEUR", 120e6, "euro"),
        ("MSEK 20", 20e6, "krona"),
        ("three billion and a quarter million", 3_000_250_000, None),
        ("forty—second", 42, None),
        ("twentyfive", 25, None),
        ("$20 and 43c", 20.43, "dollar"),
    ],
)
def test_parts_are_added(text: str, value: float, unit: str | None) -> None:
    (mention,) = find_numbers(text)
    assert (mention.text.removeprefix("a "), mention.unit) == (text.removeprefix("a "), unit)
    assert mention.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["2 yards, 7 feet", "the 5 miles and 800 metres", "6 feet 20 inches"])
def test_two_measures(text: str) -> None:
    assert len(find_numbers(text)) == 2
