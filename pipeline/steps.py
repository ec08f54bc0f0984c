"""The flow: every step with what it reads and writes, in order. `engine` runs it, `definitions` shows it.

A step of a part takes the rows of a part and gives rows of that part; a step of the corpus sees all parts. Its
`function` is the work; the module that holds it and all it imports are the code that the step's results depend on.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import sources
from pipeline.corpus import comparisons, copies, lines, names
from pipeline.stages.flow import claim, dates, join, numbers, quote, repair, segment, sketch, strip, tag

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.parts import Part

    Frames = dict[str, pd.DataFrame]
    Output = tuple[str, Part, pd.DataFrame]


class Step(NamedTuple):
    """``function`` takes the tables ``reads`` by name, a corpus step the files of all their parts."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    function: "Callable[..., Frames | Iterator[Output] | tuple[pd.DataFrame, pd.DataFrame]]"
    corpus: bool = False
    uses_model: bool = False

    @property
    def module(self) -> str:
        """The module whose code, with all it imports, decides the rows."""
        return str(self.function.__module__)

    def arguments(self, model: str | None) -> dict[str, Any]:
        """Settings that the function takes."""
        return {"model": model} if self.uses_model else {}


LOCATED = ("articles", "edits", "removed_spans")

REPAIR = Step("repair", ("raw_documents",), ("clean_documents", "edits"), repair.clean_documents)
SKETCH = Step("sketch", ("clean_documents",), ("sketches",), sketch.sketches)
COPIES = Step("copies", ("sketches", "clean_documents"), ("duplicates",), copies.duplicates, corpus=True)
LINES = Step("lines", ("raw_documents", "clean_documents"), ("lines",), sketch.lines)
RECURRING = Step("recurring", ("lines", "duplicates"), ("recurring_lines",), lines.recurring_lines, corpus=True)
STRIP = Step(
    "strip", ("raw_documents", "clean_documents", "edits", "duplicates", "recurring_lines"),
    ("removed_spans", "articles"), strip.articles,
)  # fmt: skip
SEGMENT = Step("segment", LOCATED, ("sentences",), segment.sentences)
TAG = Step("tag", (*LOCATED, "sentences"), ("mentions", "local_names"), tag.mentions, uses_model=True)
LINK = Step("link", ("local_names",), ("names", "name_links"), names.names, corpus=True)
JOIN = Step("join", ("mentions", "local_names", "name_links"), ("entities",), join.entities)
DATES = Step("dates", (*LOCATED, "clean_documents", "sentences"), ("dates",), dates.dates)
NUMBERS = Step("numbers", (*LOCATED, "sentences", "dates"), ("numbers", "numerals"), numbers.numbers)
QUOTES = Step("quotes", (*LOCATED, "sentences", "entities"), ("quotes",), quote.quotes)
CLAIM = Step("claim", ("articles", "sentences", "entities", "dates", "numbers"), ("claims",), claim.claims)
COMPARE = Step("compare", ("claims",), ("comparisons",), comparisons.comparisons, corpus=True)

# The steps of each asset, in flow order: what an asset's steps write is put in place together.
FLOW: dict[str, tuple[Step, ...]] = {
    "repair": (REPAIR,),
    "near_copies": (SKETCH, COPIES),
    "strip": (LINES, RECURRING, STRIP),
    "segment": (SEGMENT,),
    "tag_names": (TAG, LINK, JOIN),
    "find_dates": (DATES,),
    "find_numbers": (NUMBERS,),
    "find_quotes": (QUOTES,),
    "compare": (CLAIM, COMPARE),
}

INTAKE = "intake"
INTAKE_STEP = Step(INTAKE, (), ("raw_documents", "rejects"), sources.read)  # the engine reads in batches instead
STEPS: dict[str, Step] = {step.name: step for steps in FLOW.values() for step in steps}
# The step that writes each table; the documents themselves come from the intake.
PRODUCERS: dict[str, str] = {"raw_documents": INTAKE, "rejects": INTAKE} | {
    table: step.name for step in STEPS.values() for table in step.writes
}
