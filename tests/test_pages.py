"""Pages in the manner of 60 sites go through all stages and their contracts, and only their own lines are cut."""

import json
from pathlib import Path

from pipeline import sources
from pipeline.annotation import annotate_documents
from tests.eval import pages


def test_pages_of_many_sites_keep_every_contract(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in pages.PAGES.read_text(encoding="utf-8").splitlines()]
    texts = {row["site"]: "\n".join(line for line, _ in row["lines"]) for row in rows}
    lines = (json.dumps({"id": site, "publisher": site, "text": text}) for site, text in texts.items())
    (tmp_path / "pages.jsonl").write_text("\n".join(lines), encoding="utf-8")
    tables = annotate_documents(sources.read(str(tmp_path))[0])
    assert len(tables["articles"]) == len(rows)
    assert tables["removed_spans"]["category"].ne("").all()


def test_hardly_a_line_of_their_articles_is_cut() -> None:
    figures = {row["measure"]: row["value"] for row in pages.score(Path())}
    assert figures["body loss %"] <= 0.1
    assert figures["residue cut"] >= 60
