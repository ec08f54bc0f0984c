"""Tables about sentences and names."""

from typing import Any

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import Int32, NullableInt32, Spans, Table

LABELS = {
    "PERSON": "People, named.",
    "ORG": "Bodies, companies, parties, armed groups, media, clubs.",
    "GPE": "Countries, states, cities, villages, also for their government.",
    "LOC": "Regions, seas, mountains, neighbourhoods that are no state.",
    "NORP": "Nationalities, faiths, political groups.",
    "FAC": "Airports, camps, crossings, prisons, buildings.",
    "EVENT": "Named wars, storms, games, summits.",
    "PRODUCT": "Named products, vehicles, weapons.",
    "LAW": "Named laws, treaties, agreements.",
    "WORK": "Titles of works, and prizes.",
}
GEO_PRECISIONS = {
    "city": "Coordinates of a populated place.",
    "state": "Centroid or capital of a first-level division.",
    "country": "Centroid or capital of a country.",
    "region": "Centre of a region.",
}
VARIANT = {"text": str, "rule": str, "n_mentions": int}


class Sentences(Spans):
    """Sentences of the articles."""

    sentence_id: str = field.text("doc_id:s:start-end.")
    doc_id: str = field.doc_id()
    paragraph: Int32 = field.number("Paragraph in the article, from 0.", ge=0)
    index: Int32 = field.number("Sentence in the article, from 0.", ge=0)
    start: Int32 = field.start()
    end: Int32 = field.end()
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    text: str = field.text("article.text[start:end].")
    n_tokens: Int32 = field.number("Tokens (words, numbers, punctuation marks).", ge=1)
    in_quote: bool = field.number("Whether it begins inside an open quotation.")

    @pa.dataframe_check(name="sentence_id_is_span", error="sentence_id must be doc_id:s:start-end")
    def sentence_id_is_span(cls, frame: pd.DataFrame) -> pd.Series:
        """An id says where its row stands."""
        return field.ids_are_spans(frame, "sentence_id", "s")

    @pa.dataframe_check(name="index_counts_up", error="index must count up from 0 within doc_id")
    def index_counts_up(cls, frame: pd.DataFrame) -> pd.Series:
        """No sentence is missing."""
        return field.counts_up(frame, "index")

    class Config:
        """Key and description."""

        unique = ["doc_id", "index"]
        description = "One row per sentence; together they cover the article but for white space."


class Entities(Spans):
    """Mentions of named entities."""

    mention_id: str = field.text("doc_id:m:start-end.")
    doc_id: str = field.doc_id()
    sentence_id: str = field.sentence_id()
    start: Int32 = field.start()
    end: Int32 = field.end()
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    text: str = field.text("article.text[start:end].")
    label: str = field.enum(LABELS, "Kind of entity (OntoNotes' names).")
    name_id: str = field.text("Row of `names` that it belongs to.")
    score: float = field.number(
        "The model's probability of the span and label; null if it gives none.", nullable=True, ge=0, le=1
    )
    role: str = field.text("Title or office of a person that the text puts next to the name.", nullable=True)
    role_start: NullableInt32 = field.number("Start of the role in the article.", nullable=True, ge=0)
    role_end: NullableInt32 = field.number("End of the role.", nullable=True, ge=1)

    @pa.dataframe_check(name="mention_id_is_span", error="mention_id must be doc_id:m:start-end")
    def mention_id_is_span(cls, frame: pd.DataFrame) -> pd.Series:
        """An id says where its row stands."""
        return field.ids_are_spans(frame, "mention_id", "m")

    @pa.dataframe_check(name="role_has_place", error="role, role_start and role_end go together")
    def role_has_place(cls, frame: pd.DataFrame) -> pd.Series:
        """A role says where it stands."""
        return field.together(frame, "role", "role_start", "role_end")

    @pa.dataframe_check(name="persons_have_roles", error="only a PERSON has a role")
    def persons_have_roles(cls, frame: pd.DataFrame) -> pd.Series:
        """Places and groups hold no office."""
        return (frame["label"] == "PERSON") | frame["role"].isna()

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per mention of a name."


def _is_variant(form: Any) -> bool:
    return isinstance(form, dict) and {name: type(value) for name, value in form.items()} == VARIANT


class Names(Table):
    """Persons, groups and places, each with its variants."""

    name_id: str = field.text("n: and 16 hex digits of sha256(label NUL key of name).", pattern=r"^n:[0-9a-f]{16}\Z")
    name: str = field.text("Fullest form, most frequent first.")
    label: str = field.enum(LABELS, "Kind of entity: the majority of its mentions.")
    variants: object = field.nested(
        "list<struct<text: string, rule: string, n_mentions: int32>>",
        "Forms in the text, each with the rule that joined it and its number of mentions.",
    )
    n_mentions: Int32 = field.number("Mentions.", ge=1)
    n_documents: Int32 = field.number("Documents that mention it.", ge=1)
    n_clusters: Int32 = field.number("Clusters of near-copies that mention it: independent sources.", ge=1)
    country: str = field.text("Country of a place, ISO 3166-1 alpha-2.", nullable=True, pattern=r"^[A-Z]{2}\Z")
    geonames_id: NullableInt32 = field.number("GeoNames id of a place.", nullable=True, ge=1)
    latitude: float = field.number("Degrees north.", nullable=True, ge=-90, le=90)
    longitude: float = field.number("Degrees east.", nullable=True, ge=-180, le=180)
    geo_precision: str = field.enum(GEO_PRECISIONS, "What the coordinates stand for.", nullable=True)

    @pa.check("variants", name="known_variants", element_wise=True, error="must be forms with text, rule, n_mentions")
    def known_variants(cls, variants: list[dict[str, Any]]) -> bool:
        """At least one form, each with text, rule and number of mentions."""
        return isinstance(variants, list) and bool(variants) and all(map(_is_variant, variants))

    @pa.dataframe_check(name="variants_counted", error="n_mentions must be those of the variants together")
    def variants_counted(cls, frame: pd.DataFrame) -> pd.Series:
        """Every mention has one of the forms."""
        return frame["n_mentions"] == [sum(form["n_mentions"] for form in forms) for forms in frame["variants"]]

    @pa.dataframe_check(name="placed", error="latitude, longitude and geo_precision go together")
    def placed(cls, frame: pd.DataFrame) -> pd.Series:
        """Coordinates say what they stand for."""
        return field.together(frame, "latitude", "longitude", "geo_precision")

    class Config:
        """Key and description."""

        unique = ["name_id"]
        description = "One row per person, group or place named in the corpus."
