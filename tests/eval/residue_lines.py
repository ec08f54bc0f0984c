"""What the gold says of single lines: the aligned share of each, the cuts it calls body, precision by rule.

A line is body if at least half of its words stand, in order, in the gold. `python -m tests.eval.residue_lines` lists
false hits by the words that they cost; the text stays on the screen, it belongs to its publishers.
"""

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.stages.residue import Cut
from pipeline.stages.residue.lines import lines_of
from pipeline.training.residue import line_shares
from tests.eval.residue import RE_TOKEN, Stripped, read, strip

BODY_SHARE = 0.5
ROOT = Path(__file__).parents[2]
MEASURED = ROOT / "pipeline/stages/residue/measured.json"
READ_HITS = ROOT / "tests/gold/residue_hits.json"


class CutLine(NamedTuple):
    """A cut with what the gold says of it."""

    stripped: Stripped
    cut: Cut
    share: float  # of its words in the gold
    lost: int  # words of the gold that it costs

    @property
    def body(self) -> bool:
        """Whether the gold keeps it."""
        return self.share >= BODY_SHARE


def cut_lines(documents: Iterable[Stripped]) -> Iterator[CutLine]:
    """The cuts of whole lines."""
    for stripped in documents:
        if not stripped.cuts:
            continue
        shares = line_shares(stripped.text, stripped.row["gold"])
        by_start = {line.start: share for line, share in zip(lines_of(stripped.text), shares, strict=True)}
        for cut in stripped.cuts:
            piece = stripped.text[cut.start : cut.end]
            start = cut.start + len(piece) - len(piece.lstrip())
            if start in by_start:
                n_words = len(RE_TOKEN.findall(piece))
                yield CutLine(stripped, cut, by_start[start], round(by_start[start] * n_words))


def name_of(cut: Cut) -> str:
    """The rule, or the evidence with the category."""
    return cut.rule or f"{cut.evidence}:{cut.category}"


def precision(lines: Iterable[CutLine]) -> dict[str, dict[str, int]]:
    """Rule -> lines cut and those of them that the gold calls body, each different line of a page counted once."""
    seen: dict[str, dict[tuple[str, str], bool]] = defaultdict(dict)
    for line in lines:
        text = line.stripped.text[line.cut.start : line.cut.end].strip()
        seen[name_of(line.cut)][line.stripped.row["url"], text] = line.body
    return {name: {"hits": len(found), "body": sum(found.values())} for name, found in sorted(seen.items())}


def pin(lines: list[CutLine], measured: Path, read_hits: Path) -> None:
    """Write what rules measured, and add new hits that the gold calls body to the list to read, verdict null."""
    measured.write_text(json.dumps(precision(lines), indent=1) + "\n", encoding="utf-8")
    known = json.loads(read_hits.read_text(encoding="utf-8")) if read_hits.exists() else {}
    found = {key(line): name_of(line.cut) for line in lines if line.body}
    kept = {k: known.get(k, {"rule": found[k], "verdict": None}) for k in sorted(found)}
    read_hits.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def key(line: CutLine) -> str:
    """Rule, site and a hash of the line: the text itself stays with its publisher."""
    text = line.stripped.text[line.cut.start : line.cut.end].strip()
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{name_of(line.cut)} {line.stripped.row['site']} {digest}"


def _show(lines: list[CutLine], rule: str | None, extractor: str | None, limit: int) -> Iterator[str]:
    wanted = [
        line
        for line in lines
        if line.body
        and rule in (None, name_of(line.cut), line.cut.category)
        and extractor in (None, line.stripped.row["extractor"])
    ]
    lost = Counter[str]()
    for line in wanted:
        lost[name_of(line.cut)] += line.lost
    yield from (f"{n:6} words lost  {name}" for name, n in lost.most_common())
    for line in sorted(wanted, key=lambda x: (-x.lost, x.stripped.row["id"]))[:limit]:
        row: dict[str, Any] = line.stripped.row
        piece = line.stripped.text[line.cut.start : line.cut.end].strip()
        where = f"{row['src']}/{row['extractor']}/{row['site']}"
        yield f"{line.lost:4} {name_of(line.cut):24} {line.cut.position:5} {where}\n       {piece[:300]!r}"


def main() -> None:
    """List false hits."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.residue_lines", description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--rule", help="only this rule, evidence or category")
    parser.add_argument("--extractor")
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--precision", action="store_true", help="lines and body lines of each rule instead")
    parser.add_argument("--pin", action="store_true", help="write them beside the rules, and the hits to read")
    args = parser.parse_args()
    lines = list(cut_lines(strip(read(args.bench))))
    if args.pin:
        pin(lines, MEASURED, READ_HITS)
    elif args.precision:
        for name, counts in precision(lines).items():
            share = 1 - counts["body"] / counts["hits"]
            print(f"{name:28} {counts['hits']:6} {counts['body']:5} {share:7.1%}")  # noqa: T201  its output
    else:
        print("\n".join(_show(lines, args.rule, args.extractor, args.limit)))  # noqa: T201  its output


if __name__ == "__main__":
    main()
