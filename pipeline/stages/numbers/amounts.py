"""A number with what it measures: money, percent, units, ages.

Keep out: ranges (`ranges.py`), counted nouns (`nouns.py`), modifiers.
"""

from decimal import Decimal

from pipeline.stages.numbers import units
from pipeline.stages.numbers.currencies import Currency
from pipeline.stages.numbers.fractions import Value
from pipeline.stages.numbers.measures import currency_at, millions, percent_at, sign, unit_at
from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.numerals import parse
from pipeline.stages.numbers.tokens import HYPHENS, NUMBER, Tokens
from pipeline.stages.numbers.units import Unit
from pipeline.stages.numbers.words import SMALL, TENS, listed

AGE_UNITS = listed("year month week day years months weeks days")

POUND_OF_MONEY = listed(
    """pay paid paying cost costs fine fined price priced worth bet sold sell buy bought spend spent earn
    earned owe owed raise raised million billion debt salary wage wages tax fee grant grants sterling
    fare rent"""
)

MILLION = Decimal(10) ** 6
WON_LEAST = 500  # "the 12 won" is a verb, "1,000 won" is money

DETERMINERS = listed("the a an his her its their our my this that each every length height")
SYSTEMS = (
    ("mile", "yard", "foot", "inch"),
    ("stone", "pound", "ounce"),
    ("kilometre", "metre", "centimetre", "millimetre"),
    ("tonne", "kilogram", "gram"),
)
"""Units that one amount may be told in, from large to small: "5 feet 6 inches"."""


def amount(t: Tokens, i: int, *, money: bool = False) -> Draft | None:
    """The number at token ``i`` with its sign, currency, percent or unit; ``money`` if a sign came before."""
    before = sign(t, i) if t.kind[i] == NUMBER else None
    value = parse(t, i, money=money or before is not None)
    if value is None:
        return None
    draft = _draft(t, i, value)
    if before:
        _money(draft, before[0])
        if draft.value is not None and draft.scale == 1 and millions(t.word[before[1]]):
            draft.value, draft.scale = draft.value * MILLION, MILLION
        draft.first, draft.symbol = before[1], True
        _drop_doubled_name(t, draft)
        _add_smaller(t, draft)
        return draft
    if value.kind == "ordinal":
        return draft
    _suffix(t, draft)
    _below_zero(t, draft)
    if draft.kind == "half_unit":
        return None
    return draft


def _draft(t: Tokens, i: int, value: Value) -> Draft:
    draft = Draft(i, value.end, value.value, value.rule, value.kind, low=value.low, scale=value.scale)
    if value.low is not None:
        draft.low_inclusive, draft.modifier = True, "vague"
    if t.kind[i] == NUMBER and t.low[i - 1] in MINUS and t.touches(i) and not t.touches(i - 1):
        draft.first = i - 1
        if t.low[i - 1] != "+" and draft.value is not None:
            draft.value = -draft.value
    return draft


MINUS = frozenset("-−+–")


def _money(draft: Draft, currency: Currency) -> None:
    draft.kind, draft.currency, draft.currency_assumed = "money", currency.code, currency.assumed
    factor = Decimal(1) / currency.parts
    draft.unit = Unit(currency.unit, "money", factor)


def _drop_doubled_name(t: Tokens, draft: Draft) -> None:
    """Such as "$249 USD", "$5 billion dollars": the name after the amount belongs to it."""
    found = currency_at(t, draft.last)
    if found and found[0].parts == 1 and t.low[draft.last] != "won":
        same = found[0].code == draft.currency
        if not same and draft.currency_assumed and found[0].unit == "dollar":
            _money(draft, found[0])
        elif not same:
            return
        draft.currency_assumed = draft.currency_assumed and found[0].assumed
        draft.last = found[1]


def _suffix(t: Tokens, draft: Draft) -> None:
    """What the number measures, read from the words after it."""
    k = t.skip_hyphen(draft.last)
    if draft.modifier == "vague" and t.low[k] == "of":
        k += 1
    if t.low[k : k + 2] == ["of", "a"] and percent_at(t, k + 2):
        k += 2
    if _percent(t, draft, k) or draft.rule == "fraction_words" or _age(t, draft, k):
        return
    if draft.kind == "fraction":
        _measure(t, draft, k)
        return
    found = currency_at(t, k) or _millions_at(t, draft, k)
    if found and not _is_verb_or_mass(t, draft, k):
        _money(draft, found[0])
        _set_last(draft, k, found[1])
        _add_smaller(t, draft)
        return
    _measure(t, draft, k)


def _millions_at(t: Tokens, draft: Draft, k: int) -> tuple[Currency, int] | None:
    """The codes of business tables, "120 MEUR", "20 MSEK": millions of a currency."""
    found = millions(t.word[k]) if draft.scale == 1 and draft.value is not None else None
    if found is None or draft.value is None:
        return None
    draft.value, draft.scale = draft.value * MILLION, MILLION
    return found, k + 1


def _set_last(draft: Draft, k: int, end: int) -> None:
    draft.hyphenated = k == draft.last + 1 and draft.modifier != "vague"
    draft.last = end


def _percent(t: Tokens, draft: Draft, k: int) -> bool:
    found = percent_at(t, k)
    if found is None:
        return False
    draft.unit, end = found
    draft.kind = "percent" if draft.unit is units.PERCENT else "percentage_points"
    _set_last(draft, k, end)
    return True


