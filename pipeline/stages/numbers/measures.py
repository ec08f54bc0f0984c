"""What is written beside a number: currency signs and names, percent, units, rates.

Each function looks at one place and says what stands there. Keep out: what follows from it (`amounts.py`).
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from pipeline.stages.numbers import currencies, units
from pipeline.stages.numbers.currencies import Currency
from pipeline.stages.numbers.tokens import HYPHENS, MARK, NUMBER, RE_TOKEN, WORD, Tokens
from pipeline.stages.numbers.units import PERCENTS, Unit
from pipeline.stages.numbers.words import listed

Known = TypeVar("Known")


def _firsts(phrases: Iterable[str]) -> dict[str, int]:
    """First token of a phrase -> most tokens that a phrase with it has."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        parts = RE_TOKEN.findall(phrase.lower())
        longest[parts[0]] = max(len(parts), longest.get(parts[0], 0))
    return longest


DOTTED = [".".join(symbol) + "." for symbol in units.SYMBOLS if symbol.isalpha() and len(symbol) > 1]
UNIT_FIRSTS = _firsts([*units.WORDS, *units.SYMBOLS, *DOTTED])

NAME_FIRSTS = _firsts([*currencies.NAMES, *currencies.SIGNS])

PERCENT_FIRSTS = _firsts(PERCENTS)

LETTER_SIGNS = {
    "R": Currency("ZAR", "rand"),
    "N": Currency("NGN", "naira"),
    "P": Currency("PHP", "peso", True),
}


def _longest(
    t: Tokens, k: int, firsts: dict[str, int], look: Callable[[str], Known | None]
) -> tuple[Known, int] | None:
    """The value of the longest phrase at token ``k`` that ``look`` knows, and its end."""
    longest = firsts.get(t.low[k])
    if longest is None:
        return None
    for size in range(min(longest, t.last - k), 0, -1):
        known = look(t.text[t.start[k] : t.end[k + size - 1]])
        if known is not None:
            return known, k + size
    return None


def sign(t: Tokens, i: int) -> tuple[Currency, int] | None:
    """The currency sign or code before digits, and the token where it begins."""
    p = i - 1
    if t.low[p] == "." and t.touches(p) and t.word[p - 1] == "Rs":
        return currencies.SIGNS["Rs."], p - 1
    word = t.word[p]
    if t.kind[p] == MARK and word in currencies.SIGN_MARKS:
        return _marked(t, p)
    if t.kind[p] == WORD and word in currencies.WORD_SIGNS:
        return currencies.WORD_SIGNS[word], p
    many = millions(word) if t.kind[p] == WORD and not t.touches(i) else None
    if many:
        return many, p
    if word in LETTER_SIGNS and t.touches(i) and _is_price(t, i):
        return LETTER_SIGNS[word], p
    return None


def millions(word: str) -> Currency | None:
    """The currency of a code such as "MEUR", millions of euros."""
    return currencies.WORD_SIGNS.get(word[1:]) if len(word) == CODE and word[0] == "M" else None


CODE = 4  # letters of "MEUR"


def _marked(t: Tokens, p: int) -> tuple[Currency, int] | None:
    before = t.word[p - 1].upper() if t.touches(p) else "US" if t.word[p - 1] in ("US", "U.S.") else ""
    before = {"U.S.": "US"}.get(before, before)
    for whole in (before + t.word[p], t.word[p - 1] + t.word[p]):
        if before and whole in currencies.SIGNS:
            return currencies.SIGNS[whole], p - 1
    known = currencies.SIGNS.get(t.word[p])
    return (known, p) if known else None


def _is_price(t: Tokens, i: int) -> bool:
    """Whether "R500m", "N1,200" looks like money and not like the name of a road or a part."""
    return "," in t.word[i] or t.word[i][-3:-2] == "." or t.low[i + 1] in ("m", "bn", "million", "billion")


