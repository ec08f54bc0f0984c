"""raw_documents and clean_documents -> removed_spans and articles."""

from collections import defaultdict
from typing import Any

import pandas as pd

from pipeline.stages import residue
from pipeline.stages.edits import apply, cut
from pipeline.stages.flow.rows import Frames, Origins, records
from pipeline.stages.sentences import split
from schemas import Articles, RemovedSpans

SHORT_WORDS = 50


def articles(
    raw_documents: pd.DataFrame,
    clean_documents: pd.DataFrame,
    edits: pd.DataFrame,
    duplicates: pd.DataFrame,
    recurring_lines: pd.DataFrame,
    *,
    strip: bool = True,
) -> Frames:
    """Cut residue: removed_spans and articles."""
    clusters = dict(zip(duplicates["doc_id"], duplicates["cluster_id"], strict=True))
    texts = dict(zip(clean_documents["doc_id"], clean_documents["text"], strict=True))
    recurring = _by_publisher(recurring_lines)
    origins = Origins(edits)
    removed, rows = [], []
    for raw in records(raw_documents):
        doc_id, text = raw["doc_id"], texts[raw["doc_id"]]
        known = recurring.get(raw["publisher"] or "", {})
        cuts = residue.find_spans(text, recurring=known, title=raw["title"]) if strip else []
        for each in cuts:
            raw_span = origins.of(doc_id).to_before(each.start, each.end)
            slice_ = {"doc_id": doc_id, "raw_start": raw_span.start, "raw_end": raw_span.end}
            gone = text[each.start : each.end]
            n_documents = known.get(residue.normalise_line(gone.strip())) if known else None
            removed.append({**each._asdict(), **slice_, "n_documents": n_documents, "text": gone})
        rows.append(_article(raw, text, cuts, clusters.get(doc_id, doc_id)))
    return {"removed_spans": RemovedSpans.frame(removed), "articles": Articles.frame(rows)}


def _by_publisher(recurring_lines: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Publisher -> normalised line -> documents that have it."""
    lines: dict[str, dict[str, int]] = defaultdict(dict)
    for row in records(recurring_lines):
        known, line = lines[row["publisher"]], residue.normalise_line(row["line_key"])
        known[line] = max(row["n_documents"], known.get(line, 0))
    return lines


def _article(raw: dict[str, Any], text: str, cuts: list[residue.Cut], cluster_id: str) -> dict[str, Any]:
    kept = apply(text, [cut(each.start, each.end) for each in cuts])
    found = residue.read_metadata(text, cuts)
    published = raw["published"] or found.published
    n_words = len(kept.split())
    flags = {
        "empty": not kept.strip(),
        "short": n_words < SHORT_WORDS,
        "mostly_removed": 2 * len(kept) < len(text),
        "duplicate": cluster_id != raw["doc_id"],
    }
    return {
        **raw,
        "title": raw["title"] or found.title,
        "byline": found.byline,
        "dateline": found.dateline,
        "agency": found.agency,
        "published": published,
        "published_source": "metadata" if raw["published"] else "stated" if published else "none",
        "text": kept,
        "cluster_id": cluster_id,
        "is_canonical": cluster_id == raw["doc_id"],
        "n_chars_raw": len(raw["raw_text"]),
        "n_chars": len(kept),
        "n_removed_chars": len(text) - len(kept),
        "n_sentences": len(split(kept)),
        "flags": sorted(name for name, holds in flags.items() if holds),
    }
