"""The data dictionary: every table of the dataset as a contract, in flow order.

Imports pandas and pandera, nothing of `pipeline`. `schemas.relations` holds the contracts between tables.
"""

from schemas.base import Table
from schemas.comparisons import Comparisons
from schemas.documents import Articles, CleanDocuments, Duplicates, Edits, RawDocuments, Rejects, RemovedSpans
from schemas.mentions import Dates, Entities, Names, Numbers, Numerals, Quotes, Sentences

TABLES: dict[str, type[Table]] = {
    "raw_documents": RawDocuments,
    "rejects": Rejects,
    "clean_documents": CleanDocuments,
    "edits": Edits,
    "duplicates": Duplicates,
    "removed_spans": RemovedSpans,
    "articles": Articles,
    "sentences": Sentences,
    "entities": Entities,
    "names": Names,
    "dates": Dates,
    "numbers": Numbers,
    "numerals": Numerals,
    "quotes": Quotes,
    "comparisons": Comparisons,
}

__all__ = [
    "TABLES",
    "Articles",
    "CleanDocuments",
    "Comparisons",
    "Dates",
    "Duplicates",
    "Edits",
    "Entities",
    "Names",
    "Numbers",
    "Numerals",
    "Quotes",
    "RawDocuments",
    "Rejects",
    "RemovedSpans",
    "Sentences",
    "Table",
]