def currency_at(t: Tokens, k: int) -> tuple[Currency, int] | None:
    """The currency named or signed at token ``k``, and where it ends."""
    found = _longest(t, k, NAME_FIRSTS, _known_currency)
    # A sign right before digits belongs to them: "3 USD50 cards", "$20 $30".
    return None if found and t.kind[found[1]] == NUMBER and _is_sign(t, k, found[1]) else found


def _is_sign(t: Tokens, k: int, end: int) -> bool:
    return t.word[k] in currencies.SIGN_MARKS or (t.word[k] in currencies.SIGNS and t.touches(end))


def _known_currency(text: str) -> Currency | None:
    return currencies.NAMES.get(text.lower()) or currencies.SIGNS.get(text)


MAX_DEGREES = 4  # characters of a temperature before a bare "C" or "F"


def unit_at(t: Tokens, k: int) -> tuple[Unit, int] | None:
    """The unit at token ``k``, and where it ends."""
    if t.word[k] in ("”", '"', "″") and t.touches(k) and _is_inch(t, k):
        return units.WORDS["inch"], k + 1
    found = _longest(t, k, UNIT_FIRSTS, _known_unit)
    if found and t.touches(found[1]) and t.kind[found[1]] == NUMBER:
        return None
    if t.word[k] in ("C", "F") and not (t.touches(k) and len(t.word[k - 1]) <= MAX_DEGREES):
        return None
    return found


def _known_unit(text: str) -> Unit | None:
    if text.count(".") > 1:
        text = text.replace(".", "")  # "m.p.h.", "k.g."
    return units.SYMBOLS.get(text) or (units.WORDS.get(text.lower()) if len(text) > 2 else None)


def _is_inch(t: Tokens, k: int) -> bool:
    """Whether the quotation mark after digits closes no quotation of this piece."""
    before = t.text[t.start[t.first] : t.start[k]]
    if t.word[k] == '"':
        return before.count('"') % 2 == 0 and t.kind[k + 1] == WORD
    return t.word[k] == "″" or before.count("“") <= before.count("”")


def percent_at(t: Tokens, k: int) -> tuple[Unit, int] | None:
    """The percent or percentage points at token ``k``, and where they end."""
    return _longest(t, k, PERCENT_FIRSTS, lambda text: PERCENTS.get(text.lower()))


def has_sign(t: Tokens, i: int) -> bool:
    """Whether a currency sign or code stands before the digits at ``i``."""
    return sign(t, i) is not None


def has_unit(t: Tokens, k: int) -> bool:
    """Whether a unit, percent or currency is written at token ``k``."""
    return unit_at(t, k) is not None or currency_at(t, k) is not None or t.low[k] in PERCENT_FIRSTS


PER_NOUNS = listed(
    """share day week month year hour minute second night barrel ounce tonne ton kilo kilogram kg litre
    liter gallon person head unit piece bushel pound acre hectare game match household student time vote
    copy bottle ticket month quarter season session capita room plate bag head gram carat mile kilometre
    kilometer megawatt child family quintal"""
)


def per_unit(t: Tokens, k: int) -> tuple[str, int] | None:
    """The unit after "per", "a", "each" at token ``k``, singular, and where it ends."""
    if t.low[k] in HYPHENS and t.low[k + 2] in HYPHENS and t.low[k + 1] in ("a", "per"):
        return (t.low[k + 3], k + 4) if t.low[k + 3] in PER_NOUNS else None
    if t.low[k] in ("apiece", "each"):
        return "each", k + 1
    if t.low[k] not in ("per", "a", "an", "/", "every", "for"):
        return None
    if t.low[k] == "per" and t.kind[k + 1] == NUMBER and t.kind[k + 2] == WORD:
        return t.text[t.start[k + 1] : t.end[k + 2]], k + 3
    if t.low[k] == "per" and t.kind[k + 1] == WORD and t.low[k + 1] != "cent":
        return t.low[k + 1], k + 2
    j = k + 2 if t.low[k : k + 2] == ["for", "every"] else k + 1
    if t.low[k] == "for" and j == k + 1:
        return None
    known = t.low[j] in PER_NOUNS and t.low[j + 1] not in (
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "old",
    )
    return (t.low[j], j + 1) if known else None
