"""The table of quotations."""

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import Int32, NullableInt32, Spans

QUOTE_TYPES = {
    "direct": "Sentences or clauses given as speech of their own.",
    "mixed": "Words run on in the reporter's sentence and attributed to a source.",
    "scare": "Marks round a name or expression that nobody is said to have spoken.",
}
ATTRIBUTIONS = {
    "after": "'...,' Lund said.",
    "before": "Lund said: '...'",
    "end": "'...' and so on, Lund said.",
    "source": "According to Lund, '...'",
    "continued": "Goes on with the quotation before, nobody else being named in between.",
    "sentence before": "A quotation of its own after a sentence about someone.",
}


class Quotes(Spans):
    """Quotations with who is said to have spoken them."""

    quote_id: str = field.text("doc_id:q:start-end.")
    doc_id: str = field.doc_id()
    sentence_id: str = field.text("The sentence in which it starts.")
    start: Int32 = field.number("Start in the article text, inside the marks: 0-based, in Unicode code points.", ge=0)
    end: Int32 = field.number("End in the article text, inside the marks, exclusive.", ge=0)
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    text: str = field.text("article.text[start:end].")
    type: str = field.enum(QUOTE_TYPES, "Kind of quotation.")
    closed: bool = field.number("Whether a mark closes it; else it ends with its paragraph.")
    n_paragraphs: Int32 = field.number("Paragraphs that it goes on over.", ge=1)
    speaker: str = field.text("Who speaks, as the sentence puts it: a name, noun or pronoun.", nullable=True)
    speaker_start: NullableInt32 = field.number("Start of the speaker in the article.", nullable=True, ge=0)
    speaker_end: NullableInt32 = field.number("End of the speaker.", nullable=True, ge=0)
    speaker_name_id: str = field.text("Row of `names` that the speaker is, as far as known.", nullable=True)
    cue: str = field.text("The word that tells so ('said', 'according to').", nullable=True)
    cue_start: NullableInt32 = field.number("Start of the cue in the article.", nullable=True, ge=0)
    cue_end: NullableInt32 = field.number("End of the cue.", nullable=True, ge=0)
    attribution: str = field.enum(ATTRIBUTIONS, "How the speaker was found; null if nobody was.", nullable=True)
    continues: str = field.text("quote_id of the quotation that it goes on with.", nullable=True)
    quote_key: str = field.text(
        "Equal for equal words, case and marks aside: groups what documents share; null under four words.",
        nullable=True, pattern=r"^[0-9a-f]{16}\Z",
    )  # fmt: skip

    @pa.dataframe_check(name="quote_id_is_span", error="quote_id must be doc_id:q:start-end")
    def quote_id_is_span(cls, frame: pd.DataFrame) -> pd.Series:
        """An id says where its row stands."""
        return field.ids_are_spans(frame, "quote_id", "q")

    @pa.dataframe_check(name="speaker_has_place", error="speaker, speaker_start and speaker_end go together")
    def speaker_has_place(cls, frame: pd.DataFrame) -> pd.Series:
        """A speaker stands somewhere in the article."""
        return field.together(frame, "speaker", "speaker_start", "speaker_end")

    @pa.dataframe_check(name="cue_has_place", error="cue, cue_start and cue_end go together")
    def cue_has_place(cls, frame: pd.DataFrame) -> pd.Series:
        """A cue stands somewhere in the article."""
        return field.together(frame, "cue", "cue_start", "cue_end")

    @pa.dataframe_check(name="scare_quotes_have_no_speaker", error="type scare leaves speaker and attribution null")
    def scare_quotes_have_no_speaker(cls, frame: pd.DataFrame) -> pd.Series:
        """Nobody is said to have spoken them."""
        return (frame["type"] != "scare") | (frame["speaker"].isna() & frame["attribution"].isna())

    @pa.dataframe_check(name="found_somehow", error="speaker and speaker_name_id need an attribution")
    def found_somehow(cls, frame: pd.DataFrame) -> pd.Series:
        """Who speaks was found by some pattern."""
        return frame["attribution"].notna() | (frame["speaker"].isna() & frame["speaker_name_id"].isna())

    @pa.dataframe_check(name="continues_when_continued", error="continues goes with attribution continued")
    def continues_when_continued(cls, frame: pd.DataFrame) -> pd.Series:
        """What goes on says with what."""
        return frame["continues"].notna() == (frame["attribution"] == "continued")

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per outermost quotation, with type, speaker and cue."
