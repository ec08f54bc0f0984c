"""The name tagger: training repeats, the shipped model loads and says what it publishes."""

import gzip
import json
from pathlib import Path

import pytest

from pipeline.stages import nlp as models
from pipeline.stages.ner import Features, NameTagger, Network, read_words, words_text
from pipeline.stages.ner.decode import Decoder
from pipeline.training import __main__ as training
from pipeline.training.data import BENCHMARKS, COARSE, FINE, UNMARKED, Sentence, documents, in_capitals, refine
from pipeline.training.network import train
from pipeline.training.report import Found, calibrate, published, reliability
from schemas.mentions import LABELS
from tests.small_tagger import GAZETTEER, PARAMETERS, TEXTS, VECTORS, WORDS, sentence, trained

SHIPPED = Path(models.__file__).parent.parent / "models" / models.DEFAULT


@pytest.fixture
def small_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.stages.ner.shipped", lambda: VECTORS)


@pytest.mark.usefixtures("small_vectors")
def test_training_gives_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        trained.cache_clear()
        training.pipeline(trained()).to_disk(tmp_path / name)
    files = [sorted(p for p in (tmp_path / name).rglob("*") if p.is_file()) for name in ("one", "two")]
    assert len(files[0]) == len(files[1]) > 5
    for one, two in zip(*files, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


@pytest.mark.usefixtures("small_vectors")
def test_a_written_pipeline_tags_as_the_trained_one(tmp_path: Path) -> None:
    import spacy

    model = trained()._replace(labels=("PERSON", "GPE"), calibration=((0.0, 0.0), (1.0, 0.5)))
    training.pipeline(model).to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Ana lives in Lima")
    assert [(span.text, span.label_) for span in doc.ents] == [("Ana", "PERSON"), ("Lima", "GPE")]
    assert all(0.25 < span._.score <= 0.5 for span in doc.ents)


@pytest.mark.usefixtures("small_vectors")
def test_labels_that_are_not_published_are_not_given() -> None:
    doc = training.pipeline(trained()._replace(labels=("GPE",)))("Ana lives in Lima")
    assert [span.text for span in doc.ents] == ["Lima"]


def test_a_tagger_without_weights_says_so() -> None:
    import spacy

    nlp = spacy.blank("en")
    tagger = nlp.add_pipe("winnow_ner")
    assert isinstance(tagger, NameTagger)
    with pytest.raises(ValueError, match="no weights"):
        nlp("Ana")


def test_words_survive_the_disk(tmp_path: Path) -> None:
    (tmp_path / "words").write_bytes(gzip.compress(words_text(WORDS).encode()))
    assert read_words(tmp_path / "words") == WORDS


def decoder_of(*texts: str) -> Decoder:
    features = Features(GAZETTEER, WORDS)
    weights = train([([sentence(text)] * 9, 1) for text in texts], features, VECTORS, PARAMETERS)
    return Decoder(Network(weights, features, VECTORS))


def test_a_coarse_label_becomes_the_most_probable_fine_one() -> None:
    decoder = decoder_of(*TEXTS, "they saw Etna/LOC", "they saw Heathrow/FAC")
    coarse = [sentence("Ana/PERSON lives in Oslo/LOC")]
    assert refine(coarse, decoder) == [sentence("Ana/PERSON lives in Oslo/GPE")]


def test_nationalities_that_a_coarse_set_leaves_out_are_added() -> None:
    decoder = decoder_of("they met Peruvian/NORP men")
    assert refine([sentence("they met Peruvian men")], decoder) == [sentence("they met Peruvian/NORP men")]


def test_what_a_set_leaves_unmarked_is_added_and_no_more() -> None:
    decoder = decoder_of("they won Rosebowl/EVENT in Oslo/GPE")
    bare = [sentence("they won Rosebowl in Oslo")]
    assert refine(bare, decoder, UNMARKED["uner_pud"]) == [sentence("they won Rosebowl/EVENT in Oslo")]
    assert refine(bare, decoder) == bare


def test_a_fold_of_a_benchmark_is_left_out(tmp_path: Path) -> None:
    import spacy

    def write(folder: Path, *names: str) -> None:
        folder.mkdir()
        for name in names:
            rows = [{"id": f"{name}{i}", "text": "Ana left", "ents": [[0, 3, "PERSON"]]} for i in range(30)]
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress(lines.encode()))

    write(tmp_path / "data", *FINE, *COARSE)
    write(tmp_path / "bench", *BENCHMARKS)
    nlp = spacy.blank("en")
    every = training.load(tmp_path / "data", tmp_path / "bench", nlp)
    some = training.load(tmp_path / "data", tmp_path / "bench", nlp, lambda row: str(row["id"]).endswith("7"))
    sizes = [{name: sum(map(len, found)) for name, found in data.trained.items()} for data in (every, some)]
    assert {name: sizes[0][name] - sizes[1][name] for name in sizes[0]} == {
        **dict.fromkeys((*FINE, *COARSE), 0),
        **dict.fromkeys(BENCHMARKS, 3),
    }
    assert BENCHMARKS[0] not in training.load(tmp_path / "data", None, nlp).trained


def test_a_document_in_capitals() -> None:
    assert in_capitals([sentence("Ana/PERSON left")]) == [sentence("ANA/PERSON LEFT")]


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
    settings = json.loads((SHIPPED / "winnow_ner" / "settings.json").read_text())
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
