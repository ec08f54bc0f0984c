"""Typed rules: records of a pattern with its zone, bounds, reason, examples and counter-examples (`*.toml`).

What stays out: where a line stands and what its neighbours are; that is for the callers to judge.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from pipeline.stages.alternation import alternation
from pipeline.stages.residue.lines import DIGITS_AS_0, NO_MARKS, Line

# The first match types a line, in this order.
FILES = ("prompts.toml", "furniture.toml", "credits.toml", "pictures.toml", "common.toml", "appeals.toml",
         "forms.toml", "houses.toml", "beats.toml", "labels.toml")  # fmt: skip
# Up to the first solid line; before the last one; from the last one on; between the two; below the first; all.
ZONES = ("head", "front", "tail", "inner", "below", "any")
MAX_WORDS = 15
MAX_CHARS = 700  # no pattern sees a longer line: the time of a line is bounded, that of a text linear
AGENCIES = (
    "Getty Images", "AFP", "Agence France-Presse", "AP", "The Associated Press", "Associated Press",
    "Reuters", "REUTERS", "EPA", "EPA-EFE", "EFE", "Shutterstock", "Bloomberg", "Xinhua", "ANSA", "DPA",
    "dpa", "UPI", "PTI", "ANI", "IANS", "PA", "PA Media", "Press Association", "TASS", "Tass", "Interfax",
    "Kyodo", "Yonhap", "Anadolu", "Anadolu Agency", "Canadian Press", "The Canadian Press", "AAP",
    "Alamy", "iStock", "CP", "RIA Novosti", "Zuma", "NurPhoto", "Sipa", "SOPA Images", "Bernama",
    "Antara", "Kyodo News", "AFP/Getty Images",
)  # fmt: skip
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov",
    "dec",
)  # fmt: skip


_MONTH = f"(?:{alternation(MONTHS)})"
_NAME = r"(?:[A-ZÀ-Þ][\w’'.-]*|de|van|von|der|al|bin|la|and|in|for|of|the|with)"
# What `{...}` stands for in a pattern. Names are parted by at least a character, so that a run of letters can
# be read in one way only and matching stays linear.
PLACEHOLDERS = {
    "agency": alternation(AGENCIES),
    "month": _MONTH,
    "weekday": r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?",
    "date": (
        rf"(?:\d{{1,2}}(?: ?(?:st|nd|rd|th))?(?: of|-| ) ?{_MONTH}(?:-|\.?,? )\d{{4}}"
        rf"|{_MONTH}\.? \d{{1,2}}(?: ?(?:st|nd|rd|th))?,? \d{{4}}"
        r"|\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))"
    ),
    "clock": (
        r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)"
        r"(?: ?\(?(?:utc|gmt|[a-z]{1,3}t)(?:[+-]\d{1,2})?\)?)?"
    ),
    "names": rf"{_NAME}(?:(?: ?[,|/&·•] ?| [–—-] | ){_NAME}){{0,15}}",
}
RE_SYNTAX = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
RE_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Rule:
    """A typed rule; ``expression`` is compiled from ``pattern``.

    ``triggers`` are ASCII words in lower case, marks such as ``|``, ``0`` for any digit, ``A`` for capitals throughout;
    a line must hold one for the pattern to be tried; a rule without any is tried on every line.
    """

    name: str
    category: str
    zone: str
    pattern: str
    reason: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    triggers: frozenset[str] = frozenset()
    max_words: int = MAX_WORDS
    cased: bool = False
    expression: re.Pattern[str] = field(init=False, repr=False, compare=False)
    find: Callable[[str], object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.zone not in ZONES:
            raise ValueError(f"rule {self.name}: zone {self.zone!r} is none of {ZONES}")
        pattern = RE_PLACEHOLDER.sub(lambda match: PLACEHOLDERS[match[1]], self.pattern)
        expression = re.compile(pattern, 0 if self.cased else re.IGNORECASE)
        object.__setattr__(self, "expression", expression)
        # An anchored pattern need not be tried at every character.
        object.__setattr__(self, "find", expression.match if is_anchored(pattern) else expression.search)

    def matches(self, line: str, n_words: int) -> bool:
        """Whether the rule types a line of so many words; where it stands is for the caller to judge."""
        return n_words <= self.max_words and self.find(line) is not None


def is_anchored(pattern: str) -> bool:
    """Whether each alternative of a pattern begins with ``^``."""
    depth, starts = 0, pattern[:1] == "^"
    for token in RE_SYNTAX.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and depth == 0:
            starts = starts and pattern[token.end() : token.end() + 1] == "^"
    return starts


def _load() -> Iterator[Rule]:
    for name in FILES:
        text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
        for record in tomllib.loads(text)["rule"]:
            record["examples"] = tuple(record["examples"])
            record["counter_examples"] = tuple(record["counter_examples"])
            record["triggers"] = frozenset(record.get("triggers", ()))
            yield Rule(**record)


RULES: tuple[Rule, ...] = tuple(_load())
LONGEST = max(rule.max_words for rule in RULES)
TRIGGERS = frozenset(word for rule in RULES for word in rule.triggers)
CAPITALS = "A"


class _Index:
    """The rules for lines of more than so many words, by what triggers them."""

    def __init__(self, more_than: int) -> None:
        kept = [i for i, rule in enumerate(RULES) if rule.max_words > more_than]
        self._untriggered = _bits(i for i in kept if not RULES[i].triggers)
        by_trigger = {
            word: _bits(i for i in kept if word in RULES[i].triggers)
            for word in sorted({word for i in kept for word in RULES[i].triggers})
        }
        self._capitals = by_trigger.pop(CAPITALS, 0)
        self._by_word = {word.encode(): bits for word, bits in by_trigger.items() if word.isalpha()}
        # A mark is known by its last byte; where others end in it, patterns are tried in vain.
        self._by_byte: dict[int, int] = {}
        for mark, bits in by_trigger.items():
            if not mark.isalpha():
                self._by_byte[mark.encode()[-1]] = self._by_byte.get(mark.encode()[-1], 0) | bits
        self._words, self._bytes = frozenset(self._by_word), frozenset(self._by_byte)

    def held(self, line: Line) -> int:
        found = self._untriggered
        for word in self._words.intersection(line.tokens):
            found |= self._by_word[word]
        for byte in self._bytes.intersection(line.lower.translate(DIGITS_AS_0, NO_MARKS)):
            found |= self._by_byte[byte]
        return found | self._capitals if line.text.isupper() else found


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << i for i in numbers)


# Most lines are paragraphs, and few rules reach so far: by number of words.
_BY_LENGTH = {words: _Index(words) for words in (-1, MAX_WORDS, 25, 40)}
INDEXES = tuple(_BY_LENGTH[max(words for words in _BY_LENGTH if words < n)] for n in range(LONGEST + 2))
_OF_ZONE = {zone: _bits(i for i, rule in enumerate(RULES) if rule.zone == zone) for zone in ZONES}


@cache
def zones_mask(head: bool, front: bool, inner: bool, below: bool, tail: bool) -> int:
    """The rules of the zones that a line stands in, as bits, for `candidates`."""
    held = {"head": head, "front": front, "inner": inner, "below": below, "tail": tail, "any": True}
    return sum(_OF_ZONE[zone] for zone, holds in held.items() if holds)


@lru_cache(maxsize=1 << 14)
def _rules(bits: int) -> tuple[Rule, ...]:
    found = []
    while bits:
        lowest = bits & -bits
        found.append(RULES[lowest.bit_length() - 1])
        bits ^= lowest
    return tuple(found)


def candidates(line: Line, zones: int = -1) -> tuple[Rule, ...]:
    """The rules that may type a line, in order: those with a trigger in it, and those without; ``zones`` as bits."""
    return _rules(INDEXES[min(line.n_words, LONGEST + 1)].held(line) & zones)
