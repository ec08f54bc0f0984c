"""Currencies: the signs, codes and names that money is written with.

The table is `currencies.toml`. Keep out: how money stands beside its number (`amounts.py`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

DATA: dict[str, Any] = tomllib.loads(files(__package__).joinpath("currencies.toml").read_text("utf-8"))


class Currency(NamedTuple):
    """What a sign or a name means: code, unit, whether assumed, units to the main unit."""

    code: str
    unit: str
    assumed: bool = False
    parts: int = 1


def _plural(row: Mapping[str, Any]) -> str:
    return str(row.get("plural", f"{row['unit']}s"))


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    yield from row.get("names", [])
    main = [row["unit"], _plural(row), *row.get("names", [])]
    for adjective in row.get("adjectives", []):
        yield from (f"{adjective} {name}" for name in main)
        yield from (f"{adjective} {name}" for name in row.get("minor", []) if len(name) > 1)


def _tables() -> tuple[dict[str, Currency], dict[str, Currency]]:
    signs: dict[str, Currency] = {}
    names: dict[str, Currency] = {}
    units = {row["code"]: row["unit"] for row in DATA["currencies"]["list"]}
    for row in DATA["currencies"]["list"]:
        main = Currency(row["code"], row["unit"])
        signs |= dict.fromkeys(row.get("signs", []), main)
        names |= dict.fromkeys(_names(row), main)
        for name in row.get("minor", []):
            unit = "penny" if row["code"] == "GBP" else name.rstrip("s").replace("¢", "cent")
            small = Currency(row["code"], unit, row["code"] == "USD", 100)
            names |= dict.fromkeys([name, *(f"{a} {name}" for a in row.get("adjectives", []))], small)
    for name, code in DATA["bare"].items():
        table = names if name.islower() and len(name) > 2 else signs
        table.setdefault(name, Currency(code, units[code], assumed=True))
    names["pound"] = names["pounds"] = Currency("GBP", "pound")
    return signs, names


SIGNS, NAMES = _tables()
"""Case-sensitive signs and codes, lower-case names -> currency."""

SIGN_MARKS = frozenset(sign[-1] for sign in SIGNS if not sign[-1].isalpha() and sign[-1] not in "./")
WORD_SIGNS = {sign: currency for sign, currency in SIGNS.items() if sign.isalpha()}
NAME_WORDS = max(len(name.split()) for name in NAMES)
