"""Tables about what stands in the articles: sentences, names, dates, numbers."""

from schemas.mentions.dates import DATE_MODIFIERS, DATE_TYPES, GRANULARITIES, REFERENCE_SOURCES, RESOLUTIONS, Dates
from schemas.mentions.names import GEO_PRECISIONS, LABELS, Entities, Names, Sentences
from schemas.mentions.numbers import CHANGES, KINDS, MODIFIERS, Numbers
from schemas.mentions.numerals import ROLES, Numerals

__all__ = [
    "CHANGES",
    "DATE_MODIFIERS",
    "DATE_TYPES",
    "GEO_PRECISIONS",
    "GRANULARITIES",
    "KINDS",
    "LABELS",
    "MODIFIERS",
    "REFERENCE_SOURCES",
    "RESOLUTIONS",
    "ROLES",
    "Dates",
    "Entities",
    "Names",
    "Numbers",
    "Numerals",
    "Sentences",
]
