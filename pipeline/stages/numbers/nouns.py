"""The counted noun: the noun phrase right after a number, and its head.

No tagger: closed-class words and verb forms end a phrase, and after a number other than one the head is its
first plural. Lists: `nouns.toml`. Keep out: nouns taken over from another number (`relations.py`).
"""

from pipeline.stages.numbers.joints import JOINTS
from pipeline.stages.numbers.lemma import INVARIANT, is_plural, lemma
from pipeline.stages.numbers.mention import Draft
from pipeline.stages.numbers.noun_words import (
    BOTH_NUMBERS,
    BRIDGES,
    CLITICS,
    COMPARATIVES,
    DETERMINERS,
    ED_NOUNS,
    GERUNDS,
    LEADING,
    MASSES,
    NOT_COUNTED,
    OPENING,
    PARTICIPLES,
    PEOPLES,
    PLURAL_MODIFIERS,
    POSSESSIVE,
    STATES,
    STOP,
    SUBSTANCES,
    VERBS,
)
from pipeline.stages.numbers.tokens import HYPHENS, MARK, NUMBER, WORD, Tokens
from pipeline.stages.numbers.words import LONG_SCALES, MONTHS, SMALL, WEEKDAYS

REACH = 8  # tokens that a noun phrase may have before its head


def set_noun(t: Tokens, draft: Draft) -> None:
    """Fill in the counted noun of a draft, if one follows at ``draft.stop``."""
    k = draft.stop
    if draft.kind in ("money", "age", "duration", "ordinal", "score"):
        return
    if t.low[k] in HYPHENS and t.skip_hyphen(k) > k and draft.kind == "cardinal":
        # "a five-judge bench" counts judges, "a 300-strong choir" members who go unnamed.
        if _is_counted_after_hyphen(t.low[k + 1]):
            draft.noun, draft.head = (k + 1, k + 2), lemma(t.low[k + 1])
        return
    if t.low[k] == "of":
        _after_of(t, draft, k)
        return
    if draft.kind in ("percent", "percentage_points", "quantity", "fraction", "ratio") and draft.rule != "part_of":
        _own_noun(draft)
        return
    k = k + 1 if t.low[k] in OPENING and not t.touches(k) and t.touches(k + 1) else k
    found = phrase(t, k, singular=_is_one(draft))
    if found:
        draft.noun, draft.head = found[:2], _lemma_of(t, found)


def _is_counted_after_hyphen(low: str) -> bool:
    return low not in STOP | NOT_COUNTED and (not low.endswith("ed") or low in ED_NOUNS)


def _own_noun(draft: Draft) -> None:
    """Units that are as often plain nouns count themselves ("12 points")."""
    if draft.unit and draft.unit.counted and not draft.hyphenated:
        draft.noun, draft.head = (draft.last - 1, draft.last), draft.unit.name


def _is_one(draft: Draft) -> bool:
    return (draft.value == 1 and draft.scale == 1) or draft.hyphenated


def _after_of(t: Tokens, draft: Draft, k: int) -> None:
    """Such as "thousands of supporters", "two of the engines", "5 % of voters", "20 tonnes of cocoa"."""
    j = after_determiners(t, k + 1)
    substance = draft.kind != "quantity" or (draft.unit and draft.unit.dimension in SUBSTANCES and j == k + 1)
    if not substance:
        return
    if t.kind[j] == NUMBER or t.low[j] in SMALL:
        j += 2 if t.low[j + 1] in LONG_SCALES else 1
    mass = draft.kind in ("percent", "quantity", "fraction")
    found = phrase(t, j, singular=False) or (_mass(t, j) if mass else None)
    if found:
        draft.noun, draft.head = found[:2], _lemma_of(t, found)


def _mass(t: Tokens, j: int) -> tuple[int, int] | None:
    """A noun without plural: "5 % of output"; not the first adjective of two."""
    found = phrase(t, j, singular=True)
    return None if found and t.low[found[1]] in BRIDGES else found


def after_determiners(t: Tokens, j: int) -> int:
    """The token after articles and possessives from ``j`` on."""
    while t.low[j] in DETERMINERS or t.low[j].endswith(POSSESSIVE):
        j += 1
    return j


def _lemma_of(t: Tokens, found: tuple[int, int]) -> str:
    j = found[1] - 1
    if t.low[j] == "s" and t.touches(j):
        return _model_of(t, j)
    singular = lemma(t.word[j]) if is_plural(t.low[j]) or not t.is_name(j) else t.word[j]
    if t.low[j].endswith(POSSESSIVE):
        return lemma(t.word[j][:-2])
    tied = j - 2 >= found[0] and t.low[j - 1] in HYPHENS and t.touches(j)
    return f"{t.low[j - 2]}-{singular}" if tied else singular


