"""The network and what decodes its scores: exact sums, best paths, the same whatever is tagged beside."""

import itertools
import math
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import Ragged

from pipeline.stages.ner import Features, Network, Vectors, Weights, bio_spans, shipped
from pipeline.stages.ner.chain import Array, Mask, expected_moves, moves, padded, sums
from pipeline.stages.ner.decode import Decoder
from pipeline.stages.ner.network import Whole
from pipeline.training import network as training_network
from pipeline.training.network import Examples, Parameters, train
from tests.small_tagger import CORPUS, GAZETTEER, PARAMETERS, VECTORS, WORDS, network, trained


def brute_force(scores: list[list[float]], tags: Sequence[str]) -> tuple[list[int], list[list[float]]]:
    """Best path and marginals by trying every path of allowed tags."""
    n = len(scores)
    allowed = {
        (a, b) for a in range(len(tags)) for b in range(len(tags)) if tags[b][0] != "I" or tags[a][1:] == tags[b][1:]
    }
    paths = {}
    for path in itertools.product(range(len(tags)), repeat=n):
        if tags[path[0]][0] != "I" and all(step in allowed for step in itertools.pairwise(path)):
            paths[path] = sum(scores[i][k] for i, k in enumerate(path))
            paths[path] += sum(float(FOLLOW[step]) for step in itertools.pairwise(path))
    norm = sum(math.exp(value) for value in paths.values())
    marginals = [
        [sum(math.exp(v) for p, v in paths.items() if p[i] == k) / norm for k in range(len(tags))] for i in range(n)
    ]
    return list(max(paths, key=lambda p: paths[p])), marginals


FOLLOW = np.random.default_rng(2).normal(size=(5, 5))


class Drawn(Network):
    """Scores drawn at random, so that many paths are about as likely."""

    tags = ("O", "B-GPE", "I-GPE", "B-ORG", "I-ORG")
    follow = FOLLOW

    def __init__(self) -> None:
        pass

    def scores(self, sentences: Sequence[Sequence[str]]) -> Array:
        chance = random.Random(3)
        rows = [[chance.gauss(0, 2) for _ in self.tags] for sentence in sentences for _ in sentence]
        return np.array(rows).reshape(-1, len(self.tags))


SENTENCES = [["Ana", "in", "Lima"], ["Oslo"], ["we", "met", "Peru", "Ana"], ["a"] * 5]


def test_decoding_is_exact() -> None:
    rows = Drawn().scores(SENTENCES).tolist()
    for best, marginals in Decoder(Drawn(), share=0).decode([SENTENCES])[0]:
        scores, rows = rows[: len(best)], rows[len(best) :]
        expected, probabilities = brute_force(scores, Drawn.tags)
        assert best == expected
        np.testing.assert_allclose(marginals, probabilities, atol=1e-9)


def test_expected_moves_are_the_gradient_of_the_sum_over_all_paths() -> None:
    given, mask = padded(np.split(Drawn().scores(SENTENCES), np.cumsum([len(s) for s in SENTENCES])[:-1]))
    expected = expected_moves(sums(given, mask, moves(Drawn.tags, FOLLOW)), mask)
    for step in itertools.product(range(5), repeat=2):
        change = np.zeros_like(FOLLOW)
        change[step] = 1e-5
        slope = (log_sum(given, mask, FOLLOW + change) - log_sum(given, mask, FOLLOW - change)) / 2e-5
        assert slope == pytest.approx(expected[step], abs=1e-6)


def log_sum(scores: Array, mask: Mask, follow: Array) -> float:
    """Logarithm of the sum over all paths, by the plain recursion."""
    given, total = moves(Drawn.tags, follow), 0.0
    for rows, here in zip(scores, mask, strict=True):
        state = rows[0] + given.begin
        for row in rows[1:][here[1:]]:
            state = np.logaddexp.reduce(state[:, None] + given.follow, axis=0) + row
        total += float(np.logaddexp.reduce(state))
    return total


def test_decoding_does_not_depend_on_the_other_sentences() -> None:
    decoder = Decoder(network(), share=0)
    sentences = [["Ana"] * n + ["in", "Oslo"] for n in (1, 40, 3, 3000)]
    [together] = decoder.decode([sentences])
    apart = decoder.decode([[], *([each] for each in sentences), [[]]])
    for one, [other] in zip(together, apart[1:-1], strict=True):
        assert one.tags == other.tags
        np.testing.assert_allclose(one.marginals, other.marginals, atol=1e-12)
    assert [len(document) for document in apart] == [0, 1, 1, 1, 1, 1]
    assert decoder.decode([]) == []


def test_the_likeliest_tags_are_the_best_path_where_nothing_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [["a"] * (n % 7) for n in range(200)]
    quick = [best for best, _ in Decoder(Drawn(), share=0).decode([sentences])[0]]
    monkeypatch.setattr("pipeline.stages.ner.decode.SURE", -1)
    assert quick == [best for best, _ in Decoder(Drawn(), share=0).decode([sentences])[0]]


