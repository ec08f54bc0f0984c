"""Scores of the residue stage: shingle F1 with its lift, raw body loss; mean over documents (shared/README.md)."""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.stages import edits
from pipeline.stages.clean import clean
from pipeline.stages.residue import find_spans, recurring_lines

RE_TOKEN = re.compile(r"\w+")
SHINGLE = 4


def tokens(text: str) -> list[str]:
    """Lower-cased words."""
    return RE_TOKEN.findall(text.lower())


def shingles(words: list[str]) -> Counter[tuple[str, ...]]:
    """Multiset of 4-grams; of the whole text where it is shorter."""
    n = min(SHINGLE, len(words))
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1)) if words else Counter()


def precision_recall(kept: str, gold: str) -> tuple[float, float]:
    """Of shingles."""
    a, b = shingles(tokens(kept)), shingles(tokens(gold))
    common = sum((a & b).values())
    return common / max(sum(a.values()), 1), common / max(sum(b.values()), 1)


def mean_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """F1 of mean precision and mean recall over (kept, gold)."""
    scores = [precision_recall(kept, gold) for kept, gold in pairs]
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return 2 * precision * recall / max(precision + recall, 1e-9)


def body_loss(text: str, kept: str, gold: str) -> tuple[int, int]:
    """(words of the gold that stood in the text and were removed, words of the gold in the text)."""
    wanted = Counter(tokens(gold))
    present = wanted & Counter(tokens(text))
    left = wanted & Counter(tokens(kept))
    return sum((present - left).values()), sum(present.values())


def _strip(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(text, kept, gold) of one extractor's rows, its lines counted per site."""
    texts = [clean(row["raw"])[0] for row in rows]
    sites = recurring_lines((row["site"], text) for row, text in zip(rows, texts, strict=True))
    results = []
    for row, text in zip(rows, texts, strict=True):
        cuts = find_spans(text, recurring=sites[row["site"]])
        kept = edits.apply(text, [edits.cut(c.start, c.end) for c in cuts])
        results.append((text, kept, row["gold"]))
    return results


def score(bench: Path) -> list[dict[str, Any]]:
    """A row for each source, extractor and measure."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(bench / "residue" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            groups[row["src"], row["extractor"]].append(row)
    results = []
    for (source, extractor), rows in sorted(groups.items()):
        stripped = _strip(rows)
        before = mean_f1((text, gold) for text, _, gold in stripped)
        after = mean_f1((kept, gold) for _, kept, gold in stripped)
        losses = [body_loss(*each) for each in stripped]
        loss = 100 * sum(lost / max(of, 1) for lost, of in losses) / len(losses)
        name, n = f"{source}/{extractor}", len(rows)
        results += [
            {"set": name, "measure": "F1", "value": 100 * after, "n": n},
            {"set": name, "measure": "lift", "value": 100 * (after - before), "n": n},
            {"set": name, "measure": "raw body loss %", "value": loss, "n": n},
        ]
    return results