def _model_of(t: Tokens, j: int) -> str:
    """The name before a plural -s: "AK47" of "AK47s", "F-16" of "F-16s"."""
    k = j
    while t.touches(k) and t.kind[k - 1] in (NUMBER, WORD, MARK):
        k -= 1
    return t.text[t.start[k] : t.end[j - 1]]


def phrase(t: Tokens, k: int, *, singular: bool) -> tuple[int, int] | None:
    """The tokens of the noun phrase at ``k``, up to its head."""
    start = k + 1 if t.low[k] in ("such", "more", "additional", "further") else k
    run = _run(t, start)
    if not run:
        return None
    head = _singular_head(t, run) if singular else _plural_head(t, run)
    return (start, head + 1) if head is not None else None


def _run(t: Tokens, k: int) -> list[int]:
    """The tokens from ``k`` on that one noun phrase may hold."""
    run: list[int] = []
    for j in range(k, k + REACH):
        if t.kind[j] == WORD and not _ends(t, j, k):
            run.append(j)
        elif t.skip_hyphen(j) == j and not any(rule(t, j, run) for rule in JOINTS):
            break
    return run


def _ends(t: Tokens, j: int, first: int) -> bool:
    """Whether a word cannot belong to a noun phrase."""
    low = t.low[j]
    if t.low[j - 1] in HYPHENS and t.touches(j) and j > first:
        return False
    if j == first and low in LEADING:
        return low in ("last", "next", "past") and t.kind[j + 1] != WORD
    if low in STOP or low in WEEKDAYS or low in MASSES or (low in MONTHS and t.is_name(j)) or low.endswith(CLITICS):
        return True
    if t.is_name(j):
        return False
    if low in VERBS:
        adverb = j > first and t.low[j - 1].endswith("ly")
        return not ((adverb or low in PARTICIPLES) and t.kind[j + 1] == WORD)
    return low.endswith("ed") and not _is_adjective(t, j, first)


def _is_adjective(t: Tokens, j: int, first: int) -> bool:
    """Whether a form on -ed stands before a noun, and is no verb."""
    low, after = t.low[j], t.low[j + 1]
    if low in ED_NOUNS:
        return True
    if t.low[j - 1] in HYPHENS and t.touches(j):
        return True
    if low in STATES and j == first:
        return True
    if t.kind[j + 1] != WORD or after in STOP:
        return False
    if low in PARTICIPLES or low.startswith(("un", "self")):
        return True
    return j == first and t.low[first - 2] not in ("the", "those", "these") and (is_plural(after) or _soon_plural(t, j))


def _soon_plural(t: Tokens, j: int) -> bool:
    return t.kind[j + 2] == WORD and is_plural(t.low[j + 2]) and t.low[j + 2] not in STOP


def _plural_head(t: Tokens, run: list[int]) -> int | None:
    """The first plural, or a noun that is counted without -s, or people named by their state."""
    for at, j in enumerate(run):
        low = t.low[j]
        follows = at + 1 < len(run)
        if low in PLURAL_MODIFIERS and follows and _plural_next(t, run, at):
            continue
        if is_plural(low) or (low == "s" and t.touches(j) and t.kind[j - 1] == NUMBER):
            return j
        if low in INVARIANT and not (follows and _plural_next(t, run, at)):
            return j
        if not follows and (low in STATES or _is_people(t, j)):
            return j
    return None


def _is_people(t: Tokens, j: int) -> bool:
    """Names of peoples that have no plural: "300 Sudanese"."""
    return t.is_name(j) and (t.low[j].endswith("ese") or t.low[j] in PEOPLES)


def _plural_next(t: Tokens, run: list[int], at: int) -> bool:
    return any(is_plural(t.low[j]) or t.low[j] in INVARIANT for j in run[at + 1 : at + 3])


def _singular_head(t: Tokens, run: list[int]) -> int | None:
    """The last noun before anything that may be a verb; the owner in "one man's death"."""
    head = None
    for j in run:
        if head is not None and _is_past_head(t.low[j]):
            break
        head = j
        if t.low[j].endswith(POSSESSIVE) and not t.is_name(j):
            break
    return head


def _is_past_head(low: str) -> bool:
    verbal = low in PARTICIPLES or (low.endswith(("ly", "ing")) and low not in GERUNDS)
    return verbal or low in STATES or low in COMPARATIVES or (is_plural(low) and low not in BOTH_NUMBERS)
