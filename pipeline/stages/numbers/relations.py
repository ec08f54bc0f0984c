"""What numbers of one text owe each other: nouns left out, and parts of a whole.

Keep out: the noun that stands after its own number (`nouns.py`).
"""

from pipeline.stages.edits import Span
from pipeline.stages.numbers.antecedents import noun_before
from pipeline.stages.numbers.lemma import is_plural
from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.noun_words import ROLES, STOP, VERBS
from pipeline.stages.numbers.nouns import after_determiners
from pipeline.stages.numbers.tokens import MARK, WORD, Tokens
from pipeline.stages.numbers.words import CASUALTIES, listed

PREPOSITIONS = listed("""in at from on by near with to inside outside across for over under against""")
STATED = listed("were was are is have had has")
COUNTS = ("cardinal", "vague")
REACH = 400  # characters back to a noun that is left out
SUBSET_LEADS = (
    ["including"], ["among", "them"], ["including", "at", "least"], ["of", "whom"], ["of", "which"],
    ["of", "them"], ["among", "whom"], ["among", "which"], ["them"], ["some", "of", "them"],
)  # fmt: skip
SUBSET_TAILS = (["of", "them"], ["of", "whom"], ["of", "which"], ["of", "those"], ["of", "these"])


def set_elided(t: Tokens, draft: Draft, earlier: list[Draft]) -> None:
    """Take the noun of an earlier number where the text leaves it out."""
    if draft.kind not in COUNTS or draft.unit:
        return
    draft.struck = _is_struck(t, draft)
    if draft.noun:
        _share_noun(t, draft, earlier)
    elif (noun := noun_before(t, draft)) is not None:
        draft.head, draft.noun_text = noun
        draft.elided = True
    elif _is_pronominal(t, draft):
        draft.elided = True
    elif draft.additive or draft.struck or _is_parallel(t, draft):
        source = _source(t, draft, earlier)
        draft.elided = source is not None or draft.additive
        if source:
            draft.head, draft.noun_text = source.head, source.noun_text


def _is_struck(t: Tokens, draft: Draft) -> bool:
    """Whether the counted were killed, hurt or caught: "wounded 12", "15 were wounded", "four died"."""
    after = draft.stop + 1 if t.low[draft.stop] in STATED or t.low[draft.stop] == "more" else draft.stop
    return t.low[draft.begin - 1] in CASUALTIES or t.low[after] in CASUALTIES or t.low[after] in ("died", "die")


def _share_noun(t: Tokens, draft: Draft, earlier: list[Draft]) -> None:
    """Give the noun to the number before: "five Iraqi and two American soldiers"."""
    other = earlier[-1] if earlier else None
    if other is None or other.head or other.kind not in COUNTS or other.unit or other.start < t.start[t.first]:
        return
    between = range(other.last, draft.begin - 1)
    if (
        t.low[draft.begin - 1] in ("and", "or", "to")
        and 1 <= len(between) <= 3
        and all(_describes(t, k) for k in between)
    ):
        other.head, other.elided = draft.head, True
        other.noun_text = Span(t.start[draft.noun[1] - 1], t.end[draft.noun[1] - 1]) if draft.noun else None


def _describes(t: Tokens, k: int) -> bool:
    return t.kind[k] == WORD and t.low[k] not in STOP and t.low[k] not in VERBS and not is_plural(t.low[k])


def set_role(t: Tokens, draft: Draft) -> None:
    """Such as "took 240 more hostage": who is counted is left out, the noun says what they became."""
    if draft.noun and draft.value != 1 and t.low[draft.noun[1] - 1] in ROLES:
        draft.elided = True


def _is_pronominal(t: Tokens, draft: Draft) -> bool:
    """Such as "The two agreed": a number for people named before, with no noun in the text."""
    return t.low[draft.first - 1] in ("the", "those", "these") and draft.rule == "words" and draft.begin == draft.first


