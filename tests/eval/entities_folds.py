"""What the name tagger gives on texts that it has not seen: trained without a fifth of each benchmark, scored on that.

    python -m tests.eval.entities_folds --data ../shared/train/ner --bench ../shared/bench

Documents are dealt by a hash of their ids. Some 55 CPU minutes; the figures go into `entities_folds.json`.
"""

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import spacy

from pipeline.stages.entities import find_entities
from pipeline.stages.ner import Features, shipped
from pipeline.training import __main__ as training
from pipeline.training import lists
from pipeline.training.data import BENCHMARKS
from pipeline.training.network import Parameters
from tests.eval import N_FOLDS, fold
from tests.eval.entities import FOLDS, MEASURES, Counts, compare, documents

logger = logging.getLogger("winnow.training")


def cross_validated(data: Path, bench: Path) -> Iterator[tuple[str, str, Counts]]:
    """Set, measure and counts, of every fold."""
    nlp, parameters = spacy.blank("en"), Parameters()
    features = Features(lists.gazetteer(data, nlp), lists.words())
    first = training.first_round(training.load(data, None, nlp), features, shipped(), parameters)
    for k in range(N_FOLDS):
        known = training.load(data, bench / "entities", nlp, lambda row, k=k: fold(row["id"]) == k)
        model, _ = training.build(known, first, features, shipped(), parameters)
        tagger = training.pipeline(model)
        for name in BENCHMARKS:
            gold = [row for row in documents(bench, name) if fold(row["id"]) == k]
            found = find_entities([d["text"] for d in gold], nlp=tagger)
            for measure, labels in MEASURES.items():
                yield name, measure, compare(gold, found, labels)
        logger.info("fold %d done", k)


def main() -> None:
    """Measure and pin."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.entities_folds", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/train/ner"))
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    totals: dict[tuple[str, str], Counter[str]] = {}
    for name, measure, counts in cross_validated(args.data, args.bench):
        totals.setdefault((name, measure), Counter()).update(counts._asdict())
    figures: dict[str, dict[str, float]] = {}
    for (name, measure), total in totals.items():
        figures.setdefault(name, {})[measure] = round(Counts(**total).f1, 2)
    FOLDS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
