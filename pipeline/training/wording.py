"""Trains the model of a line's words, on lines written for it, sentences of news, and pages that readers cleaned.

    python -m pipeline.training.wording --data ../shared/train/ner --pages ../shared/bench/residue/dev.jsonl.gz \
        --out pipeline/models/residue_wording

Residue is learned from `lines.jsonl` alone, so that benchmarks can tell what it is worth on wordings of others; pages
give article lines only.
"""

import argparse
import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.stages.residue.wording import BIAS, features, words_of
from pipeline.training.boosting import Array
from pipeline.training.data import FINE, read
from pipeline.training.residue import Page, doubtful, labels_without, pages

logger = logging.getLogger("winnow.training")
BODY = "body"
MIN_RESIDUE, MIN_ARTICLE = 2, 20  # lines of each kind, one of which a feature must reach
RIDGE, TYPE_RIDGE = 0.04, 0.03
SURE_SHARE = 0.9  # of a line's words that stand in the gold
SENTENCES = 3  # at most, in a paragraph made of sentences
TELLING = 5.0  # weight from which on a word makes a paragraph worth reading
SMALL, SMALL_TYPE = 0.05, 0.5  # weights below are left out


def written() -> Iterator[tuple[str, str]]:
    """(line, its category), as in `lines.jsonl`."""
    text = resources.files(__package__).joinpath("lines.jsonl").read_text(encoding="utf-8")
    for row in map(json.loads, text.splitlines()):
        yield row["line"], row["category"]


def news(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Paragraphs of one to three sentences, by a hash of their first."""
    for row in rows:
        sentences = [row["text"][start:end].strip() for start, end in row["sents"]]
        while sentences:
            size = 1 + hashlib.sha256(sentences[0].encode()).digest()[0] % SENTENCES
            yield " ".join(sentences[:size])
            del sentences[:size]


def article_lines(found: Iterable[Page]) -> list[str]:
    """Untyped lines that wholly stand in the gold, on whatever page; pages with a doubtful gold are left out."""
    shares: dict[str, float] = {}
    for page in found:
        labels = labels_without(page, "")
        if doubtful(page, labels):
            continue
        for i, line in enumerate(page.lines):
            share = 0.0 if i in labels else page.shares[i]
            shares[line.text] = min(share, shares.get(line.text, 1.0))
    return sorted(text for text, share in shares.items() if share >= SURE_SHARE)


def fit(examples: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The weights of two ridge regressions, as `Wording` takes them: residue or article, and which residue."""
    found = [features(line) for line, _ in examples]
    residue = np.array([[category != BODY] for _, category in examples])
    vocabulary = _vocabulary(found, residue[:, 0])
    weights, bias = _regress(_matrix(found, vocabulary), np.hstack([~residue, residue]), RIDGE)
    kept = _kept(vocabulary, weights[:, 1] - weights[:, 0], SMALL)
    telling = [word for word, weight in kept.items() if weight >= TELLING and word.isascii() and word.isalpha()]
    return {"bias": round(float(bias[1] - bias[0]), 2), "telling": telling, "weights": kept, "types": _types(examples)}


def _types(examples: Sequence[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Category -> word -> weight; no title, which is known by where it stands."""
    typed = [(words_of(line), category) for line, category in examples if category not in (BODY, "title")]
    categories = sorted({category for _, category in typed})
    answers = np.array([[category == each for each in categories] for _, category in typed])
    vocabulary = _vocabulary([found for found, _ in typed], np.ones(len(typed)))
    weights, bias = _regress(_matrix([found for found, _ in typed], vocabulary), answers, TYPE_RIDGE)
    return {
        category: {BIAS: round(float(bias[i]), 2), **_kept(vocabulary, weights[:, i], SMALL_TYPE)}
        for i, category in enumerate(categories)
    }


def _kept(vocabulary: Sequence[str], weights: Array, small: float) -> dict[str, float]:
    kept = np.flatnonzero(np.abs(weights) >= small)
    return {vocabulary[i]: round(float(weights[i]), 2) for i in kept.tolist()}


def _vocabulary(found: Sequence[Sequence[str]], residue: Array) -> list[str]:
    of_residue = Counter(each for line, answer in zip(found, residue, strict=True) if answer for each in line)
    of_article = Counter(each for line, answer in zip(found, residue, strict=True) if not answer for each in line)
    known = of_residue.keys() | of_article.keys()
    return sorted(x for x in known if of_residue[x] >= MIN_RESIDUE or of_article[x] >= MIN_ARTICLE)


def _matrix(found: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> csr_matrix:
    """A row a line, of length one before unknown features are left out."""
    columns = {feature: i for i, feature in enumerate(vocabulary)}
    rows = [(i, columns[each], len(line) ** -0.5) for i, line in enumerate(found) for each in line if each in columns]
    row, column, value = zip(*rows, strict=True)
    return csr_matrix((value, (row, column)), shape=(len(found), len(vocabulary)))


def _regress(x: csr_matrix, answers: Array, ridge: float) -> tuple[Array, Array]:
    """Multinomial: (features, classes) weights, and a bias for each class, which is not punished."""
    n, chosen = x.shape[1], answers.argmax(axis=1)

    def loss(flat: Array) -> tuple[float, Array]:
        given = flat.reshape(n + 1, -1)
        scores = x @ given[:-1] + given[-1]
        scores -= scores.max(axis=1, keepdims=True)
        total = np.exp(scores).sum(axis=1, keepdims=True)
        slopes = np.exp(scores) / total - answers
        gradient = np.vstack([x.T @ slopes + ridge * given[:-1], slopes.sum(axis=0)])
        missed = np.log(total[:, 0]) - scores[np.arange(len(scores)), chosen]
        return float(missed.sum() + ridge / 2 * (given[:-1] ** 2).sum()), gradient.ravel()

    start = np.zeros((n + 1) * answers.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x.reshape(n + 1, -1)
    return found[:-1], found[-1]


def examples(data: Path, found: Iterable[Page]) -> list[tuple[str, str]]:
    """What is learned from: (line, its category)."""
    rows = [row for name in FINE for row in read(data / f"{name}.jsonl.gz")]
    return [*written(), *((line, BODY) for line in (*news(rows), *article_lines(found)))]


def write(weights: Mapping[str, Any], folder: Path) -> None:
    """Write the weights, a feature a line."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / "weights.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.training.wording", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of news_gold and written_gold")
    parser.add_argument("--pages", type=Path, required=True, help="dev.jsonl.gz of the residue benchmark")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    found = examples(args.data, pages(read(args.pages)))
    logger.info("%d lines, %d of them residue", len(found), sum(category != BODY for _, category in found))
    write(fit(found), args.out)
    logger.info("written to %s", args.out)


if __name__ == "__main__":
    main()
