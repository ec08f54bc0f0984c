"""Lines that recur in documents of a publisher are not article: the strongest evidence there is.

Callers pass one document of each cluster of near-copies, since a story printed twice recurs as a whole.
"""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.stages.residue.lines import Line, lines_of, normalise_line

MIN_DOCUMENTS = 3
# Of a publisher with so few documents two are enough, for lines that are not solid: chance brings two alike only in
# larger archives. Both must be texts of their own: pages that share much of their solid paragraphs are one witness.
FEW_DOCUMENTS, MIN_OF_FEW, KIN_SHARE = 50, 2, 0.2
MAX_CHARS = 1000

RE_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}(?:\([A-Za-z ]{2,20}\))?\W*$")
RE_LETTER = re.compile(r"[^\W\d_]")


def recurring_lines(
    documents: Iterable[tuple[str, str]], min_documents: int = MIN_DOCUMENTS
) -> dict[str, frozenset[str]]:
    """Group (publisher, '' where unknown) -> normalised lines in at least so many of its documents.

    ``documents`` yields (group, clean text). Lines without a letter, quotations and bare datelines do not
    count; solid paragraphs count only where they recur to the letter, their figures too.
    """
    groups: dict[str, _Group] = {}
    for name, text in documents:
        groups.setdefault(name, _Group()).add(lines_of(text))
    return {name: groups[name].recurring(min_documents, few=bool(name)) for name in sorted(groups)}


class _Group:
    """Counts of the lines of a publisher."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._few: list[tuple[set[str], set[str]]] = []  # solid and other lines of the first documents
        self._n = 0

    def add(self, lines: list[Line]) -> None:
        solid = {line.text for line in lines if line.solid and _counts(line)}
        other = {normalise_line(line.text) for line in lines if not line.solid and _counts(line)}
        self._counts.update(solid | other)
        self._n += 1
        if self._n <= FEW_DOCUMENTS:
            self._few.append((solid, other))
        else:
            self._few = []

    def recurring(self, min_documents: int, *, few: bool) -> frozenset[str]:
        found = {normalise_line(key) for key, n in self._counts.items() if n >= min_documents}
        if few:
            found |= self._of_few()
        return frozenset(found)

    def _of_few(self) -> set[str]:
        """Lines that are not solid in two documents that share no solid paragraph."""
        holders: dict[str, list[int]] = {}
        for i, (_, other) in enumerate(self._few):
            for key in other:
                if self._counts[key] == MIN_OF_FEW:
                    holders.setdefault(key, []).append(i)
        return {key for key, found in holders.items() if len(found) == MIN_OF_FEW and self._strangers(*found)}

    def _strangers(self, one: int, two: int) -> bool:
        first, second = self._few[one][0], self._few[two][0]
        return len(first & second) <= KIN_SHARE * min(len(first), len(second))


def _counts(line: Line) -> bool:
    text = line.text
    if len(text) > MAX_CHARS or not RE_LETTER.search(text):
        return False
    quoted = text[0] in '"“‘' and text[-1] in '"”’'
    return not quoted and not RE_DATELINE.match(text)
