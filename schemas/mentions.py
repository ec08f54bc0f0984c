"""Tables about what stands in the articles: sentences, names, dates, numbers."""

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import ISO_DATE, Int32, NullableInt32, Spans, Table

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
DATE_TYPES = {
    "date": "A calendar date or a period of days and longer.",
    "time": "A time of day, with or without its date.",
    "duration": "A length of time.",
    "set": "A recurring time.",
}
GRANULARITIES = {
    "second": "",
    "minute": "",
    "hour": "",
    "part_of_day": "Morning, night and so on.",
    "day": "",
    "weekend": "",
    "week": "",
    "month": "",
    "season": "",
    "quarter": "",
    "half_year": "",
    "year": "",
    "decade": "",
    "century": "",
    "vague": "Recent days, now, recently.",
}
DATE_MODIFIERS = {
    "approx": "About.",
    "start": "Early, beginning of.",
    "mid": "Middle of.",
    "end": "Late, end of.",
    "before": "Before, by.",
    "after": "After, since.",
    "less_than": "Less than.",
    "more_than": "More than, over.",
}
RESOLUTIONS = {
    "explicit": "The text gives the full value.",
    "year_inferred": "Month and day are given; the year follows from the reference date or a stated weekday.",
    "from_reference": "Counted from the reference date ('Monday', 'last week').",
    "from_anchor": "Counted from another date in the text ('a day later').",
    "unresolved": "Known form, but no reference date: X stands for what is unknown.",
    "vague": "No value can be given ('recently', 'in recent days').",
}
REFERENCE_SOURCES = {
    "metadata": "The input row's publication date.",
    "stated": "A date line, dateline, caption or copyright line of the document.",
    "text": "A full date in the article's text.",
    "anchor": "An earlier date expression of the text.",
}
KINDS = {
    "cardinal": "A count.",
    "ordinal": "A rank.",
    "percent": "A share in percent.",
    "percentage_points": "A difference between shares.",
    "money": "An amount in a currency.",
    "quantity": "A measure with a unit.",
    "duration": "A length of time.",
    "age": "An age.",
    "fraction": "A share as a fraction, 'one in five', 'two thirds'.",
    "ratio": "'2-to-1'.",
    "score": "A result of a game or vote.",
    "vague": "'dozens', 'several': no value is invented.",
}
MODIFIERS = {
    "none": "No modifier.",
    "exact": "exactly, precisely",
    "approx": "about, some, roughly",
    "approx_below": "nearly, almost",
    "approx_above": "just over, slightly more than",
    "gt": "more than, over",
    "gte": "at least, or more",
    "lt": "less than, under",
    "lte": "at most, up to",
    "range": "between, from ... to",
    "vague": "dozens, several",
}
CHANGES = {"up": "rose by", "down": "fell by", "to": "rose or fell to", "from": "rose or fell from"}
GEO_PRECISIONS = {
    "city": "Coordinates of a populated place.",
    "state": "Centroid or capital of a first-level division.",
    "country": "Centroid or capital of a country.",
    "region": "Centre of a region.",
}


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

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per mention of a name."


class Names(Table):
    """Persons, groups and places, each with its variants."""

    name_id: str = field.text("n: and 16 hex digits of sha256(label NUL key of the name).", pattern=r"^n:[0-9a-f]{16}$")
    name: str = field.text("Fullest form, most frequent first.")
    label: str = field.enum(LABELS, "Kind of entity: the majority of its mentions.")
    variants: object = field.nested(
        "list<struct<text: string, rule: string, n_mentions: int32>>",
        "Forms in the text, each with the rule that joined it and its number of mentions.",
    )
    n_mentions: Int32 = field.number("Mentions.", ge=1)
    n_documents: Int32 = field.number("Documents that mention it.", ge=1)
    n_clusters: Int32 = field.number("Clusters of near-copies that mention it: independent sources.", ge=1)
    country: str = field.text("Country of a place, ISO 3166-1 alpha-2.", nullable=True, pattern=r"^[A-Z]{2}$")
    geonames_id: NullableInt32 = field.number("GeoNames id of a place.", nullable=True, ge=1)
    latitude: float = field.number("Degrees north.", nullable=True, ge=-90, le=90)
    longitude: float = field.number("Degrees east.", nullable=True, ge=-180, le=180)
    geo_precision: str = field.enum(GEO_PRECISIONS, "What the coordinates stand for.", nullable=True)

    class Config:
        """Key and description."""

        unique = ["name_id"]
        description = "One row per person, group or place named in the corpus."


