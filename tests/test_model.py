"""The name tagger: training repeats, decoding is exact, the shipped model loads and says what it publishes."""

import itertools
import json
import math
import random
from pathlib import Path

import numpy as np
import pytest

from pipeline.stages import nlp as models
from pipeline.stages.ner import CrfTagger, Features, Model, Weights, bio_spans, read_words, words_text
from pipeline.stages.ner.decode import Decoder
from pipeline.training import __main__ as training
from pipeline.training import crf
from pipeline.training.data import Sentence, documents, in_capitals, refine
from pipeline.training.report import Found, calibrate, published, reliability
from schemas.mentions import LABELS

SHIPPED = Path(models.__file__).parent.parent / "models" / models.DEFAULT
PARAMETERS = {"c1": 0.01, "c2": 0.01, "max_iterations": 30}
GAZETTEER = {"oslo": "city", "peru": "country", "ana": "given"}
WORDS = {"Oslo": (37, "4"), "Lima": (37, "3"), "Ana": (12, "n"), "in": (0, "L4")}


def sentence(marked: str) -> Sentence:
    """'Ana/PERSON in Oslo/GPE': every marked word a name of its own."""
    pairs = [word.partition("/") for word in marked.split()]
    return Sentence([word for word, _, _ in pairs], [f"B-{label}" if label else "O" for _, _, label in pairs])


TEXTS = ("Ana/PERSON lives in Oslo/GPE", "Peru/GPE met Ana/PERSON", "we saw Lima/GPE", "they live in Peru/GPE")
CORPUS = [[sentence(text)] for text in TEXTS * 3]


def trained() -> Model:
    data = training.Data({"news_gold": CORPUS, "written_gold": CORPUS, "gum_train": [], "crossner_train": []}, {})
    return training.build(data, Features(GAZETTEER, WORDS), PARAMETERS)


