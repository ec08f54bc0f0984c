"""What looks like a number and is none: names of things, dates, clock times, keys, addresses.

Lists: `lexicon.toml` [leads]. Keep out: anything that gives a row.
"""

import re
from collections.abc import Callable

from pipeline.stages.numbers.currencies import WORD_SIGNS
from pipeline.stages.numbers.fractions import slash
from pipeline.stages.numbers.lemma import is_plural
from pipeline.stages.numbers.measures import UNIT_FIRSTS, has_sign, has_unit
from pipeline.stages.numbers.pronouns import why_no_numeral
from pipeline.stages.numbers.tokens import DATE, HYPHENS, MARK, NUMBER, WORD, Tokens
from pipeline.stages.numbers.words import LEADS, LETTER_SCALES, LONG_SCALES, MONTHS, listed

WINDOW = 80  # characters of a run without spaces that are looked at

RE_KEY = re.compile(
    r"(?:https?://|ftp://|www\.)|@|\d,\d{4}|[\w-]\.(?:com|org|net|gov|edu|co|io|uk)\b|\d\.\d+\.\d"
    r"|\d[:_]\d|#\d|\d{4}-\d{2}-\d{2}|\d+(?:[-‐‑]\d+){2,}|[A-Za-z]/\w*\d|\d/\d+/\d"
)

STREETS = listed(
    """street st road rd avenue ave lane drive boulevard blvd square court crescent terrace highway parkway
    broadway"""
)

NO_UNIT_BEFORE = listed("the a his her its their our my your this that every each")

CLOCK_AFTER = listed("a.m. p.m. am pm o'clock o’clock noon midnight gmt utc")

YEAR_BEFORE = listed(
    """in since by until till from of during before after early late mid around circa between to and
    through year spring summer autumn fall winter christmas season election elections olympics"""
)

GLUED = frozenset([*LETTER_SCALES, *LONG_SCALES, "st", "nd", "rd", "th", "½", "¼", "¾", "x"])

COUNT_WORDS = listed("""percent per pct people men women children dead points aircraft troops police staff cattle""")


def skip(t: Tokens, i: int) -> tuple[int, str] | None:
    """The token after something at ``i`` that is no number, and what it is; None if a number may begin here."""
    if t.kind[i] == NUMBER:
        reason = _reason(t, i)
        return (_end_of_run(t, i), reason) if reason else None
    reason = why_no_numeral(t, i)
    return (i + 1, reason) if reason else None


def _reason(t: Tokens, i: int) -> str | None:
    if has_sign(t, i) and not _is_key(t, i):
        return None
    return next((reason for reason, rule in RULES.items() if rule(t, i)), None)


def _end_of_run(t: Tokens, i: int) -> int:
    """Past the digits and what touches them, so that no part of a key is read again."""
    j = i + 1
    while j < t.last and t.touches(j) and (t.kind[j] in (NUMBER, WORD) or (t.kind[j + 1] != MARK and t.touches(j + 1))):
        j += 1
    return j


def _is_key(t: Tokens, i: int) -> bool:
    """Addresses of the web, versions, dates in digits, phone numbers."""
    left, right = t.low[i - 1] if t.touches(i) else "", t.low[i + 1] if t.touches(i + 1) else ""
    if len(t.word[i]) > 15 and "," not in t.word[i] and "." not in t.word[i]:
        return True
    if (not left and not right) or _is_pounds(t, i):
        return False
    if left in PLAIN_LEFT and right in PLAIN_RIGHT and not (t.kind[i + 2] == NUMBER and t.touches(i + 2)):
        return False
    return RE_KEY.search(_run(t, i)) is not None or _is_phone(t, i)


def _is_pounds(t: Tokens, i: int) -> bool:
    """A number sign that stands for a lost pound sign: "#20.1 billion"."""
    return t.low[i - 1] == "#" and t.touches(i) and t.low[i + 1] in LONG_SCALES


PLAIN_LEFT = frozenset(["", "(", "$", "€", "£", '"', "“", "‘", "'", "—", "–", "[", "¥", "₹", "~"])

PLAIN_RIGHT = frozenset(["", ",", ".", "%", ")", "”", "’", '"', "'", ";", ":", "—", "?", "!", "]"])


def _run(t: Tokens, i: int) -> str:
    """The characters around the token up to white space, at most ``WINDOW`` on each side."""
    left, right = t.text[max(0, t.start[i] - WINDOW) : t.start[i]], t.text[t.end[i] : t.end[i] + WINDOW]
    return RE_LAST_RUN.sub("", left) + t.word[i] + RE_FIRST_RUN.split(right, maxsplit=1)[0]


RE_LAST_RUN = re.compile(r"(?s)\A.*\s")

RE_FIRST_RUN = re.compile(r"\s")


