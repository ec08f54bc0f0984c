"""`make model`: trains the name tagger and writes it as a spaCy pipeline.

    python -m pipeline.training --data ../shared/train/ner --out pipeline/models/en_winnow_crf

Training is L-BFGS with L1 and L2 penalties from zero weights: the same data gives the same weights.
"""

import argparse
import json
import logging
import tempfile
from pathlib import Path

import pycrfsuite
import spacy
from spacy.language import Language

from pipeline.stages.ner import NAME, CrfTagger, Features
from pipeline.training.data import COARSE, FINE, Sentence, gazetteer, is_held_out, read, refine, sentences

logger = logging.getLogger("winnow.training")
WRITTEN_WEIGHT = 3  # written_gold stands in three times: measured best in the data's own README
PARAMETERS = {
    "c1": 0.05,
    "c2": 0.05,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": 1,
}


def train(rows: list[Sentence], places: dict[str, str], parameters: dict[str, float] = PARAMETERS) -> bytes:
    """The weights of a CRF trained on the sentences, in their order."""
    features = Features(places)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for words, tags in rows:
        trainer.append(features.of(words), tags)
    trainer.set_params(parameters)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights"
        trainer.train(str(path))
        return path.read_bytes()


def pipeline(weights: bytes, places: dict[str, str]) -> Language:
    """A spaCy pipeline with spaCy's English tokeniser and the trained tagger."""
    nlp = spacy.blank("en")
    tagger = nlp.add_pipe(NAME)
    assert isinstance(tagger, CrfTagger)
    tagger.set(weights, places)
    nlp.meta.update({"name": "winnow_crf", "version": "1.0.0", "description": "Names in news (see README.md)"})
    return nlp


def collect(data: Path, sets: list[str], nlp: Language, places: dict[str, str], everything: bool) -> list[Sentence]:
    """The training sentences of the sets named; a tenth of the fine sets is held out unless ``everything``."""
    rows: list[Sentence] = []
    for name in sets:
        found = read(data / f"{name}.jsonl.gz")
        if name in FINE:
            kept = [row for row in found if everything or not is_held_out(row)]
            rows += list(sentences(kept, nlp)) * (WRITTEN_WEIGHT if name == "written_gold" else 1)
        else:
            refined = (refine(sentence, places) for sentence in sentences(found, nlp))
            rows += [sentence for sentence in refined if sentence]
    return rows


def main() -> None:
    """Train and write the pipeline."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.training", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the training sets")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--sets", default=",".join((*FINE, *COARSE)))
    parser.add_argument("--everything", action="store_true", help="train on the held-out tenth too")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a CRFsuite parameter")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    nlp = spacy.blank("en")
    places = gazetteer(args.data, nlp)
    rows = collect(args.data, args.sets.split(","), nlp, places, args.everything)
    logger.info(
        "%d sentences, %d words, %d names in the gazetteer",
        len(rows),
        sum(len(r.words) for r in rows),
        len(places),
    )
    parameters = PARAMETERS | {k: json.loads(v) for k, _, v in (pair.partition("=") for pair in args.set)}
    weights = train(rows, places, parameters)
    pipeline(weights, places).to_disk(args.out)
    logger.info("%.1f MB of weights in %s", len(weights) / 1e6, args.out)


if __name__ == "__main__":
    main()
