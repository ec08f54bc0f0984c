"""Training of the tagger's network as a CRF, with thinc: Adam, a rate that rises and falls, the mean of the weights.

All that is drawn at random (first weights, dropout, the order of sentences) comes from one seed.
"""

import logging
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import (
    Adam,
    Dropout,
    Linear,
    Model,
    Ragged,
    Relu,
    chain,
    expand_window,
    fix_random_seed,
    get_ops,
    residual,
    set_current_ops,
    with_array,
)

from pipeline.stages.ner import Features, Vectors, Weights
from pipeline.stages.ner.chain import Array, Moves, expected_moves, moves, padded, sums
from pipeline.stages.ner.features import KINDS
from pipeline.stages.ner.vectors import Floats
from pipeline.training.data import Document

logger = logging.getLogger("winnow.training")
Ints = NDArray[np.int64]
FOLLOW = (0, "follow")  # key of the tags' scores in the optimizer
WARM = 0.1  # share of the steps in which the rate rises
FORGET_WORD, FORGET_VECTOR = 0.15, 0.05  # share of the words whose own feature, or vector, is left out in a step


class Parameters(NamedTuple):
    """How large the network is and how it is trained."""

    width: int = 192
    depth: int = 3
    feature_width: int = 32
    min_count: int = 3  # a feature seen less often has no vector of its own
    dropout: float = 0.3
    epochs: int = 6
    batch_words: int = 2000
    rate: float = 0.003
    decay: float = 0.001
    seed: int = 0


class Examples(NamedTuple):
    """Sentences as numbers: for each the rows of its words (first the word's own, then its features), and its tags."""

    rows: list[Ints]
    tags: list[Ints]


def train(
    documents: Iterable[tuple[Document, int]], features: Features, vectors: Vectors, parameters: Parameters
) -> Weights:
    """The weights learned from the documents, each standing in as many times as it says."""
    set_current_ops(get_ops("cpu"))
    fix_random_seed(parameters.seed)
    coder = _Coder(features)
    found = [(coder.sentence(s.words), coder.tagged(s.tags), times) for document, times in documents for s in document]
    counts = Counter(name for ids, _, times in found for name in ids[:, 1:].ravel().tolist() * times)
    rows = coder.keep(counts, parameters.min_count)
    examples = Examples([], [])
    for ids, tags, times in found:
        kept = np.hstack([ids[:, :1], rows[ids[:, 1:]]])
        examples.rows.extend([kept] * times)
        examples.tags.extend([tags] * times)
    table = np.vstack([np.zeros((1, vectors.width), np.float32), vectors.of(coder.words)])
    network = _network(table, int(rows.max()) + 1, len(coder.tags), parameters)
    known = tuple(coder.tags)
    return Weights(known, coder.kept(rows), _fitted(network, known, examples, parameters))


class _Coder:
    """Numbers for words, features and tags, in the order in which they are first seen; 0 is none."""

    def __init__(self, features: Features) -> None:
        self._features = features
        self.words: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.tags: dict[str, int] = {}
        self._coded: dict[str, list[int]] = {}

    def sentence(self, words: Sequence[str]) -> Ints:
        """(words, 1 + KINDS)."""
        around = self._features.around(words)
        return np.array([[*self._word(w), _number(self.names, f"a={a}")] for w, a in zip(words, around, strict=True)])

    def tagged(self, tags: Sequence[str]) -> Ints:
        return np.array([self.tags.setdefault(tag, len(self.tags)) for tag in tags])

    def _word(self, word: str) -> list[int]:
        if word not in self._coded:
            names = (_number(self.names, name) for name in self._features.of_word(word))
            self._coded[word] = [_number(self.words, word), *names]
        return self._coded[word]

    def keep(self, counts: Counter[int], least: int) -> Ints:
        """For each feature its row: those that are too rare share row 0."""
        often = np.array([counts[i] >= least for i in range(len(self.names) + 1)])
        often[0] = False
        return np.where(often, np.cumsum(often), 0)

    def kept(self, rows: Ints) -> dict[str, int]:
        return {name: int(rows[i]) for name, i in self.names.items() if rows[i]}


def _number(known: dict[str, int], name: str) -> int:
    return known.setdefault(name, len(known) + 1)


def _network(table: Floats, n_rows: int, n_tags: int, parameters: Parameters) -> Model[Any, Any]:
    """The layers that `pipeline.stages.ner.network` runs, with dropout."""
    width, rate = parameters.width, parameters.dropout
    n_inputs = table.shape[1] + KINDS * parameters.feature_width
    look_up = _look_up(table, n_rows, parameters.feature_width)
    enter: Model[Any, Any] = chain(look_up, Dropout(rate), Relu(width, n_inputs, dropout=rate))
    blocks = (
        residual(chain(expand_window(1), with_array(Relu(width, 3 * width, normalize=True, dropout=rate))))
        for _ in range(parameters.depth)
    )
    leave: Model[Any, Any] = Linear(n_tags, width)
    network: Model[Any, Any] = chain(with_array(enter), *blocks, with_array(leave))
    network.initialize()
    return network


