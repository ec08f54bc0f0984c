"""Bare numbers: digits, words, magnitudes.

Number words follow the usual grammar (groups below a thousand, each with a falling magnitude). Keep out: what
the number measures (`amounts.py`) and numbers that are names (`identifiers.py`).
"""

from decimal import Decimal

from pipeline.stages.numbers.fractions import HUNDRED, ONE, Value, fraction, ordinal, slash, vague
from pipeline.stages.numbers.tokens import HYPHENS, NUMBER, WORD, Tokens
from pipeline.stages.numbers.words import (
    DENOMINATORS,
    FRACTIONS,
    LETTER_SCALES,
    LONG_SCALES,
    ORDINALS,
    PLURAL_DENOMINATORS,
    SCALES,
    SMALL,
    TENS,
    listed,
)

SPOKEN_SCALES = frozenset(SCALES) | listed("mn mln bn bln trn cr dozens")
MAX_DIGITS = 30  # longer runs of digits are keys or noise
NOT_METRES = listed(
    """race sprint hurdles freestyle butterfly backstroke breaststroke relay deep high long tall wide away
    from above below dash final medley individual"""
)


def parse(t: Tokens, i: int, *, money: bool = False) -> Value | None:
    """The longest number that begins at token ``i``; ``money`` allows "5b" and "2.1t"."""
    if t.kind[i] == NUMBER:
        return _digits(t, i, money=money)
    low = t.low[i]
    if low in ("minus", "negative"):
        return _negative(t, i)
    for rule in (fraction, vague, ordinal, _words):
        found = rule(t, i)
        if found:
            return found
    return None


def _negative(t: Tokens, i: int) -> Value | None:
    after = parse(t, i + 1) if t.low[i + 1] not in ("a", "an") else None
    if after is None or after.value is None or after.kind != "cardinal":
        return None
    return Value(after.end, -after.value, "negative", scale=after.scale)


def number(word: str) -> Decimal | None:
    """The value of a token of digits."""
    digits = "".join(char for char in word if "0" <= char <= "9" or char == ".")
    return Decimal(digits) if len(digits) <= MAX_DIGITS else None


def _digits(t: Tokens, i: int, *, money: bool) -> Value | None:
    value = number(t.word[i])
    if value is None:
        return None
    j = i + 1
    part = _mixed_part(t, j)
    if part:
        value, j = value + part[0], part[1]
    if t.low[j] in ("st", "nd", "rd", "th") and t.touches(j):
        return Value(j + 1, value, "ordinal_digits", kind="ordinal")
    ratio = slash(t, i)
    if ratio:
        return ratio
    if t.low[j] == "point" and t.word[j - 1].isdigit() and t.word[j + 1].isdigit() and j == i + 1:
        return Value(j + 2, value + Decimal(f"0.{t.word[j + 1][:MAX_DIGITS]}"), "digits")
    tail = _half_tail(t, j)
    if tail and t.low[tail[1]] in SCALES:
        value, j = value + tail[0], tail[1]
    scale, end = _scale(t, j, money=money)
    rule = "digits" if end == j else "digits_scale"
    return _rest(t, value * scale, end, scale, rule)


def _rest(t: Tokens, value: Decimal, end: int, scale: Decimal, rule: str) -> Value:
    """Smaller groups after a scale: "3 hundred and 21", "6 million 200 thousand"."""
    k = end
    if scale > 1 and t.low[k] == "and":
        k += 1
    if scale >= HUNDRED and t.kind[k] == NUMBER:
        extra = number(t.word[k])
        more, after = _scale(t, k + 1, money=False)
        if extra is not None and extra * more < scale and (more > 1 or (scale == HUNDRED and k > end)):
            return _rest(t, value + extra * more, after, more, rule)
    return Value(end, value, rule, scale=scale)


def _mixed_part(t: Tokens, j: int) -> tuple[Decimal, int] | None:
    """The fraction of "2½", "2 1/2"."""
    if t.low[j] in FRACTIONS:
        top, bottom = FRACTIONS[t.low[j]]
        return Decimal(top) / bottom, j + 1
    if t.kind[j] == NUMBER and not t.touches(j):
        ratio = slash(t, j)
        if ratio and ratio.value is not None:
            return ratio.value, ratio.end
    return None


def _scale(t: Tokens, j: int, *, money: bool) -> tuple[Decimal, int]:
    """The magnitude after digits, and where it ends."""
    k = t.skip_hyphen(j)
    word = t.low[k]
    if word == "hundred" or word in LONG_SCALES:
        first = LONG_SCALES.get(word, HUNDRED)
        if word.endswith("s") and word not in ("lakhs", "crores") and t.low[k + 1] != "of" and not money:
            return (first, k + 1) if word == "dozens" else (ONE, j)
        second = LONG_SCALES.get(t.low[k + 1]) if word in ("lakh", "hundred", "thousand") else None
        return (first * second, k + 2) if second and second > 12 else (first, k + 1)
    if word in LETTER_SCALES and t.touches(k) and k == j and _is_letter_scale(t, k, money=money):
        return LETTER_SCALES[word], k + 1
    return ONE, j


