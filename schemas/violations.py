"""What breaks a table's own contract, in words.

Pandera tells each check as it sees it; here it becomes one violation a cell, or one a row where a check compares the
columns of a row, with the row's key.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa

from schemas.base import Table

MAX_CHARS = 200
MISSING = "column_in_dataframe"  # pandera's name of the check
MESSAGES = {
    r"isin\(\[(.*)\]\)": r"must be one of \1",
    r"str_matches\((.*)\)": r"must match \1",
    r"greater_than_or_equal_to\((.*)\)": r"must be at least \1",
    r"less_than_or_equal_to\((.*)\)": r"must be at most \1",
    r"dtype\('(.*)'\)": r"must be of type \1",
    "not_nullable": "must not be null",
    "column_in_schema": "is no column of the contract",
    "column_ordered": "is not in its place",
    "multiple_fields_uniqueness": "occur more than once; they are the key",
}
RAISED = re.compile(r"[A-Z]\w*(Error|Exception)\(")


class Violation(NamedTuple):
    """A row that breaks a contract."""

    table: str
    row_key: str
    check: str
    column: str
    value: str
    message: str


def of_contract(table: str, contract: type[Table], frame: pd.DataFrame) -> list[Violation]:
    """The cells and rows that break the contract of the table; empty if it holds."""
    if not frame.index.equals(pd.RangeIndex(len(frame))):
        return [Violation(table, "", "index", "", str(frame.index)[:MAX_CHARS], "rows must be numbered from 0")]
    missing = [name for name in contract.columns() if name not in frame]
    if missing:  # pandera and its checks would stumble over them
        return [Violation(table, "", MISSING, name, "", "is missing") for name in missing]
    try:
        contract.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return [
            Violation(table, key, check, column, value[:MAX_CHARS], _message(check))
            for key, check, column, value in _failures(contract, frame, errors.failure_cases.astype(object))
        ]
    ordered = contract.sort(frame)
    if frame.equals(ordered):
        return []
    pairs = zip(contract.row_keys(frame), contract.row_keys(ordered), strict=True)
    key = next((here for here, there in pairs if here != there), "")
    return [Violation(table, key, "sorted", ", ".join(contract.key()), key, "is the first row out of key order")]


@cache
def _message(check: str) -> str:
    for pattern, message in MESSAGES.items():
        if match := re.fullmatch(pattern, check, re.DOTALL):
            return match.expand(message)[:MAX_CHARS]
    return check


def _failures(contract: type[Table], frame: pd.DataFrame, cases: pd.DataFrame) -> Iterator[tuple[str, str, str, str]]:
    """Row key, check, column and value of what pandera found: first of the table, then of rows, then of cells."""
    in_row, of_column = cases["index"].notna(), cases["schema_context"] == "Column"
    # A check that could not even run says nothing beside the reason why, a wrong type.
    whole = cases[~in_row]
    ran = whole[~whole["failure_case"].astype("str").str.match(RAISED)]
    for check, column, value in _told(whole if ran.empty else ran):
        yield "", check, value if check.startswith("column_") else column, value
    rows = cases[in_row & ~of_column].drop_duplicates(["check", "index"])
    for each, group in rows.groupby("check", sort=False):
        yield from _rows(contract, frame.loc[group["index"]], str(each))
    cells = cases[in_row & of_column]
    for key, cell in zip(contract.row_keys(frame.loc[cells["index"]]), _told(cells), strict=True):
        yield key, *cell


def _told(cases: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    return zip(*(cases[name].map(str).tolist() for name in ("check", "column", "failure_case")), strict=True)


def _rows(contract: type[Table], bad: pd.DataFrame, check: str) -> Iterator[tuple[str, str, str, str]]:
    """Bad rows with the columns that the check names."""
    names = contract.key() if check == "multiple_fields_uniqueness" else re.findall(r"\w+", check)
    columns = [name for name in contract.columns() if name in names]
    values = zip(*(bad[name].map(str).tolist() for name in columns), strict=True)
    for key, row in zip(contract.row_keys(bad), values, strict=True):
        yield key, check, ", ".join(columns), ", ".join(row)
