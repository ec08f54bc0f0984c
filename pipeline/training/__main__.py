"""`make model`: trains the name tagger and writes it as a spaCy pipeline with its card.

    python -m pipeline.training --data ../shared/train/ner --benchmarks ../shared/bench/entities --out ...

The benchmarks are trained on too; `tests.eval.entities_folds` measures what they score where they are not. The same
data gives the same weights: what is drawn at random comes from one seed.
"""

import argparse
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language

from pipeline.stages.ner import NAME, Features, Model, NameTagger, Network, Vectors, Weights, shipped
from pipeline.stages.ner.decode import Decoder
from pipeline.training import lists
from pipeline.training.card import card
from pipeline.training.data import (
    ALWAYS_UNMARKED,
    BENCHMARKS,
    COARSE,
    FINE,
    UNMARKED,
    Document,
    documents,
    in_capitals,
    is_held_out,
    read,
    refine,
)
from pipeline.training.network import Parameters, train
from pipeline.training.report import Outcome, calibrate, f1, outcome, published

logger = logging.getLogger("winnow.training")
Outcomes = dict[str, Outcome]
TIMES = {"written_gold": 3}  # stands in three times: the nearest to the news of today
IN_BENCHMARKS = "politics-dev-"  # ids of crossner_train that one of the benchmarks holds too
EVERY = 15  # one document in so many stands in capitals too, as headlines do
CERTAIN = ("PERSON", "ORG", "GPE", "LOC", "NORP")
FLOOR = 60.0  # F1 from which another label is published


class Data(NamedTuple):
    """Documents to train on and those held out, by set."""

    trained: dict[str, list[Document]]
    held_out: dict[str, list[Document]]


def load(
    folder: Path, benchmarks: Path | None, nlp: Language, leave_out: Callable[[dict[str, Any]], bool] = lambda _: False
) -> Data:
    """The sets of the folders; a tenth of the fine ones is held out, and of the benchmarks what is to be left out."""
    trained, held_out = {}, {}
    for name in (*FINE, *COARSE):
        rows = [r for r in read(folder / f"{name}.jsonl.gz") if not str(r["id"]).startswith(IN_BENCHMARKS)]
        trained[name] = documents([row for row in rows if name in COARSE or not is_held_out(row)], nlp)
        if name in FINE:
            held_out[name] = documents([row for row in rows if is_held_out(row)], nlp)
    if benchmarks:
        for name in BENCHMARKS:
            rows = [row for row in read(benchmarks / f"{name}.jsonl.gz") if not leave_out(row)]
            trained[name] = documents(rows, nlp)
    return Data(trained, held_out)


def first_round(data: Data, features: Features, vectors: Vectors, parameters: Parameters) -> Weights:
    """A network of the fine sets alone, which gives the others fine labels."""
    return train(_fine(data), features, vectors, parameters)


def _fine(data: Data) -> list[tuple[Document, int]]:
    return [(document, TIMES.get(name, 1)) for name in FINE for document in data.trained[name]]


def build(
    data: Data, first: Weights, features: Features, vectors: Vectors, parameters: Parameters
) -> tuple[Model, Outcomes]:
    """Train on all sets, the coarse ones with fine labels from the first network; what it finds held out."""
    decoder = Decoder(Network(first, features, vectors))
    rows = _fine(data)
    rows += [(in_capitals(document), 1) for name in FINE for document in data.trained[name][::EVERY]]
    for name, found in data.trained.items():
        if name not in FINE:
            rows += [(refine(document, decoder, UNMARKED.get(name, ALWAYS_UNMARKED)), 1) for document in found]
    weights = train(rows, features, vectors, parameters)
    decoder = Decoder(Network(weights, features, vectors))
    outcomes = {name: outcome(held, decoder) for name, held in data.held_out.items()}
    labels = published([f1(each) for each in outcomes.values()], CERTAIN, FLOOR)
    sure = [each for some in outcomes.values() for each in some.found if each.label in labels]
    return Model(weights, features.gazetteer, features.words, tuple(labels), calibrate(sure)), outcomes


def pipeline(model: Model) -> Language:
    """A spaCy pipeline with spaCy's English tokeniser and the trained tagger."""
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe(NAME)
    assert isinstance(tagger, NameTagger)
    tagger.set(model)
    nlp.meta.update({"name": "winnow_ner", "version": "3.0.0", "license": "Apache-2.0"})
    nlp.meta["description"] = "Names in news (see README.md)"
    return nlp


def main() -> None:
    """Train and write the pipeline."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.training", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the training sets")
    parser.add_argument("--benchmarks", type=Path, help="folder with the benchmarks, to train on them too")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a field of Parameters")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    nlp = spacy.blank("en")
    features = Features(lists.gazetteer(args.data, nlp), lists.words())
    data = load(args.data, args.benchmarks, nlp)
    logger.info("%s documents", {name: len(found) for name, found in data.trained.items()})
    changed: dict[str, Any] = {k: json.loads(v) for k, _, v in (pair.partition("=") for pair in args.set)}
    parameters = Parameters(**changed)
    first = first_round(data, features, shipped(), parameters)
    logger.info("first round done")
    model, outcomes = build(data, first, features, shipped(), parameters)
    pipeline(model).to_disk(args.out)
    (args.out / "README.md").write_text(card(model, outcomes), encoding="utf-8")
    logger.info("labels %s, %.0f CPU seconds, in %s", model.labels, time.process_time(), args.out)


if __name__ == "__main__":
    main()
