"""Titles and authors read from cut lines, against those that the benchmark states of its pages.

A title or an author counts as there to be found if a line of the extracted text names it; what the extractor lost
can't be read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.stages.residue import Metadata, read_metadata
from pipeline.stages.residue.lines import lines_of, normalise_line
from tests.eval.residue import Stripped, read, strip

RE_NO_LETTER = re.compile(r"[^\w]+")


def key(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return RE_NO_LETTER.sub(" ", normalise_line(text)).strip()


def title_outcome(document: Stripped, found: Metadata) -> str | None:
    """Right, wrong, missed, or None where the text has no such line and none was read."""
    title = document.row["extra"].get("title")
    if not title:
        return None
    there = any(key(line.text) == key(title) for line in lines_of(document.text)[:12])
    if found.title is None:
        return "missed" if there else None
    one, two = key(found.title), key(title)
    return "right" if one and (one.startswith(two) or two.startswith(one)) else "wrong"


def author_outcome(document: Stripped, found: Metadata) -> str | None:
    """Right if the byline names one of the authors."""
    authors = [key(author) for author in document.row["extra"].get("authors") or []]
    if not authors:
        return None
    # A byline is short; authors named in prose are no byline.
    lines = [key(line.text) for line in lines_of(document.text) if line.n_words <= 20 and not line.solid]
    there = any(author in line for author in authors for line in lines)
    if found.byline is None:
        return "missed" if there else None
    return "right" if any(author in key(found.byline) for author in authors) else "wrong"


def score(bench: Path) -> list[dict[str, Any]]:
    """Precision and recall of titles and authors by source and extractor."""
    rows = [row for row in read(bench) if not row["extractor"].startswith("recorded_")]
    return [row for name, counts in sorted(tally(strip(rows)).items()) for row in _measures(name, counts)]


def tally(documents: Iterable[Stripped]) -> dict[tuple[str, str], Counter[str]]:
    """(set, measure) -> outcomes."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for document in documents:
        found = read_metadata(document.text, document.cuts)
        name = f"{document.row['src']}/{document.row['extractor']}"
        for measure, outcome in (
            ("title", title_outcome(document, found)),
            ("author", author_outcome(document, found)),
        ):
            if outcome:
                counts.setdefault((name, measure), Counter())[outcome] += 1
    return counts


def _measures(name: tuple[str, str], counts: Counter[str]) -> Iterator[dict[str, Any]]:
    right = counts["right"]
    for measure, of in (("precision", right + counts["wrong"]), ("recall", right + counts["missed"])):
        yield {"set": name[0], "measure": f"{name[1]} {measure}", "value": 100 * right / max(of, 1), "n": of}


if __name__ == "__main__":
    for row in score(Path("../shared/bench")):
        print(f"{row['set']:24} {row['measure']:18} {row['value']:6.1f} {row['n']:5}")  # noqa: T201  its output
