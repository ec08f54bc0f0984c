"""Whether a number is the size, the start or the end of a change.

Verbs and nouns of change: `lexicon.toml` [change]. Keep out: bounds (`modifiers.py`).
"""

from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.tokens import WORD, Tokens
from pipeline.stages.numbers.words import LEXICON, listed

DIRECTIONS = {word: way for way in ("up", "down") for word in LEXICON["change"][way]["verbs"]}
NOUNS = {word: way for way in ("up", "down") for word in LEXICON["change"][way]["nouns"]}
CLAUSE_ENDS = frozenset('.;?!:—”“"')
REACH = 14  # tokens that a clause of change is looked for
LINKS = listed("by to from of at")
BETWEEN = listed(
    """an a another some the its as much almost nearly about more than over further roughly around only
    additional less just by up under total"""
)
COUNT_VERBS = listed(
    """lost lose loses losing cut cuts cutting shed sheds shedding added raise raised raising up drop drops
    dropped dropping lift lifted lower lowered recovered crashed sank sink down raises improved reduce
    advanced expanded"""
)
CHANGING = listed("seat point job vote place position spot percent")
AFTER_WAYS = {
    "higher": "up", "more": "up", "up": "up", "above": "up",
    "lower": "down", "less": "down", "fewer": "down", "down": "down", "below": "down",
}  # fmt: skip
MEASURES = frozenset(["percent", "percentage_points", "money", "quantity"])


def _way_at(t: Tokens, k: int) -> str | None:
    return (DIRECTIONS.get(t.low[k]) or NOUNS.get(t.low[k])) if t.kind[k] == WORD else None


def in_change(t: Tokens, i: int) -> str | None:
    """The direction of the change told before token ``i`` in its clause."""
    for k in range(i - 1, max(i - REACH, t.first) - 1, -1):
        way = _way_at(t, k)
        if way and not (t.low[k] == "up" and t.low[k + 1] == "to"):
            return way
        if t.low[k] in CLAUSE_ENDS or (t.low[k] == "," and k < i - 8):
            return None
    return None


def follows_change(t: Tokens, i: int) -> bool:
    """Whether the word before token ``i``, or the one before an adverb there, tells a change."""
    k = i - 2 if t.low[i - 1].endswith("ly") or t.low[i - 1] in ("about", "by", "over", "some") else i - 1
    return t.low[k] in DIRECTIONS


def set_change(t: Tokens, draft: Draft, earlier: list[Draft]) -> None:
    """Fill in ``change`` of a finished draft."""
    if draft.kind in ("ordinal", "score", "ratio", "age"):
        return
    p = draft.begin - 1
    link = t.low[p]
    if link in ("to", "from"):
        if in_change(t, p):
            draft.change = link
        return
    draft.change = _told_before(t, draft, p) or _told_after(t, draft) or _told_again(t, draft, earlier)


def _told_again(t: Tokens, draft: Draft, earlier: list[Draft]) -> str | None:
    """The same change in other terms: "fell 54 points, or 4 %"."""
    other = earlier[-1] if earlier else None
    if other is None or t.low[draft.begin - 1] != "or" or other.start < t.start[t.first]:
        return None
    near = draft.begin - other.last <= 2 and draft.kind in MEASURES and draft.kind != other.kind
    return other.change if near and other.change in ("up", "down") else None


def _told_before(t: Tokens, draft: Draft, p: int) -> str | None:
    """Such as "rose [by] 5 %", "an increase of 5 %", "up 5 %"."""
    if t.low[p] == "by":
        return in_change(t, p) if p - 1 >= t.first else None
    if t.low[p] == "of":
        return NOUNS.get(t.low[p - 1])
    for k in range(p, max(p - 4, t.first) - 1, -1):
        way = DIRECTIONS.get(t.low[k])
        if way and not _is_other(t, draft, k):
            return way
        if t.low[k] not in BETWEEN and not t.low[k].endswith("ly"):
            return None
    return None


def _is_other(t: Tokens, draft: Draft, k: int) -> bool:
    """Whether the verb takes the number as an object that does not change ("lost 200 men", "up to 5")."""
    if t.low[k] in ("up", "down") and t.low[k + 1] in ("to", "from"):
        return True
    counted = draft.kind in ("cardinal", "vague") and draft.noun is not None and draft.head not in CHANGING
    return (counted and t.low[k] in COUNT_VERBS) or draft.kind == "duration"


def _told_after(t: Tokens, draft: Draft) -> str | None:
    """Such as "a 5 % drop", "5 % higher", "12 points down"."""
    k = draft.stop
    low = t.low[k]
    if low in AFTER_WAYS and draft.kind in MEASURES:
        follows = t.low[k + 1]
        return AFTER_WAYS[low] if low not in ("more", "below", "above", "up", "down") or follows != "to" else None
    for j in (k, k + 1, k + 2):
        if t.low[j] in NOUNS and draft.kind in MEASURES:
            return NOUNS[t.low[j]]
        if t.kind[j] != WORD or t.low[j] in STOPS:
            return None
    return None


STOPS = listed("""of in on at to from by for and or the a an is was were are has had that which with""")
