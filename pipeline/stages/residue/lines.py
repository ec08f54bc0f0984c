"""Lines of a clean text and what they look like, before any rule."""

import re
from functools import cached_property

SOLID_WORDS = 12
MIN_FUNCTION_SHARE = 0.15  # function words in running English: .3 to .5; in lists of names and links near 0
MAX_SAMPLE = 40  # tokens for the share of function words
MAX_LOOK = 1000  # characters of a line that are looked at: a paragraph shows what it is long before

RE_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
RE_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
DIGITS_AS_0 = bytes.maketrans(b"123456789", b"0" * 9)
# Of the bytes of a line in small letters: what is no ASCII letter parts words.
_LETTERS = bytes(range(ord("a"), ord("z") + 1))
NO_MARKS = _LETTERS + b" "
ONLY_LETTERS = bytes(byte if byte in _LETTERS else ord(" ") for byte in range(256))
FUNCTION_WORDS = frozenset((
    "a", "about", "after", "all", "an", "and", "are", "as", "at", "be", "been", "before", "but", "by",
    "could", "for", "from", "had", "has", "have", "he", "her", "his", "i", "if", "in", "into", "is", "it",
    "its", "more", "not", "of", "on", "one", "or", "our", "out", "over", "said", "she", "than", "that",
    "the", "their", "there", "they", "this", "to", "two", "up", "was", "we", "were", "what", "when",
    "where", "which", "who", "will", "with", "would", "you",
))  # fmt: skip
_FUNCTION_TOKENS = frozenset(word.encode() for word in FUNCTION_WORDS)


class Line:
    """A non-blank line: its span in the text and its looks."""

    def __init__(self, start: int, text: str) -> None:
        self.start, self.end, self.text = start, start + len(text), text
        # Words are what spaces part, tokens runs of ASCII letters in lower case: every line is asked for them, and
        # these are the fast ways. Both of the first characters only.
        self.n_words = text.count(" ", 0, MAX_LOOK) + (text[1:2] != " " or text[0].isalnum())  # no word: a bullet
        self.lower = text[:MAX_LOOK].lower().encode(errors="replace")
        self.tokens = self.lower.translate(ONLY_LETTERS).split()
        self.closed = text[-1] in ".!?…" or RE_CLOSED.search(text[-12:]) is not None
        self.solid = self.closed and self.n_words >= SOLID_WORDS and self._runs()

    def _runs(self) -> bool:
        """Whether its function words are those of running English."""
        sample = self.tokens[:MAX_SAMPLE]
        return sum(map(_FUNCTION_TOKENS.__contains__, sample)) >= MIN_FUNCTION_SHARE * max(len(sample), SOLID_WORDS)

    @cached_property
    def words(self) -> list[str]:
        """The words of its beginning, in lower case."""
        return RE_WORD.findall(self.text[:MAX_LOOK].lower())


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
    key = line.lower().encode(errors="replace").translate(DIGITS_AS_0).decode()
    return key.strip() if key.isprintable() and "  " not in key else " ".join(key.split())  # most need no folding
