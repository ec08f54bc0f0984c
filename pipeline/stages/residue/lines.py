"""Lines of a clean text and what they look like, before any rule."""

import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

SOLID_WORDS = 12
MIN_FUNCTION_SHARE = 0.15  # function words in running English: .3 to .5; in lists of names and links near 0
MAX_SAMPLE = 400  # characters for the share of function words
MAX_LOOK = 1000  # characters of a line that are looked at: a paragraph shows what it is long before

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


Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801  it reads like the built-in property
    """A property computed once; unlike `functools.cached_property` without a lock, which costs more than the value."""

    def __init__(self, function: Callable[[Any], Value]) -> None:
        self._function, self.__doc__ = function, function.__doc__

    @overload
    def __get__(self, line: None, owner: type) -> "lazy[Value]": ...

    @overload
    def __get__(self, line: object, owner: type) -> Value: ...

    def __get__(self, line: object | None, owner: type) -> "lazy[Value] | Value":
        if line is None:
            return self
        value = line.__dict__[self._function.__name__] = self._function(line)
        return value


class Line:
    """A non-blank line: its span in the text and its looks."""

    def __init__(self, start: int, text: str) -> None:
        self.start, self.end, self.text = start, start + len(text), text

    @lazy
    def words(self) -> list[str]:
        """The words of its beginning, in lower case."""
        return RE_WORD.findall(self.text[:MAX_LOOK].lower())

    @property
    def n_words(self) -> int:
        """Number of words among its first characters."""
        return len(self.words)

    @lazy
    def closed(self) -> bool:
        """Whether it ends like a sentence."""
        return self.text[-1] in ".!?…" or RE_CLOSED.search(self.text[-12:]) is not None

    @lazy
    def solid(self) -> bool:
        """Whether it is plainly a paragraph of prose: long, closed, with its share of function words."""
        if not self.closed:
            return False
        # Split at spaces: every line is asked, and this is the fast way.
        sample = self.text[:MAX_SAMPLE].lower().split()
        if len(sample) < SOLID_WORDS:
            return False
        return sum(map(FUNCTION_WORDS.__contains__, sample)) >= MIN_FUNCTION_SHARE * len(sample)


def lines_of(text: str) -> list[Line]:
    """The non-blank lines; white space at their edges is not part of them."""
    lines, start = [], 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            lines.append(Line(start + line.index(body[0]), body))
        start += len(line) + 1
    return lines


def normalise_line(line: str) -> str:
    """The line's key for recurrence: lower case, digits as 0, spaces folded."""
    return RE_DIGIT.sub("0", " ".join(line.lower().split()))