def _is_phone(t: Tokens, i: int) -> bool:
    """Three digits and four after a hyphen, or a plus before a long run."""
    a, b = t.word[i], t.word[i + 2]
    if t.low[i + 1] in HYPHENS and t.touches(i + 2) and t.kind[i + 2] == NUMBER and a.isdigit() and b.isdigit():
        rising = int(a) < int(b) and a.endswith("00") and b.endswith("00")
        return (len(a), len(b)) in {(3, 4), (5, 4), (4, 2), (4, 4)} and not rising and not _is_measured(t, i + 3)
    return False


def _is_glued(t: Tokens, i: int) -> bool:
    """Digits that are part of a word: "F-16", "G7", "3G", "747s"."""
    if t.touches(i):
        left = t.kind[i - 1]
        if left == WORD and not _is_money_word(t, i):
            return True
        hyphen = t.low[i - 1] in HYPHENS or t.low[i - 1] in "–/&_."
        if left == MARK and hyphen and t.touches(i - 1) and t.kind[i - 2] == WORD and not _is_money_word(t, i - 1):
            return True
        if _is_pounds(t, i):
            return False
        if t.low[i - 1] in ("#", "№", "_", "/", "=", "@", "\\", "^", "*") or (left == NUMBER):
            return True
    return _is_glued_right(t, i)


def _is_money_word(t: Tokens, i: int) -> bool:
    """Whether the word before may be a currency or the unit of the first end of a range ("3km-5km")."""
    word = t.word[i - 1]
    if t.low[i] in "–-/" and t.kind[i - 2] == NUMBER and t.touches(i - 1):
        return True
    return word in WORD_SIGNS or (word in ("R", "N", "P") and i == i)


def _is_glued_right(t: Tokens, i: int) -> bool:
    j = i + 1
    if not t.touches(j):
        return False
    if t.kind[j] == NUMBER:
        return True
    if t.kind[j] == WORD:
        return not (t.low[j] in GLUED or has_unit(t, j)) or t.low[j] == "s"
    if t.low[j] in HYPHENS and t.touches(j + 1) and t.kind[j + 1] == NUMBER:
        return t.touches(j + 2) and t.kind[j + 2] == WORD and not _is_unit_word(t, j + 2)
    if t.low[j] in ("/", ",") and t.kind[j + 1] == NUMBER and t.touches(j + 1):
        return t.low[j] == "," or slash(t, i) is None
    return t.low[j] in ("_", "@", "=", "\\") and t.touches(j + 1)


def _is_unit_word(t: Tokens, j: int) -> bool:
    return t.low[j] in GLUED or has_unit(t, j)


def _is_list_number(t: Tokens, i: int) -> bool:
    """Such as "5. Rider (Club)", "2) Second" at the head of a line."""
    line_start = t.start[i] == 0 or t.text[t.start[i] - 1] == "\n"
    if not line_start or len(t.word[i]) > 2:
        return False
    return t.low[i + 1] in (".", ")") and t.touches(i + 1) and not t.touches(i + 2) and t.is_name(i + 2)


def _is_clock(t: Tokens, i: int) -> bool:
    """Such as "6:40 p.m.", "3 a.m.", "16:08", "10.20 pm"."""
    if t.low[i + 1] in CLOCK_AFTER and len(t.word[i]) <= 5:
        return True
    if t.low[i + 1] in ("a", "p") and t.low[i + 2] == "." and t.low[i + 3] == "m":
        return True
    return t.low[i - 1] == ":" and t.touches(i) and t.touches(i - 1) and t.kind[i - 2] == NUMBER


def _is_year(t: Tokens, i: int) -> bool:
    word = t.word[i]
    if len(word) != 4 or not word.isdigit() or not "1500" <= word <= "2099":
        return False
    before, after = t.low[i - 1], t.low[i + 1]
    if before == "," and t.kind[i - 2] == NUMBER and t.low[i - 3] in MONTHS:
        return True
    if t.opens(i) and after in ("is", "was", "saw", "has", "will"):
        return True
    if after in ("percent", "%", "people", "per") or _is_measured(t, i + 1):
        return False
    if before in YEAR_BEFORE or before in MONTHS or t.kind[i - 1] == DATE or _closes(t, i) or t.is_name(i + 1):
        return True
    return (before in NO_UNIT_BEFORE and t.kind[i + 1] == WORD) or _in_years(t, i)


def _closes(t: Tokens, i: int) -> bool:
    """Whether a mark stands on both sides: "(2014)", ", 1998,"."""
    return t.low[i - 1] in ("(", ",", "©", "’", "-") and t.low[i + 1] in (")", ",", ".", ";", "-", "–")


LINKS = frozenset([",", "and", "or", "to", "-", "–", "/"])


