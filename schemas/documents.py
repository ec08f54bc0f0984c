"""Tables about documents: as found, repaired, clustered, cut, and what was refused."""

import pandas as pd
import pandera.pandas as pa

from schemas import base as field
from schemas.base import DOC_ID, ISO_DATE, Int32, NullableInt32, Spans, Table

EDIT_OPS = {
    "decode": "A byte order mark or a character that cannot be stored was replaced.",
    "mojibake": "Text decoded with the wrong encoding was repaired (ftfy).",
    "entity": "An HTML entity was replaced by its character.",
    "control": "A control, zero-width or other invisible character was removed.",
    "newline": "A line break was normalised to one or two line feeds.",
    "space": "A run of spaces became one, or spaces at the edge of a line went.",
    "nfc": "Characters were composed to Unicode normal form C.",
}
RELATIONS = {
    "exact": "Same words in the same order.",
    "near": "Jaccard similarity of word 5-grams at or above the threshold.",
    "contained": "Nearly all word 5-grams of the shorter text stand in the longer one.",
}
POSITIONS = {
    "head": "Before the first line of the body.",
    "body": "Between the first and the last line of the body.",
    "tail": "After the last line of the body.",
}
CATEGORIES = {
    "newsletter": "Prompt to subscribe to a newsletter or to alerts, and the lines of its block.",
    "comment": "Comment form, comment thread or prompt to comment.",
    "republish": "Conditions for republishing, or where a syndicated text comes from.",
    "copyright": "Copyright notice.",
    "share": "Share and social media buttons.",
    "navigation": "Menus, section labels, search boxes, 'back to top'.",
    "related": "Links to other articles.",
    "caption": "Caption or alternative text of a picture or video.",
    "credit": "Credit of a picture or video.",
    "byline": "Who wrote it, and stand-alone lines of date and time.",
    "dateline_residue": "What is left of a dateline whose link or place was lost, as '( - '.",
    "agency_credit": "Which agency or outlet contributed to the text.",
    "author_bio": "About the author.",
    "contact": "Contact lines, tip lines, addresses.",
    "cookie": "Cookie and consent notices.",
    "paywall": "Prompts to pay, register or sign in to read on.",
    "advert": "Advertisements and their markers.",
    "title": "The headline, kept in articles.title.",
    "other": "Not article, of no other category.",
}
EVIDENCE = {
    "rule": "A typed rule matched.",
    "recurrence": "The line recurs in documents of the publisher or corpus that are not duplicates.",
    "neighbour": "The line belongs to the block of a line that a rule typed.",
    "model": "A model's score was above its threshold.",
}
PUBLISHED_SOURCES = {
    "metadata": "The input row said so.",
    "stated": "The text said so, in a date line, dateline or copyright line.",
    "none": "Unknown.",
}
FLAGS = {
    "empty": "No body was left.",
    "short": "The body has fewer than 50 words.",
    "mostly_removed": "More than half of the characters were removed.",
    "duplicate": "Another document of the same cluster is the canonical one.",
}


class RawDocuments(Table):
    """Documents as found."""

    doc_id: str = field.doc_id()
    source: str = field.text("Path relative to the input, '#' and the row's id where a file holds many documents.")
    raw_sha256: str = field.text("SHA-256 of the raw bytes (of the UTF-8 text for rows).", pattern=r"^[0-9a-f]{64}\Z")
    n_bytes: Int32 = field.number("Size of the raw bytes.", ge=0)
    encoding: str = field.text("Encoding the bytes were read with.")
    raw_text: str = field.text("The text as found, decoded and otherwise untouched.")
    language: str = field.text("Language: as the row states, else detected (ISO 639-1); null if unsure.", nullable=True)
    language_score: float = field.number(
        "Probability of the detected language; null if stated.", nullable=True, ge=0, le=1
    )
    url: str = field.text("Metadata of the input row.", nullable=True)
    publisher: str = field.text("Metadata of the input row; groups documents for recurring lines.", nullable=True)
    title: str = field.text("Metadata of the input row.", nullable=True)
    published: str = field.text("Publication date of the input row, ISO 8601.", nullable=True, pattern=ISO_DATE)
    extra: str = field.text("Other columns of the input row, as JSON.", nullable=True)

    class Config:
        """Key and description."""

        unique = ["doc_id"]
        description = "One row per readable document, as found."


class Rejects(Table):
    """What could not be taken in, and why."""

    source: str = field.text("Path relative to the input.")
    stage: str = field.text("Stage that refused it.")
    table: str = field.text("Table that it would have entered.")
    row_key: str = field.text("Row in the source, '' for a whole file.")
    check: str = field.text("Name of the check that failed.")
    column: str = field.text("Column concerned, '' for a whole row or file.")
    value: str = field.text("The offending value, shortened to 200 characters.", nullable=True)
    message: str = field.text("What was wrong, in a sentence.")

    class Config:
        """Key and description."""

        unique = ["source", "stage", "table", "row_key", "check", "column"]
        description = "One row per input that was refused, with the reason. Nothing is dropped in silence."


class CleanDocuments(Table):
    """Documents after repair."""

    doc_id: str = field.doc_id()
    text: str = field.text("Repaired text: raw_text with `edits` applied.")
    language: str = field.text("Language, ISO 639-1; null if unsure.", nullable=True)
    language_score: float = field.number(
        "Probability of the detected language; null if stated.", nullable=True, ge=0, le=1
    )
    n_chars: Int32 = field.number("Length of the text in code points.", ge=0)

    @pa.dataframe_check(name="n_chars_counts", error="n_chars must be the length of text")
    def n_chars_counts(cls, frame: pd.DataFrame) -> pd.Series:
        """Code points are what pandas counts."""
        return frame["n_chars"] == frame["text"].str.len()

    class Config:
        """Key and description."""

        unique = ["doc_id"]
        description = "One row per document, with its characters repaired."


