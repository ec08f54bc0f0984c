"""What other libraries reach on the same sets with the same scorers: `make eval PEERS=1`, after `pip install .[peers]`.

Splitters get one line at a time, since none of them takes a line break for the end of a sentence; leading and trailing
white space of their spans is left out. quantulum3 knows no kinds: its units say what a quantity is.
"""

import importlib.util
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from tests.eval import numbers, sentences

Row = dict[str, Any]
Splitter = Callable[[str], list[tuple[int, int]]]
KINDS = {"currency": "money", "dimensionless": "cardinal", "unknown": "cardinal"}


def score(bench: Path) -> Iterator[Row]:
    """Rows as of the stages' scorers, with the peer's name; peers that are not installed are left out."""
    warnings.filterwarnings("ignore")
    for name, load in SPLITTERS.items():
        if importlib.util.find_spec(name):
            with patch.object(sentences, "split", _by_line(load())):
                yield from ({**row, "peer": name, "stage": "sentences"} for row in sentences.score(bench))
    if importlib.util.find_spec("quantulum3"):
        with patch.object(numbers, "find_numbers", _quantulum):
            yield from ({**row, "peer": "quantulum3", "stage": "numbers"} for row in numbers.score(bench))


def _by_line(split: Splitter) -> Callable[[str], list[Any]]:
    def spans(text: str) -> list[Any]:
        found, offset = [], 0
        for line in text.split("\n"):
            for start, end in split(line) if line.strip() else ():
                a = offset + start + len(line[start:end]) - len(line[start:end].lstrip())
                found.append(SimpleNamespace(start=a, end=a + len(line[start:end].strip())))
            offset += len(line) + 1
        return found

    return spans


def _nupunkt() -> Splitter:
    import nupunkt

    return lambda line: list(nupunkt.sent_spans(line))


def _pysbd() -> Splitter:
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    return lambda line: [(span.start, span.end) for span in segmenter.segment(line)]


def _spacy() -> Splitter:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda line: [(sentence.start_char, sentence.end_char) for sentence in nlp(line).sents]


SPLITTERS: dict[str, Callable[[], Splitter]] = {"nupunkt": _nupunkt, "pysbd": _pysbd, "spacy": _spacy}


def _quantulum(text: str, excluded: Any = None) -> list[Any]:
    from quantulum3 import parser

    spans = [(span.start, span.end) for span in excluded or []]
    found = []
    for quantity in parser.parse(text):
        start, end = quantity.span
        if not any(a < end and start < b for a, b in spans):
            found.append(_mention(text, start, end, quantity))
    return found


def _mention(text: str, start: int, end: int, quantity: Any) -> Any:
    entity, unit = quantity.unit.entity.name, quantity.unit.name
    kind = "percent" if unit == "percentage" else KINDS.get(entity, "quantity")
    low = high = None
    if quantity.uncertainty:
        low, high = quantity.value - quantity.uncertainty, quantity.value + quantity.uncertainty
    return SimpleNamespace(
        start=start, end=end, text=text[start:end], kind=kind, value=quantity.value, low=low, high=high, unit=unit
    )
