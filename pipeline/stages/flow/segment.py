"""articles -> sentences."""

import pandas as pd

from pipeline.stages.flow.rows import Frames, Origins, records
from pipeline.stages.sentences import count_tokens, split
from schemas import Sentences


def sentences(articles: pd.DataFrame, edits: pd.DataFrame, removed_spans: pd.DataFrame) -> Frames:
    """Split articles into sentences."""
    origins = Origins(edits, removed_spans)
    rows = []
    for article in records(articles):
        text, doc_id = article["text"], article["doc_id"]
        for i, found in enumerate(split(text)):
            row = {"paragraph": found.paragraph, "index": i, "in_quote": found.in_quote,
                   "n_tokens": count_tokens(text, found.start, found.end)}  # fmt: skip
            span = origins.located(doc_id, text, found.start, found.end)
            rows.append({**row, **span, "sentence_id": f"{doc_id}:s:{found.start}-{found.end}"})
    return {"sentences": Sentences.frame(rows)}
