"""Winnow: raw news text in, a dataset that can be cited out.

The house, each room importing only those above it (tested):

    schemas               the data dictionary: every table's contract, and the contracts between tables
    pipeline.stages       pure functions from text and tables to tables; `stages.flow` has those on tables
    pipeline.sources      files to raw documents; bad input to rejects
    pipeline.tables       the gate before every write, and deterministic Parquet
    pipeline.parts        which documents make up which part
    pipeline.store        where a dataset lies: a folder or an object store
    pipeline.corpus       what needs all documents, out of core: copies, recurring lines, names
    pipeline.steps        the flow on one screen: each step with what it reads and writes
    pipeline.engine       runs steps over parts, in processes or on a cluster; computes only what changed
    pipeline.release      what is written beside the tables
    pipeline.ui           what the Dagster UI shows of a table
    pipeline.definitions  all Dagster wiring
    pipeline.cli          what `make dataset` runs

`annotate` gives every table for one text, without Dagster or disk.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__version__ = "0.1.0"
__all__ = ["annotate"]


def annotate(text: str, *, strip: bool = True, published: str | None = None) -> "dict[str, pd.DataFrame]":
    """Every table of the dataset for one text: table name -> frame.

    ``published`` (ISO 8601) is the date that relative dates count from; a malformed one raises ``ValueError``. With
    ``strip=False`` the text is taken as it is, so that all offsets are offsets into it. The text is taken to be
    English.
    """
    from pipeline.annotation import annotate_text

    return annotate_text(text, strip=strip, published=published)
