"""Scores of the residue stage: shingle F1 with its lift, and raw body loss; means over documents."""

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
    """A row for each source, extractor and measure, and for each extractor over the sources ('all/…')."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(bench / "residue" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            groups[row["src"], row["extractor"]].append(row)
    sets: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for (source, extractor), rows in sorted(groups.items()):
        stripped = _strip(rows)
        sets[f"{source}/{extractor}"] = stripped
        sets[f"all/{extractor}"] += stripped
    return [row for name, documents in sets.items() for row in _measures(name, documents)]


def _measures(name: str, documents: list[tuple[str, str, str]]) -> list[dict[str, Any]]:
    before = mean_f1((text, gold) for text, _, gold in documents)
    after = mean_f1((kept, gold) for _, kept, gold in documents)
    losses = [lost / max(of, 1) for lost, of in (body_loss(*document) for document in documents)]
    values = {"F1": after, "lift": after - before, "raw body loss %": sum(losses) / len(losses)}
    return [{"set": name, "measure": key, "value": 100 * value, "n": len(documents)} for key, value in values.items()]
