"""Tokens of a piece of text: what the grammar of numbers reads.

Keep out: what any word means.
"""

import re
from collections.abc import Sequence

from pipeline.stages.edits import Span

NUMBER, WORD, MARK, DATE, EDGE = range(5)
"""Kinds of tokens: digits, letters, any other character, part of an excluded span, beyond the piece."""

# Groups of digits are bounded, so that a megabyte of "1,22,33,..." stays linear.
RE_TOKEN = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{2,3}){0,6},[0-9]{3}(?![0-9])(?:\.[0-9]+)?"
    r"|(?<![0-9] )[0-9]{1,3}(?: [0-9]{3}){2,6}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3}){1,6}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+"
    r"|(?<![\w.])(?:[A-Za-z]\.){2,6}"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\S"
)
PAD_BEFORE, PAD_AFTER = 6, 10


class Tokens:
    """Parallel lists of a piece's tokens, padded on both sides so that looking a few ahead is safe.

    ``start`` and ``end`` are offsets in the whole text; ``first`` and ``last`` bound the real tokens.
    """

    __slots__ = ("end", "excluded", "first", "kind", "last", "low", "start", "text", "word")

    def __init__(self, text: str, piece: Span, excluded: Sequence[Span] = ()) -> None:
        self.text, self.excluded = text, excluded
        matches = list(RE_TOKEN.finditer(text, piece.start, piece.end))
        words = [match[0] for match in matches]
        before, after = [""] * PAD_BEFORE, [""] * PAD_AFTER
        self.first, self.last = PAD_BEFORE, PAD_BEFORE + len(words)
        self.word = before + words + after
        self.low = before + [word.lower() for word in words] + after
        self.start = [-9] * PAD_BEFORE + [m.start() for m in matches] + [piece.end + 9] * PAD_AFTER
        self.end = [-9] * PAD_BEFORE + [m.end() for m in matches] + [piece.end + 9] * PAD_AFTER
        self.kind = [EDGE] * PAD_BEFORE + [_kind(word) for word in words] + [EDGE] * PAD_AFTER
        if excluded:
            self._mark(excluded)

    def _mark(self, excluded: Sequence[Span]) -> None:
        index = self.first
        for span in excluded:
            while index < self.last and self.end[index] <= span.start:
                index += 1
            while index < self.last and self.start[index] < span.end:
                self.kind[index] = DATE
                self.low[index] = "<date>"
                index += 1

    def touches(self, i: int) -> bool:
        """Whether nothing stands between the token and the one before."""
        return self.start[i] == self.end[i - 1]

    def is_name(self, i: int) -> bool:
        """Whether the token is a word with a capital anywhere ('Boeing', 'iPhone')."""
        return self.kind[i] == WORD and self.word[i] != self.low[i]

    def opens(self, i: int) -> bool:
        """Whether the token may begin a sentence, so that its capital says nothing."""
        return i <= self.first or self.low[i - 1] in SENTENCE_MARKS

    def skip_hyphen(self, i: int) -> int:
        """The index after a hyphen that ties token i - 1 to a word, else i."""
        tied = self.low[i] in HYPHENS and self.touches(i) and self.touches(i + 1) and self.kind[i + 1] == WORD
        return i + 1 if tied else i


SENTENCE_MARKS = frozenset('.!?:;“"‘•*—–|…»«(')
HYPHENS = frozenset("-‐‑")


def _kind(word: str) -> int:
    char = word[0]
    if "0" <= char <= "9" or (char == "." and len(word) > 1):
        return NUMBER
    return WORD if char.isalnum() else MARK