def test_a_word_is_what_it_is_elsewhere_in_the_document() -> None:
    name, vague = ["we", "met", "Zorb", "lives", "in", "Zorb"], ["Zorb"]
    alone, helped = (Decoder(network(), share=share).decode([[name, vague, name]])[0] for share in (0, 5))
    column = network().tags.index("B-GPE")
    assert helped[1][1][0, column] != alone[1][1][0, column]
    assert helped[1][0] == [max(range(len(network().tags)), key=lambda k: helped[1][1][0, k])]


def test_the_network_runs_as_it_was_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    """What numpy makes of the weights is what thinc's layers make of them."""
    trained_as: list[Array] = []

    def fitted(layers: Any, tags: Sequence[str], examples: Examples, parameters: Parameters) -> Any:
        *_, follow = fit(layers, tags, examples, parameters._replace(epochs=1))
        for layer in layers.walk():  # the last weights, not their mean, so that both are of one state
            for name in layer.param_names:
                layer.set_param(name, chance.normal(size=layer.get_param(name).shape).astype(np.float32))
        lengths = np.array([len(each) for each in examples.rows], "i")
        trained_as.append(layers.predict(Ragged(np.concatenate(examples.rows), lengths)).dataXd)
        return (*(array for layer in layers.walk(order="dfs_pre") for array in arrays_of(layer)), follow)

    chance, fit, arrays_of = np.random.default_rng(5), training_network._fitted, training_network._arrays
    monkeypatch.setattr(training_network, "_fitted", fitted)
    features = Features(GAZETTEER, WORDS)
    weights = train([(document, 1) for document in CORPUS], features, VECTORS, PARAMETERS)
    sentences = [s.words for document in CORPUS for s in document]
    found = Network(weights, features, VECTORS).scores(sentences)
    assert np.abs(found - trained_as[0]).max() < 0.01 * trained_as[0].std()


def test_a_long_text_is_scored_as_a_short_one() -> None:
    one = network()
    sentences = [["Ana", "lives", "in", "Oslo"]] * 1500
    scores = one.scores(sentences).reshape(1500, 4, -1)
    assert (scores == scores[:1]).all()


def test_a_cache_that_is_dropped_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [[f"Word{i}", "in", "Lima"] for i in range(50)]
    expected = network().scores(sentences)
    monkeypatch.setattr("pipeline.stages.ner.network.MAX_CACHED_WORDS", 3)
    small = network()
    found = np.concatenate([small.scores([sentence]) for sentence in sentences])
    assert (found == expected).all()


@given(st.integers(1, 700), st.integers(0, 2**32 - 1))
def test_products_of_whole_numbers_are_exact_in_any_order(depth: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    matrix = (chance.normal(size=(depth, 5)) * 10 ** chance.uniform(-3, 3)).astype(np.float32)
    rows = (chance.normal(size=(7, depth)) * 10 ** chance.uniform(-3, 3, size=(7, 1))).astype(np.float32)
    matrix[:, 0] = np.abs(matrix).max()  # the largest sums that there can be
    rows[0] = np.abs(rows).max()
    found, order = Whole(matrix).after(rows), chance.permutation(depth)
    assert (Whole(matrix[order]).after(rows[:, order]) == found).all()
    assert (Whole(matrix).after(rows[3:4]) == found[3]).all()
    largest = np.abs(rows).max(axis=1, keepdims=True) * np.abs(matrix).max(axis=0)
    assert (
        np.abs(found - rows.astype(float) @ matrix) <= 2 * depth * largest / math.isqrt(2**24 // depth) + 1e-30
    ).all()


def test_a_row_of_zeros_stays_one() -> None:
    assert not Whole(np.zeros((3, 2), np.float32)).after(np.ones((1, 3), np.float32)).any()
    assert not Whole(np.ones((3, 2), np.float32)).after(np.zeros((4, 3), np.float32)).any()


def test_weights_survive_the_disk() -> None:
    weights = trained().weights
    again = Weights.from_bytes(weights.to_bytes())
    assert (again.tags, again.rows) == (weights.tags, weights.rows)
    assert all((a == b).all() for a, b in zip(again.arrays, weights.arrays, strict=True))


def test_vectors_in_four_bits(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    words, full = [f"w{i}" for i in range(500)], chance.normal(size=(500, 10)).astype(np.float32)
    Vectors.pack(words, full).to_disk(tmp_path)
    found = Vectors.from_disk(tmp_path).of([*words, "W7", "unknown"])
    cosines = (found[:500] * full).sum(axis=1) / np.linalg.norm(found[:500], axis=1) / np.linalg.norm(full, axis=1)
    assert cosines.min() > 0.95
    assert (found[500] == found[7]).all()
    assert not found[501].any()


def test_the_shipped_vectors_know_what_is_alike() -> None:
    khartoum, nairobi, walk = shipped().of(["Khartoum", "Nairobi", "walk"])
    assert khartoum @ nairobi > 2 * abs(khartoum @ walk)


def test_spans_of_tags() -> None:
    assert list(bio_spans(["B-A", "I-A", "B-A", "O", "I-B", "I-A"])) == [
        (0, 2, "A"),
        (2, 3, "A"),
        (4, 5, "B"),
        (5, 6, "A"),
    ]
    assert list(bio_spans([])) == []
