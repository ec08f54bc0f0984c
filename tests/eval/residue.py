"""Scores of the residue stage: shingle F1 with its lift, and raw body loss; means over documents.

Rows are per source and extractor, over all documents of an extractor ('all/…'), and the mean of the sources ('mean/…'),
each with an interval from resampling sites. What single lines cost is in `residue_lines`. The models have learned from
these pages: rows of 'unseen/…' are from models trained on other sites, as `residue_folds` measured them last.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from pipeline.stages import edits
from pipeline.stages.clean import clean
from pipeline.stages.residue import Cut, find_spans, recurring_lines
from pipeline.stages.residue.lines import lines_of
from pipeline.training.data import read as read_rows
from pipeline.training.residue import line_shares

RE_TOKEN = re.compile(r"\w+")
FOLDS = Path(__file__).with_name("residue_folds.json")
SHINGLE = 4
RESAMPLES = 1000


def tokens(text: str) -> list[str]:
    """Lower-cased words."""
    return RE_TOKEN.findall(text.lower())


def shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """Multiset of 4-grams; of the whole text where it is shorter."""
    n = min(SHINGLE, len(words))
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1)) if words else Counter()


def precision_recall(kept: str, gold: str) -> tuple[float, float]:
    """Of shingles."""
    a, b = shingles(tokens(kept)), shingles(tokens(gold))
    common = sum((a & b).values())
    return common / max(sum(a.values()), 1), common / max(sum(b.values()), 1)


def body_loss(text: str, kept: str, gold: str) -> tuple[int, int]:
    """(words of the gold that stood in the text and were removed, words of the gold in the text)."""
    wanted = Counter(tokens(gold))
    present = wanted & Counter(tokens(text))
    left = wanted & Counter(tokens(kept))
    return sum((present - left).values()), sum(present.values())


class Stripped(NamedTuple):
    """A row of the benchmark after the stage."""

    row: dict[str, Any]
    text: str
    cuts: list[Cut]
    kept: str


def read(bench: Path) -> list[dict[str, Any]]:
    """The rows of the benchmark."""
    return read_rows(bench / "residue" / "dev.jsonl.gz")


def strip(rows: Iterable[dict[str, Any]]) -> list[Stripped]:
    """The rows stripped; lines recur in the documents of a site, source by source and extractor by extractor."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["src"], row["extractor"]].append(row)
    return [stripped for _, group in sorted(groups.items()) for stripped in _strip(group)]


def _strip(rows: list[dict[str, Any]]) -> list[Stripped]:
    texts = [clean(row["raw"])[0] for row in rows]
    sites = recurring_lines((row["site"], text) for row, text in zip(rows, texts, strict=True))
    results = []
    for row, text in zip(rows, texts, strict=True):
        cuts = find_spans(text, recurring=sites[row["site"]])
        kept = edits.apply(text, [edits.cut(c.start, c.end) for c in cuts])
        results.append(Stripped(row, text, cuts, kept))
    return results


def score(bench: Path) -> list[dict[str, Any]]:
    """A row for each set and measure, in percent, with the interval that holds 95 % of the resamples."""
    documents = strip(read(bench))
    unseen = json.loads(FOLDS.read_text(encoding="utf-8"))
    return measure(documents) + [
        {"set": f"unseen/{extractor}", "measure": name, "value": value, "n": _n_pages(documents, extractor)}
        for extractor, figures in unseen.items()
        for name, value in figures.items()
    ]


def _n_pages(documents: Iterable[Stripped], extractor: str) -> int:
    return sum(document.row["extractor"] == extractor for document in documents)


def measure(documents: Iterable[Stripped]) -> list[dict[str, Any]]:
    """The rows of `score`."""
    figures: dict[str, dict[str, list[tuple[str, tuple[float, ...]]]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        source, extractor = document.row["src"], document.row["extractor"]
        figures[extractor][source].append((document.row["site"], _figures(document)))
    rows = []
    for extractor, sources in sorted(figures.items()):
        for source, found in sorted(sources.items()):
            rows += _rows(f"{source}/{extractor}", [found])
        rows += _rows(f"all/{extractor}", [[pair for found in sources.values() for pair in found]])
        rows += _rows(f"mean/{extractor}", list(sources.values()))
    return rows


def _figures(document: Stripped) -> tuple[float, ...]:
    gold = document.row["gold"]
    lost, present = body_loss(document.text, document.kept, gold)
    before, after = precision_recall(document.text, gold), precision_recall(document.kept, gold)
    return (*before, *after, lost / max(present, 1), _line_loss(document))


def _line_loss(document: Stripped) -> float:
    """Of the words of lines that the gold holds, by aligning both, the share that stands in lines cut.

    ``body_loss`` compares bags of words: where the extractor missed a part of the article, the common words of
    any line cut count as lost.
    """
    cut = total = 0.0
    lines = lines_of(document.text)
    for line, share in zip(lines, line_shares(document.text, document.row["gold"]), strict=True):
        words = share * len(RE_TOKEN.findall(line.text))
        total += words
        cut += words * any(c.start <= line.start and line.end <= c.end for c in document.cuts)
    return cut / max(total, 1)


def _rows(name: str, sources: list[list[tuple[str, tuple[float, ...]]]]) -> list[dict[str, Any]]:
    """Means over documents, then over sources; sites are drawn anew for the intervals."""
    drawn = [_resampled(found) for found in sources]
    values = _summary(np.array([np.mean([v for _, v in found], axis=0) for found in sources])[:, None]).mean(axis=0)
    spread = np.mean([_summary(means[None])[0] for means in drawn], axis=0)
    low, high = np.percentile(spread, [2.5, 97.5], axis=0)
    n = sum(len(found) for found in sources)
    measures = ("F1", "lift", "raw body loss %", "line loss %")
    return [
        {"set": name, "measure": measures[i], "value": 100 * values[0, i], "low": 100 * low[i], "high": 100 * high[i],
         "n": n}
        for i in range(len(measures))
    ]  # fmt: skip


def _resampled(found: list[tuple[str, tuple[float, ...]]]) -> "np.ndarray[Any, Any]":
    """Means over documents in samples of sites, drawn with replacement from a fixed seed."""
    sites = sorted({site for site, _ in found})
    sums = np.zeros((len(sites), 7))
    for site, values in found:
        sums[sites.index(site)] += (*values, 1)
    drawn = np.random.default_rng(0).integers(len(sites), size=(RESAMPLES, len(sites)))
    totals = sums[drawn].sum(axis=1)
    means: np.ndarray[Any, Any] = totals[:, :-1] / totals[:, -1:]
    return means


def _summary(means: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """(…, 6) mean precision and recall before and after and losses -> (…, 4) F1, lift, losses."""
    before, after = (2 * p * r / np.maximum(p + r, 1e-9) for p, r in ((means[..., 0], means[..., 1]),
                                                                     (means[..., 2], means[..., 3])))  # fmt: skip
    return np.stack([after, after - before, means[..., 4], means[..., 5]], axis=-1)
