"""Edges of mentions: what a tagger takes in that is no part of the name, and dates that are no names."""

import re

from pipeline.stages.dates.lexicon import DAY, MONTH, WEEKDAY, YEAR
from pipeline.stages.entities.mention import Mention

RE_LEAD = re.compile(
    r"(?:(?:the|a|an|mr|mrs|ms|dr|prof|sir|dame|gen|lt|col|sgt|capt|gov|sen|rep|president|minister|secretary|senator|"
    r"general|judge|king|chancellor|ayatollah|sheikh|sayyed|imam)\.? )(?=[^\W\d_])",
    re.IGNORECASE,
)
KEPT_LEADS = frozenset(("WORK", "EVENT", "LAW"))  # 'The Hague' is rare, 'The Godfather' is not
RE_POSSESSIVE_LEAD = re.compile(r"(?<=['’])s\s|['’]s\s")  # of the word before: 'Cairo’s Nile Corniche'
RE_CLITIC = re.compile(r"(?<=['’])(?:ve|re|ll|[dmt])\Z")  # 'We’ve' is two tokens
RE_TAIL = re.compile(r"(?:['’]s?|[\s,;:–—-]+)$")

_MONTH_DAY = rf"(?:{MONTH} {DAY}|{DAY}(?: of)? {MONTH})"
_DATE = rf"(?:(?:{WEEKDAY},? )?{_MONTH_DAY}(?:,? {YEAR})?|{MONTH},? {YEAR}|{WEEKDAY}|{MONTH})"
RE_DATE = re.compile(rf"{_DATE}\Z")
RE_MONTH = re.compile(rf"{MONTH}\Z")
RE_NUMBER_NEXT = re.compile(r"[.,]? ?\d")
# 'Black Friday' and 'Sheffield Wednesday' are names: a bare weekday or month goes only with its preposition.
RE_DATE_TAIL = re.compile(rf"(?<=\S)\s+(?:(?:on|in|since|until|by|from|of|for|before|after) {_DATE}|{_MONTH_DAY})\Z")


def trim(text: str, mention: Mention) -> Mention | None:
    """The mention without title, article, possessive, date and marks at its edges; None if nothing is left."""
    start, end, label, score = mention
    end = _end(text, start, end)
    if label not in KEPT_LEADS and (tail := RE_DATE_TAIL.search(text, start, end)):
        end = _end(text, start, tail.start())
    start = _start(text, start, end, label)
    if start >= end or RE_CLITIC.match(text, start, end) or is_date(text, start, end, label):
        return None
    return Mention(start, end, label, score)


def _end(text: str, start: int, end: int) -> int:
    while start < end and (tail := RE_TAIL.search(text, start, end)):
        end = tail.start()
    return end


def _start(text: str, start: int, end: int, label: str) -> int:
    if possessive := RE_POSSESSIVE_LEAD.match(text, start, end):
        start = possessive.end()
    lead = RE_LEAD.match(text, start, end) if label not in KEPT_LEADS else None
    while lead and lead.end() < end:
        start = lead.end()
        lead = RE_LEAD.match(text, start, end)
    while start < end and not text[start].isalnum():
        start += 1
    return start


def is_date(text: str, start: int, end: int, label: str) -> bool:
    """Whether the mention is a weekday, month or day; 'April' and 'May' may be persons, 'May 9' may not."""
    if not RE_DATE.match(text, start, end):
        return False
    is_person = label == "PERSON" and RE_MONTH.match(text, start, end)
    return not is_person or bool(RE_NUMBER_NEXT.match(text, end))
