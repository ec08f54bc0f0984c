"""What the model card says of a model: figures on the held-out tenth, and how far its probabilities can be trusted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.stages.ner import bio_spans
from pipeline.stages.ner.decode import Decoder
from pipeline.training.data import Document

N_BINS = 10
MIN_IN_STEP = 50  # spans that a step of the calibration rests on
Curve = tuple[tuple[float, float], ...]


class Found(NamedTuple):
    """A span that the tagger found: its label, the network's probability, and whether the gold has it."""

    label: str
    probability: float
    right: bool


class Outcome(NamedTuple):
    """What the tagger found in some documents, and how many spans of each label their gold has."""

    found: list[Found]
    gold: Counter[str]


def outcome(documents: Iterable[Document], decoder: Decoder) -> Outcome:
    """Tag the documents and compare with their tags."""
    found: list[Found] = []
    gold: Counter[str] = Counter()
    for document in documents:
        [decoded] = decoder.decode([[s.words for s in document]])
        for sentence, (best, marginals) in zip(document, decoded, strict=True):
            right = set(bio_spans(sentence.tags))
            gold.update(label for *_, label in right)
            for span in bio_spans([decoder.tags[k] for k in best]):
                start, end, label = span
                probability = min(float(marginals[k, best[k]]) for k in range(start, end))
                found.append(Found(label, probability, span in right))
    return Outcome(found, gold)


def f1(outcome: Outcome) -> dict[str, tuple[float, int]]:
    """For each label, and for 'all', strict F1 in percent and the number of spans in the gold."""
    n_found, n_right = Counter(f.label for f in outcome.found), Counter(f.label for f in outcome.found if f.right)
    for counts in (n_found, n_right):
        counts["all"] = sum(counts.values())
    gold = outcome.gold + Counter({"all": sum(outcome.gold.values())})
    return {label: (200 * n_right[label] / (n_found[label] + n), n) for label, n in sorted(gold.items())}


def calibrate(found: Sequence[Found]) -> Curve:
    """Isotonic regression (pool adjacent violators) of being right on the network's probability, as a broken line."""
    ordered = sorted(found, key=lambda f: f.probability)
    parts = [ordered[i : i + MIN_IN_STEP] for i in range(0, len(ordered), MIN_IN_STEP)]
    steps: list[list[float]] = []  # weight, sum of probabilities, number right
    for part in parts:
        steps.append([len(part), sum(f.probability for f in part), sum(f.right for f in part)])
        while len(steps) > 1 and steps[-2][2] / steps[-2][0] >= steps[-1][2] / steps[-1][0]:
            last = steps.pop()
            steps[-1] = [a + b for a, b in zip(steps[-1], last, strict=True)]
    return tuple((round(total / n, 4), round(right / n, 4)) for n, total, right in steps)


class Bin(NamedTuple):
    """A line of the reliability table."""

    low: float
    high: float
    n: int
    score: float
    right: float


def reliability(scored: Iterable[tuple[float, bool]]) -> Iterator[Bin]:
    """Ten bins of equal width: how many spans, their mean score, the share that is right."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        bins[min(int(score * N_BINS), N_BINS - 1)].append((score, right))
    for k, rows in sorted(bins.items()):
        n = len(rows)
        yield Bin(k / N_BINS, (k + 1) / N_BINS, n, sum(s for s, _ in rows) / n, sum(r for _, r in rows) / n)


def published(figures: Iterable[Mapping[str, tuple[float, int]]], certain: Sequence[str], floor: float) -> list[str]:
    """Labels that are certain, and those whose F1, over all spans of the sets, is worth publishing."""
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for each in figures:
        for label, (value, n) in each.items():
            totals[label][0] += value * n
            totals[label][1] += n
    fit = {label for label, (total, n) in totals.items() if total / n >= floor}
    return sorted(label for label in totals if label != "all" and (label in fit or label in certain))
