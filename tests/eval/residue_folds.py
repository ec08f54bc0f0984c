"""What the model gives on sites that it has not seen: trained on four fifths of the sites, scored on the last.

    python -m tests.eval.residue_folds --bench ../shared/bench

Each threshold is scored on top of all rules, and of half of them (`labels_without`), which is nearer to what rules
written with these pages at hand are worth on other sites. Some ten minutes. What ships is pinned in
`residue_folds.json`.
"""

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.stages import edits
from pipeline.stages.residue import Cut
from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.model import THRESHOLD, Trees, label_by_model
from pipeline.stages.residue.stubs import pieces
from pipeline.stages.residue.types import Label
from pipeline.stages.residue.wording import Wording, label_by_wording
from pipeline.training import wording
from pipeline.training.residue import Page, fit, labels_without, pages
from tests.eval import N_FOLDS, fold
from tests.eval.residue import FOLDS, Stripped, measure, read

THRESHOLDS = (0.95, 0.9, 0.85, 0.8)
MEASURES = ("lift", "raw body loss %", "line loss %")
MEAN = "mean/"


def stripped(page: Page, labels: Mapping[int, Label]) -> Stripped:
    """The page without its labelled lines, and without what is cut inside of those that stay."""
    text = "\n".join(line.text for line in page.lines)
    left = [line for i, line in enumerate(page.lines) if i not in labels]
    kept = "\n".join(_rest(line, first=line is left[0], last=line is left[-1]) for line in left)
    cuts, start = [], 0
    for i, line in enumerate(page.lines):
        if i in labels:
            label = labels[i]
            cuts.append(Cut(start, start + len(line.text), "body", label.category, label.rule, label.evidence, 1.0))
        start += len(line.text) + 1
    return Stripped(dict(page.row), text, cuts, kept)


def _rest(line: Line, *, first: bool, last: bool) -> str:
    return edits.apply(line.text, [edits.cut(p.start, p.end) for p in pieces(line, first=first, last=last)])


def cross_validated(found: list[Page], data: Path) -> Iterator[tuple[str, list[Stripped]]]:
    """Name of a setting and its documents."""
    others = [[page for page in found if fold(page.row["site"]) != k] for k in range(N_FOLDS)]
    trees = [Trees(fit(pages)) for pages in others]
    wordings = [Wording(wording.fit(wording.examples(data, pages))) for pages in others]
    for name, version in (("all rules", ""), ("half the rules", "1")):
        labels = [labels_without(page, version) for page in found]
        yield name, [stripped(page, given) for page, given in zip(found, labels, strict=True)]
        labels = [
            given | label_by_wording(page.lines, given, wordings[fold(page.row["site"])])
            for page, given in zip(found, labels, strict=True)
        ]
        yield f"{name} + wording", [stripped(page, given) for page, given in zip(found, labels, strict=True)]
        for threshold in THRESHOLDS:
            more = [
                given | label_by_model(page.lines, given, trees[fold(page.row["site"])], threshold)
                for page, given in zip(found, labels, strict=True)
            ]
            yield f"{name} + model {threshold}", [stripped(page, m) for page, m in zip(found, more, strict=True)]


def main() -> None:
    """Print lift, raw and line loss of each extractor, mean of the sources, and pin those of what ships."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.residue_folds", description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--data", type=Path, default=Path("../shared/train/ner"))
    args = parser.parse_args()
    for name, documents in cross_validated(list(pages(read(args.bench))), args.data):
        rows = [row for row in measure(documents) if row["set"].startswith(MEAN) and row["measure"] in MEASURES]
        figures: dict[str, dict[str, float]] = {}
        for row in rows:
            figures.setdefault(row["set"].removeprefix(MEAN), {})[row["measure"]] = round(row["value"], 2)
        for extractor, found in figures.items():
            print(f"{name:28} {extractor:24}", *(f"{found[m]:6.2f}" for m in MEASURES), flush=True)  # noqa: T201  output
        if name == f"all rules + model {THRESHOLD}":
            FOLDS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