def _is_parallel(t: Tokens, draft: Draft) -> bool:
    """Such as "17 attacks in Iraq and 12 in Syria", "12 were hers"."""
    before, after = t.low[draft.begin - 1], t.low[draft.stop]
    if before == "the" and t.low[draft.begin - 2] == "of" and t.kind[draft.stop] == MARK:
        return True
    if before == "or" and (draft.per_unit or (draft.rule == "vague" and t.kind[draft.stop] == MARK)):
        return True
    if [t.low[draft.begin - 2], before] == ["out", "of"] or (after == "fewer" and t.low[draft.stop + 1] == "than"):
        return True
    if after in ("in", "at", "on") and t.low[draft.begin - (2 if before == "only" else 1)] in ("are", "were"):
        return True
    if before in ("and", ",", "or", "but", "while", ";") and (after in PREPOSITIONS or after in STATED):
        return True
    return after in STATED and (draft.begin <= t.first or before in (".", "of", "another", "that"))


def _source(t: Tokens, draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The nearest earlier count with a noun, in the same paragraph."""
    for other in reversed(earlier[-6:]):
        if draft.start - other.end > REACH or "\n" in t.text[other.end : draft.start]:
            return None
        if other.kind in COUNTS and other.noun_text and other.head and other.subset_of is None:
            return other if other.struck or not draft.struck else None
    return None


def set_subset(t: Tokens, draft: Draft, earlier: list[Draft]) -> None:
    """Link a part to its whole: "four civilians, including three children"."""
    if draft.kind not in ("cardinal", "vague", "percent", "fraction") or not earlier:
        return
    if draft.kind in COUNTS and _is_whole_of(t, earlier[-1], draft):
        earlier[-1].subset_of = draft
        return
    if _leads(t, draft) or _tails(t, draft):
        draft.subset_of = whole = _whole(draft, earlier)
        if whole and draft.kind in COUNTS and not draft.head:
            draft.head, draft.noun_text, draft.elided = whole.head, whole.noun_text, True
    elif earlier[-1].subset_of is not None and _continues(t, earlier[-1], draft):
        draft.subset_of = earlier[-1].subset_of


def _is_whole_of(t: Tokens, part: Draft, draft: Draft) -> bool:
    """Whether only "of the" stands between: "three of the four finals"."""
    if part.start < t.start[t.first] or t.low[part.last] != "of" or part.kind not in (*COUNTS, "percent", "fraction"):
        return False
    return after_determiners(t, part.last + 1) == draft.begin


def _leads(t: Tokens, draft: Draft) -> bool:
    p = draft.begin
    if any(t.low[p - len(words) : p] == words for words in SUBSET_LEADS):
        return True
    return t.low[p - 1] == "," and t.low[draft.stop : draft.stop + 2] in SUBSET_TAILS


def _tails(t: Tokens, draft: Draft) -> bool:
    return t.low[draft.stop : draft.stop + 2] in SUBSET_TAILS


def _whole(draft: Draft, earlier: list[Draft]) -> Draft | None:
    size = draft.size()
    for other in reversed(earlier[-4:]):
        whole = other.size()
        if draft.start - other.end > REACH:
            return None
        fits = draft.kind in ("percent", "fraction") or size is None or whole is None or whole >= size
        if other.kind in COUNTS and other.head and other.subset_of is None and fits:
            return other
    return None


def _continues(t: Tokens, other: Draft, draft: Draft) -> bool:
    """Whether only a comma or "and" stands between two parts of one list."""
    if other.noun is None or draft.noun is None or other.noun[1] > draft.begin:
        return False
    between = [t.low[k] for k in range(other.noun[1], draft.begin)]
    return (between in ([","], ["and"], [",", "and"]) and t.kind[draft.begin] != WORD) or between in (
        ["and"],
        [","],
    )


def span_of(draft: Draft) -> Span:
    """The span of a finished draft."""
    return Span(draft.start, draft.end)
