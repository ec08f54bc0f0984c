"""The base of every table contract: strict, ordered, never coercing.

What belongs here: the class all tables derive from and the fields that many tables share.
Keep out: any table, any rule of the pipeline.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

DOC_ID = r"^[0-9a-f]{16}\Z"  # \Z, since $ allows a line feed after it
ISO_DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z"


class Table(pa.DataFrameModel):
    """A table of the dataset: exactly these columns, in this order, of these types.

    A subclass documents each column with ``description=``; ``Config.unique`` is its primary key and the
    order in which its rows are sorted, ``Config.description`` what a row is. The ``error`` of a check on rows names
    the columns that it compares: these are what the gate shows of a bad row.
    """

    class Config:
        """Contracts refuse; they never coerce, null or drop."""

        strict = True
        ordered = True
        coerce = False

    @classmethod
    def columns(cls) -> dict[str, Any]:
        """Column name -> pandera column, in table order."""
        return dict(cls.to_schema().columns)

    @classmethod
    def key(cls) -> list[str]:
        """The primary key's columns, which are also the sort order."""
        return list(cls.to_schema().unique or [])

    @classmethod
    def frame(cls, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """A frame with the contract's dtypes, sorted by key; valid too when there are no rows.

        A row lacks a column: ``KeyError``. A value does not fit its dtype: ``ValueError`` or ``TypeError``.
        """
        records = list(rows)
        data = {
            name: pd.Series([row[name] for row in records], dtype=column.dtype.type)
            for name, column in cls.columns().items()
        }
        return cls.sort(pd.DataFrame(data))

    @classmethod
    def row_keys(cls, rows: pd.DataFrame) -> list[str]:
        """The primary key of each row as one string, for messages; of whatever key columns there are."""
        columns = [map(str, rows[name].tolist()) for name in cls.key() if name in rows]
        return [":".join(parts) for parts in zip(*columns, strict=True)] if columns else [""] * len(rows)

    @classmethod
    def sort(cls, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame in key order, with a fresh index."""
        return frame.sort_values(cls.key(), kind="stable", ignore_index=True)


def enum(values: Mapping[str, str], description: str, *, nullable: bool = False) -> Any:
    """A string column restricted to a closed set; each member carries its own description."""
    return pa.Field(isin=list(values), nullable=nullable, description=description, metadata={"enum": dict(values)})


def text(description: str, *, nullable: bool = False, pattern: str | None = None, unique: bool = False) -> Any:
    """A string column."""
    return pa.Field(str_matches=pattern, nullable=nullable, description=description, unique=unique)


def number(description: str, *, nullable: bool = False, ge: float | None = None, le: float | None = None) -> Any:
    """A numeric or boolean column, with bounds."""
    return pa.Field(ge=ge, le=le, nullable=nullable, description=description)


def nested(arrow: str, description: str) -> Any:
    """A list column; ``arrow`` names its type in the Parquet file, as ``list<string>``."""
    return pa.Field(description=description, metadata={"arrow": arrow})


def doc_id() -> Any:
    """The document's id, the same in every table."""
    return text("Document: first 16 hex digits of sha256(source NUL sha256 of the raw bytes).", pattern=DOC_ID)


def start(where: str = "article text") -> Any:
    """A start offset."""
    return number(f"Start in the {where}: 0-based, in Unicode code points.", ge=0)


def end(where: str = "article text") -> Any:
    """An end offset."""
    return number(f"End in the {where}, exclusive.", ge=0)


def sentence_id() -> Any:
    """The sentence in which a mention stands."""
    return text("The sentence it stands in.")


def ids_are_spans(frame: pd.DataFrame, column: str, kind: str) -> pd.Series:
    """Which rows have the id that their document and span give."""
    return frame[column] == frame["doc_id"] + f":{kind}:" + frame["start"].astype(str) + "-" + frame["end"].astype(str)


def counts_up(frame: pd.DataFrame, column: str) -> pd.Series:
    """Which rows count up from 0 within their document."""
    return frame[column] == frame.groupby("doc_id").cumcount()


def together(frame: pd.DataFrame, *columns: str) -> pd.Series:
    """Which rows have values in all of the columns or in none."""
    known = frame[list(columns)].notna()
    return known.all(axis=1) | ~known.any(axis=1)


class Spans(Table):
    """Checks that every table of spans shares: 0 <= start <= end in the article and in the raw text."""

    @pa.dataframe_check(name="start_before_end", error="start must come before end")
    def start_before_end(cls, frame: pd.DataFrame) -> pd.Series:
        """Article spans are never empty."""
        return frame["start"] < frame["end"]

    @pa.dataframe_check(name="raw_start_before_end", error="raw_start must not come after raw_end")
    def raw_start_before_end(cls, frame: pd.DataFrame) -> pd.Series:
        """Raw spans may be empty only where an edit inserted text."""
        return frame["raw_start"] <= frame["raw_end"]


Int32 = np.int32
Int64 = np.int64
NullableInt32 = pd.Int32Dtype
