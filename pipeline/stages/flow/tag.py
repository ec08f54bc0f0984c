"""articles -> mentions of names, and what each document knows of its names. `join` gives them their name_id."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.stages import nlp
from pipeline.stages.entities import find_entities, find_role
from pipeline.stages.flow.rows import Bounds, Frames, Origins, records
from pipeline.stages.names import NameMention, summarise
from pipeline.stages.names.rows import to_rows
from schemas.working import LocalNames, Mentions

if TYPE_CHECKING:
    from spacy.language import Language

CONTEXT_CHARS = 30


def mentions(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
    model: "str | Language | None" = None,
) -> Frames:
    """Tag names with a spaCy pipeline, by its name or loaded: mentions and local_names."""
    origins, bounds = Origins(edits, removed_spans), Bounds(sentences)
    documents = list(records(articles))
    pipeline = nlp.load(model) if model is None or isinstance(model, str) else model
    found = find_entities(
        [d["text"] for d in documents], nlp=pipeline, sentences=[bounds.spans(d["doc_id"]) for d in documents]
    )
    rows, local = [], []
    for document, spans in zip(documents, found, strict=True):
        doc_id, text = document["doc_id"], document["text"]
        local += to_rows(summarise([_name_mention(document, *span[:3]) for span in spans]))
        for start, end, label, score in spans:
            row = {"mention_id": f"{doc_id}:m:{start}-{end}", "label": label, "score": score,
                   "sentence_id": bounds.sentence_of(doc_id, start), **_role(text, start, end, label)}  # fmt: skip
            rows.append({**row, **origins.located(doc_id, text, start, end)})
    return {"mentions": Mentions.frame(rows), "local_names": LocalNames.frame(local)}


def _role(text: str, start: int, end: int, label: str) -> dict[str, Any]:
    found = find_role(text, start, end) if label == "PERSON" else None
    if found is None:
        return {"role": None, "role_start": None, "role_end": None}
    return {"role": text[found.start : found.end], "role_start": found.start, "role_end": found.end}


def _name_mention(document: dict[str, Any], start: int, end: int, label: str) -> NameMention:
    text = document["text"]
    context = text[max(0, start - CONTEXT_CHARS) : start].rsplit("\n", 1)[-1]
    return NameMention(document["doc_id"], document["cluster_id"], start, end, text[start:end], label, context)
