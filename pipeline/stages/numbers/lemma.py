"""Lemma of a noun: its singular.

Rules of English spelling, exceptions in `nouns.toml`. Keep out: where a noun stands (`nouns.py`).
"""

import tomllib
from importlib.resources import files
from typing import Any

NOUNS: dict[str, Any] = tomllib.loads(files(__package__).joinpath("nouns.toml").read_text("utf-8"))
IRREGULAR: dict[str, str] = NOUNS["irregular"]
PLURALS_IS = frozenset(NOUNS["plurals_is"]["words"])
INVARIANT = frozenset(NOUNS["invariant"]["words"])
NOT_PLURAL = frozenset(NOUNS["not_plural"]["words"])
SIBILANTS = ("sses", "shes", "ches", "xes", "zzes")
MEN = ("men", "women")


def is_plural(word: str) -> bool:
    """Whether a lower-case word has the form of a plural noun."""
    if word in IRREGULAR or (word.endswith("men") and len(word) > 5):
        return True
    if len(word) < 3 or word in NOT_PLURAL or not word.endswith("s"):
        return False
    return not word.endswith(("ss", "us", "is", "'s", "’s")) or word in PLURALS_IS


def lemma(word: str) -> str:
    """The singular of a noun; capitals of a name stay, other words are lower-cased.

    >>> lemma("children"), lemma("attacks"), lemma("cities"), lemma("Israelis")
    ('child', 'attack', 'city', 'Israeli')
    """
    low = word.lower()
    base = word if word[1:].lower() == word[1:] and word[:1].isupper() else low
    if low in IRREGULAR:
        return IRREGULAR[low]
    if low in INVARIANT or not is_plural(low):
        return base
    if low.endswith("men"):
        return base[:-2] + "an"
    if low.endswith("ies") and len(low) > 4:
        return base[:-3] + "y"
    return base[:-2] if low.endswith(SIBILANTS) else base[:-1]
