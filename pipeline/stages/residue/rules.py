"""Typed rules: records of a pattern with its zone, bound, reason, examples and counter-examples (`rules.toml`)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources

MAX_WORDS, MAX_CHARS = 15, 700
AGENCIES = (
    "Getty Images", "AFP", "Agence France-Presse", "AP", "The Associated Press", "Associated Press", "Reuters",
    "REUTERS", "EPA", "EPA-EFE", "EFE", "Shutterstock", "Bloomberg", "Xinhua", "ANSA", "DPA", "dpa", "UPI", "PTI",
    "ANI", "IANS", "PA", "PA Media", "Press Association", "TASS", "Tass", "Interfax", "Kyodo", "Yonhap", "Anadolu",
    "Anadolu Agency", "Canadian Press", "The Canadian Press", "AAP", "Alamy", "iStock", "CP", "RIA Novosti", "Zuma",
    "NurPhoto", "Sipa", "SOPA Images", "Bernama", "Antara", "Kyodo News", "AFP/Getty Images",
)  # fmt: skip
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
)  # fmt: skip


def alternation(words: tuple[str, ...]) -> str:
    """A pattern of any of the words, the longest first. Raises ``ValueError`` for none: it would match all."""
    if not words:
        raise ValueError("an empty list of words would match everything")
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@dataclass(frozen=True)
class Rule:
    """A typed rule; ``expression`` is compiled from ``pattern``."""

    name: str
    category: str
    zone: str
    pattern: str
    reason: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    max_words: int = MAX_WORDS
    cased: bool = False
    expression: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pattern = self.pattern.replace("{agency}", alternation(AGENCIES)).replace("{month}", alternation(MONTHS))
        object.__setattr__(self, "expression", re.compile(pattern, 0 if self.cased else re.IGNORECASE))

    def matches(self, line: str, n_words: int) -> bool:
        """Whether the rule types a line of so many words; where it stands is for the caller to judge."""
        return n_words <= self.max_words and self.expression.search(line) is not None


def _load() -> Iterator[Rule]:
    text = resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")
    for record in tomllib.loads(text)["rule"]:
        lists = {key: tuple(record.pop(key)) for key in ("examples", "counter_examples")}
        yield Rule(**record, **lists)


RULES: tuple[Rule, ...] = tuple(_load())
