"""Lines that recur in documents of a publisher are not article: the strongest evidence there is.

Callers pass one document of each cluster of near-copies, since a story printed twice recurs as a whole.
"""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.stages.residue.lines import Line, lines_of, normalise_line

MIN_DOCUMENTS = 3
MAX_CHARS = 1000

RE_DATELINE = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}(?:\([A-Za-z ]{2,20}\))?\W*$")


def recurring_lines(
    documents: Iterable[tuple[str, str]], min_documents: int = MIN_DOCUMENTS
) -> dict[str, frozenset[str]]:
    """Group (publisher, '' where unknown) -> normalised lines that stand in at least so many of its documents.

    ``documents`` yields (group, clean text). Lines of digits alone, quotations and bare datelines do not count.
    """
    counts: dict[str, Counter[str]] = {}
    for group, text in documents:
        keys = {normalise_line(line.text) for line in lines_of(text) if _counts(line)}
        counts.setdefault(group, Counter()).update(keys)
    return {
        group: frozenset(key for key, n in counter.items() if n >= min_documents)
        for group, counter in sorted(counts.items())
    }


def _counts(line: Line) -> bool:
    text = line.text
    quoted = text[0] in "\"“‘" and text[-1] in "\"”’"
    return bool(line.words) and len(text) <= MAX_CHARS and not quoted and not RE_DATELINE.match(text)
