"""Contracts between tables: keys exist, slices are what they say, the raw text is rebuilt exactly.

Pure functions from tables to the rows that break them. `base` says what a contract is and holds the kinds that many
tables share; `offsets` follows raw offsets into the article; the contracts themselves are in `documents`, `mentions`,
`numerals`, `corpus` and `comparisons`.
"""

from schemas.relations.base import Relation, violations
from schemas.relations.comparisons import COMPARISON_RELATIONS
from schemas.relations.corpus import CORPUS_RELATIONS
from schemas.relations.documents import DOCUMENT_RELATIONS
from schemas.relations.mentions import MENTION_RELATIONS
from schemas.relations.numerals import NUMERAL_RELATIONS
from schemas.violations import Violation

RELATIONS: tuple[Relation, ...] = (
    *DOCUMENT_RELATIONS, *MENTION_RELATIONS, *NUMERAL_RELATIONS, *CORPUS_RELATIONS, *COMPARISON_RELATIONS,
)  # fmt: skip

__all__ = ["RELATIONS", "Relation", "Violation", "violations"]
