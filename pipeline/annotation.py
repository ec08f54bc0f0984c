"""`annotate`: the flow on one text, for notebooks."""

from datetime import date

import pandas as pd

from pipeline.sources import raw_document
from pipeline.sources.rows import Row, storable
from pipeline.stages import flow
from schemas import TABLES, CleanDocuments, RawDocuments


def annotate_text(text: str, *, strip: bool, published: str | None) -> dict[str, pd.DataFrame]:
    """See `pipeline.annotate`."""
    day = date.fromisoformat(published[:10]).isoformat() if published else None
    row = Row("text", "", storable(text), language="en", published=day)
    tables = {
        "raw_documents": RawDocuments.frame([raw_document(row)]),
        "rejects": TABLES["rejects"].frame([]),
    }
    tables |= flow.clean_documents(tables["raw_documents"]) if strip else _as_it_is(tables["raw_documents"])
    tables["duplicates"] = TABLES["duplicates"].frame([])
    documents = (tables["raw_documents"], tables["clean_documents"])
    tables |= flow.articles(*documents, tables["edits"], tables["duplicates"], {}, strip=strip)
    located = (tables["edits"], tables["removed_spans"])
    tables |= flow.sentences(tables["articles"], *located)
    tables |= flow.names(tables["articles"], *located, tables["sentences"])
    tables |= flow.dates(tables["articles"], tables["clean_documents"], *located, tables["sentences"])
    tables |= flow.numbers(tables["articles"], *located, tables["sentences"], tables["dates"])
    return {name: tables[name] for name in TABLES}


def _as_it_is(raw_documents: pd.DataFrame) -> flow.Frames:
    documents = [
        {**raw, "text": raw["raw_text"], "n_chars": len(raw["raw_text"])} for raw in flow.records(raw_documents)
    ]
    return {"clean_documents": CleanDocuments.frame(documents), "edits": TABLES["edits"].frame([])}
