"""The title or office that a text puts next to a person's name: 'Prime Minister Ana Silva', 'Ana Silva, the mayor of'.

Only what touches the name is read, from lists of offices (`roles.toml`); no world knowledge. Forms of address alone
('Mr.') are no role. What stays out: whose office it is, and whether it is held still.
"""

import re
import tomllib
from importlib import resources

from pipeline.stages.alternation import alternation
from pipeline.stages.edits import Span

WINDOW = 90  # characters before and after a name that are read
LONGEST_WORD = 30

_LISTS: dict[str, list[str]] = tomllib.loads(
    resources.files(__package__).joinpath("roles.toml").read_text(encoding="utf-8")
)


_ANY = {name: alternation(words) for name, words in _LISTS.items()}
_HEAD = rf"(?:{_ANY['phrases']}|{_ANY['heads']})(?:[ -](?:general|elect|designate))?"
_OFFICE = rf"(?:(?:{_ANY['before']})[ -](?:and )?){{0,4}}{_HEAD}(?: (?:of|for) (?:{_ANY['of']}))?"
_RANK = rf"(?:(?:{_ANY['ranks']})\.? ){{0,2}}(?:{_ANY['ranks']})\.?"
# A form of address may stand between: 'the leader, Sayyed Ana Silva'.
RE_ADDRESS = re.compile(rf"(?<= )(?:{_ANY['addresses']})\.? \Z", re.IGNORECASE)
# The last words of all these: most names have another word in front, and need not be looked at closer.
_LAST = {word.split()[-1].rsplit("-")[-1] for name in ("heads", "phrases", "of", "ranks") for word in _LISTS[name]}
LAST_WORDS = frozenset(_LAST | {"general", "elect", "designate"})
RE_LAST = re.compile(r"([^\W\d_]+)\.?,? \Z")
RE_BEFORE = re.compile(rf"(?<![\w’'.-])(?P<role>{_OFFICE}|{_RANK}),? \Z", re.IGNORECASE)
# A regnal title is part of the name: 'King Abdullah II'.
RE_WITHIN = re.compile(r"(?P<role>King|Queen|Pope|Prince|Princess|Emperor|Emir|Sultan) (?=[A-ZÀ-Þ])")
# In apposition: an article, a possessive or a name in front, and after it nothing that it could be the subject of.
_ARTICLE = r"(?:who (?:is|was) )?(?:the|a|an|his|her|its|their) (?:[\w.’'&-]+ ){0,3}?"
_OWNER = r"(?:[A-ZÀ-Þ][\w.’'&-]*[’']s? |[A-Z][\w.&-]* ){0,3}?"
_CLOSED = r"(?=[,.;)\n]|\Z| (?:of|for|at|in|with|from|to|who|and)\b)"
RE_AFTER = re.compile(rf"(?:, (?:\d{{1,3}}, )?| \()(?:{_ARTICLE}|{_OWNER})(?P<role>(?i:{_OFFICE})){_CLOSED}")


def find_role(text: str, start: int, end: int) -> Span | None:
    """Where the role of the person named at ``start, end`` stands, None if the text puts none next to the name."""
    front = text[max(0, start - WINDOW) : start].rpartition("\n")[2]
    base = start - len(front)
    if address := RE_ADDRESS.search(front):
        front = front[: address.start()]
    last = RE_LAST.search(front[-LONGEST_WORD:])
    if last and last[1].lower() in LAST_WORDS and (before := RE_BEFORE.search(front)):
        return Span(base + before.start("role"), base + before.end("role"))
    if within := RE_WITHIN.match(text, start, end):
        return Span(*within.span("role"))
    after = RE_AFTER.match(text, end, end + WINDOW)
    return Span(*after.span("role")) if after else None
