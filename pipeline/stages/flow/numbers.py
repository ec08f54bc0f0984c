"""articles and dates -> numbers."""

from dataclasses import asdict

import pandas as pd

from pipeline.stages.edits import Span
from pipeline.stages.flow.rows import Bounds, Frames, Origins, by_document, records
from pipeline.stages.numbers import find_numbers
from schemas import Numbers


def numbers(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
    dates: pd.DataFrame,
) -> Frames:
    """Find numbers that are no part of a date."""
    origins, bounds = Origins(edits, removed_spans), Bounds(sentences)
    excluded = by_document(dates)
    rows = []
    for article in records(articles):
        doc_id, text = article["doc_id"], article["text"]
        spans = [Span(row["start"], row["end"]) for row in excluded.get(doc_id, [])]
        for found in find_numbers(text, spans, sentences=bounds.spans(doc_id)):
            parent = found.subset_of
            ids = {
                "number_id": f"{doc_id}:n:{found.start}-{found.end}",
                "subset_of": f"{doc_id}:n:{parent.start}-{parent.end}" if parent else None,
                "sentence_id": bounds.sentence_of(doc_id, found.start),
            }
            rows.append({**asdict(found), **ids, **origins.located(doc_id, text, found.start, found.end)})
    return {"numbers": Numbers.frame(rows)}