def test_training_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        training.pipeline(trained()).to_disk(tmp_path / name)
    files = [sorted(p for p in (tmp_path / name).rglob("*") if p.is_file()) for name in ("one", "two")]
    assert len(files[0]) == len(files[1]) > 5
    for one, two in zip(*files, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


def test_a_written_pipeline_tags_as_the_trained_one(tmp_path: Path) -> None:
    import spacy

    model = trained()._replace(labels=("PERSON", "GPE"), calibration=((0.0, 0.0), (1.0, 0.5)))
    training.pipeline(model).to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Ana lives in Lima")
    assert [(span.text, span.label_) for span in doc.ents] == [("Ana", "PERSON"), ("Lima", "GPE")]
    assert all(0.25 < span._.score <= 0.5 for span in doc.ents)


def test_labels_that_are_not_published_are_not_given() -> None:
    doc = training.pipeline(trained()._replace(labels=("GPE",)))("Ana lives in Lima")
    assert [span.text for span in doc.ents] == ["Lima"]


def test_a_tagger_without_weights_says_so() -> None:
    import spacy

    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("winnow_crf")
    assert isinstance(tagger, CrfTagger)
    with pytest.raises(ValueError, match="no weights"):
        nlp("Ana")


def brute_force(scores: list[list[float]], weights: Weights) -> tuple[list[int], list[list[float]]]:
    """Best path and marginals by trying every path of allowed tags."""
    n, tags = len(scores), weights.tags
    allowed = {
        (a, b) for a in range(len(tags)) for b in range(len(tags)) if tags[b][0] != "I" or tags[a][1:] == tags[b][1:]
    }
    paths = {}
    for path in itertools.product(range(len(tags)), repeat=n):
        if tags[path[0]][0] != "I" and all(step in allowed for step in itertools.pairwise(path)):
            total = sum(scores[i][k] for i, k in enumerate(path))
            paths[path] = total + sum(float(weights.transitions[step]) for step in itertools.pairwise(path))
    norm = sum(math.exp(value) for value in paths.values())
    marginals = [
        [sum(math.exp(v) for p, v in paths.items() if p[i] == k) / norm for k in range(len(tags))] for i in range(n)
    ]
    return list(max(paths, key=lambda p: paths[p])), marginals


def test_decoding_is_exact() -> None:
    model = trained()
    features = Features(GAZETTEER, WORDS)
    decoder = Decoder(model.weights, features, share=0)
    document = [["Ana", "in", "Lima"], ["Oslo"], ["we", "met", "Peru", "Ana"]]
    for found, (best, marginals) in zip(features.of(document), decoder.decode([document])[0], strict=True):
        rows = [[model.weights.rows[f] for f in word if f in model.weights.rows] for word in found]
        scores = [model.weights.state[row].sum(axis=0).astype(float).tolist() for row in rows]
        expected, probabilities = brute_force(scores, model.weights)
        assert best == expected
        np.testing.assert_allclose(marginals, probabilities, atol=1e-4)


def test_decoding_does_not_depend_on_the_other_sentences() -> None:
    decoder = Decoder(trained().weights, Features(GAZETTEER, WORDS), share=0)
    sentences = [["Ana"] * n + ["in", "Oslo"] for n in (1, 40, 3, 300)]
    [together] = decoder.decode([sentences])
    apart = decoder.decode([[], *([each] for each in sentences), [[]]])
    assert [best for best, _ in together] == [best for document in apart[1:-1] for best, _ in document]
    assert [len(document) for document in apart] == [0, 1, 1, 1, 1, 1]
    assert decoder.decode([]) == []


def test_the_likeliest_tags_are_the_best_path_where_nothing_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    decoder = Decoder(trained().weights, Features(GAZETTEER, WORDS), share=0)
    chance = random.Random(3)
    sentences = [chance.choices(["Ana", "in", "Oslo", "we", "met", "Peru", "Zorb", "."], k=n % 7) for n in range(200)]
    quick = [best for best, _ in decoder.decode([sentences])[0]]
    monkeypatch.setattr("pipeline.stages.ner.decode.SURE", -1)
    assert quick == [best for best, _ in decoder.decode([sentences])[0]]


def test_a_word_is_what_it_is_elsewhere_in_the_document() -> None:
    weights = trained().weights
    name, vague = ["we", "met", "Zorb", "lives", "in", "Zorb"], ["Zorb"]
    alone, helped = (
        Decoder(weights, Features(GAZETTEER, WORDS), share=share).decode([[name, vague, name]])[0] for share in (0, 5)
    )
    column = weights.tags.index("B-GPE")
    assert helped[1][1][0, column] != alone[1][1][0, column]
    assert helped[1][0] == [max(range(len(weights.tags)), key=lambda k: helped[1][1][0, k])]


def test_weights_survive_the_disk() -> None:
    weights = trained().weights
    again = Weights.from_bytes(weights.to_bytes())
    assert (again.tags, again.rows) == (weights.tags, weights.rows)
    assert (again.state == weights.state).all()
    assert (again.transitions == weights.transitions).all()


def test_words_survive_the_disk(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "words").write_bytes(gzip.compress(words_text(WORDS).encode()))
    assert read_words(tmp_path / "words") == WORDS


def test_spans_of_tags() -> None:
    assert list(bio_spans(["B-A", "I-A", "B-A", "O", "I-B", "I-A"])) == [
        (0, 2, "A"),
        (2, 3, "A"),
        (4, 5, "B"),
        (5, 6, "A"),
    ]
    assert list(bio_spans([])) == []


def test_a_coarse_label_becomes_the_most_probable_fine_one() -> None:
    model = trained()
    coarse = [sentence("Ana/PERSON lives in Oslo/LOC")]
    weights = model.weights
    for tag in ("B-LOC", "B-FAC"):  # tags that this corpus has not
        column = np.full((len(weights.rows), 1), -1.0, np.float32)
        edge = np.zeros((len(weights.tags) + 1,) * 2, np.float32)
        edge[:-1, :-1] = weights.transitions
        weights = Weights((*weights.tags, tag), weights.rows, np.hstack([weights.state, column]), edge)
    assert refine(coarse, weights, Features(GAZETTEER, WORDS)) == [sentence("Ana/PERSON lives in Oslo/GPE")]


def test_nationalities_that_a_coarse_set_leaves_out_are_added() -> None:
    features = Features(GAZETTEER, WORDS)
    weights = crf.train([([sentence("they met Peruvian/NORP men")] * 3, 1)], features, PARAMETERS)
    assert refine([sentence("they met Peruvian men")], weights, features) == [sentence("they met Peruvian/NORP men")]


def test_a_document_in_capitals() -> None:
    assert in_capitals([sentence("Ana/PERSON left")]) == [sentence("ANA/PERSON LEFT")]


def test_the_mean_of_two_models() -> None:
    one = Weights(("B-GPE", "O"), {"a": 0}, np.array([[2.0, 0.0]], np.float32), np.ones((2, 2), np.float32))
    two = Weights(("O", "B-ORG"), {"b": 0, "a": 1}, np.array([[0.0, 4.0], [1.0, 0.0]], np.float32), one.transitions)
    mean = crf.average(one, two, 0.5)
    assert (mean.tags, mean.rows) == (("B-GPE", "B-ORG", "O"), {"a": 0, "b": 1})
    assert mean.state.tolist() == [[1.0, 0.0, 0.5], [0.0, 2.0, 0.0]]
    assert mean.transitions.tolist() == [[0.5, 0.0, 0.5], [0.0, 0.5, 0.5], [0.5, 0.5, 1.0]]


def test_rows_of_one_sentence_are_put_together() -> None:
    import spacy

    rows = [{"text": f"Ana {i}", "ents": [[0, 3, "PERSON"]]} for i in range(13)]
    found = documents(rows, spacy.blank("en"))
    assert [len(document) for document in found] == [12, 1]
    assert found[0][0] == Sentence(["Ana", "0"], ["B-PERSON", "O"])


def test_calibration_rises_and_fits() -> None:
    found = [Found("ORG", i / 1000, i % 10 < i // 100) for i in range(1000)]
    curve = calibrate(found)
    assert list(curve) == sorted(curve)
    assert all(abs(probability - right) < 0.1 for probability, right in curve)
    assert [b.n for b in reliability((f.probability, f.right) for f in found)] == [100] * 10
    assert calibrate([]) == ()


def test_labels_are_published_that_are_certain_or_good() -> None:
    figures = [{"ORG": (10.0, 5), "FAC": (80.0, 10), "LAW": (90.0, 1)}, {"FAC": (50.0, 10), "LAW": (50.0, 9)}]
    assert published(figures, ["ORG"], 60.0) == ["FAC", "ORG"]


def test_the_shipped_model_loads_and_its_card_names_its_labels() -> None:
    settings = json.loads((SHIPPED / "winnow_crf" / "settings.json").read_text())
    assert {"PERSON", "ORG", "GPE", "LOC", "NORP"} <= set(settings["labels"]) <= set(LABELS)
    card = (SHIPPED / "README.md").read_text(encoding="utf-8")
    published_in_card = {line.split("|")[1].strip() for line in card.splitlines() if line.endswith("| yes |")} - {"all"}
    assert published_in_card == set(settings["labels"])
    doc = models.load()("The government of Peru met Angela Merkel in Paris.")
    assert [(span.text, span.label_) for span in doc.ents] == [
        ("Peru", "GPE"), ("Angela Merkel", "PERSON"), ("Paris", "GPE"),
    ]  # fmt: skip
    assert models.load() is models.load(None)


def test_a_model_that_is_not_installed_is_one_line() -> None:
    with pytest.raises(models.ModelError, match="'xx_no_such_model' is not installed"):
        models.load("xx_no_such_model")
