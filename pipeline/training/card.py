"""The model card: `card.md` with what training measures."""

from collections.abc import Mapping
from importlib import resources
from itertools import chain

import numpy as np

from pipeline.stages.ner import Model
from pipeline.training.report import Outcome, calibrate, f1, reliability


def card(model: Model, outcomes: Mapping[str, Outcome]) -> str:
    """The text of the card."""
    template = (resources.files("pipeline.training") / "card.md").read_text(encoding="utf-8")
    return template.replace("{figures}", figures(model, outcomes).rstrip())


def figures(model: Model, outcomes: Mapping[str, Outcome]) -> str:
    """Figures per label and set, and the reliability table, on the held-out tenth."""
    by_set = {name: f1(outcome) for name, outcome in outcomes.items()}
    labels = sorted(set(chain.from_iterable(by_set.values())) - {"all"})
    lines: list[str] = []
    lines += _row("label", *by_set, "published")
    lines += _row(*["---"] * (len(by_set) + 2))
    for label in [*labels, "all"]:
        cells = ("{:.1f} ({})".format(*each[label]) if label in each else "" for each in by_set.values())
        lines += _row(label, *cells, "yes" if label in model.labels or label == "all" else "no")
    return "\n".join([*lines, "", *_reliability(model, outcomes)]) + "\n"


def _reliability(model: Model, outcomes: Mapping[str, Outcome]) -> list[str]:
    """Each half of the held-out spans is scored by the curve of the other: the model's own has seen both."""
    found = [each for outcome in outcomes.values() for each in outcome.found if each.label in model.labels]
    halves = found[::2], found[1::2]
    raw = [(each.probability, each.right) for each in found]
    scored: list[tuple[float, bool]] = []
    for half, other in (halves, halves[::-1]):
        curve = np.array(calibrate(other) or ((0.0, 0.0), (1.0, 1.0))).T
        scored += [(float(np.interp(each.probability, *curve)), each.right) for each in half]
    lines = ["Reliability: share of right names by the network's own probability, and by the calibrated `score`.", ""]
    lines += _row("score", "n", "mean", "right", "n calibrated", "mean", "right")
    lines += _row(*["---"] * 7)
    bins = [{each.low: each for each in reliability(rows)} for rows in (raw, scored)]
    for low in sorted({*bins[0], *bins[1]}):
        cells = []
        for some in bins:
            each = some.get(low)
            cells += [str(each.n), f"{each.score:.3f}", f"{each.right:.3f}"] if each else ["0", "", ""]
        lines += _row(f"{low:.1f}–{low + 0.1:.1f}", *cells)
    return lines


def _row(*cells: str) -> list[str]:
    return ["| " + " | ".join(cells) + " |"]
