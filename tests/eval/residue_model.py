"""What the model gives on sites that it has not seen: trained on four fifths of the sites, scored on the last.

    python -m tests.eval.residue_model --bench ../shared/bench

Each threshold is scored on top of all rules, and of half of them (`labels_without`), which is nearer to what rules
written with these pages at hand are worth on other sites. Some eight minutes.
"""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.stages import edits
from pipeline.stages.residue import Cut
from pipeline.stages.residue.lines import Line
from pipeline.stages.residue.model import Trees, label_by_model
from pipeline.stages.residue.stubs import pieces
from pipeline.stages.residue.types import Label
from pipeline.stages.residue.wording import Wording, label_by_wording
from pipeline.training import wording
from pipeline.training.residue import Page, fit, labels_without, pages
from tests.eval import N_FOLDS, fold
from tests.eval.residue import Stripped, measure, read

THRESHOLDS = (0.95, 0.9, 0.85, 0.8)
MEASURES = ("lift", "raw body loss %", "line loss %")


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
    """Print lift, raw and line loss of each extractor, mean of the sources."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.residue_model", description=__doc__.splitlines()[0])
    parser.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--data", type=Path, default=Path("../shared/train/ner"))
    args = parser.parse_args()
    for name, documents in cross_validated(list(pages(read(args.bench))), args.data):
        values = {(row["set"], row["measure"]): row["value"] for row in measure(documents)}
        for key in sorted({key for key, _ in values if key.startswith("mean/")}):
            figures = " ".join(f"{values[key, m]:6.2f}" for m in MEASURES)
            print(f"{name:28} {key:28} {figures}", flush=True)  # noqa: T201  its output


if __name__ == "__main__":
    main()