class Dates(Spans):
    """Dates, times, durations and recurring times."""

    doc_id: str = field.doc_id()
    sentence_id: str = field.sentence_id()
    start: Int32 = field.start()
    end: Int32 = field.end()
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    text: str = field.text("article.text[start:end].")
    type: str = field.enum(DATE_TYPES, "TIMEX3 type.")
    timex: str = field.text("TIMEX3 value; X for unknown digits. A range is begin/end.")
    start_date: str = field.text("First day meant, ISO 8601; null if unresolved.", nullable=True, pattern=ISO_DATE)
    end_date: str = field.text("Last day meant, inclusive.", nullable=True, pattern=ISO_DATE)
    granularity: str = field.enum(GRANULARITIES, "Finest unit given.")
    modifier: str = field.enum(DATE_MODIFIERS, "TIMEX3 mod.", nullable=True)
    resolution: str = field.enum(RESOLUTIONS, "How the value was found.")
    reference_date: str = field.text("Date that it was counted from, ISO 8601.", nullable=True, pattern=ISO_DATE)
    reference_source: str = field.enum(REFERENCE_SOURCES, "Where that date comes from.", nullable=True)

    @pa.dataframe_check(name="start_date_first", error="start_date must not come after end_date")
    def start_date_first(cls, frame: pd.DataFrame) -> pd.Series:
        """Both dates or neither, in order (ISO dates sort as strings)."""
        first, last = frame["start_date"].fillna(""), frame["end_date"].fillna("")
        return (first <= last) & ((first == "") == (last == ""))

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per date expression; parts of dates are no numbers."


class Numbers(Spans):
    """Numbers with what they count or measure."""

    number_id: str = field.text("doc_id:n:start-end.")
    doc_id: str = field.doc_id()
    sentence_id: str = field.sentence_id()
    start: Int32 = field.start()
    end: Int32 = field.end()
    core_start: Int32 = field.number("Start of the number with unit, without modifier.", ge=0)
    core_end: Int32 = field.number("End of the number with unit, without modifier.", ge=0)
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    text: str = field.text("article.text[start:end], modifier included.")
    kind: str = field.enum(KINDS, "Kind of number.")
    value: float = field.number("Value; null for ranges and vague numbers.", nullable=True)
    low: float = field.number("Lower bound that the text states; null if none.", nullable=True)
    high: float = field.number("Upper bound that the text states; null if none.", nullable=True)
    low_inclusive: pd.BooleanDtype = field.number("Whether the lower bound itself is possible.", nullable=True)
    high_inclusive: pd.BooleanDtype = field.number("Whether the upper bound itself is possible.", nullable=True)
    modifier: str = field.enum(MODIFIERS, "What the words around it say of the value.")
    modifier_text: str = field.text("Those words.", nullable=True)
    additive: bool = field.number("Whether it comes on top of another ('240 more', 'a further 12').")
    change: str = field.enum(CHANGES, "Whether it is the size, start or end of a change.", nullable=True)
    unit: str = field.text("Unit, singular ('kilometre', 'day').", nullable=True)
    per_unit: str = field.text("Unit after 'per', 'a', 'each'.", nullable=True)
    dimension: str = field.text("What the unit measures ('length').", nullable=True)
    value_si: float = field.number("Value in the SI unit of the dimension.", nullable=True)
    unit_si: str = field.text("That SI unit.", nullable=True)
    currency: str = field.text("ISO 4217 code of a money amount.", nullable=True, pattern=r"^[A-Z]{3}$")
    currency_assumed: pd.BooleanDtype = field.number(
        "Whether the code was assumed from a bare '$' and the like.", nullable=True
    )
    noun: str = field.text("Counted noun phrase as it stands.", nullable=True)
    noun_head: str = field.text("Lemma of its head.", nullable=True)
    noun_start: NullableInt32 = field.number("Start of the counted noun in the article.", nullable=True, ge=0)
    noun_end: NullableInt32 = field.number("End of the counted noun.", nullable=True, ge=0)
    noun_elided: bool = field.number("Whether the noun is taken from an earlier number ('and 12 in Syria').")
    subset_of: str = field.text("number_id of the number it is a part of ('including three children').", nullable=True)
    rule: str = field.text("Rule of the grammar that found it.")

    @pa.dataframe_check(name="low_value_high", error="low <= value <= high must hold")
    def low_value_high(cls, frame: pd.DataFrame) -> pd.Series:
        """Bounds enclose the value where they are known."""
        inf = float("inf")
        low, high = frame["low"].fillna(-inf), frame["high"].fillna(inf)
        return (low <= frame["value"].fillna(low)) & (frame["value"].fillna(low) <= high)

    @pa.dataframe_check(name="money_has_currency", error="money and currency go together")
    def money_has_currency(cls, frame: pd.DataFrame) -> pd.Series:
        """A money amount has a currency, nothing else has."""
        return (frame["kind"] == "money") == frame["currency"].notna()

    @pa.dataframe_check(name="core_inside", error="the core must lie inside the span")
    def core_inside(cls, frame: pd.DataFrame) -> pd.Series:
        """Start <= core_start < core_end <= end."""
        inside = (frame["start"] <= frame["core_start"]) & (frame["core_end"] <= frame["end"])
        return inside & (frame["core_start"] < frame["core_end"])

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per number, with its bounds, modifier, unit and counted noun."
