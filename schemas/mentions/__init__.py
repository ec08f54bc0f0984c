"""Tables about what stands in the articles: sentences, names, dates, numbers, quotations."""

from schemas.mentions.dates import DATE_MODIFIERS, DATE_TYPES, GRANULARITIES, REFERENCE_SOURCES, RESOLUTIONS, Dates
from schemas.mentions.names import GEO_PRECISIONS, LABELS, Entities, Names, Sentences
from schemas.mentions.numbers import CHANGES, KINDS, MODIFIERS, Numbers
from schemas.mentions.numerals import ROLES, Numerals
from schemas.mentions.quotes import ATTRIBUTIONS, QUOTE_TYPES, Quotes

__all__ = [
    "ATTRIBUTIONS",
    "CHANGES",
    "DATE_MODIFIERS",
    "DATE_TYPES",
    "GEO_PRECISIONS",
    "GRANULARITIES",
    "KINDS",
    "LABELS",
    "MODIFIERS",
    "QUOTE_TYPES",
    "REFERENCE_SOURCES",
    "RESOLUTIONS",
    "ROLES",
    "Dates",
    "Entities",
    "Names",
    "Numbers",
    "Numerals",
    "Quotes",
    "Sentences",
]
