"""Trains the residue model on a benchmark of extracted pages with their gold text.

    python -m pipeline.training.residue --data ../shared/bench/residue/dev.jsonl.gz --out pipeline/models/residue_lines

The rules were written with these pages at hand and know them better than pages to come. So that the model does not
lean on them, each page stands in several times, with other rules, blocks and recurrence left out by a hash.
"""

import argparse
import hashlib
import json
import logging
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from pipeline.stages.clean import clean
from pipeline.stages.residue import label_lines, recurring_lines
from pipeline.stages.residue.features import NAMES, Document
from pipeline.stages.residue.lines import Line, lines_of
from pipeline.stages.residue.rules import RULES
from pipeline.stages.residue.types import Label
from pipeline.training.boosting import Array, Settings, train
from pipeline.training.data import read

logger = logging.getLogger("winnow.training")
RE_TOKEN = re.compile(r"\w+")
MIN_BLOCK = 3  # words in a row, or a whole line: single words are found in any text
BODY_SHARE = 0.5
VERSIONS = ("", "1", "2", "3")  # the first with all rules
DROPPED = 0.5  # share of the rules left out in the others
# Where the gold lacks so much of the solid text, it stops early or leaves out lists: its lines weigh less.
DOUBTFUL, DOUBTFUL_WEIGHT = 0.25, 0.3
ZONE_WEIGHT = 3.0  # lines that the model may be asked about


class Page(NamedTuple):
    """A page as an extractor saw it."""

    row: Mapping[str, Any]
    lines: list[Line]
    shares: list[float]
    recurring: frozenset[str]


def line_shares(text: str, gold: str) -> list[float]:
    """For each non-blank line the share of its words that stand in the gold, in order."""
    owners, words, counts = [], [], []
    for i, line in enumerate(lines_of(text)):
        found = RE_TOKEN.findall(line.text.lower())
        counts.append(len(found))
        words += found
        owners += [i] * len(found)
    matched = [0] * len(counts)
    matcher = SequenceMatcher(None, words, RE_TOKEN.findall(gold.lower()), autojunk=False)
    for block in matcher.get_matching_blocks():
        for i, n in Counter(owners[block.a : block.a + block.size]).items():
            if n >= MIN_BLOCK or n == counts[i]:
                matched[i] += n
    return [m / n if n else 0.0 for m, n in zip(matched, counts, strict=True)]


def pages(rows: Iterable[Mapping[str, Any]]) -> Iterator[Page]:
    """The rows as pages; lines recur in the documents of a site, source by source and extractor by extractor."""
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["src"], row["extractor"]].append(row)
    for _, group in sorted(groups.items()):
        texts = [clean(row["raw"])[0] for row in group]
        sites = recurring_lines((row["site"], text) for row, text in zip(group, texts, strict=True))
        for row, text in zip(group, texts, strict=True):
            yield Page(row, lines_of(text), line_shares(text, row["gold"]), sites[row["site"]])


def labels_without(page: Page, version: str) -> dict[int, Label]:
    """The labels of a page, in a version with rules, blocks and recurrence left out."""
    if not version:
        return label_lines(page.lines, page.recurring, None)
    site = page.row["site"]
    dropped = frozenset(rule.name for rule in RULES if _chance(version, site, rule.name) < DROPPED)
    recurring = page.recurring if _chance(version, site, "recurrence") < DROPPED else frozenset()
    blocks = _chance(version, site, "blocks") < DROPPED
    return label_lines(page.lines, recurring, None, without=dropped, blocks=blocks)


def _chance(*key: str) -> float:
    return int(hashlib.sha256("|".join(key).encode()).hexdigest()[:8], 16) / 2**32


def examples(found: list[Page], versions: Iterable[str] = VERSIONS) -> tuple[Array, Array, Array]:
    """(features, is residue, weights) of the lines that nothing typed."""
    copies = Counter(_identity(page) for page in found)
    rows, answers, weights = [], [], []
    for page in found:
        for version in versions:
            labels = labels_without(page, version)
            document = Document(page.lines, labels)
            doubt = DOUBTFUL_WEIGHT if doubtful(page, labels) else 1.0
            for i, line in enumerate(page.lines):
                if i not in labels:
                    rows.append(document.features(i))
                    answers.append(page.shares[i] < BODY_SHARE)
                    zone = _zone_weight(page, rows[-1], line)
                    weights.append(zone * doubt * math.sqrt(max(line.n_words, 1)) / copies[_identity(page)])
    return np.array(rows, dtype=np.float32), np.array(answers, dtype=np.float64), np.array(weights)


def _identity(page: Page) -> str:
    return str(page.row["url"] or page.row["id"].rsplit("/", 1)[0])


def doubtful(page: Page, labels: Mapping[int, Label]) -> bool:
    """Whether the gold stops early or leaves out lists."""
    solid = [(line.n_words, page.shares[i]) for i, line in enumerate(page.lines) if line.solid and i not in labels]
    missing = sum(n for n, share in solid if share < BODY_SHARE)
    return missing > DOUBTFUL * sum(n for n, _ in solid)


def _zone_weight(page: Page, features: list[float], line: Line) -> float:
    """Lines of head and tail weigh more; lists between paragraphs, which one of the golds lacks, nothing there."""
    outside = features[NAMES.index("solid_above")] == 0 or features[NAMES.index("solid_below")] == 0
    if outside:
        return ZONE_WEIGHT if not line.solid else 1.0
    return 0.0 if page.row["src"] == "fundus" and not line.solid else 1.0


def fit(found: list[Page], settings: Settings | None = None) -> dict[str, Any]:
    """The weights of a model trained on the pages."""
    x, y, weights = examples(found)
    logger.info("%d lines, %.1f %% of them residue", len(y), 100 * y.mean())
    return {"features": list(NAMES), **train(x, y, weights, settings or Settings())}


def write(weights: Mapping[str, Any], folder: Path) -> None:
    """Write the weights, a tree a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in weights["trees"])
    head = json.dumps({"features": weights["features"], "bias": weights["bias"]})[:-1]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trees.json").write_text(f'{head}, "trees": [\n{trees}\n]}}\n', encoding="utf-8")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.training.residue", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="dev.jsonl.gz of the residue benchmark")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    write(fit(list(pages(read(args.data)))), args.out)
    logger.info("written to %s", args.out)


if __name__ == "__main__":
    main()
