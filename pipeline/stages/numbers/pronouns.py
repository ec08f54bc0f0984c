"""Number words that are no number: pronouns, names, labels, ranks used as adverbs.

Keep out: digits (`identifiers.py`).
"""

from pipeline.stages.numbers.measures import has_unit
from pipeline.stages.numbers.tokens import HYPHENS, NUMBER, WORD, Tokens
from pipeline.stages.numbers.words import CASUALTIES, LEADS, ORDINALS, SMALL, listed

NOT_COUNTED_BY_ONE = listed(
    """of another by has had have is was are were can could will would should may might must who whom that
    which and or to in on at for with from but as than if when where while since the a an i he she they
    we you it"""
)

BEFORE_PRONOUN = listed("""no any every each this that another which the some such only other's loved either neither""")

ORDINAL_BEFORE = listed("""the a an his her its their our my your 's every their whose this that in on for""")

ORDINAL_NOUNS = listed(
    """place quarter round half time day year week month grade largest biggest highest most straight"""
)

RANKED = listed("finished finishing finishes ranked ranks ranking came placed rank")
COUNTED_LEADS = listed("""week day mile group class line area title order league pool floor box table office""")

ONE_HYPHEN = listed("""third half quarter fifth tenth eighth person hundred million goal run vote point seat""")


def why_no_numeral(t: Tokens, i: int) -> str | None:
    """What a number word is here instead: a name, a label, a pronoun, an adverb; None if it may be a number."""
    low = t.low[i]
    if low in ("a", "an", "half", "several", "quarter"):
        return None
    if t.is_name(i) and not t.opens(i) and not _is_title(t):
        return "name"
    if t.low[i - 1] in LEADS and low in SMALL and t.low[i - 1] not in COUNTED_LEADS:
        return "pronoun" if (t.low[i - 1], low) == ("no", "one") else "label"
    if low == "one":
        return "pronoun" if _is_pronoun(t, i) else None
    if low in ORDINALS:
        return None if _is_rank(t, i) else "adverb"
    return "name" if low == "zero" and t.low[i - 1] in ("absolute", "ground", "net", "patient", "net-", "day") else None


def _is_title(t: Tokens) -> bool:
    """Whether most words of the piece have capitals, as in a headline."""
    words = [k for k in range(t.first, min(t.last, t.first + 40)) if t.kind[k] == WORD and len(t.low[k]) > 3]
    return len(words) > 3 and sum(t.is_name(k) for k in words) * 4 > len(words) * 3


def _is_pronoun(t: Tokens, i: int) -> bool:
    """Such as "no one", "one of the", "one another", "one-off", "one can"."""
    after = t.low[i + 1]
    if t.low[i - 1] in CASUALTIES or t.low[i - 1] == "least":
        return False
    if t.low[i - 1] in BEFORE_PRONOUN and after not in (
        "hundred",
        "thousand",
        "million",
        "billion",
        "more",
        "of",
    ):
        return t.low[i - 1] not in ("the", "only") or not _is_nominal(t, i + 1)
    if after in ("in", "out", "or", "to") and (
        t.kind[i + 2] == NUMBER or t.low[i + 2] in SMALL or t.low[i + 2] == "of"
    ):
        return False
    if after == "and" and t.low[i + 2] in ("a", "one"):
        return False
    if after in HYPHENS and t.touches(i + 1):
        return not has_unit(t, i + 2) and t.low[i + 2] not in ONE_HYPHEN
    return not _is_nominal(t, i + 1)


NO_NOUN = ("'s", "’s", "ly", "n't", "n’t", "'d", "’d", "'ll", "’ll")


def _is_nominal(t: Tokens, k: int) -> bool:
    return t.kind[k] == WORD and t.low[k] not in NOT_COUNTED_BY_ONE and not t.low[k].endswith(NO_NOUN)


def _is_rank(t: Tokens, i: int) -> bool:
    """Whether an ordinal ranks a noun; "first" is as often an adverb, "second" a unit."""
    before, after = t.low[i - 1], t.low[i + 1]
    if t.is_name(i) and not t.opens(i):
        return False
    if after in HYPHENS and t.low[i] in ("first", "second", "third") and t.touches(i + 1):
        return False
    if t.low[i] == "second" and (t.kind[i - 1] == NUMBER or before in ("per", "a") or before in SMALL):
        return before == "a" and t.kind[i + 1] == WORD and _is_nominal(t, i + 1)
    if t.opens(i) and after in ("", "."):
        return True
    if before in RANKED and (after in ("", ".", ",", ";", "in", "behind", "on", "with", "among", "at")):
        return before != "came" or t.low[i] != "first"
    leads = before in ORDINAL_BEFORE or before.endswith(("'s", "’s")) or t.opens(i)
    return after in ORDINAL_NOUNS or (leads and before != "at" and _is_nominal(t, i + 1))