class Edits(Table):
    """Repairs, each a span of the raw text and what it became."""

    doc_id: str = field.doc_id()
    seq: Int32 = field.number("Position among the document's edits, from 0.", ge=0)
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    start: Int32 = field.start("clean text")
    end: Int32 = field.end("clean text")
    op: str = field.enum(EDIT_OPS, "Kind of repair; the first where repairs touch each other.")
    before: str = field.text("Raw characters.")
    after: str = field.text("Clean characters.")

    @pa.dataframe_check(name="seq_counts_up", error="seq must count up from 0 within doc_id")
    def seq_counts_up(cls, frame: pd.DataFrame) -> pd.Series:
        """No repair is missing."""
        return field.counts_up(frame, "seq")

    @pa.dataframe_check(name="something_changed", error="before and after must differ")
    def something_changed(cls, frame: pd.DataFrame) -> pd.Series:
        """A repair changes something."""
        return frame["before"] != frame["after"]

    class Config:
        """Key and description."""

        unique = ["doc_id", "seq"]
        description = "One row per repaired span; undoing them in the clean text gives the raw text."


class Duplicates(Table):
    """Copies of another document."""

    doc_id: str = field.doc_id()
    cluster_id: str = field.text("Cluster: the canonical document's id.", pattern=DOC_ID)
    canonical_doc_id: str = field.text("The document that stands for the cluster: the longest, ties by content.")
    relation: str = field.enum(RELATIONS, "How it relates to the canonical document, or to the copy that links it.")
    similarity: float = field.number("Jaccard similarity (containment for 'contained') of that relation.", ge=0, le=1)

    @pa.dataframe_check(name="cluster_is_canonical", error="cluster_id must be canonical_doc_id")
    def cluster_is_canonical(cls, frame: pd.DataFrame) -> pd.Series:
        """A cluster is named by its canonical document."""
        return frame["cluster_id"] == frame["canonical_doc_id"]

    @pa.dataframe_check(name="copies_another", error="doc_id and canonical_doc_id must differ")
    def copies_another(cls, frame: pd.DataFrame) -> pd.Series:
        """No document copies itself."""
        return frame["doc_id"] != frame["canonical_doc_id"]

    class Config:
        """Key and description."""

        unique = ["doc_id"]
        description = "One row per document that copies another; canonical documents have no row."


class RemovedSpans(Spans):
    """What was cut from the clean text, and why."""

    doc_id: str = field.doc_id()
    start: Int32 = field.start("clean text")
    end: Int32 = field.end("clean text")
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    position: str = field.enum(POSITIONS, "Where in the document it stood.")
    category: str = field.enum(CATEGORIES, "What it is.")
    rule: str = field.text("Name of the rule that cut it; null if no rule did.", nullable=True)
    evidence: str = field.enum(EVIDENCE, "Why it was cut.")
    score: float = field.number("Confidence, 0 to 1.", ge=0, le=1)
    n_documents: NullableInt32 = field.number(
        "Documents of the publisher that have the line, near-copies left out; null if it does not recur.",
        nullable=True,
        ge=2,
    )
    text: str = field.text("The characters that were cut, line breaks included.")

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per removed span; putting them back into the article gives the clean text."


class Articles(Table):
    """Clean articles."""

    doc_id: str = field.doc_id()
    source: str = field.text("Where the document comes from.")
    url: str = field.text("Metadata of the input row.", nullable=True)
    publisher: str = field.text("Metadata of the input row.", nullable=True)
    title: str = field.text("Title: metadata, else the removed headline.", nullable=True)
    byline: str = field.text("Authors as stated in a removed byline.", nullable=True)
    dateline: str = field.text("Place and date at the start of the text, as 'BAGHDAD, Nov. 5'.", nullable=True)
    agency: str = field.text(
        "News agencies named in the dateline or a contributor line, '; ' between them.", nullable=True
    )
    published: str = field.text("Publication date, ISO 8601.", nullable=True, pattern=ISO_DATE)
    published_source: str = field.enum(PUBLISHED_SOURCES, "Where the publication date comes from.")
    language: str = field.text("Language, ISO 639-1; null if unsure.", nullable=True)
    text: str = field.text("The article: clean text without the removed spans.")
    cluster_id: str = field.text("Cluster of near-copies: the canonical document's id, its own if it has no copies.")
    is_canonical: bool = field.number("Whether it stands for its cluster.")
    n_chars_raw: Int32 = field.number("Length of the raw text.", ge=0)
    n_chars: Int32 = field.number("Length of the article.", ge=0)
    n_removed_chars: Int32 = field.number("Characters in removed spans.", ge=0)
    n_sentences: Int32 = field.number("Sentences in the article.", ge=0)
    flags: object = field.nested("list<string>", "Remarks: " + "; ".join(f"{k} ({v})" for k, v in FLAGS.items()))

    @pa.check("flags", name="known_flags", element_wise=True, error="must be a sorted list of known flags")
    def known_flags(cls, flags: list[str]) -> bool:
        """Flags come from the closed set, sorted, each once."""
        return isinstance(flags, list) and flags == [name for name in sorted(FLAGS) if name in flags]

    @pa.dataframe_check(name="published_has_source", error="published and published_source must agree")
    def published_has_source(cls, frame: pd.DataFrame) -> pd.Series:
        """No date has the source 'none', and only no date."""
        return frame["published"].isna() == (frame["published_source"] == "none")

    class Config:
        """Key and description."""

        unique = ["doc_id"]
        description = "One row per document: the article, its metadata and what became of its characters."
