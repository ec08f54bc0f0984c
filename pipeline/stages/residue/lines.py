"""Lines of a clean text and what they look like, before any rule."""

import re
from functools import cached_property

SOLID_WORDS = 12
MIN_FUNCTION_SHARE = 0.15  # function words in running English: .3 to .5; in lists of names and links near 0
MAX_LOOK = 1000  # characters of a line that are looked at: a paragraph shows what it is long before

RE_LINE = re.compile(r"[^\n]+")
RE_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
RE_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
RE_DIGIT = re.compile(r"\d")
FUNCTION_WORDS = frozenset((
    "a", "about", "after", "all", "an", "and", "are", "as", "at", "be", "been", "before", "but", "by",
    "could", "for", "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it",
    "its", "more", "not", "of", "on", "one", "or", "our", "out", "over", "said", "she", "than", "that",
    "the", "their", "there", "they", "this", "to", "two", "up", "was", "we", "were", "what", "when",
    "where", "which", "who", "will", "with", "would", "you",
))  # fmt: skip


class Line:
    """A non-blank line: its span in the text, the words of its beginning in lower case, and its looks."""

    def __init__(self, start: int, text: str) -> None:
        self.start, self.end, self.text = start, start + len(text), text
        self.words: list[str] = RE_WORD.findall(text[:MAX_LOOK].lower())

    @property
    def n_words(self) -> int:
        """Number of words among its first characters."""
        return len(self.words)

    @cached_property
    def closed(self) -> bool:
        """Whether it ends like a sentence."""
        return RE_CLOSED.search(self.text[-12:]) is not None

    @cached_property
    def solid(self) -> bool:
        """Whether it is plainly a paragraph of prose: long, closed, with its share of function words."""
        if len(self.words) < SOLID_WORDS or not self.closed:
            return False
        sample = self.words[:60]
        return sum(map(FUNCTION_WORDS.__contains__, sample)) >= MIN_FUNCTION_SHARE * len(sample)


def lines_of(text: str) -> list[Line]:
    """The non-blank lines; white space at their edges is not part of them."""
    lines = []
    for match in RE_LINE.finditer(text):
        line = match.group()
        body = line.strip()
        if body:
            lines.append(Line(match.start() + len(line) - len(line.lstrip()), body))
    return lines


def normalise_line(line: str) -> str:
    """The line's key for recurrence: lower case, digits as 0, spaces folded."""
    return RE_DIGIT.sub("0", " ".join(line.lower().split()))