def _is_verb_or_mass(t: Tokens, draft: Draft, k: int) -> bool:
    """Whether "won" is a verb here, or "pounds" a weight."""
    low = t.low[k]
    size = draft.size() or Decimal(0)
    if low in ("won", "real", "mark", "rand"):
        return size < WON_LEAST
    if low not in ("pound", "pounds") or size >= 1000 or draft.scale > 1:
        return False
    if t.low[k + 1] == "of" or draft.last < k:
        return True
    return not any(word in POUND_OF_MONEY for word in t.low[max(k - 9, 0) : k])


def _age(t: Tokens, draft: Draft, k: int) -> bool:
    """Such as "7-year-old", "42 years old", "18 months of age"."""
    if t.low[k] not in AGE_UNITS:
        return False
    j = k + 1
    if t.low[j] in HYPHENS:
        j += 1
    if t.low[j] in ("old", "olds"):
        end = j + 1
    elif t.low[j] == "of" and t.low[j + 1] == "age":
        end = j + 2
    else:
        return False
    draft.kind, draft.rule, draft.unit = "age", "age_old", units.TIMES[t.low[k]]
    _set_last(draft, k, end)
    return True


def _measure(t: Tokens, draft: Draft, k: int) -> None:
    found = unit_at(t, k) or _bracketed(t, k)
    if found is None:
        return
    unit, end = found
    if t.touches(k) and t.low[k] == "s":
        return
    unit, end = _per_time(t, unit, end)
    draft.unit = unit
    draft.kind = "duration" if unit.dimension == "time" else "quantity"
    _set_last(draft, k, end)
    _add_smaller(t, draft)


def _below_zero(t: Tokens, draft: Draft) -> None:
    """Such as "20 degrees below zero", "15C below", a temperature under the freezing point."""
    if t.low[draft.last : draft.last + 2] != ["below", "zero"] or draft.value is None:
        return
    if draft.unit is None or draft.unit.dimension in ("temperature", "angle", None):
        draft.value, draft.last = -draft.value, draft.last + 2
        draft.kind, draft.unit = "quantity", draft.unit or units.WORDS["degree"]


def _bracketed(t: Tokens, k: int) -> tuple[Unit, int] | None:
    """A unit in brackets, as in tables: "20 (kg)"."""
    found = unit_at(t, k + 1) if t.low[k] == "(" else None
    return (found[0], found[1] + 1) if found and t.low[found[1]] == ")" else None


def _per_time(t: Tokens, unit: Unit, end: int) -> tuple[Unit, int]:
    """Such as "kilometres per hour": one unit of speed."""
    if t.low[end] in HYPHENS and t.low[end + 1 : end + 3] == ["per", "-"]:
        faster = units.speed(unit, t.low[end + 3])
        return (faster, end + 4) if faster else (unit, end)
    if unit.dimension != "length" or t.low[end] not in ("per", "an", "a", "/"):
        return unit, end
    faster = units.speed(unit, t.low[end + 1])
    return (faster, end + 2) if faster else (unit, end)


def _add_smaller(t: Tokens, draft: Draft) -> None:
    """Such as "5 feet 2 inches", "3 dollars 50 cents": one amount in the larger unit."""
    unit = draft.unit
    for _ in range(3):
        found = _smaller(t, draft, unit, _joint(t, draft))
        if found is None or draft.value is None:
            return
        part, unit, end = found
        draft.value, draft.last = draft.value + part, end
        if unit is None:
            return


def _joint(t: Tokens, draft: Draft) -> int:
    """Where the next part of an amount may begin: after "and", in lengths after a comma too."""
    k = draft.last + 1 if t.low[draft.last] == "," and not draft.currency else draft.last
    return k + 1 if t.low[k] == "and" else k


def _smaller(t: Tokens, draft: Draft, unit: Unit | None, k: int) -> tuple[Decimal, Unit | None, int] | None:
    """The part of an amount at token ``k`` in the first unit, its own unit, and where it ends."""
    if unit is None or draft.unit is None or (t.kind[k] != NUMBER and t.low[k] not in SMALL and t.low[k] not in TENS):
        return None
    value = parse(t, k)
    if value is None or value.value is None:
        return None
    if draft.currency:
        coins = currency_at(t, value.end) or _cents_at(t, draft, value.end)
        is_part = coins and coins[0].parts > 1 and coins[0].code == draft.currency and value.value < coins[0].parts
        return (value.value / coins[0].parts, None, coins[1]) if coins and is_part else None
    small, end = _smaller_unit(t, unit, value.end)
    if small is None or not small.factor or not unit.factor or value.value * small.factor >= unit.factor:
        return None
    return value.value * small.factor / (draft.unit.factor or 1), small, end


def _cents_at(t: Tokens, draft: Draft, k: int) -> tuple[Currency, int] | None:
    """The "c" of "$20 and 43c"."""
    is_cents = t.low[k] == "c" and t.touches(k) and draft.currency and draft.unit and draft.unit.name == "dollar"
    return (Currency(draft.currency or "", "cent", parts=100), k + 1) if is_cents else None


def _smaller_unit(t: Tokens, unit: Unit, k: int) -> tuple[Unit | None, int]:
    """The unit at token ``k`` if it is a smaller one of the same system."""
    if unit.name == "foot" and t.low[k] == "in" and t.low[k + 1] not in DETERMINERS and not t.is_name(k + 1):
        return units.WORDS["inch"], k + 1
    found = unit_at(t, k)
    if found is None:
        return None, k
    order = next((s for s in SYSTEMS if unit.name in s and found[0].name in s), ())
    return (found[0], found[1]) if order and order.index(unit.name) < order.index(found[0].name) else (None, k)
