"""clean_documents -> sketches and lines: what the corpus needs of each to find copies and recurring lines."""

import pandas as pd

from pipeline.stages.duplicates import sketch, stable_hash
from pipeline.stages.flow.rows import Frames
from pipeline.stages.residue import line_keys
from schemas.working import Lines, Sketches


def sketches(clean_documents: pd.DataFrame) -> Frames:
    """Fingerprints of texts with words."""
    found = ((doc_id, sketch(text)) for doc_id, text in _texts(clean_documents))
    return {"sketches": Sketches.frame([{"doc_id": doc_id, **each._asdict()} for doc_id, each in found if each])}


def lines(raw_documents: pd.DataFrame, clean_documents: pd.DataFrame) -> Frames:
    """Normalised lines that may show to recur."""
    publishers = dict(zip(raw_documents["doc_id"], raw_documents["publisher"].fillna(""), strict=True))
    rows = [
        {
            "doc_id": doc_id,
            "publisher": publishers[doc_id],
            "line_key": key.key,
            "solid": key.solid,
            "line": stable_hash(f"{publishers[doc_id]}\0{key.solid}\0{key.key}".encode()),
        }
        for doc_id, text in _texts(clean_documents)
        for key in line_keys(text)
    ]
    return {"lines": Lines.frame(rows)}


def _texts(clean_documents: pd.DataFrame) -> "zip[tuple[str, str]]":
    return zip(clean_documents["doc_id"], clean_documents["text"], strict=True)
