"""A small corpus whose texts try to be markup, and the way around its report."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from playwright.sync_api import Page

MARKS = {"removed": "removed_spans", "repairs": "edits", "names": "entities", "dates": "dates", "numbers": "numbers"}
HOSTILE = """The <b>harbour</b> </script><script>window.pwned=1</script> report

“We were not asked,” Ada Okafor 👩‍👩‍👧 told reporters in Oslo on Monday, and 😀 at least 1,200 people left the ferry.

<img src="x" onerror="window.pwned=1"> Cafe\u0301s in Beirut &lt;svg onload=window.pwned=1&gt; stay open, Okafor said.

قال المتحدث إن 240 شخصا وصلوا إلى بيروت يوم الاثنين.

The Harbour Board said <!--<script> the bridge would cost $45 million, up from $30 million\u2028 a year earlier.

Share this article

Sign up for our newsletter</textarea><script>window.pwned=1</script>
"""
HOSTILE_ROW = {
    "id": "<i>", "publisher": '"><script>window.pwned=1</script>', "published": "2024-03-14", "text": HOSTILE,
    "url": "javascript:window.pwned=1", "title": "<img src=x onerror=window.pwned=1>",
}  # fmt: skip
TWIN_ROW = {
    "id": "twin", "publisher": "<b>Other", "published": "2024-03-14",
    "text": "😀 <script>window.pwned=1</script> In Oslo on Monday 900 people left the ferry, said <i>Okafor</i>.",
}  # fmt: skip


def go(page: "Page", address: str) -> None:
    page.evaluate("address => { location.hash = address; }", address)


def table(outputs: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(outputs / name)


def address(doc_id: str, start: int) -> re.Pattern[str]:
    return re.compile(f"#doc/{doc_id}/{start}$")


def hostile_id(outputs: Path) -> str:
    raw = table(outputs, "raw_documents")
    return str(raw.loc[raw["raw_text"] == HOSTILE, "doc_id"].item())
