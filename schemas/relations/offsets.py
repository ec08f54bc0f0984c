"""Where raw offsets land in the clean text and in the article.

Computed here anew, for all documents at once with arrays, and not by the code that made the offsets, so that a fault
there shows here. The time depends on the number of rows, not on the length of the texts.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from schemas.relations.base import Found, Relation, Tables, rows


class _Layer(NamedTuple):
    """Edits of all texts laid end to end: [a, b) became ``n`` characters; ``shift[i]`` is what i edits have added."""

    a: np.ndarray
    b: np.ndarray
    n: np.ndarray
    shift: np.ndarray

    @classmethod
    def of(cls, base: np.ndarray, document: np.ndarray, a: pd.Series, b: pd.Series, n: pd.Series) -> "_Layer":
        """The edits of the documents, whose texts begin at ``base``."""
        offset = base[document]
        begin, end, length = (np.asarray(each, dtype=np.int64) for each in (a, b, n))
        shift = np.concatenate([[0], np.cumsum(length - (end - begin))])
        return cls(begin + offset, end + offset, length, shift)

    def forward(self, x: np.ndarray, *, inserted: bool = False) -> np.ndarray:
        """Where offsets land; ``inserted``: after what was inserted just there, else before it."""
        passed = np.searchsorted(self.b, x, side="right")
        begun = np.searchsorted(self.a, x, side="left")
        before = np.minimum(passed, begun)
        index = passed if inserted else before
        landed = x + self.shift[index]
        inside = (begun > before) & ~self._one_to_one(before)
        return np.asarray(np.where(inside, self._at(self.a, before) + self.shift[before], landed))

    def unit(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Start and end of what character ``x`` was edited with: itself, or the whole of an edit."""
        index = np.searchsorted(self.b, x, side="right")
        alone = (self._at(self.a, index) > x) | self._one_to_one(index)
        return np.where(alone, x, self._at(self.a, index)), np.where(alone, x + 1, self._at(self.b, index))

    def split_by(self, x: np.ndarray) -> np.ndarray:
        """Which places of the text after stand inside what a single edit made."""
        index = np.searchsorted(self.a + self.shift[:-1], x, side="left") - 1  # the last edit that begins before
        made = np.append(self.a + self.shift[:-1] + self.n, -1)
        return np.asarray(x < made[index])

    def _at(self, values: np.ndarray, index: np.ndarray) -> np.ndarray:
        """The values, and beyond the last edit a place that no text reaches."""
        return np.asarray(np.append(values, np.iinfo(np.int64).max)[index])

    def _one_to_one(self, index: np.ndarray) -> np.ndarray:
        return np.asarray(np.append(self.b - self.a == self.n, True)[index])


class _Texts:
    """The raw texts of all documents laid end to end, with their edits and cuts."""

    def __init__(self, tables: Tables, *, in_article: bool) -> None:
        raw, edits = tables["raw_documents"], tables["edits"]
        self._documents = pd.Index(raw["doc_id"])
        lengths = raw["raw_text"].str.len().to_numpy(dtype=np.int64)
        self._base = np.concatenate([[0], np.cumsum(lengths + 1)])  # the last is that of unknown documents, index -1
        self._lengths = np.append(lengths, -1)
        edits, document = self._known(edits)
        self._edits = _Layer.of(self._base, document, edits["raw_start"], edits["raw_end"], edits["after"].str.len())
        self._cuts, self._split = None, np.zeros(len(self._base), dtype=bool)
        if in_article:
            cuts, document = self._known(tables["removed_spans"])
            base = self._edits.forward(self._base)
            self._cuts = _Layer.of(base, document, cuts["start"], cuts["end"], 0 * cuts["start"])
            # Where a cut splits what an edit made, raw spans may reach over both: there they need not be the smallest.
            self._split[document[self._edits.split_by(self._cuts.a) | self._edits.split_by(self._cuts.b)]] = True

    def _known(self, frame: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
        document = self._documents.get_indexer(frame["doc_id"])
        return frame[document >= 0], document[document >= 0]

    def lead_here(self, frame: pd.DataFrame) -> np.ndarray:
        """Which rows are right: edited and cut, their raw span is their span, and no smaller one is.

        The raw span may reach further only where the span begins or ends inside the result of a single edit.
        """
        document = self._documents.get_indexer(frame["doc_id"])
        start, end, first, last = (
            frame[column].to_numpy(dtype=np.int64) for column in ("start", "end", "raw_start", "raw_end")
        )
        known, base = (first <= last) & (last <= self._lengths[document]), self._base[document]
        first, last, here = base + first, base + last, self._land(base)
        start, end = here + start, here + end
        head, tail = self._edits.unit(first), self._edits.unit(last - 1)
        covers = (self._land(head[0]) <= start) & (end <= self._land(tail[1], inserted=True)) & (first < last)
        whole = (head[0] == first) & (tail[1] == last)
        least = (start < self._land(head[1])) & (self._land(tail[0], inserted=True) < end)
        inserted = (first == last) & (self._land(first) <= start) & (end <= self._land(last, inserted=True))
        return np.asarray(known & ((covers & (whole & least | self._split[document])) | inserted))

    def _land(self, x: np.ndarray, *, inserted: bool = False) -> np.ndarray:
        landed = self._edits.forward(x, inserted=inserted)
        return self._cuts.forward(landed) if self._cuts is not None else landed


def raw_offsets(table: str, *, in_article: bool = True) -> Relation:
    """The raw span of every row leads to its span in the article, or else in the clean text."""

    def find(tables: Tables) -> Found:
        frame = tables[table]
        right = _Texts(tables, in_article=in_article).lead_here(frame)
        return rows(table, frame, ~right, "raw_start", "the raw span does not lead to the span in the text")

    needs = (table, "raw_documents", "edits", *(("removed_spans",) if in_article else ()))
    return Relation("raw_span_leads_here", table, needs, "The raw span, edited and cut, is the row's text.", find)
