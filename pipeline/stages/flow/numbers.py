"""articles and dates -> numbers and numerals."""

from dataclasses import fields
from operator import attrgetter
from typing import Any

import pandas as pd

from pipeline.stages.edits import Span
from pipeline.stages.flow.rows import Bounds, Frames, Origins, by_document, records
from pipeline.stages.numbers import read
from pipeline.stages.numbers.audit import numerals
from pipeline.stages.numbers.mention import NumberMention
from schemas import Numbers, Numerals

FIELDS = tuple(field.name for field in fields(NumberMention))
VALUES = attrgetter(*FIELDS)


def numbers(
    articles: pd.DataFrame,
    edits: pd.DataFrame,
    removed_spans: pd.DataFrame,
    sentences: pd.DataFrame,
    dates: pd.DataFrame,
) -> Frames:
    """Find numbers that are no part of a date, and account for every numeral."""
    origins, bounds = Origins(edits, removed_spans), Bounds(sentences)
    excluded = by_document(dates)
    rows: list[dict[str, Any]] = []
    audit: list[dict[str, Any]] = []
    for article in records(articles):
        doc_id, text = article["doc_id"], article["text"]
        spans = [Span(row["start"], row["end"]) for row in excluded.get(doc_id, [])]
        reading = read(text, spans, sentences=bounds.spans(doc_id))
        for found in reading.numbers:
            parent = found.subset_of
            ids = {
                "number_id": f"{doc_id}:n:{found.start}-{found.end}",
                "subset_of": f"{doc_id}:n:{parent.start}-{parent.end}" if parent else None,
                "sentence_id": bounds.sentence_of(doc_id, found.start),
            }
            rows.append(
                {
                    **dict(zip(FIELDS, VALUES(found), strict=True)),
                    **ids,
                    **origins.located(doc_id, text, found.start, found.end),
                }
            )
        audit += [
            {"role": role, "row_start": row_start, **origins.located(doc_id, text, start, end)}
            for start, end, role, row_start in numerals(text, spans, reading)
        ]
    return {"numbers": Numbers.frame(rows), "numerals": Numerals.frame(audit)}
