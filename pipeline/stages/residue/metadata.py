"""What the cut lines and the first paragraph say of the document: title, authors, dateline, agencies, dates.

Dates here are only those written out in full; `pipeline.stages.dates` reads the rest.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pipeline.stages.alternation import alternation
from pipeline.stages.residue.rules import AGENCIES, MONTHS

MAX_LINE = 400  # characters of a cut line, and of the first paragraph, that are read
MONTH_NUMBERS = {name: 1 + [m[:3] for m in MONTHS[:12]].index(name[:3]) for name in MONTHS}
# The rules whose lines name authors, the surest first; a neighbour's name has no rule.
BYLINE_RULES = ("byline", "", "byline_role", "byline_tail", "signature")

_MONTHS = alternation(MONTHS)
RE_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}})(?: ?(?:st|nd|rd|th))?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?: ?(?:st|nd|rd|th))? (?:of )?(?P<month2>{_MONTHS})\.?,? (?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2}))(?!\d)",
    re.IGNORECASE,
)
RE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
RE_BYLINE = re.compile(
    r"^\W*(?:(?:written|words|reported|posted|published|submitted|story) by|by|author|reporter)\b\W*",
    re.IGNORECASE,
)
RE_NO_AUTHOR = re.compile(r"^\W*(?:medically )?reviewed by\b|^\W*by\W*$", re.IGNORECASE)
RE_BYLINE_END = re.compile(
    r"(?: ?[|•·/\d(]| [-–—] | (?i:published|updated|posted|for|in|on|of the|e-?mail)\b).*$", re.DOTALL
)
RE_ROLE = re.compile(r"\b(?:writer|reporter|correspondent|editor|press|services|news|agency)\b", re.IGNORECASE)
_WORD = r"[A-ZÀ-Þ][\w.’'-]+"
_REGION = rf"(?:, {_WORD}(?: {_WORD}){{0,2}}){{0,2}}"
_DAY = rf"(?:,? (?i:{_MONTHS})\.? \d{{1,2}}(?:,? \d{{4}})?)?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,4}"
# A place in capitals, with or without an agency; or any name of a place with one.
RE_DATELINE = re.compile(
    rf"^(?:(?P<place>{_CAPITALS}{_REGION}{_DAY}) ?(?:\((?P<agency>[^()\n]{{2,40}})\) ?)?"
    rf"|(?P<place2>{_WORD}(?: {_WORD}){{0,3}}{_REGION}{_DAY}) ?\((?P<agency2>{alternation(AGENCIES)})\) ?)"
    r"(?:[–—] ?|-{1,2} |: )",
)
RE_AGENCY = re.compile(rf"(?<!\w)(?:{alternation(AGENCIES)})(?!\w)")


class CutLike(Protocol):
    """A span of the clean text with what it is, as `Cut`."""

    @property
    def start(self) -> int:
        """Start in the clean text."""

    @property
    def end(self) -> int:
        """End in the clean text."""

    @property
    def position(self) -> str:
        """Head, body or tail."""

    @property
    def category(self) -> str:
        """Its category."""

    @property
    def rule(self) -> str | None:
        """The rule that cut it."""


@dataclass(frozen=True)
class Metadata:
    """What a document says of itself; None where it does not."""

    title: str | None = None
    byline: str | None = None
    dateline: str | None = None
    agency: str | None = None
    published: str | None = None
    year: int | None = None
    stated_dates: tuple[str, ...] = ()


def read_metadata(text: str, cuts: Sequence[CutLike]) -> Metadata:
    """Metadata from the cut lines of a clean text and from the dateline of what is left.

    ``published`` is the earliest full date (ISO 8601) of the date lines, bylines and copyright lines, since
    updates follow publication; ``stated_dates`` are those of captions and date lines, sorted.
    """
    pieces = [(cut, text[cut.start : cut.end].strip()[:MAX_LINE]) for cut in cuts]
    titles = [piece for cut, piece in pieces if cut.category == "title"]
    dated = [piece for cut, piece in pieces if cut.category == "byline"]
    owned = [piece for cut, piece in pieces if cut.category == "copyright"]
    stated = {d for cut, piece in pieces if cut.category in ("byline", "caption") for d in full_dates(piece)}
    place, agency = _dateline(_body_head(text, cuts))
    tails = [piece for cut, piece in pieces if cut.category == "agency_credit" and cut.position == "tail"]
    years = {int(year) for piece in [*owned, *stated] for year in RE_YEAR.findall(piece)}
    return Metadata(
        title=titles[0] if titles else None,
        byline=_byline(pieces),
        dateline=place,
        agency="; ".join(sorted({name for piece in [agency, *tails] for name in RE_AGENCY.findall(piece)})) or None,
        published=min((d for piece in [*dated, *owned] for d in full_dates(piece)), default=None),
        year=max(years, default=None),
        stated_dates=tuple(sorted(stated)),
    )


def full_dates(text: str) -> list[str]:
    """The full dates in a line, ISO 8601; impossible ones left out."""
    found = []
    for match in RE_DATE.finditer(text):
        groups = match.groupdict()
        month = groups["month"] or groups["month2"]
        number = MONTH_NUMBERS[month.lower()] if month else int(groups["month3"])
        year = groups["year"] or groups["year2"] or groups["year3"]
        day = groups["day"] or groups["day2"] or groups["day3"]
        try:
            found.append(date(int(year), number, int(day)).isoformat())
        except ValueError:
            continue
    return found


def _body_head(text: str, cuts: Sequence[CutLike]) -> str:
    position = 0
    for cut in cuts:
        if text[position : cut.start].strip():
            break
        position = cut.end
    return text[position : position + MAX_LINE].lstrip()


def _dateline(paragraph: str) -> tuple[str | None, str]:
    """(place and date, agency or '') at the start of a paragraph."""
    match = RE_DATELINE.match(paragraph)
    if match is None:
        return None, ""
    return match["place"] or match["place2"], match["agency"] or match["agency2"] or ""


def _byline(pieces: Iterable[tuple[CutLike, str]]) -> str | None:
    lines = [(cut.rule or "", piece) for cut, piece in pieces if cut.category == "byline"]
    for wanted in BYLINE_RULES:
        for rule, piece in lines:
            if rule == wanted and (name := _authors(piece)) and not (rule == "signature" and name.isupper()):
                return name
    return None


def _authors(line: str) -> str:
    """The names in a byline, without office and outlet; '' if it names none."""
    if RE_NO_AUTHOR.match(line):
        return ""
    names = RE_BYLINE_END.sub("", RE_BYLINE.sub("", line)).strip(" .,-–—\t")
    first, comma, rest = names.partition(",")
    # "A, B and C" lists authors; what else follows a comma is an office or an outlet.
    return names if comma and " and " in rest and not RE_ROLE.search(rest) else first.strip()
