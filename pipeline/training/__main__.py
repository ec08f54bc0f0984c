"""`make model`: trains the name tagger and writes it as a spaCy pipeline with its card.

    python -m pipeline.training --data ../shared/train/ner --out pipeline/models/en_winnow_crf

The same data gives the same weights: nothing here is drawn at random.
"""

import argparse
import json
import logging
import time
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language

from pipeline.stages.ner import NAME, CrfTagger, Features, Model
from pipeline.training import crf, lists
from pipeline.training.card import card
from pipeline.training.data import COARSE, FINE, Document, documents, in_capitals, is_held_out, read, refine
from pipeline.training.report import calibrate, f1, outcome, published

logger = logging.getLogger("winnow.training")
TIMES = {"written_gold": 3}  # stands in three times: the nearest to the news of today
IN_BENCHMARKS = "politics-dev-"  # ids of crossner_train whose sentences the development set of that name has too
EVERY = 15  # one document in so many stands in capitals too, as headlines do
SECOND = 0.65  # share of the second round in the mean of both: it knows more of the world, the first more of news
CERTAIN = ("PERSON", "ORG", "GPE", "LOC", "NORP")
FLOOR = 60.0  # F1 from which another label is published


class Data(NamedTuple):
    """Documents to train on and those held out, by set."""

    trained: dict[str, list[Document]]
    held_out: dict[str, list[Document]]


def load(folder: Path, nlp: Language) -> Data:
    """The sets of the folder; a tenth of the fine ones is held out."""
    trained, held_out = {}, {}
    for name in (*FINE, *COARSE):
        rows = [r for r in read(folder / f"{name}.jsonl.gz") if not str(r["id"]).startswith(IN_BENCHMARKS)]
        trained[name] = documents([row for row in rows if name in COARSE or not is_held_out(row)], nlp)
        if name in FINE:
            held_out[name] = documents([row for row in rows if is_held_out(row)], nlp)
    return Data(trained, held_out)


def build(data: Data, features: Features, parameters: dict[str, float] = crf.PARAMETERS) -> Model:
    """Train on the fine sets, give the coarse ones fine labels with that, train on all, and take the mean of both."""
    fine = [(document, TIMES.get(name, 1)) for name in FINE for document in data.trained[name]]
    first = crf.train(fine, features, parameters)
    logger.info("first round done")
    rows = [*fine, *((in_capitals(document), 1) for name in FINE for document in data.trained[name][::EVERY])]
    rows += [(refine(document, first, features), 1) for name in COARSE for document in data.trained[name]]
    second = crf.train(rows, features, parameters)
    logger.info("second round done")
    weights = crf.average(second, first, SECOND)
    outcomes = {name: outcome(held, weights, features) for name, held in data.held_out.items()}
    labels = published([f1(each) for each in outcomes.values()], CERTAIN, FLOOR)
    found = [each for some in outcomes.values() for each in some.found if each.label in labels]
    return Model(weights, features.gazetteer, features.words, tuple(labels), calibrate(found))


def pipeline(model: Model) -> Language:
    """A spaCy pipeline with spaCy's English tokeniser and the trained tagger."""
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe(NAME)
    assert isinstance(tagger, CrfTagger)
    tagger.set(model)
    nlp.meta.update({"name": "winnow_crf", "version": "2.0.0", "license": "Apache-2.0"})
    nlp.meta["description"] = "Names in news (see README.md)"
    return nlp


def main() -> None:
    """Train and write the pipeline."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.training", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the training sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a CRFsuite parameter")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    nlp = spacy.blank("en")
    features = Features(lists.gazetteer(args.data, nlp), lists.words())
    data = load(args.data, nlp)
    logger.info("%s documents", {name: len(found) for name, found in data.trained.items()})
    changed: dict[str, Any] = {k: json.loads(v) for k, _, v in (pair.partition("=") for pair in args.set)}
    model = build(data, features, crf.PARAMETERS | changed)
    pipeline(model).to_disk(args.out)
    outcomes = {name: outcome(held, model.weights, features) for name, held in data.held_out.items()}
    (args.out / "README.md").write_text(card(model, outcomes), encoding="utf-8")
    logger.info("labels %s, %.0f CPU seconds, in %s", model.labels, time.process_time(), args.out)


if __name__ == "__main__":
    main()
