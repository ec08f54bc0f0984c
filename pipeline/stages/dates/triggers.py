"""Where a date can stand, so that the patterns are tried nowhere else."""

import re

from pipeline.stages.alternation import alternation
from pipeline.stages.dates.lexicon import (
    CENTURIES,
    DECADES,
    HOLIDAYS,
    LOOSE,
    MAGNITUDES,
    MONTH,
    NUMBER,
    NUMBER_WORDS,
    ORDINALS,
    PARTS,
    SEASONS,
    SETS,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
)
from pipeline.stages.dates.patterns import NOT_BEFORE, PLURAL_WEEKDAY

_NEARS = "last next past previous preceding following coming same current recent".split()
_EDGES = "early late mid end beginning start middle turn very rest remainder".split()
_COUNTS = rf"\d|½|(?:{NUMBER}|half|several|few|many|multiple)\b"
_PERIODS = f"{UNIT}s?|weekends?|morning|afternoon|evening"
_CALENDAR = alternation([*_NEARS, *_EDGES, *ORDINALS, *SEASONS, *DECADES, *CENTURIES])
_THE = (
    rf"['’‘]?\d|(?:{_CALENDAR}|{_PERIODS}|few|couple|other|near|entire|whole|full|fiscal|financial|future|foreseeable"
    r"|fall)\b"
)
_THIS = rf"(?:{_PERIODS}|{alternation([*_NEARS, *SEASONS])}|{MONTH}|{WEEKDAY})\b|(?:{alternation(HOLIDAYS)})"
# Words that begin a date only before certain others.
_LEADS = {
    **dict.fromkeys(("the", "these", "its", "their"), _THE),
    **dict.fromkeys(("this", "that"), _THIS),
    **dict.fromkeys(("on", "at", "over"), r"(?:weekends|\w{3,6}days|the weekend|present|the moment)\b"),
    **dict.fromkeys(("between", "from"), _COUNTS),
    "all": _PERIODS,
    **dict.fromkeys(
        ("a", "an"), rf"(?:{_PERIODS}|{alternation(MAGNITUDES)}|half|few|single|quarter|number|full|whole|year-\w+)\b"
    ),
}
_LEADS = {word: rf"[ -](?i:{then})" for word, then in _LEADS.items()}
_LOOSE = dict.fromkeys(LOOSE, rf" (?:{_COUNTS}|(?:an?|the)\b)")
_FIRST = [
    *VAGUE, *SETS, *SEASONS, *HOLIDAYS, *DECADES, *CENTURIES, *MAGNITUDES, *ORDINALS, *_NEARS, *_EDGES, *NUMBER_WORDS,
    "earlier", "later", "every", "each", "fiscal", "financial", "per", "several", "few", "many", "half", "multiple",
    "quarter", "dozens", "hundreds", "thousands", "countless", "noon", "midnight", "midday", "overnight", "today",
    "yesterday", "tomorrow", "tonight",
]  # fmt: skip


def _by_letter(entries: list[tuple[str, str]]) -> str:
    """Alternation of words, each with what must follow it, grouped by first letter: one look tells that none fits."""
    letters: dict[str, list[str]] = {}
    for name, then in sorted(entries, key=lambda entry: -len(entry[0])):
        letters.setdefault(name[0].lower(), []).append(re.escape(name[1:]) + then)
    return "|".join(f"[{c.upper()}{c}](?:{'|'.join(rests)})" for c, rests in sorted(letters.items()))


_ENTRIES = [
    *((name, r"\b") for name in dict.fromkeys(_FIRST) if name not in ("a", "an")),
    *((name, rf"(?={then})") for leads in (_LEADS, _LOOSE) for name, then in leads.items()),
    *((name, r"(?:s?(?:long)?)\b") for name in UNITS),
]
_WORDS = [*SEASONS, *SETS, *PARTS, *VAGUE, *HOLIDAYS, *DECADES, *CENTURIES, "today", "yesterday", "tomorrow", "century"]
_WORDS += [
    "weekend",
    "weekends",
    "noon",
    "midday",
    "midnight",
    "first half",
    "second half",
    "first-half",
    "second-half",
]

RE_TRIGGER = re.compile(
    rf"\d|½|\b(?:(?=[JFMASONDTW])(?:{MONTH}|{WEEKDAY}|{PLURAL_WEEKDAY})"
    rf"|{_by_letter([*((name, r'(?:s?(?:long)?)') for name in UNITS), *((name, '') for name in _WORDS)])}|o['’]clock)\b"
)
"""Sentences without any of these hold no date."""
RE_START = re.compile(
    rf"{NOT_BEFORE}(?:['’‘`]?\d|½|Q[1-4]|FY|A\.?D|(?=[JFMASONDTW])(?:{MONTH}|{WEEKDAY}|{PLURAL_WEEKDAY})"
    rf"|{_by_letter(_ENTRIES)})"
)
"""Where a date can begin: the first words of every pattern."""
