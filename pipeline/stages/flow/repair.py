"""raw_documents -> clean_documents and edits."""

import pandas as pd

from pipeline.stages.clean import clean
from pipeline.stages.edits import invert
from pipeline.stages.flow.rows import Frames, records
from schemas import CleanDocuments, Edits


def clean_documents(raw_documents: pd.DataFrame) -> Frames:
    """Repair characters: clean_documents and edits."""
    documents, rows = [], []
    for raw in records(raw_documents):
        text, edits = clean(raw["raw_text"])
        documents.append({**raw, "text": text, "n_chars": len(text)})
        spans = invert(raw["raw_text"], edits)
        rows += [
            {
                "doc_id": raw["doc_id"], "seq": i, "raw_start": edit.start, "raw_end": edit.end, "start": back.start,
                "end": back.end, "op": edit.op, "before": back.after, "after": edit.after,
            }
            for i, (edit, back) in enumerate(zip(edits, spans, strict=True))
        ]  # fmt: skip
    return {"clean_documents": CleanDocuments.frame(documents), "edits": Edits.frame(rows)}
