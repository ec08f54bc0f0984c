"""A corpus of any size for benchmarks, from the development pages and the seeds: the same for the same seed.

Every document has the frame of one page and paragraphs of others, with other figures, so that no two are alike.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SHARE_SWAPPED = 0.7  # of paragraphs of more than 80 characters
MIN_PARAGRAPH = 80


def pages(bench: Path) -> list[tuple[str, list[str]]]:
    """(site, lines) of each page, one extractor each, and of the seeds."""
    found = [("seeds", path.read_text(encoding="utf-8").split("\n")) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    with gzip.open(bench / "residue" / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["extractor"] == "trafilatura":
                found.append((row["site"], row["raw"].split("\n")))
    return found


def documents(bench: Path, n: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Rows of id, publisher, published, text."""
    frames = pages(bench)
    paragraphs = [line for _, lines in frames for line in lines if len(line) > MIN_PARAGRAPH]
    for i in range(n):
        chance = random.Random(f"{seed}:{i}")
        site, lines = chance.choice(frames)
        text = "\n".join(_varied(line, paragraphs, chance) for line in lines)
        day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield {"id": f"{i}", "publisher": site, "published": day, "text": text}


def _varied(line: str, paragraphs: list[str], chance: random.Random) -> str:
    if len(line) > MIN_PARAGRAPH and chance.random() < SHARE_SWAPPED:
        line = chance.choice(paragraphs)
    return re.sub(r"(?<=\d)\d(?!\d)", lambda _: chance.choice("0123456789"), line)


def write(path: Path, bench: Path, n: int, seed: int = 0) -> int:
    """As JSON lines; returns the bytes."""
    with path.open("w", encoding="utf-8") as file:
        return sum(file.write(json.dumps(row, ensure_ascii=False) + "\n") for row in documents(bench, n, seed))
