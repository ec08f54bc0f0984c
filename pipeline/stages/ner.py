"""The shipped name tagger: a linear-chain CRF over words in a window, as a component of a spaCy pipeline.

Features are strings made once per word type and joined per position, so that a token costs a few list
concatenations. The gazetteer travels with the weights. How they are trained stands in `pipeline.training`.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycrfsuite
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.stages.sentences import split

NAME = "winnow_crf"
WEIGHTS, GAZETTEER = "weights.crfsuite", "gazetteer.json.gz"
MAX_GAZETTEER_WORDS = 5
WINDOW = (-2, -1, 0, 1, 2)
EDGE = ("<s>", "</s>")
MAX_CACHED_WORDS = 200_000  # then the cache is dropped: real vocabularies never end


RE_RUN = re.compile(r"(.)\1\1+")

if not Span.has_extension("score"):
    Span.set_extension("score", default=None)


def shape(word: str) -> str:
    """'Xxxx' and the like, runs longer than two cut short: 'al-Sudani' -> 'xx-Xxx'."""
    letters = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:30])
    return RE_RUN.sub(r"\1\1", letters)


class Features:
    """Feature strings of the words of a sentence."""

    def __init__(self, gazetteer: Mapping[str, str]) -> None:
        self._gazetteer = gazetteer
        self._cache: dict[str, tuple[list[str], ...]] = {}

    def of(self, words: Sequence[str]) -> list[list[str]]:
        """For each word its features, those of its neighbours, pairs of neighbours and gazetteer matches."""
        if len(self._cache) > MAX_CACHED_WORDS:
            self._cache.clear()
        types = [self._word(w) for w in (EDGE[0], EDGE[0], *words, EDGE[1], EDGE[1])]
        lower = [w.lower() for w in words]
        pairs = [f"{a}|{b}" for a, b in pairwise(["<s>", *lower, "</s>"])]
        features = [
            [*types[i][0], *types[i + 1][1], *types[i + 2][2], *types[i + 3][3], *types[i + 4][4],
             "p-" + pairs[i], "p+" + pairs[i + 1]]
            for i in range(len(words))
        ]  # fmt: skip
        if words:
            features[0].append("first")
        if sum(w.isupper() for w in words) * 2 > len(words):
            for each in features:
                each.append("capitals")
        self._match(words, features)
        return features

    def _word(self, word: str) -> tuple[list[str], ...]:
        known = self._cache.get(word)
        if known is None:
            known = self._cache[word] = tuple(self._at(word, offset) for offset in WINDOW)
        return known

    def _at(self, word: str, offset: int) -> list[str]:
        lower = word.lower()
        features = [f"{offset}w={lower}", f"{offset}s={shape(word)}"]
        if abs(offset) < 2:
            features += [f"{offset}{n}{end}" for n in (2, 3) for end in (f"<{lower[:n]}", f">{lower[-n:]}")]
        if offset == 0:
            features += ["bias", f"4>{lower[-4:]}", f"4<{lower[:4]}", f"W={word}"]
            features += [f"n={min(len(word), 12)}"]
        return features

    def _match(self, words: Sequence[str], features: list[list[str]]) -> None:
        """Mark the longest gazetteer entries, from left to right."""
        i = 0
        while i < len(words):
            length, kinds = self._longest(words, i)
            for k in range(i, i + length):
                features[k] += [f"g{'B' if k == i else 'I'}{kind}" for kind in kinds.split()]
                features[k].append(f"g{min(length, 3)}")
            i += max(length, 1)

    def _longest(self, words: Sequence[str], i: int) -> tuple[int, str]:
        if words[i][:1].isupper():
            for j in range(min(i + MAX_GAZETTEER_WORDS, len(words)), i, -1):
                kinds = self._gazetteer.get(" ".join(words[i:j]).lower())
                if kinds:
                    return j - i, kinds
        return 0, ""


@Language.factory(NAME)
class CrfTagger:
    """Sets ``doc.ents`` with ``span._.score``, the CRF's probability of the span's tags."""

    def __init__(self, nlp: Language, name: str = NAME) -> None:  # noqa: ARG002  spaCy passes it
        self.name = name
        self._weights = b""
        self._tagger: Any = None
        self._features = Features({})
        self._gazetteer: dict[str, str] = {}

    def set(self, weights: bytes, gazetteer: dict[str, str]) -> None:
        """Take trained weights and the gazetteer they were trained with."""
        self._weights, self._gazetteer = weights, gazetteer
        self._features = Features(gazetteer)
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(weights)

    def __call__(self, doc: Doc) -> Doc:
        """Tag a document sentence by sentence."""
        if self._tagger is None:
            raise ValueError("the name tagger has no weights: load a trained pipeline")
        spans = [span for start, end in sentence_tokens(doc) for span in self._tag(doc, start, end)]
        doc.set_ents(spans)
        return doc

    def _tag(self, doc: Doc, start: int, end: int) -> Iterator[Span]:
        tags = self._tagger.tag(self._features.of([token.text for token in doc[start:end]]))
        for i, j, label in bio_spans(tags):
            score = min(self._tagger.marginal(tags[k], k) for k in range(i, j))
            span = Span(doc, start + i, start + j, label=label)
            span._.score = round(score, 4)
            yield span

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002  spaCy passes it
        """Write the weights and the gazetteer into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WEIGHTS).write_bytes(self._weights)
        text = json.dumps(self._gazetteer, ensure_ascii=False, sort_keys=True, indent=0)
        (folder / GAZETTEER).write_bytes(gzip.compress(text.encode(), mtime=0))

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> "CrfTagger":  # noqa: ARG002
        """Read what ``to_disk`` wrote."""
        folder = Path(path)
        gazetteer = json.loads(gzip.decompress((folder / GAZETTEER).read_bytes()))
        self.set((folder / WEIGHTS).read_bytes(), gazetteer)
        return self


def sentence_tokens(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the document's sentences by our own splitter, white space at their edges left out."""
    ranges, i = [], 0
    for sentence in split(doc.text):
        while i < len(doc) and doc[i].idx < sentence.start:
            i += 1
        start = i
        while i < len(doc) and doc[i].idx < sentence.end:
            i += 1
        if start < i:
            ranges.append((start, i))
    return ranges


def bio_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of the spans in BIO tags; an I- without its B- begins a span."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        inside = tag[:2] == "I-" and tag[2:] == label
        if label and not inside:
            yield start, i, label
            label = ""
        if tag != "O" and not inside:
            start, label = i, tag[2:]
