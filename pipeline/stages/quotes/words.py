"""The closed lists of `cues.toml`, and the tokens that rules look at."""

import re
import tomllib
from importlib import resources
from typing import NamedTuple

from pipeline.stages.alternation import alternation

LISTS: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
)
PRONOUNS, RELATIVE, DETERMINERS, AUXILIARIES, ADVERBS, PREPOSITIONS, OPENERS, ROLES, TITLES_AFTER = (
    frozenset(LISTS[name])
    for name in (
        "pronouns",
        "relative",
        "determiners",
        "auxiliaries",
        "adverbs",
        "prepositions",
        "openers",
        "roles",
        "titles_after",
    )
)
LABEL = frozenset(LISTS["label"])


def _any_of(*names: str) -> re.Pattern[str]:
    """These words; in small letters, since "State" and "Reports" are names."""
    words = alternation(word for name in names for word in LISTS[name])
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


RE_CUE = _any_of("speech", "label")
RE_CUE_AFTER = _any_of("speech", "label", "after")
RE_NAMING = re.compile(_any_of("naming").pattern + r"[\s,]*(?:(?:as|the|a|an)\s+)?$", re.IGNORECASE)
RE_SOURCE = re.compile(_any_of("source").pattern, re.IGNORECASE)
RE_TOKEN = re.compile(r"\w+(?:[.’'&-]\w+)*\.?|[^\w\s]")
BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))


class Token(NamedTuple):
    """A word or mark; ``low`` is its text in lower case without a final stop."""

    start: int
    end: int
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is no mark."""
        return self.low[:1].isalnum()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of the text."""
    return [_token(m.start(), m[0]) for m in RE_TOKEN.finditer(text, start, end)]


def _token(start: int, word: str) -> Token:
    """A stop belongs to a word with another stop inside ("U.S."), to no other."""
    low = word.lower().rstrip(".") or word
    return Token(start, start + (len(word) if "." in low else len(low)), low)


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word in ADVERBS or word in AUXILIARIES or (word.endswith("ly") and len(word) > 4)
