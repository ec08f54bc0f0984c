"""Units of measure: names, factors to SI and the words and symbols they are written with.

The table is `units.toml`. Names and factors follow the units' definitions (the tests check against pint).
Keep out: money (`currencies.py`) and how a unit stands beside its number (`amounts.py`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files
from typing import Any

DATA: dict[str, Any] = tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))
SI: Mapping[str, str] = DATA["si"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; ``factor`` and ``offset`` lead to the SI unit, None where the length is not fixed.

    ``counted`` marks units that are as often plain nouns ('points', 'cups').
    """

    name: str
    dimension: str | None = None
    factor: Decimal | None = None
    offset: Decimal = Decimal(0)
    counted: bool = False

    @property
    def si(self) -> str | None:
        """Name of the dimension's SI unit."""
        return SI[self.dimension] if self.factor is not None and self.dimension else None

    def to_si(self, value: Decimal) -> Decimal | None:
        """The value in the SI unit."""
        return None if self.factor is None else value * self.factor + self.offset


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    top, _, bottom = text.partition("/")
    return Decimal(top) / Decimal(bottom or "1")


def _unit(row: Mapping[str, Any]) -> Unit:
    return Unit(
        row["name"],
        row.get("dimension"),
        _decimal(row.get("factor")),
        Decimal(row.get("offset", "0")),
        row.get("counted", False),
    )


def _plurals(row: Mapping[str, Any]) -> list[str]:
    return [*row.get("plurals", [f"{word}s" for word in row["words"]])]


def _powers(row: Mapping[str, Any]) -> Iterator[tuple[Unit, list[str], list[str]]]:
    """Square and cubic units of a length, with their words and symbols."""
    base = _unit(row)
    assert base.factor is not None
    spoken = [*row["words"], *_plurals(row), *row["symbols"]]
    for name, short, power, marks in (
        ("square", "sq", 2, ("2", "²", "^2", " squared")),
        ("cubic", "cu", 3, ("3", "³", "^3", " cubed")),
    ):
        unit = Unit(f"{name} {base.name}", "area" if power == 2 else "volume", base.factor**power)
        words = [f"{form} {word}" for form in (name, short, f"{short}.") for word in spoken]
        words += [f"{name}-{word}" for word in row["words"]]
        yield unit, words, [f"{symbol}{mark}" for symbol in row["symbols"] for mark in marks]


def _aliases() -> tuple[dict[str, Unit], dict[str, Unit]]:
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    squared = DATA["squared"][0]["names"]
    for row in DATA["units"]["list"]:
        unit = _unit(row)
        words |= dict.fromkeys([*row["words"], *_plurals(row)], unit)
        symbols |= dict.fromkeys(row["symbols"], unit)
        for power, spoken, signs in _powers(row) if row["name"] in squared else ():
            words |= dict.fromkeys(spoken, power)
            symbols |= dict.fromkeys(signs, power)
    return words, symbols


WORDS, SYMBOLS = _aliases()
"""Lower-case words and case-sensitive symbols -> unit."""

TIMES = {name: unit for name, unit in WORDS.items() if unit.dimension == "time"}
PERCENT = Unit("percent", "ratio", Decimal("0.01"))
PERCENTAGE_POINT = Unit("percentage point", "ratio", Decimal("0.01"))
BASIS_POINT = Unit("basis point", "ratio", Decimal("0.0001"))
RATES = {"hour": Decimal(3600), "hr": Decimal(3600), "h": Decimal(3600), "second": Decimal(1)}


def speed(length: Unit, time: str) -> Unit | None:
    """The speed unit of a length per hour, minute or second."""
    seconds = RATES.get(time)
    if seconds is None or length.dimension != "length" or length.factor is None:
        return None
    name = {"h": "hour", "hr": "hour"}.get(time, time)
    return replace(length, name=f"{length.name} per {name}", dimension="speed", factor=length.factor / seconds)


PERCENTS = {
    "%": PERCENT, "٪": PERCENT, "percent": PERCENT, "per cent": PERCENT,
    "pct": PERCENT, "percents": PERCENT, "percentage": PERCENT,
    "percentage point": PERCENTAGE_POINT, "percentage points": PERCENTAGE_POINT,
    "percent points": PERCENTAGE_POINT, "percent point": PERCENTAGE_POINT,
    "percentage-point": PERCENTAGE_POINT, "per cent points": PERCENTAGE_POINT,
    "pp": PERCENTAGE_POINT, "ppt": PERCENTAGE_POINT, "ppts": PERCENTAGE_POINT,
    "basis point": BASIS_POINT, "basis points": BASIS_POINT, "basis-point": BASIS_POINT,
    "bps": BASIS_POINT,
}  # fmt: skip
"""What percent and points are written with, in lower case."""
