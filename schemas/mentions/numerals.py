"""The audit of numbers: every digit run and number word of the articles, with what it was taken for."""

import re
from collections.abc import Iterable
from itertools import groupby

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import Int32, NullableInt32, Spans

ROLES = {
    "number": "Stands in a row of numbers.",
    "date": "Stands in a row of dates.",
    "noun": "Part of what a number counts or is per: 'two F-16s', 'per 100,000 people'.",
    "key": "Part of a web address, version, phone number or other key.",
    "part_of_word": "Part of a word: 'F-16', 'G7', '3G'.",
    "list_item": "Numbers a line of a list.",
    "time": "Clock time that is no row of dates.",
    "year": "Year that is no row of dates.",
    "day": "Day of a month that is no row of dates.",
    "label": "Names one of several: 'Flight 447', 'page 12', 'chapter two'.",
    "address": "House number.",
    "model": "Names a product: 'its 777 airliner'.",
    "name": "Part of a name: 'Third Way', 'ground zero'.",
    "pronoun": "'one' for a person or thing: 'no one', 'one of them'.",
    "adverb": "Order or unit of time, not rank: 'first, he said', 'a split second'.",
    "other": "The grammar read nothing here.",
}
UNITS = """zero nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SCALES = "hundred thousand million billion trillion quadrillion quintillion dozen lakh crore"
RANKS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth
eightieth ninetieth hundredth thousandth millionth"""
SHARES = (
    "half halves thirds quarter quarters fourths fifths sixths sevenths eighths ninths tenths hundredths thousandths"
)
VAGUE = "several scores tens dozens hundreds thousands millions billions trillions lakhs crores"
WORDS = frozenset(" ".join((UNITS, TENS, SCALES, RANKS, SHARES, VAGUE)).split())
"""The number words that are accounted for, as whole words in any case."""


def any_word(words: Iterable[str]) -> str:
    """A pattern of the words in any case, by first letters: half as fast again as one list."""
    by_letter = groupby(sorted(words, reverse=True), key=lambda word: word[0])
    return "|".join(
        f"[{letter}{letter.upper()}](?i:{'|'.join(word[1:] for word in found)})" for letter, found in by_letter
    )


RE_NUMERAL = re.compile(rf"\d+|[¼-¾⅐-⅞]|(?<![^\W\d_])(?:{any_word(WORDS)})(?![^\W\d_])")
"""What the audit accounts for: runs of digits, fraction signs, number words."""


class Numerals(Spans):
    """Digit runs and number words, each accounted for."""

    doc_id: str = field.doc_id()
    start: Int32 = field.start()
    end: Int32 = field.end()
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    text: str = field.text("article.text[start:end].")
    role: str = field.enum(ROLES, "What it was taken for.")
    row_start: NullableInt32 = field.number(
        "Start of the row of numbers or dates that it stands in; null for other roles.", nullable=True, ge=0
    )

    @pa.dataframe_check(name="row_where_read", error="role number or date and row_start go together")
    def row_where_read(cls, frame: pd.DataFrame) -> pd.Series:
        """Only what gave a row has one."""
        return frame["role"].isin(["number", "date"]) == frame["row_start"].notna()

    class Config:
        """Key and description."""

        unique = ["doc_id", "start"]
        description = "One row per run of digits and number word of an article: number, part of a date, or why neither."
