"""The table of numbers about the same thing in different documents."""

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import Int32, Table
from schemas.mentions import MODIFIERS

DAYS_FROM = {
    "text": "Dates of the sentence.",
    "published": "The day of publication and the two days before; the sentence has no date.",
}
PARTIAL_DATE = r"^([0-9]{4}|XXXX)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z"


class Comparisons(Table):
    """Proposed groups of numbers that say how many of the same thing there were."""

    group_id: str = field.text("c: and 16 hex digits, of the measure and the members.", pattern=r"^c:[0-9a-f]{16}\Z")
    number_id: str = field.text("Row of `numbers`.")
    doc_id: str = field.doc_id()
    sentence_id: str = field.sentence_id()
    measure: str = field.text("Lemma of the counted noun in lower case; of people, what happened to them ('killed').")
    name_ids: object = field.nested("list<string>", "Names in the sentences of all members, by which they are grouped.")
    first_day: str = field.text("First day that all members share; XXXX: year unknown.", pattern=PARTIAL_DATE)
    last_day: str = field.text(
        "Last day that all share, null if it goes on ('since').", nullable=True, pattern=PARTIAL_DATE
    )
    days_from: str = field.enum(DAYS_FROM, "Where the days of this number come from.")
    n_clusters: Int32 = field.number("Documents of the group, near-copies counted once.", ge=2)
    publisher: str = field.text("Publisher of the document.", nullable=True)
    source: str = field.text("Where the document comes from.")
    text: str = field.text("The number as it stands, modifier included.")
    value: float = field.number("Value; null for ranges and vague numbers.", nullable=True)
    low: float = field.number("Lower bound that the text states; null if none.", nullable=True)
    high: float = field.number("Upper bound that the text states; null if none.", nullable=True)
    modifier: str = field.enum(MODIFIERS, "What the words around it say of the value.")
    sentence: str = field.text("The sentence in which it stands.")

    @pa.dataframe_check(name="days_in_order", error="first_day must not come after last_day")
    def days_in_order(cls, frame: pd.DataFrame) -> pd.Series:
        """Where both have a year (ISO dates sort as strings)."""
        last = frame["last_day"].fillna("9999-12-31")
        return frame["first_day"].str.startswith("X") | (frame["first_day"] <= last)

    @pa.dataframe_check(name="number_of_document", error="number_id must begin with doc_id")
    def number_of_document(cls, frame: pd.DataFrame) -> pd.Series:
        """A number stands in its document."""
        return frame["number_id"].str[:16] == frame["doc_id"]

    @pa.dataframe_check(name="one_measure", error="a group has one measure")
    def one_measure(cls, frame: pd.DataFrame) -> pd.Series:
        """What a group has in common is the same in all its rows."""
        return frame["measure"] == frame.groupby("group_id")["measure"].transform("first")

    @pa.dataframe_check(name="a_number_states_something", error="value, low or high must be known")
    def a_number_states_something(cls, frame: pd.DataFrame) -> pd.Series:
        """'Several' cannot be compared."""
        return frame[["value", "low", "high"]].notna().any(axis=1)

    class Config:
        """Key and description."""

        unique = ["group_id", "number_id"]
        description = (
            "One row per number of a proposed group: same measure, a name in common, days in common, in documents that"
            " are no copies of each other. Proposals to look at, never merged values."
        )
