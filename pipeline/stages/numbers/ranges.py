"""Numbers made of two: ranges, scores, ratios, "one in five".

A range keeps both ends and never a midpoint. Keep out: the single number (`amounts.py`).
"""

from dataclasses import replace
from decimal import Decimal

from pipeline.stages.numbers.amounts import amount
from pipeline.stages.numbers.change import follows_change, in_change
from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.tokens import HYPHENS, NUMBER, Tokens
from pipeline.stages.numbers.words import SMALL, TENS, listed

DASHES = HYPHENS | frozenset("–—−")
SCORE_NOUNS = listed(
    """win victory defeat loss draw tie lead vote majority decision result record series triumph thrashing
    rout deficit advantage scoreline rout success aggregate ruling margin on up down ahead behind at in
    against to over"""
)
SCORE_VERBS = listed(
    """won win wins winning lost lose loses losing beat beats beaten beating leads led lead leading drew
    draw draws tied defeated defeat trailed trail trailing edged voted vote votes score scored thrashed
    crushed record ahead downed victory clinched routed"""
)
SKIPPED = listed("about around roughly nearly some over approximately ~")
LINKS = {("out", "of"): 2, ("of", "every"): 2}  # tokens between the part and the whole, "in" is one
MAX_SCORE = 300


def group(t: Tokens, i: int) -> Draft | None:
    """The number at token ``i``, joined with a second one where they form one expression."""
    first = amount(t, i)
    if first is None or first.kind == "ordinal":
        return first
    for rule in (_ratio, _part_of, _pair):
        joined = rule(t, first)
        if joined:
            return joined
    return first


def _second(t: Tokens, k: int, *, money: bool = False) -> Draft | None:
    """The number at token ``k``, or at the digits after a currency sign there."""
    if t.low[k] in SKIPPED:
        k += 1
    for j in (k, k + 1, k + 2):
        if t.kind[j] == NUMBER:
            draft = amount(t, j, money=money)
            return draft if draft and draft.first <= k else None
    return amount(t, k) if t.low[k] in SMALL or t.low[k] in TENS or t.low[k] in ("a", "half") else None


def _ratio(t: Tokens, first: Draft) -> Draft | None:
    """Such as "2-to-1"."""
    j = first.last
    if not (t.low[j] in HYPHENS and t.low[j + 1] == "to" and t.low[j + 2] in HYPHENS and t.touches(j)):
        return None
    second = amount(t, j + 3)
    if second is None or second.unit or not second.value or first.value is None:
        return _joined(first, second, "range_to", "range") if second and second.value else None
    return replace(first, last=second.last, value=first.value / second.value, kind="ratio", rule="ratio")


def _part_of(t: Tokens, first: Draft) -> Draft | None:
    """Such as "one in five", "3 out of every 10"."""
    j = first.last
    if first.kind != "cardinal" or first.value is None or first.value != int(first.value):
        return None
    k = j + LINKS.get((t.low[j], t.low[j + 1]), 1 if t.low[j] == "in" else 0)
    if k == j:
        return None
    k = k + 1 if t.low[k] in ("every", "the") and k < t.last else k
    second = _second(t, k) if t.low[k - 1] != "the" else None
    if second is None or second.value is None or second.kind != "cardinal" or second.value <= first.value:
        return None
    if t.low[j] == "in" and not _is_share(t, first, second):
        return None
    return replace(first, last=second.last, value=first.value / second.value, kind="fraction", rule="part_of")


def _is_share(t: Tokens, first: Draft, second: Draft) -> bool:
    assert first.value is not None
    assert second.value is not None
    year = 1500 <= second.value < 2100 and t.word[second.first].isdigit()
    return first.value <= 10 and not year and (second.value <= 20 or second.value % 10 == 0)


def _pair(t: Tokens, first: Draft) -> Draft | None:
    """Ranges and scores: the sign or word between, then the second number."""
    j = first.last
    between = t.low[first.first - 1] == "between" or t.low[first.first - 2] == "between"
    link = t.low[j]
    if link in DASHES:
        return _dashed(t, first)
    if link not in ("to", "and", "or") or (link == "and" and not between):
        return None
    second = _second(t, j + 1, money=first.currency is not None)
    if second is None or second.value is None or first.value is None:
        return None
    if link == "or":
        return _joined(first, second, "range_or", "range") if _is_either(t, first, second) else None
    if link == "to" and not between:
        return _to(t, first, second)
    joined = _joined(first, second, "range_between", "range")
    return _lead(t, joined, "between")


