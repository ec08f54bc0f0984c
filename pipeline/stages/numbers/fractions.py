"""Parts, ranks and vague amounts: "two thirds", "3/4", "third", "dozens", "several hundred".

Keep out: whole numbers (`numerals.py`).
"""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.stages.numbers.tokens import NUMBER, Tokens
from pipeline.stages.numbers.words import (
    DENOMINATORS,
    FRACTIONS,
    LOW_FEW,
    LOW_SEVERAL,
    ORDINALS,
    PLURAL_DENOMINATORS,
    SCALES,
    SMALL,
    TENS,
    VAGUE,
    listed,
)

ONE, HUNDRED = Decimal(1), Decimal(100)


@dataclass(frozen=True, slots=True)
class Value:
    """A number that ends before token ``end``; vague ones have a ``low`` and no ``value``.

    ``scale`` is the magnitude said last (1 if none): in "3 to 4 million" it holds for both.
    """

    end: int
    value: Decimal | None
    rule: str
    low: Decimal | None = None
    scale: Decimal = ONE
    kind: str = "cardinal"


def slash(t: Tokens, i: int) -> Value | None:
    """A fraction such as "3/4"; dates and "24/7" are none."""
    if t.low[i + 1] != "/" or t.kind[i + 2] != NUMBER or not (t.touches(i + 1) and t.touches(i + 2)):
        return None
    top, bottom = t.word[i], t.word[i + 2]
    if not (top.isdigit() and bottom.isdigit() and len(bottom) <= 4) or int(bottom) not in SLASH_DENOMINATORS:
        return None
    if int(top) >= int(bottom) or (t.low[i + 3] == "/" and t.touches(i + 3)):
        return None
    return Value(i + 3, Decimal(top) / Decimal(bottom), "fraction_slash", kind="fraction")


SLASH_DENOMINATORS = frozenset([2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 1000])


def fraction(t: Tokens, i: int) -> Value | None:
    """Parts: "half [of]", "two thirds", "a quarter of", "½", "half a million"."""
    low = t.low[i]
    if low in FRACTIONS:
        top, bottom = FRACTIONS[low]
        return Value(i + 1, Decimal(top) / bottom, "fraction_sign", kind="fraction")
    if low == "half" or (low == "quarter" and (t.low[i + 1] in SCALES or t.low[t.skip_hyphen(i + 1)] in PARTED)):
        return _half(t, i)
    if low in ("a", "an"):
        return _one_part(t, i)
    top_value = SMALL.get(low)
    k = t.skip_hyphen(i + 1)
    bottoms = DENOMINATORS if top_value == 1 else PLURAL_DENOMINATORS
    bottom_value = bottoms.get(t.low[k])
    if not top_value or bottom_value is None:
        return None
    return _of_scale(t, k + 1, top_value / bottom_value)


def _one_part(t: Tokens, i: int) -> Value | None:
    """Parts after an article: "a third of", "a quarter million"; "a quarter" alone is a time."""
    k = i + 1
    bottom = DENOMINATORS.get(t.low[k])
    if bottom is None:
        return None
    if bottom == 2:
        return _half(t, k)
    after = t.low[k + 1]
    if after in SCALES or after == "of" or (after in ",.;)" and t.low[i - 1] in FRACTION_LEADS):
        return _of_scale(t, k + 1, ONE / bottom)
    return None


FRACTION_LEADS = listed("about by nearly almost than roughly around over under to")


def _half(t: Tokens, i: int) -> Value | None:
    """Halves: "half a million", "half a dozen", "half a percent", "half of", "half the"."""
    k = t.skip_hyphen(i + 1)
    bottom = DENOMINATORS[t.low[i]]
    if t.low[k] in ("a", "an"):
        k = t.skip_hyphen(k + 1)
    if t.low[k] in SCALES:
        return Value(k + 1, SCALES[t.low[k]] / bottom, "half_scale", scale=SCALES[t.low[k]])
    if k > i + 1 and t.low[k] not in ("of", "the"):
        return Value(k, ONE / bottom, "half_unit", kind="half_unit")
    if t.low[i - 1] in NO_HALF or k > i + 1:
        return None
    return _of_scale(t, i + 1, ONE / bottom)


NO_HALF = listed("first second opening closing latter other final third this that each either in last next")


PARTED = listed(
    """percent percentage point mile second inch acre kilometre kilometer hour cent ton tonne degree litre liter
    pound gallon"""
)


def _of_scale(t: Tokens, j: int, value: Decimal) -> Value:
    """Either "three quarters of a million" ", a number, or any other part, a fraction."""
    k = j + 2 if t.low[j] == "of" and t.low[j + 1] in ("a", "an") else j
    if k > j and t.low[k] in PARTED:
        return Value(k, value, "part_of_unit", kind="half_unit")
    if t.low[k] in SCALES and t.low[k] != "dozen":
        scale = SCALES[t.low[k]]
        return Value(k + 1, value * scale, "part_of_scale", scale=scale)
    return Value(j, value, "fraction_words", kind="fraction")


def vague(t: Tokens, i: int) -> Value | None:
    """No exact number: "dozens", "tens of thousands", "several hundred", "a few", "a couple of"."""
    low = t.low[i]
    if low in VAGUE:
        bound, j = VAGUE[low], i + 1
        while t.low[j] == "of" and t.low[j + 1] in VAGUE and j < i + 5:
            bound, j = bound * VAGUE[t.low[j + 1]], j + 2
        while t.low[j] == "and" and t.low[j + 1] == low and j < i + 5:
            j += 2  # "thousands and thousands of"
        is_noun = low == "scores" and t.low[j] != "of"
        return None if is_noun else Value(j, None, "vague", low=bound, kind="vague")
    if low == "several":
        return _several(t, i + 1, LOW_SEVERAL)
    if low != "a":
        return None
    if t.low[i + 1] == "few":
        return _several(t, i + 2, LOW_FEW)
    if t.low[i + 1] == "handful":
        return Value(i + 2, None, "vague", low=LOW_SEVERAL, kind="vague")
    return _couple(t, i + 1)


def _several(t: Tokens, j: int, alone: Decimal) -> Value:
    word = t.low[j]
    scale = HUNDRED if word == "hundred" else SCALES.get(word) or VAGUE.get(word)
    low = alone if scale is None else 2 * scale
    return Value(j + (scale is not None), None, "vague", low=low, kind="vague", scale=scale or ONE)


def _couple(t: Tokens, i: int) -> Value | None:
    """Two: "a couple of", "a pair of"."""
    if t.low[i] not in ("couple", "pair"):
        return None
    j = i + 2 if t.low[i + 1] == "of" else i + 1
    scale = HUNDRED if t.low[j] == "hundred" else SCALES.get(t.low[j])
    if scale:
        return Value(j + 1, 2 * scale, "couple", scale=scale)
    return Value(i + 2, Decimal(2), "couple") if j > i + 1 else None


def ordinal(t: Tokens, i: int) -> Value | None:
    """Ranks: "third", "twenty-first"."""
    low = t.low[i]
    if low in ORDINALS:
        return Value(i + 1, ORDINALS[low], "ordinal_words", kind="ordinal")
    if low in TENS:
        k = i + 2 if t.low[i + 1] in "—–" and t.touches(i + 1) and t.touches(i + 2) else t.skip_hyphen(i + 1)
        unit = ORDINALS.get(t.low[k])
        if unit and unit < 10:
            return Value(k + 1, TENS[low] + unit, "ordinal_words", kind="ordinal")
    return None
