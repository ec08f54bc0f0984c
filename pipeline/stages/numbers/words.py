"""Words of the number grammar: numerals, and lists from `lexicon.toml`.

Keep out: nouns and closed-class words (`nouns.py`), units and currencies.
"""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any

from schemas.mentions.numerals import any_word


def listed(words: str) -> frozenset[str]:
    """A closed list written as one string."""
    return frozenset(words.split())


LEXICON: dict[str, Any] = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf-8"))

UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
RANKS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: Decimal(value) for value, word in enumerate(UNITS.split())}
SMALL["nil"] = Decimal(0)  # "won two-nil"
TENS = {word: Decimal(10 * value) for value, word in enumerate(DECADES.split(), start=2)}
SCALES = {
    "thousand": Decimal(10) ** 3, "million": Decimal(10) ** 6, "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12, "quadrillion": Decimal(10) ** 15, "quintillion": Decimal(10) ** 18,
    "lakh": Decimal(10) ** 5, "lac": Decimal(10) ** 5, "crore": Decimal(10) ** 7, "dozen": Decimal(12),
}  # fmt: skip
LONG_SCALES = SCALES | {
    "mln": Decimal(10) ** 6, "mil": Decimal(10) ** 6, "mn": Decimal(10) ** 6, "bn": Decimal(10) ** 9,
    "bln": Decimal(10) ** 9, "trn": Decimal(10) ** 12, "tn": Decimal(10) ** 12, "tln": Decimal(10) ** 12,
    "cr": Decimal(10) ** 7, "thousands": Decimal(10) ** 3, "millions": Decimal(10) ** 6,
    "billions": Decimal(10) ** 9, "trillions": Decimal(10) ** 12, "lakhs": Decimal(10) ** 5,
    "crores": Decimal(10) ** 7, "dozens": Decimal(12),
}  # fmt: skip
"""Scales after digits, abbreviations too; the plurals are Indian and informal use ("5 crores")."""
LETTER_SCALES = {"k": Decimal(10) ** 3, "m": Decimal(10) ** 6, "b": Decimal(10) ** 9, "t": Decimal(10) ** 12}
"""Letters that touch the digits; 'b' and 't' only beside money."""

VAGUE = {
    "tens": Decimal(10), "dozens": Decimal(12), "scores": Decimal(20), "hundreds": Decimal(100),
    "thousands": Decimal(10) ** 3, "millions": Decimal(10) ** 6, "billions": Decimal(10) ** 9,
    "trillions": Decimal(10) ** 12, "lakhs": Decimal(10) ** 5, "crores": Decimal(10) ** 7,
}  # fmt: skip
"""Plural magnitudes: no value, low bound one of the magnitude."""
LOW_SEVERAL = Decimal(3)
LOW_FEW = Decimal(2)
"""Low bounds by convention: 'several' alone is 3 or more, before a magnitude two of it; 'a few' 2."""

DENOMINATORS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
FRACTIONS = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
    "⅜": (3, 8),
}
PLURAL_DENOMINATORS = {f"{word}s": value for word, value in DENOMINATORS.items() if value > 2} | {"halves": 2}

ORDINALS = {word: Decimal(value) for value, word in enumerate(RANKS.split(), start=1)} | {
    "thirtieth": Decimal(30), "fortieth": Decimal(40), "fiftieth": Decimal(50), "sixtieth": Decimal(60),
    "seventieth": Decimal(70), "eightieth": Decimal(80), "ninetieth": Decimal(90), "hundredth": Decimal(100),
    "thousandth": Decimal(1000), "millionth": Decimal(10) ** 6,
}  # fmt: skip
# Written without the hyphen: "twentyfive", "thirtyfirst".
ORDINALS |= {ten + rank: TENS[ten] + ORDINALS[rank] for ten in TENS for rank in RANKS.split()[:9]}
SMALL |= {ten + unit: TENS[ten] + SMALL[unit] for ten in TENS for unit in UNITS.split()[1:10]}

START = frozenset([
    *SMALL, *TENS, *VAGUE, *FRACTIONS, *ORDINALS, "a", "an", "several", "half", "quarter",
    "negative", "minus",
])  # fmt: skip
"""Lower-case words at which a number may begin."""
AFTER_A = frozenset([*SCALES, *DENOMINATORS, "hundred", "few", "handful", "couple", "pair"])
"""Words that make a number of the article before them."""
RE_BEGIN = re.compile(
    rf"[0-9]|(?<![^\W\d_])(?:{any_word(START - {'a', 'an'})}|[aA][nN]?\s+(?:{any_word(AFTER_A)}))(?![^\W\d_])"
)
"""Finds something wherever a number may begin: what has nothing of it need not be read."""

LEADS = frozenset(LEXICON["leads"]["words"])
CASUALTIES = frozenset(LEXICON["casualties"]["words"])
MONTHS = listed(
    """january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec"""
)
WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")


def phrases(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Phrase -> name of its list."""
    return {phrase: name for name, listed in table.items() for phrase in listed}
