"""The table of numbers."""

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import Int32, NullableInt32, Spans

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
    currency: str = field.text("ISO 4217 code of a money amount.", nullable=True, pattern=r"^[A-Z]{3}\Z")
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

    @pa.dataframe_check(name="money_has_currency", error="kind money and currency go together")
    def money_has_currency(cls, frame: pd.DataFrame) -> pd.Series:
        """A money amount has a currency, nothing else has."""
        return (frame["kind"] == "money") == frame["currency"].notna()

    @pa.dataframe_check(name="core_inside", error="start <= core_start < core_end <= end must hold")
    def core_inside(cls, frame: pd.DataFrame) -> pd.Series:
        """Start <= core_start < core_end <= end."""
        inside = (frame["start"] <= frame["core_start"]) & (frame["core_end"] <= frame["end"])
        return inside & (frame["core_start"] < frame["core_end"])

    @pa.dataframe_check(name="number_id_is_span", error="number_id must be doc_id:n:start-end")
    def number_id_is_span(cls, frame: pd.DataFrame) -> pd.Series:
        """An id says where its row stands."""
        return field.ids_are_spans(frame, "number_id", "n")

    @pa.dataframe_check(name="bounds_say_if_inclusive", error="low goes with low_inclusive, high with high_inclusive")
    def bounds_say_if_inclusive(cls, frame: pd.DataFrame) -> pd.Series:
        """A bound says whether it is possible itself."""
        return field.together(frame, "low", "low_inclusive") & field.together(frame, "high", "high_inclusive")

    @pa.dataframe_check(name="nothing_invented", error="kind vague or modifier range leaves value null")
    def nothing_invented(cls, frame: pd.DataFrame) -> pd.Series:
        """'Dozens' has no value, a range no middle."""
        return frame["value"].isna() | ~((frame["kind"] == "vague") | (frame["modifier"] == "range"))

    @pa.dataframe_check(name="noun_has_place", error="noun, noun_start and noun_end go together")
    def noun_has_place(cls, frame: pd.DataFrame) -> pd.Series:
        """A counted noun stands somewhere in the article."""
        return field.together(frame, "noun", "noun_start", "noun_end")

    @pa.dataframe_check(name="currency_says_if_assumed", error="currency and currency_assumed go together")
    def currency_says_if_assumed(cls, frame: pd.DataFrame) -> pd.Series:
        """A currency says whether it was assumed."""
        return field.together(frame, "currency", "currency_assumed")

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per number, with its bounds, modifier, unit and counted noun."
