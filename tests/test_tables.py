"""The files: equal rows give equal bytes, each column says what it is, and a failed write leaves the old table."""

import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as arrow
import pyarrow.parquet as pq
import pytest

from pipeline import tables
from pipeline.parts import Part
from pipeline.store import Store, file_name
from schemas import TABLES, Dates, Table
from tests.contract_cases import put, valid

BIG = 300_000


FIRST = Part("00000", 0, 1 << 64)


def part(folder: Path, table: str) -> Path:
    return folder / table / file_name(FIRST)


def write(folder: Path, table: str, frame: pd.DataFrame) -> None:
    store = Store(str(folder))
    store.write(store.table(table, FIRST), tables.to_bytes(table, frame))


@pytest.mark.parametrize("table", TABLES)
def test_what_is_written_is_read(tmp_path: Path, table: str) -> None:
    for frame in (valid()[table], TABLES[table].frame([])):
        write(tmp_path, table, frame)
        found = tables.read(tmp_path, table)
        pd.testing.assert_frame_equal(found, frame)
        assert tables.contract_violations(table, found) == []


@pytest.mark.parametrize("table", TABLES)
def test_equal_rows_in_another_order_and_memory_give_equal_bytes(tmp_path: Path, table: str) -> None:
    """Shuffled rows do not pass the gate; sorted again, they are the same file."""
    frame = valid()[table]
    again = TABLES[table].frame(frame.sample(frac=1, random_state=7).astype(object).to_dict("records"))
    write(tmp_path / "a", table, frame)
    write(tmp_path / "b", table, again)
    assert part(tmp_path / "a", table).read_bytes() == part(tmp_path / "b", table).read_bytes()


@pytest.mark.parametrize("table", TABLES)
def test_the_file_describes_itself(tmp_path: Path, table: str) -> None:
    write(tmp_path, table, valid()[table])
    schema, contract = pq.read_schema(part(tmp_path, table)), TABLES[table]
    assert schema.names == list(contract.columns())
    assert schema.metadata == {
        b"table": table.encode(),
        b"description": contract.to_schema().description.encode(),
        b"key": ",".join(contract.key()).encode(),
    }
    for field, column in zip(schema, contract.columns().values(), strict=True):
        assert field.metadata[b"description"].decode() == column.description
        assert column.description
        assert field.nullable == column.nullable
        assert not arrow.types.is_dictionary(field.type)
        assert not arrow.types.is_large_string(field.type)
        if ("start" in field.name and "date" not in field.name) or field.name.endswith("_end") or field.name == "end":
            assert field.type == arrow.int32()


def big() -> pd.DataFrame:
    i = np.arange(BIG)
    rows = pd.DataFrame({"doc_id": [f"{n:016x}" for n in i // 50], "start": (i % 50 * 20).astype("int32")})
    values: dict[str, Any] = dict.fromkeys(Dates.columns())
    values |= {
        "doc_id": rows["doc_id"], "start": rows["start"], "end": rows["start"] + np.int32(7), "type": "date",
        "raw_start": rows["start"], "raw_end": rows["start"] + np.int32(7), "timex": "2023-11-07",
        "sentence_id": rows["doc_id"] + ":s:0-1000", "text": [f"Nov. {n % 30:02}" for n in i], "granularity": "day",
        "resolution": "vague",
    }  # fmt: skip
    columns = Dates.columns().items()
    return pd.DataFrame(
        {name: pd.Series(values[name], index=rows.index, dtype=column.dtype.type) for name, column in columns}
    )


def test_many_rows_give_equal_bytes_and_row_groups(tmp_path: Path) -> None:
    """Small tables hide chunks: these come in one chunk, in four, and from another order."""
    frame = big()
    assert tables.contract_violations("dates", frame) == []
    chunks = pd.concat([frame[at : at + 70_000] for at in range(0, BIG, 70_000)], ignore_index=True)
    shuffled = Dates.sort(frame.sample(frac=1, random_state=3))
    for name, rows in (("a", frame), ("b", chunks), ("c", shuffled)):
        write(tmp_path / name, "dates", rows)
    first = part(tmp_path / "a", "dates")
    assert {part(tmp_path / name, "dates").read_bytes() for name in "abc"} == {first.read_bytes()}
    metadata = pq.read_metadata(first)
    sizes = [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]
    assert sizes == [65_536] * 4 + [BIG - 4 * 65_536]
    assert {metadata.row_group(i).column(0).compression for i in range(len(sizes))} == {"ZSTD"}
    pd.testing.assert_frame_equal(tables.read(tmp_path / "a", "dates"), frame)


def test_a_failed_write_leaves_the_old_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = valid()["numbers"]
    write(tmp_path, "numbers", frame)
    before = part(tmp_path, "numbers").read_bytes()

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path, "numbers", put(frame, "rule", "another"))
    assert part(tmp_path, "numbers").read_bytes() == before
    assert [path.name for path in (tmp_path / "numbers").iterdir()] == [file_name(FIRST)]


def test_parts_are_read_in_order(tmp_path: Path) -> None:
    frame = valid()["sentences"]
    write(tmp_path, "sentences", frame[6:])
    part(tmp_path, "sentences").rename(tmp_path / "sentences" / "part-00001.parquet")
    pq.write_table(tables.to_arrow("sentences", frame[:6]), part(tmp_path, "sentences"))
    pd.testing.assert_frame_equal(tables.read(tmp_path, "sentences"), frame)


def test_a_table_that_was_never_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no table 'names'"):
        tables.read(tmp_path, "names")


@pytest.mark.parametrize("contract", TABLES.values())
def test_rows_that_lack_a_column_make_no_frame(contract: type[Table]) -> None:
    name, *_ = contract.columns()
    with pytest.raises(KeyError, match=name):
        contract.frame([{}])
