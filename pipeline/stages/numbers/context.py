"""Kinds of numbers that only the words around them tell: ages, and models of products.

Keep out: ages with their unit ("7-year-old", `amounts.py`).
"""

from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.noun_words import STOP, VERBS
from pipeline.stages.numbers.tokens import WORD, Tokens
from pipeline.stages.numbers.units import TIMES
from pipeline.stages.numbers.words import MONTHS, listed

OLDEST = 120
AGE_LEADS = listed("aged age ages")
TURNED = listed("turned turns turning")
PERSONS = listed("he she who i")
AGE_ENDS = frozenset([".", ",", ";", "and", "when", "at", "but", ""])
YOUNG_OR_OLD = listed("boy girl man woman child son daughter youth")
DEATHS = listed("died dies die dead death")
MODEL_LEADS = listed("""a an the its their his her first final last new latest newest another""")
SINGLE = listed("a an final latest newest another")  # before a number that names one thing: "the final 717 to"
AGE_MODIFIERS = listed("under over about around just only between")


def set_age(t: Tokens, draft: Draft) -> None:
    """Mark "aged 42", "at the age of 56", "Smith, 42, said" as ages in years."""
    if draft.kind != "cardinal" or draft.unit or not _is_human(draft):
        return
    if _is_led(t, draft) or _is_apposition(t, draft):
        draft.kind, draft.unit = "age", TIMES["year"]
        draft.rule = f"{draft.rule}_age"


def _is_human(draft: Draft) -> bool:
    size = draft.size()
    return size is not None and 0 < size <= OLDEST


def _is_led(t: Tokens, draft: Draft) -> bool:
    p = (draft.begin or draft.first) - 1
    if t.low[p] in TURNED and (t.kind[draft.last] != WORD or t.low[draft.last] in STOP):
        return True
    if t.low[p] in AGE_MODIFIERS:
        p -= 1
    if t.low[p] == "of" and t.low[p - 1] == "age":
        return True
    if _is_told_of_person(t, draft, p):
        return True
    return t.low[p] in AGE_LEADS or (t.low[p] == "and" and t.low[p - 2] in AGE_LEADS)


def _is_told_of_person(t: Tokens, draft: Draft, p: int) -> bool:
    """Whether a person is so old: "he was 71.", "a boy of 13", "died in Oslo at 84"."""
    after = draft.last
    if t.kind[after] == WORD and t.low[after] not in STOP and t.low[after] not in VERBS:
        return False
    if t.low[p] in ("was", "is", "am"):
        return t.low[p - 1] in PERSONS and t.low[after] in AGE_ENDS
    if t.low[p] == "of":
        return t.low[p - 1] in YOUNG_OR_OLD
    return t.low[p] == "at" and not DEATHS.isdisjoint(t.low[max(p - 7, t.first) : p])


def _is_apposition(t: Tokens, draft: Draft) -> bool:
    """Such as "Smith, 42, said": a bare number between commas after a name."""
    i, j = draft.first, draft.last
    if t.low[i - 1] != "," or not t.is_name(i - 2) or t.low[i - 2] in MONTHS or j != i + 1:
        return False
    if t.low[j] not in (",", ".", ";", ")", "—") or draft.value != int(draft.value or 0) or not t.word[i].isdigit():
        return False
    return not any(char.isdigit() for char in t.word[i - 3])


def is_model(t: Tokens, draft: Draft) -> bool:
    """Whether a number names one thing: "its 777 airliner", "the first 787 Dreamliner"."""
    if draft.kind != "cardinal" or draft.noun or draft.unit or draft.rule != "digits" or draft.elided:
        return False
    word, after, before = t.word[draft.first], draft.last, t.low[draft.first - 1]
    if len(word) != 3 or not word.isdigit() or before not in MODEL_LEADS:
        return False
    if before in SINGLE and t.low[after] in ("to", "with", "for", "from"):
        return True
    plain = t.kind[after] == WORD and t.low[after] not in STOP and t.low[after] not in VERBS
    return plain and not t.low[after].endswith(("ed", "ing", "ly", "more"))
