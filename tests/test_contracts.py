"""Each check of a table's own contract bites: one bad cell or row is found, with its row, column and value."""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from pandera.config import ValidationDepth, config_context

from pipeline import tables
from schemas import TABLES
from schemas.violations import Violation
from tests.contract_cases import put, valid

COLUMNS = [(table, name) for table, contract in TABLES.items() for name in contract.columns()]


def broken(table: str, frame: pd.DataFrame) -> list[Violation]:
    return tables.contract_violations(table, frame)


def bites(table: str, frame: pd.DataFrame, check: str, column: str = "") -> Violation:
    """The first violation of the check in the column; there must be one."""
    found = [v for v in broken(table, frame) if v.check.startswith(check) and column in v.column.split(", ")]
    assert found, broken(table, frame)
    assert found[0].table == table
    assert found[0].message
    return found[0]


def checks(table: str, name: str) -> Iterator[Any]:
    yield from TABLES[table].columns()[name].checks


def bounded(check: str) -> list[tuple[str, str, float]]:
    return [
        (table, name, next(iter(each.statistics.values())))
        for table, name in COLUMNS for each in checks(table, name) if each.name == check
    ]  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_valid_tables_pass(table: str) -> None:
    assert not valid()[table].empty
    assert broken(table, valid()[table]) == []


@pytest.mark.parametrize("table", TABLES)
def test_tables_without_rows_pass(table: str) -> None:
    empty = {name: contract.frame([]) for name, contract in TABLES.items()}
    assert not any(tables.all_violations(table, empty).values())


def columns_told(table: str, frame: pd.DataFrame, check: str) -> set[str]:
    return {v.column for v in broken(table, frame) if v.check.startswith(check)}


@pytest.mark.parametrize("table", TABLES)
def test_wrong_type(table: str) -> None:
    frame = valid()[table]
    numeric = {name for name in frame if pd.api.types.is_numeric_dtype(frame[name])}
    bad = {name: ["x"] * len(frame) if name in numeric else range(len(frame)) for name in frame}
    assert columns_told(table, pd.DataFrame(bad), "dtype") == set(frame)


@pytest.mark.parametrize("table", TABLES)
def test_a_number_among_strings(table: str) -> None:
    frame = valid()[table]
    strings = [name for name in frame if str(frame[name].dtype) == "str"]
    bad = frame.assign(**{name: pd.Series([5, *frame[name].tolist()[1:]], dtype=object) for name in strings})
    assert columns_told(table, bad, "dtype") == set(strings)
    assert {v.value for v in broken(table, bad) if v.check.startswith("dtype")} == {"5"}


@pytest.mark.parametrize("table", TABLES)
def test_integers_of_64_bits(table: str) -> None:
    frame = valid()[table]
    integers = [name for name in frame if str(frame[name].dtype) == "int32"]
    assert columns_told(table, frame.astype(dict.fromkeys(integers, "int64")), "dtype('int32')") == set(integers)


@pytest.mark.parametrize("table", TABLES)
def test_null(table: str) -> None:
    frame, columns = valid()[table], TABLES[table].columns()
    never = {name for name in frame if str(frame[name].dtype) in ("int32", "bool")}  # their type has no null
    bad = {name: put(frame.astype({name: object} if name in never else {}), name, None)[name] for name in frame}
    assert columns_told(table, pd.DataFrame(bad), "dtype") == never
    expected = {name for name, column in columns.items() if not column.nullable}
    assert columns_told(table, pd.DataFrame(bad), "not_nullable") == expected


@pytest.mark.parametrize(("table", "name"), [("articles", "text"), ("numbers", "kind"), ("rejects", "message")])
def test_one_null_is_told_with_its_row(table: str, name: str) -> None:
    frame = valid()[table]
    found = bites(table, put(frame, name, None), "not_nullable", name)
    assert (found.row_key, found.message) == (TABLES[table].row_keys(frame)[0], "must not be null")


@pytest.mark.parametrize(("table", "name"), [(t, n) for t, n, _ in bounded("isin")])
def test_value_outside_its_enum(table: str, name: str) -> None:
    found = bites(table, put(valid()[table], name, "bogus"), "isin", name)
    assert found.value == "bogus"
    assert "must be one of '" in found.message


