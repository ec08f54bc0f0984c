"""What the network looks at besides the word vectors: discrete features of the words of a document, as strings.

Those of a word by itself are made once a word type; what the words around it make of it is one string more.
"""

import re
from collections.abc import Iterator, Sequence

KINDS = 10  # features a word: nine of the word by itself, one of what stands around it
CLUSTER_BITS = (4, 8, 12)
MAX_GAZETTEER_WORDS = 5
PERSONAL = ("family", "given")  # kinds of single words: features of their own, not of the longest match

RE_RUN = re.compile(r"(.)\1\1+")

Gazetteer = dict[str, str]
Words = dict[str, tuple[int, str]]
Placed = tuple[int, str]  # a word's place in its sentence, and what is seen there


def shape(word: str) -> str:
    """'Xxxx' and the like, runs longer than two cut short: 'al-Sudani' -> 'xx-Xxx'."""
    letters = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word[:30])
    return RE_RUN.sub(r"\1\1", letters)


class Features:
    """Feature strings, given the gazetteer and the table of words (Brown cluster, and how rare in lower case)."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self.gazetteer, self.words = gazetteer, words
        self._places = {name: found for name, kinds in gazetteer.items() if (found := _places(kinds))}
        self._first_words = {name.split(" ", 1)[0] for name in self._places}
        self._persons = {name: kind for name, kinds in gazetteer.items() if (kind := _persons(kinds))}

    def of_word(self, word: str) -> list[str]:
        """The features of a word by itself, always as many."""
        lower = word.lower()
        cluster, case = self._entry(word) or (0, "?")
        return [
            f"w={lower}",
            f"<{lower[:3]}",
            f">{lower[-3:]}",
            f"s={shape(word)}",
            *(f"c{n}={cluster & (1 << n) - 1}" for n in CLUSTER_BITS),
            f"r={case}",
            f"p={self._persons.get(lower, '') if word[:1].isupper() else ''}",
        ]

    def _entry(self, word: str) -> tuple[int, str] | None:
        words = self.words
        return words.get(word) or (words.get(word.capitalize()) if word.isupper() else None) or words.get(word.lower())

    def around(self, sentence: Sequence[str]) -> list[str]:
        """For each word one string of what depends on more than the word: edge, capitals, gazetteer."""
        found: list[list[str]] = [[] for _ in sentence]
        for i, name in self._around(sentence):
            found[i].append(name)
        return [" ".join(names) for names in found]

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


def _persons(kinds: str) -> str:
    return " ".join(kind for kind in kinds.split() if kind in PERSONAL)
