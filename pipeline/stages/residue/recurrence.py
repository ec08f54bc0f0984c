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
RE_LETTER = re.compile(r"[^\W\d_]")


def recurring_lines(
    documents: Iterable[tuple[str, str]], min_documents: int = MIN_DOCUMENTS
) -> dict[str, frozenset[str]]:
    """Group (publisher, '' where unknown) -> normalised lines in at least so many of its documents.

    ``documents`` yields (group, clean text). Lines without a letter, quotations and bare datelines do not
    count; solid paragraphs count only where they recur to the letter, their figures too.
    """
    counts: dict[str, Counter[str]] = {}
    for group, text in documents:
        counts.setdefault(group, Counter()).update({_key(line) for line in lines_of(text) if _counts(line)})
    return {
        group: frozenset(normalise_line(key) for key, n in counter.items() if n >= min_documents)
        for group, counter in sorted(counts.items())
    }


def _key(line: Line) -> str:
    return line.text if line.solid else normalise_line(line.text)


def _counts(line: Line) -> bool:
    text = line.text
    if len(text) > MAX_CHARS or not RE_LETTER.search(text):
        return False
    quoted = text[0] in '"“‘' and text[-1] in '"”’'
    return not quoted and not RE_DATELINE.match(text)
