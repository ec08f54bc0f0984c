"""The noun that a number counts where it stands before the number, in the same sentence.

Keep out: nouns of other numbers (`relations.py`) and after the number (`nouns.py`).
"""

from pipeline.stages.edits import Span
from pipeline.stages.numbers.lemma import is_plural, lemma
from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.nouns import phrase
from pipeline.stages.numbers.tokens import NUMBER, WORD, Tokens
from pipeline.stages.numbers.words import SMALL, listed

Noun = tuple[str, Span]  # lemma of the head, its place
REACH = 30  # tokens back to the noun
TOTAL_LEADS = listed("to from is was reached hit totalled totaled")
GROUPS = listed("of among")
THE = listed("the these those our")
CLAUSE_STARTS = frozenset([",", "and", ";", "or", "but"])


def noun_before(t: Tokens, draft: Draft) -> Noun | None:
    """The noun that an earlier phrase of the sentence gives a bare number."""
    return _or_two(t, draft) or _number_of(t, draft) or _of_the(t, draft)


def _or_two(t: Tokens, draft: Draft) -> Noun | None:
    """Such as "an app or two"."""
    j = draft.first - 2
    if t.low[draft.first - 1] != "or" or draft.value != 2 or t.kind[j] != WORD:
        return None
    begins = any(t.low[k] in ("a", "an") and all(t.kind[m] == WORD for m in range(k, j)) for k in range(j - 3, j))
    return _noun(t, j) if begins and not is_plural(t.low[j]) else None


def _number_of(t: Tokens, draft: Draft) -> Noun | None:
    """Such as "the number of deaths rose from 16 in 2004 to 47"."""
    if t.low[draft.begin - 1] not in TOTAL_LEADS:
        return None
    for k in range(draft.begin - 2, max(draft.begin - REACH, t.first), -1):
        if t.low[k - 1] == "number" and t.low[k] == "of":
            return _phrase(t, k + 1)
    return None


def _of_the(t: Tokens, draft: Draft) -> Noun | None:
    """Such as "Of the infants, 137 were breastfed, and 91 were fed with formula"."""
    if t.low[t.first] not in GROUPS or t.low[t.first + 1] not in THE or t.low[draft.begin - 1] not in CLAUSE_STARTS:
        return None
    k = t.first + (3 if t.kind[t.first + 2] == NUMBER or t.low[t.first + 2] in SMALL else 2)
    return _phrase(t, k) if k < draft.begin < t.first + REACH else None


def _phrase(t: Tokens, k: int) -> Noun | None:
    found = phrase(t, k, singular=False)
    return _noun(t, found[1] - 1) if found else None


def _noun(t: Tokens, j: int) -> Noun:
    return lemma(t.word[j]), Span(t.start[j], t.end[j])