def _in_years(t: Tokens, i: int) -> bool:
    """Whether it stands in a list of years: "1987, 2000 and 2006"."""
    linked = (i - 2 if t.low[i - 1] in LINKS else 0, i + 2 if t.low[i + 1] in LINKS else 0)
    return any(t.kind[k] == DATE or (len(t.word[k]) == 4 and t.word[k].isdigit()) for k in linked)


def _is_measured(t: Tokens, k: int) -> bool:
    """Whether a unit, a magnitude or a plural follows."""
    low = t.low[k]
    counts = low in COUNT_WORDS or low in LONG_SCALES or low in ("%", "hundred")
    return counts or (is_plural(low) and not t.is_name(k)) or (low in UNIT_FIRSTS and t.kind[k] == WORD)


def _is_end_of_years(t: Tokens, i: int) -> bool:
    """The "39" of "1936 - 39"."""
    first = t.word[i - 2]
    year = len(first) == 4 and first.isdigit() and "1500" <= first <= "2099"
    return year and t.low[i - 1] in ("-", "–") and len(t.word[i]) <= 2 and not _is_measured(t, i + 1)


def _is_month_day(t: Tokens, i: int) -> bool:
    """Such as "Oct. 7", "7 October": days that the date stage was not asked for."""
    if not (t.word[i].isdigit() and int(t.word[i][:4]) <= 31 and len(t.word[i]) <= 2):
        return False
    p = i - 2 if t.low[i - 1] == "." else i - 1
    after = i + 2 if t.low[i + 1] in ("st", "nd", "rd", "th") else i + 1
    after = after + 1 if t.low[after] == "of" else after
    return any(t.low[k] in MONTHS and t.is_name(k) for k in (p, after))


def _is_label(t: Tokens, i: int) -> bool:
    """A bare whole number after a lead or a name: "Flight 447", "Boeing 747", "page 12"."""
    p = i - 2 if t.low[i - 1] == "." and t.touches(i - 1) else i - 1
    if t.kind[p] != WORD or len(t.word[i]) > 4 or "," in t.word[i] or t.kind[i + 1] == DATE:
        return False
    if (t.low[p], t.word[i]) == ("the", "1"):  # "the 1 train"
        return t.kind[i + 1] == WORD and not _is_measured(t, i + 1)
    if t.low[p] in LEADS and (p == i - 1 or t.low[p] in ("no", "nos", "vol", "fig")):
        return not _is_measured(t, i + 1) or (t.is_name(p) and not t.opens(p))
    if p != i - 1 or not t.is_name(p) or t.opens(p) or t.low[p] in MONTHS or not t.word[i].isdigit():
        return False
    return not _may_count_after_name(t, i, p)


def _may_count_after_name(t: Tokens, i: int, p: int) -> bool:
    """Whether a count can follow the name ("In Syria 12 attacks", "South Sudan 90, Puerto Rico 79")."""
    if t.low[i + 1] in ("%", "percent", "per", "points", "-", "–", "million", "billion"):
        return True
    if t.low[p - 1] == "&":
        return False
    while p > t.first and (t.is_name(p - 1) or (t.low[p - 1] in HYPHENS and t.touches(p) and t.touches(p - 1))):
        p -= 1
    if t.low[p - 1] in ("the", "a", "an", "new", "of") or t.low[p - 1].endswith(("'s", "’s")):
        return False
    return _is_measured(t, i + 1) or _is_result(t, i)


def _is_result(t: Tokens, i: int) -> bool:
    """Such as "Reds 90, Blues 79": names and numbers in turn."""
    ahead = t.low[i + 1 : i + 7]
    if t.low[i + 1] == "," and t.is_name(i + 2):
        return any(t.kind[k] == NUMBER for k in range(i + 3, min(i + 3 + len(ahead) - 2, t.last)))
    back = range(max(i - 6, t.first), i)
    return t.low[i + 1] in (".", ",", ";", "") and any(
        t.low[k] == "," and t.kind[k - 1] == NUMBER and t.is_name(k + 1) for k in back
    )


def _is_address(t: Tokens, i: int) -> bool:
    """Such as "10 Downing Street"."""
    if not t.word[i].isdigit() or len(t.word[i]) > 5:
        return False
    for k in range(i + 1, i + 4):
        if not t.is_name(k):
            return False
        if k > i + 1 and t.low[k] in STREETS:
            return not _is_measured(t, k + 1)
    return False


# In the order in which they are asked.
RULES: dict[str, Callable[[Tokens, int], bool]] = {
    "key": _is_key,
    "part_of_word": _is_glued,
    "list_item": _is_list_number,
    "time": _is_clock,
    "year": lambda t, i: _is_year(t, i) or _is_end_of_years(t, i),
    "day": _is_month_day,
    "label": _is_label,
    "address": _is_address,
}
