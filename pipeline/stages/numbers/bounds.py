"""Two bounds of one number: "more than 20 and less than 30", "at least 5 but no more than 9".

Keep out: ranges told by one word ("between", "to", a dash: `ranges.py`).
"""

from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.tokens import Tokens

LOWER, UPPER = ("gt", "gte"), ("lt", "lte")
JOINTS = (["and"], ["but"], [",", "and"], [",", "but"])


def close_range(t: Tokens, other: Draft | None, draft: Draft) -> bool:
    """Whether the number is the second bound of the one before, which then becomes a range."""
    if other is None or other.noun or other.start < t.start[t.first] or t.low[other.stop : draft.begin] not in JOINTS:
        return False
    lower, upper = (other, draft) if other.modifier in LOWER else (draft, other)
    if lower.modifier not in LOWER or upper.modifier not in UPPER or not _is_alike(other, draft):
        return False
    low, high = lower.value, upper.value
    if low is None or high is None:
        return False
    if lower is other and other.scale == 1 and draft.scale > 1 and low < high / draft.scale:
        low *= draft.scale
    if low >= high:
        return False
    other.low_inclusive, other.high_inclusive = lower.modifier == "gte", upper.modifier == "lte"
    other.low, other.high, other.value = low, high, None
    _extend(other, draft)
    return True


def _is_alike(other: Draft, draft: Draft) -> bool:
    """Whether both measure the same; a unit said once, after the second or as a sign, holds for both."""
    if other.unit and draft.unit:
        return other.unit.name == draft.unit.name and other.currency == draft.currency
    if other.unit:
        return other.symbol
    return other.kind in (draft.kind, "cardinal")


def _extend(other: Draft, draft: Draft) -> None:
    """Let the first number take the words, the unit and the noun of the second."""
    other.modifier, other.rule, other.scale = "range", "range_bounds", draft.scale
    other.last, other.stop, other.end, other.core_end = draft.last, draft.stop, draft.end, draft.core_end
    other.noun, other.head, other.noun_text = draft.noun, draft.head, draft.noun_text
    if draft.unit:
        other.kind, other.unit, other.per_unit = draft.kind, draft.unit, draft.per_unit
        other.currency, other.currency_assumed = draft.currency, draft.currency_assumed
