"""Lines that recur in documents of a publisher are not article: the strongest evidence there is.

Callers leave all but one document of each cluster of near-copies out, since a story printed twice recurs as a whole.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, TypeVar

from pipeline.stages.residue.lines import Line, lines_of, normalise_line

MIN_DOCUMENTS = 3
# Of a publisher with so few documents two are enough, for lines that are not solid: chance brings two alike only in
# larger archives. Both must be texts of their own: pages that share much of their solid paragraphs are one witness.
FEW_DOCUMENTS, MIN_OF_FEW, KIN_SHARE = 50, 2, 0.2
MAX_CHARS = 1000
MAX_DATELINE = 80  # characters; a longer line is no bare dateline
QUOTES_OPEN, QUOTES_CLOSE = '"“‘', '"”’'

RE_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}(?:\([A-Za-z ]{2,20}\))?\W*$")
RE_LETTER = re.compile(r"[^\W\d_]")


class LineKey(NamedTuple):
    """What is compared of a line: all of a solid paragraph, else its words, in small letters, digits as 0."""

    key: str
    solid: bool


Key = TypeVar("Key", bound=tuple[Any, bool])


def recurring_lines(
    documents: Iterable[tuple[str, str]], min_documents: int = MIN_DOCUMENTS
) -> dict[str, frozenset[str]]:
    """Group (publisher, '' where unknown) -> normalised lines in at least so many of its documents.

    ``documents`` yields (group, clean text).
    """
    groups: dict[str, list[list[LineKey]]] = defaultdict(list)
    for name, text in documents:
        groups[name].append(line_keys(text))
    return {
        name: frozenset(
            normalise_line(line.key)
            for line in recurring(groups[name], len(groups[name]) if name else None, min_documents)
        )
        for name in sorted(groups)
    }


def line_keys(text: str) -> list[LineKey]:
    """The distinct lines of a text that count: not those without a letter, quotations and bare datelines."""
    lines = (line for line in lines_of(text) if _counts(line))
    return sorted({LineKey(line.text if line.solid else normalise_line(line.text), line.solid) for line in lines})


def recurring(
    documents: Collection[Collection[Key]], n_documents: int | None, min_documents: int = MIN_DOCUMENTS
) -> dict[Key, int]:
    """The lines of a publisher that recur, with the number of documents that have each.

    ``documents`` holds the lines of each, as pairs of a key and whether it is solid; ``n_documents`` is how many the
    publisher has, None if the publisher is unknown. Of lines in one document only, those may be missing that are not
    solid, or of a publisher of many documents or unknown: nothing comes of them.
    """
    counts = Counter(line for lines in documents for line in lines)
    found = {line: n for line, n in counts.items() if n >= min_documents}
    if n_documents is not None and n_documents <= FEW_DOCUMENTS:
        found |= dict.fromkeys(_of_few(documents, counts), MIN_OF_FEW)
    return found


def _of_few(documents: Iterable[Collection[Key]], counts: Counter[Key]) -> set[Key]:
    """Lines that are not solid in two documents that are texts of their own."""
    holders: dict[Key, list[set[Key]]] = defaultdict(list)
    for lines in documents:
        solid = {line for line in lines if line[1]}
        for line in lines:
            if counts[line] == MIN_OF_FEW and not line[1]:
                holders[line].append(solid)
    return {line for line, (one, two) in holders.items() if _strangers(one, two)}


def _strangers(one: Collection[Key], two: Collection[Key]) -> bool:
    return len(set(one) & set(two)) <= KIN_SHARE * min(len(one), len(two))


def _counts(line: Line) -> bool:
    text = line.text
    if len(text) > MAX_CHARS or (text[0] in QUOTES_OPEN and text[-1] in QUOTES_CLOSE):
        return False
    return RE_LETTER.search(text) is not None and (len(text) > MAX_DATELINE or not RE_DATELINE.match(text))
