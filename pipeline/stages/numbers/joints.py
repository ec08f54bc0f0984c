"""What joins the words of one noun phrase: "and", commas, models, quotation marks.

Each rule takes the tokens, the index of the joint, and the words of the phrase before it. Keep out: words themselves.
"""

from collections.abc import Callable

from pipeline.stages.numbers.lemma import INVARIANT, is_plural
from pipeline.stages.numbers.measures import has_sign
from pipeline.stages.numbers.noun_words import BRIDGES, CLOSING, DATED, OPENING, STATES, STOP, VERBS
from pipeline.stages.numbers.tokens import DATE, HYPHENS, NUMBER, WORD, Tokens
from pipeline.stages.numbers.words import SMALL


def _bridges(t: Tokens, j: int, run: list[int]) -> bool:
    """Whether "and" joins two modifiers: "17 rocket and drone attacks"."""
    if t.low[j] not in BRIDGES or not run or is_plural(t.low[run[-1]]) or t.low[run[-1]] in INVARIANT | STATES:
        return False
    after = [k for k in (j + 1, j + 2, j + 3) if t.kind[k] == WORD]
    for k in after:
        if t.low[k] in STOP or t.low[k] in VERBS or t.low[k] in SMALL:
            return False
        if is_plural(t.low[k]):
            return True
    return False


def _is_adjective_list(t: Tokens, j: int, run: list[int]) -> bool:
    """Whether a comma joins two adjectives before a plural: "six small, wooden boats"."""
    if t.low[j] != "," or not run or t.kind[j + 1] != WORD:
        return False
    nearest = t.low[j - 1]
    if is_plural(nearest) or t.is_name(j - 1) or t.low[j + 1] in STOP or t.is_name(j + 1):
        return False
    return t.kind[j + 2] == WORD and is_plural(t.low[j + 2]) and not nearest.endswith(("ed", "ly"))


def _in_name(t: Tokens, j: int, run: list[int]) -> bool:
    """The small words of a name before the head: "three State of the Union addresses"."""
    if t.low[j] == "the":
        return bool(run) and t.low[j - 1] == "of" and t.is_name(j + 1) and is_plural(t.low[j + 2])
    if t.low[j] != "of" or not run or not t.is_name(run[-1]) or is_plural(t.low[run[-1]]):
        return False
    k = j + 2 if t.low[j + 1] == "the" else j + 1
    return t.is_name(k) and is_plural(t.low[k + 1]) and not t.is_name(k + 1)


def _is_model(t: Tokens, j: int, _: list[int]) -> bool:
    """The number in "60 Boeing 787 Dreamliners", "two Hwasong-11 missiles", "four 737 MAX aircraft"."""
    if t.low[j] in HYPHENS:
        return t.touches(j) and t.is_name(j - 1) and t.kind[j + 1] == NUMBER and t.touches(j + 1)
    if t.kind[j] != NUMBER or not t.word[j].isdigit() or t.kind[j + 1] != WORD or has_sign(t, j):
        return False
    return t.is_name(j - 1) or t.is_name(j + 1) or (t.low[j - 1] in HYPHENS and t.touches(j))


def _is_quoted(t: Tokens, j: int, _: list[int]) -> bool:
    """The marks round one word: '12 "control" subjects'."""
    return (t.low[j] in OPENING and t.low[j + 2] in CLOSING) or (t.low[j] in CLOSING and t.low[j - 2] in OPENING)


def _is_dated(t: Tokens, j: int, _: list[int]) -> bool:
    """An adjective that is a date too: "five recent cases"."""
    return t.kind[j] == DATE and t.word[j].lower() in DATED and t.kind[j + 1] == WORD


Joint = Callable[[Tokens, int, list[int]], bool]
JOINTS: tuple[Joint, ...] = (_bridges, _is_model, _is_adjective_list, _in_name, _is_quoted, _is_dated)
"""What joins the words of one noun phrase."""
