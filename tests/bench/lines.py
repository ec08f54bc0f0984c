"""Which lines are no article: rules and recurrence, with and without the model, beside C4's rules and jusText.

Megabytes of text a second on one core, in interleaved runs. jusText is given each line as a paragraph.
"""

import importlib.util
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from pipeline.stages.residue import find_spans, recurring_lines
from tests.bench.script import c4_lines

Contestant = Callable[[list[tuple[str, str]]], object]


def winnow(documents: list[tuple[str, str]], *, model: bool) -> int:
    """Rules and recurrence over documents of (publisher, text), counted over all of them."""
    recurring = recurring_lines(documents)
    return sum(len(find_spans(text, recurring=recurring.get(site, ()), model=model)) for site, text in documents)


def justext_lines(documents: list[tuple[str, str]]) -> int:
    """Pomikálek 2011, with his stop words and limits."""
    from justext import core, get_stoplist
    from justext.paragraph import Paragraph

    stopwords, kept = get_stoplist("English"), 0
    for _, text in documents:
        paragraphs = []
        for line in filter(str.strip, text.split("\n")):
            paragraph = Paragraph(SimpleNamespace(dom="p", xpath="p"))
            paragraph.append_text(line)
            paragraphs.append(paragraph)
        core.classify_paragraphs(paragraphs, stopwords)
        core.revise_paragraph_classification(paragraphs)
        kept += sum(not paragraph.is_boilerplate for paragraph in paragraphs)
    return kept


def contestants() -> dict[str, Contestant]:
    """What is measured, jusText where it is installed."""
    found: dict[str, Contestant] = {
        "rules and recurrence": lambda documents: winnow(documents, model=False),
        "with the model": lambda documents: winnow(documents, model=True),
        "C4's line rules": lambda documents: [c4_lines(text) for _, text in documents],
    }
    if importlib.util.find_spec("justext"):
        found["jusText on lines"] = justext_lines
    return found


def measure(source: Path, runs: int) -> None:
    """Print megabytes a second of each, and how often the first's."""
    with source.open(encoding="utf-8") as lines:
        documents = [(row["publisher"], row["text"]) for row in map(json.loads, lines)]
    megabytes = sum(len(text.encode()) for _, text in documents) / 1e6
    speeds: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, work in contestants().items():
            started = time.process_time()
            work(documents)
            speeds.setdefault(name, []).append(megabytes / (time.process_time() - started))
    first = statistics.median(next(iter(speeds.values())))
    for name, found in speeds.items():
        speed = statistics.median(found)
        print(f"  lines: {name:<22}{speed:>7.1f} MB/s {speed / first:>8.2f} x the first")
