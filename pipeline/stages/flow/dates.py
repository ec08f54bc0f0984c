"""articles -> dates."""

from typing import Any

import pandas as pd

from pipeline.stages import residue
from pipeline.stages.dates import find_dates
from pipeline.stages.flow.rows import Bounds, Frames, Origins, by_document, records
from schemas import Dates


def dates(
    articles: pd.DataFrame,
    clean_documents: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
) -> Frames:
    """Find dates, resolved against the publication date or, without one, a date that the residue states."""
    origins, bounds = Origins(edits, removed_spans), Bounds(sentences)
    texts = dict(zip(clean_documents["doc_id"], clean_documents["text"], strict=True))
    cuts = by_document(removed_spans)
    rows = []
    for article in records(articles):
        doc_id, text = article["doc_id"], article["text"]
        stated = residue.read_metadata(texts[doc_id], [_as_cut(row) for row in cuts.get(doc_id, [])])
        reference = article["published"] or max(stated.stated_dates, default=None)
        source = article["published_source"] if article["published"] else "stated"
        mentions = find_dates(
            text, reference, reference_source=source, year=stated.year, sentences=bounds.spans(doc_id)
        )
        for found in mentions:
            span = origins.located(doc_id, text, found.start, found.end)
            rows.append({**vars(found), **span, "sentence_id": bounds.sentence_of(doc_id, found.start)})
    return {"dates": Dates.frame(rows)}


def _as_cut(row: dict[str, Any]) -> residue.Cut:
    return residue.Cut(**{name: row[name] for name in residue.Cut._fields})
