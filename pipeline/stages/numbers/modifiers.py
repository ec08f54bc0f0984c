"""Words around a number that bound it, blur it or add it to another.

Phrases: `lexicon.toml` [modifiers], [modifiers_after]. Keep out: change (`change.py`).
"""

from pipeline.stages.edits import Span
from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.tokens import MARK, NUMBER, RE_TOKEN, Tokens
from pipeline.stages.numbers.words import LEXICON, SMALL, TENS, listed, phrases

Table = dict[str, list[tuple[list[str], str]]]


def _table(name: str, at: int) -> Table:
    """First or last token of a phrase -> phrases as tokens with their modifier, longest first."""
    table: Table = {}
    for phrase, modifier in phrases(LEXICON[name]).items():
        parts = RE_TOKEN.findall(phrase)
        table.setdefault(parts[at], []).append((parts, modifier))
    return {key: sorted(rows, key=lambda row: -len(row[0])) for key, rows in table.items()}


BEFORE, AFTER = _table("modifiers", -1), _table("modifiers_after", 0)
ADDITIVE = (
    ["a", "further"],
    ["an", "additional"],
    ["an", "extra"],
    ["another"],
    ["additional"],
    ["extra"],
    ["further"],
)
PASSED = listed("all the total")  # may stand between a modifier and its number
SPATIAL = listed("around under over above below near")
NOT_OVER = listed("""victory win wins control dispute lead concerns advantage triumph monday tuesday won power""")
DURATION_OVER = listed("""for after in of just well lasted lasting spent took taken is was been be with""")
EXACT_LIMIT = 10  # "around two villages": small counts after a word of place
LOWS = {"gt": False, "gte": True, "approx_above": False}
HIGHS = {"lt": False, "lte": True, "approx_below": False}


def set_before(t: Tokens, draft: Draft, floor: int) -> None:
    """Modifiers and additive words before the number, not reaching before token ``floor``."""
    p = min(draft.first, draft.begin) if draft.begin else draft.first
    draft.begin = p
    if draft.kind == "ordinal":
        return
    for _ in range(3):
        step = _additive(t, p, floor)
        if step:
            draft.additive, p = True, p - step
        q = p - 1 if t.low[p - 1] in PASSED and p - 1 > floor and t.low[p - 2] != "over" else p
        found = _match_before(t, q, floor)
        if found is None or _is_place(t, draft, q - len(found[0])):
            return
        p = q - len(found[0])
        draft.begin = p
        _take(t, draft, found[1], p, q)


def _additive(t: Tokens, p: int, floor: int) -> int:
    for words in ADDITIVE:
        if p - len(words) >= floor and t.low[p - len(words) : p] == words:
            return len(words)
    return 0


def _match_before(t: Tokens, p: int, floor: int) -> tuple[list[str], str] | None:
    for parts, modifier in BEFORE.get(t.low[p - 1], ()):
        if p - len(parts) >= floor and t.low[p - len(parts) : p] == parts:
            return parts, modifier
    return None


def _is_place(t: Tokens, draft: Draft, p: int) -> bool:
    """Whether a word such as "over" is no modifier here."""
    word = t.low[p]
    if word == "over" and t.low[p - 1] in NOT_OVER:
        return True
    if draft.kind == "duration" and word in ("over", "in"):
        return t.low[p - 1] not in DURATION_OVER
    plain = draft.kind == "cardinal" and not draft.unit and draft.rule == "words"
    return word in SPATIAL and plain and draft.value is not None and draft.value < EXACT_LIMIT and p == draft.first - 1


def _take(t: Tokens, draft: Draft, modifier: str, p: int, q: int) -> None:
    """The outer modifier wins, but a blur does not hide a bound."""
    if draft.modifier in ("range", "vague"):
        return
    if draft.modifier in LOWS | HIGHS and modifier == "approx":
        return
    draft.modifier = modifier
    draft.modifier_span = Span(t.start[p], t.end[q - 1])
    _bound(draft)


def _bound(draft: Draft) -> None:
    valued = draft.value is not None  # a score has no value, so no bound
    draft.low = draft.value if draft.modifier in LOWS else None
    draft.high = draft.value if draft.modifier in HIGHS else None
    draft.low_inclusive = LOWS.get(draft.modifier) if valued else None
    draft.high_inclusive = HIGHS.get(draft.modifier) if valued else None


def set_after(t: Tokens, draft: Draft) -> None:
    """Such as "or more", "or so", "-plus", "more" at ``draft.stop``, which moves behind them."""
    k = draft.stop
    for parts, modifier in AFTER.get(t.low[k], ()):
        if t.low[k : k + len(parts)] == parts and _fits(t, parts, k):
            if draft.modifier in ("none", "approx", "exact"):
                _take(t, draft, modifier, k, k + len(parts))
            draft.stop = k + len(parts)
            break
    k = draft.stop
    if t.low[k] == "more" and t.low[k + 1] != "than" and draft.kind not in ("percent", "percentage_points", "ordinal"):
        draft.additive, draft.stop = True, k + 1


def _counts(t: Tokens, k: int) -> bool:
    """Whether another number begins at ``k``: "above 5 and below 10"."""
    if t.kind[k] == NUMBER or t.low[k] in SMALL or t.low[k] in TENS or t.low[k] in ("a", "half"):
        return True
    return t.kind[k] == MARK and t.kind[k + 1] == NUMBER and t.touches(k + 1)


def _fits(t: Tokens, parts: list[str], k: int) -> bool:
    """Whether a word that is also an adjective or a preposition ends the phrase here."""
    if t.low[k + len(parts)] == "than" or (parts[0] in ("or", "and") and _counts(t, k + len(parts))):
        return False
    if parts[0] in "-+":
        return t.touches(k) and t.low[k + 1] != ""
    if len(parts) == 1 or parts[0] == "at":
        return t.kind[k + 1] == MARK
    return True
