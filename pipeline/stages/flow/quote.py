"""articles, sentences and entities -> quotes."""

from typing import Any

import pandas as pd

from pipeline.stages.flow.rows import Bounds, Frames, Origins, by_document, records
from pipeline.stages.quotes import Name, Place, Quote, find_quotes
from schemas import Quotes


def quotes(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
    entities: pd.DataFrame,
) -> Frames:
    """Find quotations and who speaks them."""
    origins, bounds, mentions = Origins(edits, removed_spans), Bounds(sentences), by_document(entities)
    rows = []
    for article in records(articles):
        doc_id, text = article["doc_id"], article["text"]
        names = [Name(*(row[column] for column in Name._fields)) for row in mentions.get(doc_id, [])]
        for quote in find_quotes(text, bounds.spans(doc_id), names):
            own = {"sentence_id": bounds.sentence_of(doc_id, quote.span.start)}
            located = origins.located(doc_id, text, quote.span.start, quote.span.end)
            rows.append({**own, **located, **_columns(doc_id, text, quote)})
    return {"quotes": Quotes.frame(rows)}


def _columns(doc_id: str, text: str, quote: Quote) -> dict[str, Any]:
    return {
        "quote_id": _id(doc_id, quote.span),
        "type": quote.type,
        "closed": quote.span.closed,
        "n_paragraphs": quote.span.n_paragraphs,
        **_placed(text, "speaker", quote.speaker),
        "speaker_name_id": quote.name_id,
        **_placed(text, "cue", quote.cue),
        "attribution": quote.rule,
        "continues": _id(doc_id, quote.continues) if quote.continues else None,
        "quote_key": quote.key,
    }


def _id(doc_id: str, span: Any) -> str:
    return f"{doc_id}:q:{span.start}-{span.end}"


def _placed(text: str, name: str, place: Place | None) -> dict[str, Any]:
    """The columns of a speaker or cue."""
    start, end = place or (None, None)
    return {name: text[start:end] if place else None, f"{name}_start": start, f"{name}_end": end}
