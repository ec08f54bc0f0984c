"""`annotate`: the flow on one text, for notebooks."""

from datetime import date

import pandas as pd

from pipeline.sources import raw_document
from pipeline.sources.rows import Row, storable
from pipeline.stages.flow import dates, join, numbers, quote, repair, segment, strip, tag
from pipeline.stages.flow.rows import Frames, records
from pipeline.stages.names.rows import link_rows
from schemas import TABLES, CleanDocuments, Names, RawDocuments
from schemas.working import NameLinks, RecurringLines


def annotate_text(text: str, *, strip: bool, published: str | None) -> dict[str, pd.DataFrame]:
    """See `pipeline.annotate`."""
    day = date.fromisoformat(published[:10]).isoformat() if published else None
    row = Row("text", "", storable(text), language="en", published=day)
    raw = RawDocuments.frame([raw_document(row)])
    tables = annotate_documents(raw, strip_residue=strip)
    return {name: tables[name] for name in TABLES}


def annotate_documents(raw_documents: pd.DataFrame, *, strip_residue: bool = True) -> Frames:
    """The flow on a few documents in memory; copies, recurring lines and comparisons are not looked for."""
    raw = raw_documents
    tables = {name: TABLES[name].frame([]) for name in ("rejects", "duplicates", "comparisons")}
    tables["raw_documents"] = raw
    tables |= repair.clean_documents(raw) if strip_residue else _as_it_is(raw)
    clean, edits = tables["clean_documents"], tables["edits"]
    tables |= strip.articles(raw, clean, edits, tables["duplicates"], RecurringLines.frame([]), strip=strip_residue)
    located = (tables["articles"], edits, tables["removed_spans"])
    tables |= segment.sentences(*located)
    found = tag.mentions(*located, tables["sentences"])
    names, links = link_rows(records(found["local_names"]))
    tables |= {"names": Names.frame(names)} | join.entities(**found, name_links=NameLinks.frame(links))
    tables |= dates.dates(tables["articles"], clean, edits, tables["removed_spans"], tables["sentences"])
    tables |= numbers.numbers(*located, tables["sentences"], tables["dates"])
    return tables | quote.quotes(*located, tables["sentences"], tables["entities"])


def _as_it_is(raw_documents: pd.DataFrame) -> Frames:
    documents = [{**raw, "text": raw["raw_text"], "n_chars": len(raw["raw_text"])} for raw in records(raw_documents)]
    return {"clean_documents": CleanDocuments.frame(documents), "edits": TABLES["edits"].frame([])}
