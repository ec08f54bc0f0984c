"""The table of dates, times, durations and recurring times."""

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import ISO_DATE, Int32, Spans

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

    @pa.dataframe_check(name="start_date_first", error="start_date and end_date go together, in order")
    def start_date_first(cls, frame: pd.DataFrame) -> pd.Series:
        """Both dates or neither, in order (ISO dates sort as strings)."""
        first, last = frame["start_date"].fillna(""), frame["end_date"].fillna("")
        return (first <= last) & ((first == "") == (last == ""))

    @pa.dataframe_check(name="reference_has_source", error="reference_date and reference_source go together")
    def reference_has_source(cls, frame: pd.DataFrame) -> pd.Series:
        """A reference date says where it comes from."""
        return field.together(frame, "reference_date", "reference_source")

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per date expression; parts of dates are no numbers."