def _look_up(table: Floats, n_rows: int, width: int) -> Model[Any, Any]:
    """Rows of words and features -> the word's vector, which stays as it is, and the learned ones of the features."""

    def forward(model: Model[Any, Any], rows: Ints, is_train: bool) -> tuple[Any, Any]:  # noqa: ARG001
        embedded: Any = model.get_param("embedded")
        found = np.hstack([table[rows[:, 0]], embedded[rows[:, 1:]].reshape(len(rows), KINDS * width)])

        def backprop(gradient: Any) -> Ints:
            change: Any = np.zeros_like(embedded)
            each: Any = np.ascontiguousarray(gradient[:, table.shape[1] :]).reshape(-1, width)
            model.ops.scatter_add(change, cast(Any, rows[:, 1:].ravel()), each)
            model.inc_grad("embedded", change)
            return rows

        return found, backprop

    def init(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: ARG001, N803  thinc's names
        model.set_param("embedded", cast(Any, np.random.normal(0, 0.1, (n_rows, width)).astype(np.float32)))

    return Model("look_up", forward, init=init, params={"embedded": None})


def _fitted(
    network: Model[Any, Any], tags: Sequence[str], examples: Examples, parameters: Parameters
) -> tuple[Floats, ...]:
    """The arrays of the trained network, in the order of its layers, and the scores of a tag after another."""
    chance = np.random.default_rng(parameters.seed)
    optimizer = Adam(L2=parameters.decay, use_averages=True)
    batches = [list(_batches(examples, chance, parameters.batch_words)) for _ in range(parameters.epochs)]
    n_steps, step = sum(map(len, batches)), 0
    follow: Any = np.zeros((len(tags), len(tags)), np.float32)
    for epoch, some in enumerate(batches):
        loss = 0.0
        for batch in some:
            step += 1
            optimizer.learn_rate = parameters.rate * _warmth(step / n_steps)
            rows, gold = [examples.rows[i] for i in batch], [examples.tags[i] for i in batch]
            found = _step(network, moves(tags, follow), rows, gold, chance)
            network.finish_update(optimizer)
            follow, _ = optimizer(FOLLOW, follow, cast(Any, found.follow.astype(np.float32)))
            loss += found.loss
        logger.info("epoch %d: loss %.4f", epoch, loss / len(some))
    with network.use_params(optimizer.averages):
        arrays = [array.astype(np.float32) for layer in network.walk(order="dfs_pre") for array in _arrays(layer)]
    averages: Any = optimizer.averages
    return (*arrays, averages[FOLLOW].astype(np.float32))


def _batches(examples: Examples, chance: np.random.Generator, size: int) -> Iterator[list[int]]:
    """All sentences, in any order, so many words at a time."""
    batch: list[int] = []
    n_words = 0
    for i in chance.permutation(len(examples.rows)).tolist():
        batch.append(i)
        n_words += len(examples.rows[i])
        if n_words >= size:
            yield batch
            batch, n_words = [], 0
    if batch:
        yield batch


def _warmth(done: float) -> float:
    return done / WARM if done < WARM else (1 + math.cos(math.pi * (done - WARM) / (1 - WARM))) / 2


class Stepped(NamedTuple):
    """Mean log loss of the words' tags, and the gradient of the scores of a tag after another."""

    loss: float
    follow: Array


def _step(
    network: Model[Any, Any], moves: Moves, some: Sequence[Ints], gold: Sequence[Ints], chance: np.random.Generator
) -> Stepped:
    """A batch forward and back: the network keeps its own gradients."""
    rows, tags = np.concatenate(some), np.concatenate(gold)
    rows[chance.random(len(rows)) < FORGET_VECTOR, 0] = 0
    rows[chance.random(len(rows)) < FORGET_WORD, 1] = 0
    lengths: Any = np.array([len(each) for each in some], "i")
    scored, backprop = network.begin_update(Ragged(cast(Any, rows), lengths))
    scores, mask = padded(np.split(np.asarray(scored.dataXd, np.float64), np.cumsum(lengths)[:-1]))
    found = sums(scores, mask, moves)
    follow = expected_moves(found, mask)
    for each in gold:
        np.subtract.at(follow, (each[:-1], each[1:]), 1)
    gradient, here = found.marginals[mask], np.arange(len(tags))
    loss = float(-np.log(gradient[here, tags] + 1e-9).mean())
    gradient[here, tags] -= 1
    backprop(Ragged(cast(Any, (gradient / len(tags)).astype(np.float32)), scored.lengths))
    return Stepped(loss, follow / len(tags))


def _arrays(layer: Model[Any, Any]) -> list[Floats]:
    """The arrays of a layer, weights so that rows stand on their left."""
    found: dict[str, Any] = {name: layer.get_param(name) for name in layer.param_names}
    if "W" in found:
        return [found["W"].T, found["b"]]
    return [found[name] for name in ("embedded", "G", "b") if name in found]
