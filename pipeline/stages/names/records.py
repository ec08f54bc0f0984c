"""Records of the names stage and its closed lists. No rule is applied here."""

from collections.abc import Mapping
from typing import Any, NamedTuple

# How a form in the text is joined to its name, in the order in which evidence counts: the first that holds.
RULES: Mapping[str, str] = {
    "exact": "The name as it stands.",
    "case": "Differs in capital letters alone.",
    "spelling": "Differs in accents, hyphens, articles, possessive, transliteration ('Mohamed', 'Iraq's').",
    "title": "With a title before it ('President Biden').",
    "plural": "The plural of a nationality or faith ('Iraqis').",
    "acronym": "Initials of the name, or letters in brackets beside it.",
    "legal_form": "Without or with Inc., Ltd, 'group' and the like.",
    "alias": "Another name of the same place or body, from the lists of the stage.",
    "nickname": "Short form of the given name, beside the same surname in the document.",
    "shortened": "Some words of the name, in order ('Mohammed al-Sudani').",
    "surname": "The surname alone; its full name stands in the same document.",
    "given": "The first name alone; its full name stands in the same document.",
}

# Labels of one kind can be one name; a person and a place of the same text are two.
KINDS: Mapping[str, str] = {
    "PERSON": "person",
    "ORG": "group",
    "GPE": "place",
    "LOC": "place",
    "NORP": "people",
}


class NameMention(NamedTuple):
    """A mention of a name; `start`, `end` in the article, `context` up to some 30 characters before it."""

    doc_id: str
    cluster_id: str
    start: int
    end: int
    text: str
    label: str
    context: str


class Place(NamedTuple):
    """A place of the gazetteer; `prior` is its prominence, log10 of people for a city."""

    kind: str  # city, state, country, region
    name: str
    country: str | None
    admin1: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    prior: float = 0.0
    is_capital: bool = False

    @property
    def key(self) -> str:
        """Identity of the place, the same in every document."""
        return f"{self.kind} {self.geonames_id or ''} {self.country or ''} {self.name}"


class Full(NamedTuple):
    """A person's full name as folded words, spelling variants made one, and the generation ('jr')."""

    words: tuple[str, ...]
    suffix: str = ""


class Form(NamedTuple):
    """A form in the text and how it joined."""

    text: str
    rule: str
    n_mentions: int


class LocalName(NamedTuple):
    """A name within one document: all that the join across documents needs."""

    kind: str
    key: str
    full: Full | None  # persons with more than a bare surname
    labels: tuple[tuple[str, int], ...]
    forms: tuple[Form, ...]
    spans: tuple[tuple[int, int], ...]
    place: Place | None = None


class DocumentNames(NamedTuple):
    """The names of one document."""

    doc_id: str
    cluster_id: str
    names: tuple[LocalName, ...]


class Name(NamedTuple):
    """A row of the table `names` (columns: schemas.mentions.Names)."""

    name_id: str
    name: str
    label: str
    variants: list[dict[str, Any]]
    n_mentions: int
    n_documents: int
    n_clusters: int
    country: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    geo_precision: str | None