def _is_letter_scale(t: Tokens, k: int, *, money: bool) -> bool:
    """Whether the letter is a magnitude and no unit ("1.5m people", but "the 100m hurdles")."""
    word, after = t.word[k], t.low[k + 1]
    if money:
        return True
    if word in ("k", "K"):
        return after not in NOT_METRES and (not t.touches(k + 1) or (after in HYPHENS and t.kind[k + 2] == NUMBER))
    if word == "M":
        return True
    return word == "m" and t.kind[k + 1] == WORD and after not in NOT_METRES and len(after) > 2


def _half_tail(t: Tokens, j: int) -> tuple[Decimal, int] | None:
    """The fraction of "two and a half", "two-and-a-half"."""
    step = 2 if t.low[j] in HYPHENS and t.low[j + 2] in HYPHENS else 1
    k = j + step - 1
    if t.low[k] not in ("and", "&"):
        return None
    k += step
    if t.low[k] in ("a", "an", "one"):
        bottom = DENOMINATORS.get(t.low[k + step]) or (ORDINALS.get(t.low[k + step]) if step == 1 else None)
        return (ONE / bottom, k + step + 1) if bottom and bottom > 1 else None
    top = SMALL.get(t.low[k])
    m = t.skip_hyphen(k + 1)
    bottom = PLURAL_DENOMINATORS.get(t.low[m])
    return (top / bottom, m + 1) if top and bottom and top < bottom else None


def _small(t: Tokens, i: int) -> tuple[Decimal, int, bool] | None:
    """Words up to "ninety-nine hundred": value, end, whether 'hundred' was said."""
    base = _tens(t, i)
    if base is None:
        return None
    value, j = base
    k = t.skip_hyphen(j)
    if t.low[k] != "hundred":
        return value, j, False
    value, j = value * 100, k + 1
    k = j + 1 if t.low[j] in ("and", "&") else t.skip_hyphen(j)
    if t.low[k] not in ("a", "an"):
        rest = _tens(t, k)
        if rest and rest[0] > 0 and not _counts_again(t, rest[1], k > j):
            return value + rest[0], rest[1], True
    return value, j, True


def _counts_again(t: Tokens, j: int, joined: bool) -> bool:
    """Whether "two hundred and [three hundred]" begins a number of its own."""
    return joined and t.low[j] == "hundred"


def _tens(t: Tokens, i: int) -> tuple[Decimal, int] | None:
    word = t.low[i]
    if word in ("a", "an"):
        return (ONE, i + 1) if t.low[i + 1] in ("hundred", *SCALES) else None
    if word in TENS:
        k = t.skip_hyphen(i + 1)
        unit = SMALL.get(t.low[k])
        if unit is not None and 0 < unit < 10:
            return TENS[word] + unit, k + 1
        return TENS[word], i + 1
    return (SMALL[word], i + 1) if word in SMALL else None


def _words(t: Tokens, i: int) -> Value | None:
    """A number in words, group by group."""
    total, last, j, smallest = Decimal(0), None, i, ONE
    while True:
        group = _group(t, i if last is None else _joint(t, j), last)
        if group is None:
            break
        value, j, smallest = group
        total += value
        if smallest == 1:
            break
        last = smallest
    if j == i:
        return None
    return _tail(t, total, j, last or smallest)


def _joint(t: Tokens, j: int) -> int:
    """Where the next group may begin: after ",", "and", ", and"."""
    k = j + 1 if t.low[j] == "," else j
    k = k + 1 if t.low[k] in ("and", "&") else k
    return k if k > j else t.skip_hyphen(j)


def _group(t: Tokens, i: int, last: Decimal | None) -> tuple[Decimal, int, Decimal] | None:
    """One group and its magnitude; after another group it must be smaller and not a new item of a list."""
    small = _small(t, i)
    if small is None or (last is not None and t.low[i] in ("a", "an")):
        return None
    value, j, said_hundred = small
    scale = ONE
    k = t.skip_hyphen(j)
    while t.low[k] in SPOKEN_SCALES:
        scale, j = scale * LONG_SCALES[t.low[k]], k + 1
        k = t.skip_hyphen(j)
    if last is not None:
        listed = t.low[i - 1] == "," and not said_hundred and scale == 1
        if value * scale >= last or listed:
            return None
    return value * scale, j, scale


def _tail(t: Tokens, total: Decimal, j: int, scale: Decimal) -> Value:
    """What may follow number words: "point five", "and a half [million]"."""
    if t.low[j] == "point" and t.low[j + 1] in SMALL:
        total, j = _point(t, total, j + 1)
    part = _half_tail(t, j)
    if part and scale >= 1000 and SCALES.get(t.low[part[1]], scale) < scale:
        return Value(part[1] + 1, total + part[0] * SCALES[t.low[part[1]]], "words", scale=SCALES[t.low[part[1]]])
    if part:
        total, j = total + part[0] * (scale if scale >= 1000 else 1), part[1]
    if t.low[j] in SCALES and (part or total % 1):
        return Value(j + 1, total * SCALES[t.low[j]], "words", scale=SCALES[t.low[j]])
    return Value(j, total, "words", scale=scale)


def _point(t: Tokens, total: Decimal, j: int) -> tuple[Decimal, int]:
    place = ONE
    while t.low[j] in SMALL and SMALL[t.low[j]] < 10 and place > Decimal("1e-9"):
        place /= 10
        total, j = total + SMALL[t.low[j]] * place, j + 1
    return total, j
