"""Working tables: what the corpus-level steps need of each part, and what they give back to it. Not in the dataset."""

from schemas import base as field
from schemas.base import Int32, Int64, NullableInt32, Spans, Table
from schemas.comparisons import DAYS_FROM, PARTIAL_DATE
from schemas.mentions import LABELS, MODIFIERS


class Sketches(Table):
    """Fingerprints of texts, for finding near-copies."""

    doc_id: str = field.doc_id()
    digest: str = field.text("Hash of the text's words.", pattern=r"^[0-9a-f]{32}$")
    n_words: Int32 = field.number("Words.", ge=1)
    bands: object = field.nested("list<int64>", "Hash of each band of the MinHash.")

    class Config:
        """Key and description."""

        unique = ["doc_id"]
        description = "One row per document with words."


class Lines(Table):
    """Distinct lines of documents, for finding those that recur."""

    doc_id: str = field.doc_id()
    publisher: str = field.text("Publisher, '' where unknown.")
    line_key: str = field.text("What is compared of the line.")
    solid: bool = field.number("Whether the line is a solid paragraph.")
    line: Int64 = field.number("Hash of publisher, line_key and solid.")

    class Config:
        """Key and description."""

        unique = ["doc_id", "line_key", "solid"]
        description = "One row per distinct line of a document that may recur."


class RecurringLines(Table):
    """Lines of a part that recur in the corpus."""

    publisher: str = field.text("Publisher, '' where unknown.")
    line_key: str = field.text("What is compared of the line.")
    solid: bool = field.number("Whether the line is a solid paragraph.")
    n_documents: Int32 = field.number("Documents of the publisher that have it, copies left out.", ge=2)

    class Config:
        """Key and description."""

        unique = ["publisher", "line_key", "solid"]
        description = "One row per publisher and line."


class Mentions(Spans):
    """Mentions of names before they are joined: `entities` without name_id."""

    mention_id: str = field.text("doc_id:m:start-end.")
    doc_id: str = field.doc_id()
    sentence_id: str = field.sentence_id()
    start: Int32 = field.start()
    end: Int32 = field.end()
    raw_start: Int32 = field.start("raw text")
    raw_end: Int32 = field.end("raw text")
    text: str = field.text("article.text[start:end].")
    label: str = field.enum(LABELS, "Kind of entity.")
    score: float = field.number("The model's probability.", nullable=True, ge=0, le=1)
    role: str = field.text("Title or office of a person.", nullable=True)
    role_start: NullableInt32 = field.number("Start of the role in the article.", nullable=True, ge=0)
    role_end: NullableInt32 = field.number("End of the role.", nullable=True, ge=1)

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per mention of a name."


class LocalNames(Table):
    """Names within one document, for joining them across documents."""

    doc_id: str = field.doc_id()
    seq: Int32 = field.number("Position among the document's names, from 0.", ge=0)
    cluster_id: str = field.text("Cluster of near-copies of the document.")
    kind: str = field.text("person, group, place, people, or a label of its own.")
    name_key: str = field.text("What names of the same kind are compared by.")
    block: str = field.text("Names of a kind in different blocks are never one, but for short forms of groups.")
    full: object = field.nested("list<string>", "A person's full name in words, then the generation.")
    short: object = field.nested("list<string>", "Keys of a group's short forms.")
    starts: object = field.nested("list<int32>", "Where its mentions start in the article.")
    ends: object = field.nested("list<int32>", "Where they end.")
    record: str = field.text("Labels, forms and place, as JSON.")

    class Config:
        """Key and description."""

        unique = ["doc_id", "seq"]
        description = "One row per document and name."


class NameLinks(Table):
    """The name in `names` of each name within a document."""

    doc_id: str = field.doc_id()
    seq: Int32 = field.number("Position among the document's names, from 0.", ge=0)
    name_id: str = field.text("Row of `names`.")

    class Config:
        """Key and description."""

        unique = ["doc_id", "seq"]
        description = "One row per document and name."


class Claims(Table):
    """Numbers with what they count, when, and in connection with which names; `comparisons` groups them."""

    doc_id: str = field.doc_id()
    start: Int32 = field.start()
    end: Int32 = field.end()
    number_id: str = field.text("Row of `numbers`.")
    sentence_id: str = field.sentence_id()
    cluster_id: str = field.text("Cluster of near-copies of the document.")
    measure: str = field.text("What is counted.")
    name_ids: object = field.nested("list<string>", "Names in the sentence.")
    first_day: str = field.text("First day on which it holds.", pattern=PARTIAL_DATE)
    last_day: str = field.text("Last day on which it holds, 9999-12-31 if it goes on.", pattern=PARTIAL_DATE)
    days_from: str = field.enum(DAYS_FROM, "Where the days come from.")
    publisher: str = field.text("Publisher of the document.", nullable=True)
    source: str = field.text("Where the document comes from.")
    text: str = field.text("The number as it stands.")
    value: float = field.number("Its value.", nullable=True)
    low: float = field.number("Its lower bound.", nullable=True)
    high: float = field.number("Its upper bound.", nullable=True)
    modifier: str = field.enum(MODIFIERS, "What the words around it say of the value.")
    sentence: str = field.text("The sentence in which it stands.")

    class Config:
        """Key and description."""

        unique = ["doc_id", "start", "end"]
        description = "One row per number that can be compared."


WORKING: dict[str, type[Table]] = {
    "sketches": Sketches,
    "lines": Lines,
    "recurring_lines": RecurringLines,
    "mentions": Mentions,
    "local_names": LocalNames,
    "name_links": NameLinks,
    "claims": Claims,
}

__all__ = ["WORKING", "Claims", "LocalNames", "Mentions", "NameLinks", "RecurringLines", "Sketches"]
