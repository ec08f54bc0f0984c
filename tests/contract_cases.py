"""Small valid tables, and ways to corrupt one cell of them."""

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import tables
from pipeline.engine.assets import Run
from pipeline.engine.local import InProcess
from pipeline.steps import FLOW
from pipeline.store import Store
from schemas import TABLES

Tables = dict[str, pd.DataFrame]
STORY = """Subscribe to our newsletter
BAGHDAD, Nov. 5 (Reuters) – Prime Minister Mohammed Shia al-Sudani said on Monday that at least 17 soldiers\
 and 12 civilians were hurt near Baghdad, including three children.

“We paid between $5 million and $7 million,” Maria Lopez told the Senate &amp; others on November 3, 2023.\
 “It was fair.”\r\n\r\n\r\n
Al-Sudani met Lopez in Paris. The bill rose 12 percent to 30 kilometres of dozens of pages.
Follow us on Twitter
"""


@cache
def _built() -> Tables:
    rows = [
        {"id": "a", "text": STORY, "publisher": "Gazette", "title": "A day", "published": "2023-11-07", "url": "u/a"},
        {"id": "b", "text": STORY},
        {
            "id": "c",
            "text": "Paris is large.\u200b Maria Lopez has two cats there, and 240 more on May 4, 2021."
            " On Nov. 6, 2023, 20 soldiers were hurt near Baghdad.",
        },
        {"text": 5},
    ]
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "rows.jsonl"), Path(folder, "out")
        lines = [json.dumps({"language": "en", **row}) for row in rows]
        source.write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
        run = Run(str(source), Store(str(output)), InProcess(), None, 100)
        for name in ("intake", *FLOW):
            assert not run.asset(name, lambda _: None).broken
        return {name: tables.read(output, name) for name in TABLES}


def valid() -> Tables:
    """Fresh copies of tables that keep every contract; none is empty."""
    return {name: frame.copy() for name, frame in _built().items()}


def put(frame: pd.DataFrame, column: str, value: Any, row: int = 0) -> pd.DataFrame:
    """The frame with one cell changed, its dtypes kept."""
    values = frame[column].tolist()
    values[row] = value
    return frame.assign(**{column: pd.Series(values, dtype=frame[column].dtype, index=frame.index)})


def shift(frame: pd.DataFrame, column: str, by: int, row: int = 0) -> pd.DataFrame:
    """The frame with one number moved."""
    return put(frame, column, frame[column][row] + by, row)


def row_of(frame: pd.DataFrame, column: str, value: Any = None) -> int:
    """The first row that has the value, or any."""
    rows = frame.index[frame[column].notna() if value is None else frame[column] == value]
    return int(rows[0])