def _lead(t: Tokens, joined: Draft | None, word: str) -> Draft | None:
    """Take the word before a range into its span."""
    if joined:
        for k in (joined.first - 1, joined.first - 2):
            if t.low[k] == word:
                joined.begin = k
    return joined


def _to(t: Tokens, first: Draft, second: Draft) -> Draft | None:
    if is_score(t, first, second):
        return _score(first, second)
    if t.low[first.first - 1] == "from":
        return (
            None if in_change(t, first.first - 1) else _lead(t, _joined(first, second, "range_from", "range"), "from")
        )
    assert first.value is not None
    assert second.value is not None
    if follows_change(t, first.first) and (first.unit or second.value > 2 * first.value):
        return None
    return _joined(first, second, "range_to", "range")


def _is_either(t: Tokens, first: Draft, second: Draft) -> bool:
    """Such as "five or six people"."""
    assert first.value is not None
    assert second.value is not None
    if first.unit or first.kind != "cardinal" or second.kind == "fraction":
        return False
    mantissa = second.value / second.scale
    return t.low[second.last] not in ("more", "fewer", "less") and first.value < mantissa <= 2 * first.value


def _dashed(t: Tokens, first: Draft) -> Draft | None:
    j = first.last
    tight = t.touches(j) and t.touches(j + 1)
    if not tight and t.low[j] not in "–-":
        return None
    second = _second(t, j + 1, money=first.currency is not None)
    if not tight and t.touches(j) != t.touches(j + 1) and (t.touches(j) or not second or not second.unit):
        return None
    if second is None or second.value is None or first.value is None or second.kind == "fraction":
        return None
    second.value = abs(second.value)
    if tight and is_score(t, first, second):
        return _score(first, second)
    spaced_list = not tight and (first.unit or first.value >= second.value)
    return None if spaced_list else _joined(first, second, "range_dash", "range")


def is_score(t: Tokens, first: Draft, second: Draft) -> bool:
    """Whether two whole numbers are the result of a game or a vote."""
    if first.unit or second.unit or first.value is None or second.value is None:
        return False
    whole = all(d.kind == "cardinal" and d.scale == 1 and d.value == int(d.value or 0) for d in (first, second))
    if not whole or max(first.value, second.value) > MAX_SCORE * 2:
        return False
    after, back = t.low[second.last], t.low[max(first.first - 7, t.first) : first.first]
    told = (after in SCORE_NOUNS and t.kind[second.last + 1] != NUMBER) or any(word in SCORE_VERBS for word in back)
    if t.low[first.last] == "to":
        return told and "from" not in back and after in SCORE_NOUNS | {".", ","}
    return told or first.value >= second.value or (t.is_name(first.first - 1) and t.is_name(second.last))


def _score(first: Draft, second: Draft) -> Draft:
    return replace(first, last=second.last, value=None, kind="score", rule="score")


def _joined(first: Draft, second: Draft, rule: str, modifier: str) -> Draft | None:
    """One row for both ends; a magnitude, unit or currency said once holds for both."""
    low, high = first.value, second.value
    if low is None or high is None or ("fraction" in (first.kind, second.kind) and first.kind != second.kind):
        return None
    if first.unit and second.unit and first.unit.name != second.unit.name:
        return None
    if first.unit and not second.unit and not first.symbol:
        return None
    low = _same_scale(low, first, second)
    if low >= high:
        return None
    main = second if second.unit or not first.unit else first
    return replace(
        main, first=first.first, last=second.last, value=None, low=low, high=high, low_inclusive=True,
        high_inclusive=True, modifier=modifier, rule=rule, scale=second.scale,
        currency=first.currency or second.currency,
        currency_assumed=second.currency_assumed if second.unit else first.currency_assumed,
    )  # fmt: skip


def _same_scale(low: Decimal, first: Draft, second: Draft) -> Decimal:
    assert second.value is not None
    if first.scale == 1 and second.scale > 1 and low < second.value / second.scale:
        return low * second.scale
    return low
