"""What the cut lines and the first paragraph say of the document: title, authors, dateline, agencies, dates."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pipeline.stages.residue.rules import AGENCIES, MONTHS, alternation

_MONTH = {name: i % 12 + 1 for i, name in enumerate(MONTHS[:12])} | {
    name: 1 + ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].index(name[:3])
    for name in MONTHS[12:]
}
_MONTHS = alternation(MONTHS)
RE_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTHS})\.?,? (?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2}))\b",
    re.IGNORECASE,
)
RE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
RE_BYLINE = re.compile(r"^\W*(?:by|written by|words by|reported by|posted by|published by|author|story by|reporter)\b\s*:?\s*", re.I)
RE_BYLINE_END = re.compile(r"\s*(?:[|•·,]|\s[-–—]\s|\d|\b(?:published|updated|posted|for|in|of the)\b).*$", re.I | re.S)
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,4}"
RE_DATELINE = re.compile(
    rf"^(?P<line>{_PLACE}(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,2}}){{0,2}}"
    rf"(?:,? (?i:{_MONTHS})\.? \d{{1,2}}(?:,? \d{{4}})?)?)"
    r"\s*(?:\((?P<agency>[^()\n]{2,40})\)\s*)?(?:[–—-]{1,2}|:)\s",
)
RE_AGENCY = re.compile(rf"(?<!\w)(?:{alternation(AGENCIES)})(?!\w)")
MAX_LINE = 400


class CutLike(Protocol):
    """A span with a category."""

    @property
    def start(self) -> int:
        """Start in the clean text."""

    @property
    def end(self) -> int:
        """End in the clean text."""

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
    """Metadata from the cut lines of a clean text and from the dateline of what is left."""
    pieces: dict[str, list[str]] = {}
    rules: dict[str, list[str]] = {}
    for cut in cuts:
        piece = text[cut.start : cut.end].strip()[:MAX_LINE]
        pieces.setdefault(cut.category, []).append(piece)
        rules.setdefault(cut.rule or "", []).append(piece)
    dateline = RE_DATELINE.match(_body_head(text, cuts))
    lines = [*rules.get("date_line", []), *rules.get("time_stamp", [])]
    tails = pieces.get("agency_credit", [])
    stated = sorted({d for piece in [*lines, *pieces.get("caption", [])] for d in full_dates(piece)})
    return Metadata(
        title=pieces.get("title", [None])[0],
        byline=_byline([*rules.get("byline", []), *rules.get("byline_tail", [])]),
        dateline=dateline["line"] if dateline else None,
        agency=_agencies([dateline["agency"] or "" if dateline else "", *tails]),
        published=_only(d for piece in lines for d in full_dates(piece)),
        year=_year([*pieces.get("copyright", []), *stated]),
        stated_dates=tuple(stated),
    )


def full_dates(text: str) -> list[str]:
    """The full dates in a line, ISO 8601; impossible ones left out."""
    found = []
    for match in RE_DATE.finditer(text):
        groups = match.groupdict()
        month = groups["month"] or groups["month2"]
        number = _MONTH[month.lower()] if month else int(groups["month3"])
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
    return text[position : position + 200].lstrip()


def _byline(lines: Iterable[str]) -> str | None:
    for line in lines:
        name = RE_BYLINE_END.sub("", RE_BYLINE.sub("", line)).strip(" .,-–—")
        if name:
            return name
    return None


def _agencies(pieces: Iterable[str]) -> str | None:
    found = sorted({match for piece in pieces for match in RE_AGENCY.findall(piece)})
    return "; ".join(found) or None


def _only(dates: Iterable[str]) -> str | None:
    """The earliest of the dates in the date lines: 'Published … Updated …'."""
    return min(dates, default=None)


def _year(pieces: Iterable[str]) -> int | None:
    years = {int(year) for piece in pieces for year in RE_YEAR.findall(piece)}
    return max(years, default=None)
