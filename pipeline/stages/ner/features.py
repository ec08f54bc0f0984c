"""Features of the words of a document, as strings: what training learns weights for and the decoder looks up.

Those of a word by itself are made once a word type; the rest are few.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

WINDOW = (-2, -1, 0, 1, 2)
EDGE = ("<s>", "</s>")
PAIR_FEATURES = ((0, "p-"), (-1, "p+"))  # the word after and the word before the edge between the two
MAX_GAZETTEER_WORDS = 5
PERSONAL = ("family", "given")  # kinds of single words: features of their own, not of the longest match

RE_RUN = re.compile(r"(.)\1\1+")

Gazetteer = dict[str, str]
Words = dict[str, tuple[int, str]]
Placed = tuple[int, str]  # a word's place in its sentence, and a feature


def shape(word: str) -> str:
    """'Xxxx' and the like, runs longer than two cut short: 'al-Sudani' -> 'xx-Xxx'."""
    letters = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:30])
    return RE_RUN.sub(r"\1\1", letters)


class Features:
    """Feature strings, given the gazetteer and the table of words (cluster, and how rare in lower case)."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer, self.words = gazetteer, words
        self._made: dict[str, list[list[str]]] = {}  # training sees each word many times
        self._places = {name: found for name, kinds in gazetteer.items() if (found := _places(kinds))}
        self._first_words = {name.split(" ", 1)[0] for name in self._places}
        self._persons = {name: found for name, kinds in gazetteer.items() if (found := _persons(kinds))}

    def of(self, document: Sequence[Sequence[str]]) -> list[list[list[str]]]:
        """For each word of each sentence all its features: what training needs."""
        return [self._of(sentence, around) for sentence, around in zip(document, self.around(document), strict=True)]

    def _of(self, sentence: Sequence[str], around: Sequence[Placed]) -> list[list[str]]:
        for word in (*EDGE, *sentence):
            if word not in self._made:
                self._made[word] = self.of_word(word)
        types = [self._made[word] for word in (EDGE[0], EDGE[0], *sentence, EDGE[1], EDGE[1])]
        features = [[f for k in range(len(WINDOW)) for f in types[i + k][k]] for i in range(len(sentence))]
        for i, pair in enumerate(self.pairs(sentence)):
            for shift, prefix in PAIR_FEATURES:
                if 0 <= i + shift < len(sentence):
                    features[i + shift].append(prefix + pair)
        for i, name in around:
            features[i].append(name)
        return features

    def of_word(self, word: str) -> list[list[str]]:
        """The features that a word gives at each place of the window."""
        known, form = self._entry(word), shape(word)
        return [self._at(word, form, known, offset) for offset in WINDOW]

    def _entry(self, word: str) -> tuple[int, str] | None:
        words = self.words
        return words.get(word) or (words.get(word.capitalize()) if word.isupper() else None) or words.get(word.lower())

    def _at(self, word: str, form: str, known: tuple[int, str] | None, offset: int) -> list[str]:
        lower, near = word.lower(), abs(offset) < 2
        features = [f"{offset}w={lower}", f"{offset}s={form}"]
        if near:
            features += [f"{offset}{n}{end}" for n in (2, 3) for end in (f"<{lower[:n]}", f">{lower[-n:]}")]
        if offset == 0:
            features += ["bias", f"4>{lower[-4:]}", f"4<{lower[:4]}", f"W={word}", f"n={min(len(word), 12)}"]
        if near and word[:1].isupper():
            features += [f"{offset}{kind}" for kind in self._persons.get(lower, ())]
        return features + _class_features(known, offset)

    def pairs(self, sentence: Sequence[str]) -> Iterator[str]:
        """Each two neighbours, the edges of the sentence among them."""
        lower = [EDGE[0], *map(str.lower, sentence), EDGE[1]]
        return map("|".join, pairwise(lower))

    def around(self, document: Sequence[Sequence[str]]) -> list[list[Placed]]:
        """For each sentence the features that depend on more than two words."""
        return [list(self._around(sentence)) for sentence in document]

    def _around(self, sentence: Sequence[str]) -> Iterator[Placed]:
        if sentence:
            yield 0, "first"
        if sum(word.isupper() for word in sentence) * 2 > len(sentence):
            yield from ((i, "capitals") for i in range(len(sentence)))
        yield from self._matches(sentence)

    def _matches(self, sentence: Sequence[str]) -> Iterator[Placed]:
        """The longest gazetteer entries, from left to right."""
        free = 0
        for i, word in enumerate(sentence):
            if i < free or not word[:1].isupper() or word.lower() not in self._first_words:
                continue
            length, kinds = self._longest(sentence, i)
            for k in range(i, i + length):
                yield from ((k, f"g{'B' if k == i else 'I'}{kind}") for kind in kinds)
                yield k, f"g{min(length, 3)}"
            free = i + length

    def _longest(self, sentence: Sequence[str], i: int) -> tuple[int, Sequence[str]]:
        for j in range(min(i + MAX_GAZETTEER_WORDS, len(sentence)), i, -1):
            kinds = self._places.get(" ".join(sentence[i:j]).lower())
            if kinds:
                return j - i, kinds
        return 0, ()


def _places(kinds: str) -> list[str]:
    return [kind for kind in kinds.split() if kind not in PERSONAL]


def _persons(kinds: str) -> list[str]:
    return [kind for kind in kinds.split() if kind in PERSONAL]


def _class_features(known: tuple[int, str] | None, offset: int) -> list[str]:
    """The word's cluster, its upper branches, and how it is mostly written."""
    if known is None:
        return [f"{offset}c?"]
    cluster, case = known
    near = abs(offset) < 2
    features = [f"{offset}r={case}"] if near else []
    if not cluster:
        return [*features, f"{offset}c0"]
    bits = (4, 6, 8) if offset == 0 else (4, 6) if near else ()
    return [*features, f"{offset}c={cluster}", *(f"{offset}c{n}={cluster & (1 << n) - 1}" for n in bits)]
