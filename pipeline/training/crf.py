"""Training of the CRF, by CRFsuite: L-BFGS from zero weights, so that the same data gives the same weights."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from pipeline.stages.ner import Features, Weights
from pipeline.training.data import Document

PARAMETERS: dict[str, float] = {
    "c1": 0.05,
    "c2": 0.05,
    "max_iterations": 100,
    "feature.minfreq": 2,
    "feature.possible_transitions": 1,
}


def train(
    documents: Iterable[tuple[Document, int]], features: Features, parameters: dict[str, float] = PARAMETERS
) -> Weights:
    """The weights learned from the documents, each standing in as many times as it says, in their order."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for document, times in documents:
        for found, sentence in zip(features.of([s.words for s in document]), document, strict=True):
            items = pycrfsuite.ItemSequence(found)
            for _ in range(times):
                trainer.append(items, sentence.tags)
    trainer.set_params(parameters)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "weights")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return _weights(tagger.info())


def _weights(info: Any) -> Weights:
    """CRFsuite's weights as arrays; rows and tags sorted, since its own order is that of hash tables."""
    tags = tuple(sorted(info.labels))
    rows = {name: i for i, name in enumerate(sorted({name for name, _ in info.state_features}))}
    column = {tag: i for i, tag in enumerate(tags)}
    state = np.zeros((len(rows), len(tags)), np.float32)
    for (name, tag), weight in info.state_features.items():
        state[rows[name], column[tag]] = weight
    transitions = np.zeros((len(tags), len(tags)), np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[column[before], column[after]] = weight
    return Weights(tags, rows, state, transitions)


def average(one: Weights, two: Weights, share: float) -> Weights:
    """A CRF whose weights are the mean of two, ``share`` of the first: both vote, at the cost of one."""
    tags = tuple(sorted({*one.tags, *two.tags}))
    rows = {name: i for i, name in enumerate(sorted({*one.rows, *two.rows}))}
    state = np.zeros((len(rows), len(tags)), np.float32)
    transitions = np.zeros((len(tags), len(tags)), np.float32)
    for weights, part in ((one, share), (two, 1 - share)):
        columns = [tags.index(tag) for tag in weights.tags]
        state[np.ix_([rows[name] for name in weights.rows], columns)] += np.float32(part) * weights.state
        transitions[np.ix_(columns, columns)] += np.float32(part) * weights.transitions
    return Weights(tags, rows, state, transitions)
