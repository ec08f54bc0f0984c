"""The guarded model: what it may judge, how its trees are walked, and that training is a function of the data."""

import numpy as np
import pytest

from pipeline.stages.residue import find_spans
from pipeline.stages.residue.features import NAMES, Document, looks
from pipeline.stages.residue.lines import Line, lines_of
from pipeline.stages.residue.model import Array, Trees, candidates, label_by_model, shipped
from pipeline.training.boosting import Settings, train
from pipeline.training.residue import line_shares
from schemas.documents import CATEGORIES

BODY = "\n".join(
    f"The {place} of the bay will close in May, the board said on Tuesday, after many years of service."
    for place in ("ferry", "harbour", "school")
)
SURE = Trees({"bias": 9.0, "trees": [[[-1, 0.0, 0, 0, 0.0]]]})  # finds everything residue


def test_features_are_named_one_by_one() -> None:
    document = Document(lines_of("Jobs\n" + BODY), {})
    assert len(document.features(0)) == len(NAMES)
    assert len(set(NAMES)) == len(NAMES)
    assert all(isinstance(float(value), float) for value in looks(Line(0, "x")))


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("Jobs\n" + BODY + "\nHelp wanted", [0, 4]),
        (BODY, []),
        (BODY.replace("\n", "\nWhat comes next\n", 1), []),
        ("• The ferry line closes in May\n" + BODY, []),
        ("LISBON\n" + BODY, []),
        ("No paragraph here\nNor there", []),
    ],
)
def test_only_short_lines_of_head_and_tail_are_judged(text: str, judged: list[int]) -> None:
    assert candidates(lines_of(text), {}) == judged
    assert sorted(label_by_model(lines_of(text), {}, SURE)) == judged


class Fixed(Trees):
    """Trees that find what they are told."""

    def __init__(self, *probabilities: float) -> None:
        self._found = np.array(probabilities)

    def probabilities(self, rows: Array) -> Array:
        return self._found[: len(rows)]


@pytest.mark.parametrize(
    ("below", "probabilities", "cut"),
    [
        ("Quay in pictures\nHarbour vote\nTide tables", (0.95, 0.5, 0.95), [3, 4, 5]),
        ("Quay in pictures\nHarbour vote\nTide tables", (0.95, 0.4, 0.95), [3, 5]),
        ("Quay in pictures\nHarbour vote", (0.95, 0.7), [3]),
        ("Quay in pictures\n- Harbour vote\nTide tables", (0.95, 0.6, 0.95), [3, 5]),
        ("Quay in pictures\nIt closes.\nTide tables\nMaps", (0.95, 0.5, 0.95, 0.95), [3, 5, 6]),
    ],
)
def test_a_list_stands_or_falls_as_a_whole(below: str, probabilities: tuple[float, ...], cut: list[int]) -> None:
    labels = label_by_model(lines_of(BODY + "\n" + below), {}, Fixed(*probabilities))
    assert sorted(labels) == cut
    assert all(0.9 <= label.score <= 1 for label in labels.values())


def test_what_the_model_cuts_says_so() -> None:
    labels = label_by_model(lines_of(BODY + "\nHelp wanted"), {}, SURE)
    assert labels[3].evidence == "model"
    assert labels[3].category in CATEGORIES
    assert 0 <= labels[3].score <= 1


def test_without_the_model_rules_alone_speak() -> None:
    assert all(cut.evidence != "model" for cut in find_spans(BODY + "\nHelp wanted\nShare", model=False))


def test_the_shipped_trees_belong_to_the_features() -> None:
    probabilities = shipped().probabilities(np.zeros((3, len(NAMES))))
    assert probabilities.shape == (3,)
    assert ((probabilities > 0) & (probabilities < 1)).all()


def test_trees_learn_and_are_the_same_each_time() -> None:
    rng = np.random.default_rng(0)
    x = rng.random((600, 3))
    y = ((x[:, 0] > 0.5) & (x[:, 2] > 0.3)).astype(float)
    settings = Settings(n_trees=30, n_leaves=4, min_rows=10, learning_rate=0.3, feature_share=1.0)
    weights = train(x, y, np.ones(600), settings)
    assert weights == train(x, y, np.ones(600), settings)
    found = Trees(weights).probabilities(x)
    assert ((found > 0.5) == (y > 0.5)).mean() > 0.97


def test_a_line_is_in_the_gold_as_far_as_its_words_stand_there_in_order() -> None:
    gold = "The ferry of the bay will close in May. It is old."
    assert line_shares("Share\nThe ferry of the bay will close in May.\nThe bay is old news for all", gold) == [
        0.0,
        1.0,
        0.0,
    ]
