"""Lines of a clean text and what they look like, before any rule."""

import re
from dataclasses import dataclass

SOLID_WORDS = 12
MIN_FUNCTION_SHARE = 0.15  # function words in running English: .3 to .5; in lists of names and links near 0

RE_LINE = re.compile(r"[^\n]+")
RE_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
RE_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
FUNCTION_WORDS = frozenset(
    "the a an of and to in is was were are be been that this for with on at by from as it its he she they his her "
    "their we our you i not but or had has have who which will would could said after before into about more than "
    "when where there if what all up out over one two".split()
)


@dataclass
class Line:
    """A non-blank line: its span in the text and its looks."""

    start: int
    end: int
    text: str
    words: list[str]

    @property
    def n_words(self) -> int:
        """Number of words."""
        return len(self.words)

    @property
    def closed(self) -> bool:
        """Whether it ends like a sentence."""
        return RE_CLOSED.search(self.text[-12:]) is not None

    @property
    def solid(self) -> bool:
        """Whether it is plainly a paragraph of prose: long enough, closed, with its share of function words."""
        if len(self.words) < SOLID_WORDS or not self.closed:
            return False
        sample = self.words[:60]
        return sum(w.lower() in FUNCTION_WORDS for w in sample) >= MIN_FUNCTION_SHARE * len(sample)


def lines_of(text: str) -> list[Line]:
    """The non-blank lines; white space at their edges is not part of them."""
    lines = []
    for match in RE_LINE.finditer(text):
        line = match.group()
        body = line.strip()
        if body:
            start = match.start() + len(line) - len(line.lstrip())
            lines.append(Line(start, start + len(body), body, RE_WORD.findall(body)))
    return lines


def normalise_line(line: str) -> str:
    """The line's key for recurrence: lower case, digits as 0, spaces folded."""
    return re.sub(r"\d", "0", " ".join(line.lower().split()))