@pytest.mark.parametrize(("table", "name", "low"), bounded("greater_than_or_equal_to"))
def test_below_the_range(table: str, name: str, low: float) -> None:
    found = bites(table, put(valid()[table], name, low - 1), "greater_than_or_equal_to", name)
    assert found.message == f"must be at least {low}"


@pytest.mark.parametrize(("table", "name", "high"), bounded("less_than_or_equal_to"))
def test_above_the_range(table: str, name: str, high: float) -> None:
    found = bites(table, put(valid()[table], name, high + 1), "less_than_or_equal_to", name)
    assert float(found.value) == high + 1


@pytest.mark.parametrize("bad", ["", "{}\n", " {}"])
@pytest.mark.parametrize(("table", "name"), [(t, n) for t, n, _ in bounded("str_matches")])
def test_pattern(table: str, name: str, bad: str) -> None:
    frame = valid()[table]
    row = frame[name].first_valid_index() or 0
    bites(table, put(frame, name, bad.format(frame[name][row]), row), "str_matches", name)


@pytest.mark.parametrize(
    "day", ["2021-13-01", "2021-00-10", "2021-01-32", "2021-1-1", "٢٠٢١-٠١-٠١", "2021-01-01T00:00"]
)
def test_no_day(day: str) -> None:
    bites("raw_documents", put(valid()["raw_documents"], "published", day), "str_matches", "published")


@pytest.mark.parametrize("table", TABLES)
def test_duplicate_key(table: str) -> None:
    frame = valid()[table]
    twice = pd.concat([frame, frame.iloc[:1]], ignore_index=True)
    found = [v for v in broken(table, twice) if v.check == "multiple_fields_uniqueness"]
    assert {v.row_key for v in found} == {TABLES[table].row_keys(frame)[0]}
    assert found[0].column == ", ".join(TABLES[table].key())


@pytest.mark.parametrize("table", TABLES)
def test_unsorted_rows(table: str) -> None:
    frame = valid()[table]
    if len(frame) == 1:
        frame = pd.concat([frame, put(frame, "doc_id", "0" * 16)], ignore_index=True)
    found = broken(table, frame[::-1].reset_index(drop=True))
    assert [v for v in found if v.check == "sorted"] or {v.check for v in found} <= COUNTING


COUNTING = {"seq must count up from 0 within doc_id", "index must count up from 0 within doc_id"}


@pytest.mark.parametrize("table", TABLES)
def test_numbering_of_rows(table: str) -> None:
    frame = valid()[table]
    assert [v.check for v in broken(table, frame.set_axis(frame.index + 1))] == ["index"]


@pytest.mark.parametrize("table", TABLES)
def test_extra_column(table: str) -> None:
    found = broken(table, valid()[table].assign(more=1))
    assert [(v.check, v.column) for v in found] == [("column_in_schema", "more")]


@pytest.mark.parametrize("table", TABLES)
def test_missing_column(table: str) -> None:
    """The checks that would need it say nothing beside."""
    frame = valid()[table]
    for name in frame:
        found = broken(table, frame.drop(columns=name))
        assert [(v.check, v.column, v.message) for v in found] == [("column_in_dataframe", name, "is missing")]


@pytest.mark.parametrize("table", TABLES)
def test_column_order(table: str) -> None:
    frame = valid()[table]
    names = list(frame.columns)
    found = broken(table, frame[[names[1], names[0], *names[2:]]])
    assert {v.column for v in found} == set(names[:2])


@pytest.mark.parametrize(
    "switched", [{"validation_enabled": False}, {"validation_depth": ValidationDepth.SCHEMA_ONLY},
                 {"validation_depth": ValidationDepth.DATA_ONLY}],
)  # fmt: skip
def test_the_gate_is_shut_where_checks_are_off(switched: dict[str, Any]) -> None:
    with config_context(**switched), pytest.raises(tables.GateError, match="nothing is written"):
        broken("numbers", valid()["numbers"])


def test_the_gate_is_shut_by_the_environment() -> None:
    program = (
        "from pipeline import tables; from schemas import Names; tables.contract_violations('names', Names.frame([]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PANDERA_VALIDATION_ENABLED": "False"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert "GateError" in run.stderr
