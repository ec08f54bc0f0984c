"""What the model sees of a line: its looks, where it stands, what stands around it, and what rules made of those.

Plain numbers, made in one pass over the document, so that the cost is linear in its lines.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

from pipeline.stages.residue.blocks import RE_NAME
from pipeline.stages.residue.lines import FUNCTION_WORDS, MAX_LOOK, RE_WORD, Line, normalise_line
from pipeline.stages.residue.rules import MONTHS
from pipeline.stages.residue.types import Label

FAR = 20  # distances and counts beyond say no more
LONG = 60  # words

READER = frozenset("i me my we us our you your yours i'm i've you're don't let's".split())
SAYING = frozenset("said says told added according asked argued wrote announced explained".split())
FURNITURE = frozenset(
    "home search login register account subscribe subscription email e-mail newsletter rss mobile app apps jobs "
    "property motors cars homes classifieds shop store deals offers weather temperature wind forecast sunny cloudy "
    "today tomorrow tonight horoscopes games crossword puzzles lottery tv listings poll vote advertise advertising "
    "privacy terms policy help contact faq sitemap copyright rights reserved menu navigation section sections topics "
    "categories archive archives calendar directory website site page pages browser javascript icon logo menu save "
    "print share facebook twitter tweet instagram youtube linkedin whatsapp follow sign free inbox delivered".split()
)
LINKS = frozenset(
    "read more related latest stories story headlines popular trending recommended next previous watch video videos "
    "photos gallery galleries pictures slideshow podcast listen click here see also also blog blogs editor's picks "
    "articles article coverage live updates".split()
)
TALK = frozenset(
    "comment comments reply replies posted report abuse recommend permalink thread forum user username moderated "
    "ago am pm flag like dislike rating rated discussion readers".split()
)
PICTURE = frozenset(
    "photo photos image images picture photograph photographer getty reuters ap afp caption credit courtesy file "
    "pictured illustration graphic left right above below".split()
)
MONTH_WORDS = frozenset(MONTHS)

RE_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
RE_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
RE_LINK = re.compile(r"https?:|www\.|@|\.com\b|\.org\b|\.co\.", re.IGNORECASE)
RE_INNER_END = re.compile(r"[.!?][\"'”’)]* +[\"'“‘(]?[A-Z]")
BULLETS = "-•*–—·|»>"
QUOTES = '"“”‘'
BARS = "|•·»›>"

# Groups of categories, as distances to lines that rules typed are told apart.
GROUPS = (
    frozenset(("title", "byline", "dateline_residue", "navigation")),
    frozenset(("caption", "credit")),
    frozenset(("agency_credit", "author_bio", "contact", "copyright", "republish")),
    frozenset(("newsletter", "comment", "share", "related", "cookie", "paywall", "advert", "other")),
)
LOOKS = (
    "words", "chars_a_word", "closed", "solid", "colon", "ellipsis", "asks", "bullet", "quotes", "lower", "digit_first",
    "capitals", "all_capitals", "digits", "function_words", "reader", "saying", "commas", "bars", "link", "month",
    "clock", "year", "furniture", "links", "talk", "picture", "name", "inner_ends", "exclaims", "brackets",
)  # fmt: skip
AROUND = ("words", "closed", "solid", "bullet", "capitals", "function_words", "reader", "furniture", "links", "talk")
PLACE = (
    "from_start", "from_end", "relative", "lines", "solid_share", "solid_above", "solid_below", "since_solid",
    "to_solid", "run", "solid_run_below", "typed", "typed_above", "typed_below", "typed_share_below", "in_body",
    "in_title", "repeats",
)  # fmt: skip
# Of the list that a line stands in, neighbours that look alike: bullets, open lines, or closed ones that are not solid.
LIST = (
    "list_lines", "list_at", "list_words", "list_capitals", "list_typed", "list_link", "above_list_closed",
    "above_list_solid", "above_list_colon", "above_list_typed", "above_list_words", "below_list_solid",
    "below_list_typed", "below_list_end",
)  # fmt: skip
NAMES = (
    *LOOKS,
    *PLACE,
    *LIST,
    *(f"{side}_{group}" for side in ("above", "below") for group in ("head", "picture", "credit", "block")),
    *(f"{at}_{name}" for at in ("previous", "next", "second", "far") for name in AROUND),
)
AT = tuple(LOOKS.index(name) for name in AROUND)
NOWHERE = tuple(-1.0 for _ in AROUND)
WORDS_AT, CAPITALS_AT, LINKS_AT = (LOOKS.index(name) for name in ("words", "capitals", "links"))
SOLID, BULLET, OPEN, CLOSED = range(4)
LISTED = (BULLET, OPEN)  # what lines of a list are


def line_kind(line: Line) -> int:
    """Solid, a bullet, open or closed."""
    if line.solid:
        return SOLID
    return BULLET if line.text[0] in BULLETS else CLOSED if line.closed else OPEN


def looks(line: Line) -> list[float]:
    """The features of a line by itself, as in `LOOKS`."""
    text, lower = line.text[:MAX_LOOK], line.words
    words = RE_WORD.findall(text)
    n = max(len(words), 1)
    letters = [word for word in words if word[0].isalpha()]
    return [
        min(len(words), LONG), min(sum(map(len, words)) / n, 20), line.closed, line.solid, text.endswith(":"),
        text.endswith(("...", "…")), text.endswith(("?", "!")), text[0] in BULLETS, any(q in text for q in QUOTES),
        text[0].islower(), text[0].isdigit(),
        sum(word[0].isupper() for word in letters) / max(len(letters), 1),
        sum(word.isupper() and len(word) > 1 for word in letters) / max(len(letters), 1),
        sum(map(str.isdigit, text)) / len(text),
        sum(word in FUNCTION_WORDS for word in lower) / n,
        sum(word in READER for word in lower) / n, any(word in SAYING for word in lower), min(text.count(","), 10),
        min(sum(map(text.count, BARS)), 10), RE_LINK.search(text) is not None,
        any(word in MONTH_WORDS for word in lower), RE_CLOCK.search(text) is not None,
        RE_YEAR.search(text) is not None, sum(word in FURNITURE for word in lower) / n,
        sum(word in LINKS for word in lower) / n, sum(word in TALK for word in lower) / n,
        sum(word in PICTURE for word in lower) / n, len(text) <= 60 and RE_NAME.fullmatch(text) is not None,
        min(len(RE_INNER_END.findall(text)), 10), min(text.count("!"), 5), "(" in text or "[" in text,
    ]  # fmt: skip


class Document:
    """The lines of a document with the labels that rules gave, ready to be described one by one."""

    def __init__(self, lines: Sequence[Line], labels: Mapping[int, Label]) -> None:
        self.lines, self.labels = lines, labels
        self._looks: dict[int, list[float]] = {}
        solid = [i for i, line in enumerate(lines) if line.solid and i not in labels]
        n = len(lines)
        self.n_solid = len(solid)
        marks = set(solid)
        self._solid_until = list(accumulate((i in marks for i in range(n)), initial=0))
        self._typed_until = list(accumulate((i in labels for i in range(n)), initial=0))
        self._since_solid, self._to_solid = _distances(n, marks)
        self._groups = [_distances(n, {i for i, x in labels.items() if x.category in group}) for group in GROUPS]
        self._body = {word for i in solid for word in lines[i].words if len(word) > 3}
        titles = [i for i, label in labels.items() if label.category == "title"]
        self._title = {word for i in titles for word in lines[i].words if len(word) > 3}
        self._keys = Counter(normalise_line(line.text) for line in lines if not line.solid)
        self._lists = self._runs()
        self._list_features: dict[int, list[float]] = {}  # by the first line

    def features(self, i: int) -> list[float]:
        """The features of line i, as in `NAMES`."""
        beside = (i - 1, i + 1, i - 2, i + 2)
        place = (*self._place(i), *self._list(i), *self._distances_of(i))
        return [*self._look(i), *place, *(v for j in beside for v in self._around(j))]

    def _runs(self) -> list[tuple[int, int]]:
        """Start and end of the list that each line stands in."""
        kinds = [line_kind(line) for line in self.lines]
        found: list[tuple[int, int]] = []
        while (start := len(found)) < len(kinds):
            end = start + 1
            while end < len(kinds) and kinds[end] == kinds[start] != SOLID:
                end += 1
            found += [(start, end)] * (end - start)
        return found

    def _list(self, i: int) -> list[float]:
        """The features of `LIST` for line i."""
        start, end = self._lists[i]
        if start not in self._list_features:
            self._list_features[start] = self._shared(start, end)
        return [min(end - start, FAR), min(i - start, FAR), *self._list_features[start]]

    def _shared(self, start: int, end: int) -> list[float]:
        """What all lines of a list have in common."""
        n, lines = end - start, self.lines
        seen = [self._look(i) for i in range(start, min(end, start + FAR))]
        above, below = start - 1, end
        return [
            *(sum(look[k] for look in seen) / len(seen) for k in (WORDS_AT, CAPITALS_AT)),
            (self._typed_until[end] - self._typed_until[start]) / n,
            sum(look[LINKS_AT] for look in seen) / len(seen),
            *((lines[above].closed, lines[above].solid, lines[above].text[-1] == ":", above in self.labels,
               min(lines[above].n_words, LONG)) if above >= 0 else (-1.0,) * 5),
            *((lines[below].solid, below in self.labels, 0) if below < len(lines) else (0, 0, 1)),
        ]  # fmt: skip

    def _look(self, i: int) -> list[float]:
        if i not in self._looks:
            self._looks[i] = looks(self.lines[i])
        return self._looks[i]

    def _around(self, i: int) -> Sequence[float]:
        if not 0 <= i < len(self.lines):
            return NOWHERE
        found = self._look(i)
        return [found[k] for k in AT]

    def _place(self, i: int) -> list[float]:
        n = len(self.lines)
        above, typed = self._solid_until[i], self._typed_until[i]
        below, typed_below = self.n_solid - self._solid_until[i + 1], self._typed_until[n] - self._typed_until[i + 1]
        line = self.lines[i]
        content = {word for word in line.words if len(word) > 3}
        run = self._since_solid[i] + self._to_solid[i]
        return [
            min(i, FAR), min(n - 1 - i, LONG), i / n, min(n, 100), self.n_solid / n, min(above, FAR), min(below, FAR),
            self._since_solid[i], self._to_solid[i], min(run, FAR), min(below, FAR) / max(n - i - 1, 1),
            i in self.labels, min(typed, FAR), min(typed_below, FAR), typed_below / max(n - i - 1, 1),
            len(content & self._body) / max(len(content), 1), len(content & self._title) / max(len(content), 1),
            min(self._keys.get(normalise_line(line.text), 1), 5),
        ]  # fmt: skip

    def _distances_of(self, i: int) -> list[float]:
        return [above[i] for above, _ in self._groups] + [below[i] for _, below in self._groups]


def _distances(n: int, marks: set[int]) -> tuple[list[float], list[float]]:
    """For each line how far above it, and how far below it, the next of the marked lines is; at most `FAR`."""
    above: list[float] = []
    below: list[float] = []
    distance = FAR
    for i in range(n):
        above.append(distance)
        distance = 1 if i in marks else min(distance + 1, FAR)
    distance = FAR
    for i in range(n - 1, -1, -1):
        below.append(distance)
        distance = 1 if i in marks else min(distance + 1, FAR)
    return above, below[::-1]
