"""The documents in a file: one in a .txt, one a row in .jsonl, .csv and .parquet.

A row carries `text` and optionally `id, url, publisher, title, published, language`; other columns go to `extra`.
"""

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.sources.decode import BinaryError, decode

if TYPE_CHECKING:
    from pipeline.sources.files import InputFile

STRINGS = ("url", "publisher", "title")
KNOWN = ("text", "id", *STRINGS, "published", "language")
BATCH_ROWS = 1000


class Reject(NamedTuple):
    """Why an input, or a row of it, is refused."""

    source: str
    key: str
    check: str
    column: str
    value: str | None
    message: str


@dataclass
class Row:
    """A document as found; ``key`` names it within its file, '' where the file is the document."""

    source: str
    key: str
    text: str
    encoding: str = "utf-8"
    sha256: str | None = None
    n_bytes: int | None = None
    language: str | None = None
    language_score: float | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    extra: str | None = field(default=None)


def read_rows(file: "InputFile", data: bytes) -> Iterator[Row | Reject]:
    """The documents in the file's bytes, and a reject for each that cannot be taken."""
    if file.format == ".parquet":
        yield from _parquet(file.source, data)
        return
    try:
        text, encoding = decode(data)
    except BinaryError as error:
        yield Reject(file.source, "", "text", "", None, str(error))
        return
    text = storable(text)
    if file.format == ".txt":
        digest = hashlib.sha256(data).hexdigest()
        yield Row(file.source, "", text, encoding, digest, len(data))
    elif file.format == ".jsonl":
        yield from _jsonl(file.source, text, encoding, file.line)
    else:
        yield from _csv(file.source, text, encoding)


def storable(text: str) -> str:
    """The text with lone surrogates, which no UTF-8 file can hold, as replacement characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _parquet(source: str, data: bytes) -> Iterator[Row | Reject]:
    try:
        reader = pq.ParquetFile(pa.BufferReader(data))
        for batch in reader.iter_batches(BATCH_ROWS):
            for record in batch.to_pylist():
                yield _row(source, "utf-8", record)
    except (pa.ArrowException, OSError, ValueError) as error:
        message = f"The Parquet file is damaged: {str(error).splitlines()[0]}"
        yield Reject(source, "", "readable", "", None, message)


def _jsonl(source: str, text: str, encoding: str, before: int) -> Iterator[Row | Reject]:
    for number, line in enumerate(text.split("\n"), start=before + 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            message = f"Line {number} is not valid JSON: {error}"
            yield Reject(source, f"line {number}", "json", "", line, message)
            continue
        if isinstance(record, dict):
            yield _row(source, encoding, record)
        else:
            yield Reject(source, f"line {number}", "json", "", line, f"Line {number} is not a JSON object.")


def _csv(source: str, text: str, encoding: str) -> Iterator[Row | Reject]:
    csv.field_size_limit(sys.maxsize)
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    try:
        for record in reader:
            yield _row(source, encoding, {key: value or None for key, value in record.items()})
    except csv.Error as error:
        yield Reject(source, f"line {reader.line_num}", "csv", "", None, f"Broken from line {reader.line_num}: {error}")


def _row(source: str, encoding: str, record: Mapping[str, Any]) -> Row | Reject:
    key, text = _key(record), record.get("text")
    if not isinstance(text, str):
        what = "is missing" if text is None else f"is of type {type(text).__name__}, not a string"
        return Reject(source, key, "text_type", "text", None if text is None else str(text), f"The row's text {what}.")
    extra = {name: value for name, value in record.items() if name not in KNOWN and value is not None}
    row = Row(source, key, storable(text), encoding)
    for name in STRINGS:
        setattr(row, name, _string(record.get(name)))
    row.published = _date(record.get("published"))
    row.language = _language(record.get("language"))
    for name in ("published", "language"):
        if record.get(name) not in (None, "") and getattr(row, name) is None:
            extra[name] = record[name]  # not understood, so kept as it was
    row.extra = _canonical(extra) if extra else None
    return row


def _key(record: Mapping[str, Any]) -> str:
    """The row's id, or a hash of all it holds: the same wherever in the file it stands."""
    if record.get("id") not in (None, ""):
        return str(_string(record["id"]))
    return hashlib.sha256(_canonical(record).encode()).hexdigest()[:16]


def _canonical(value: Any) -> str:
    return storable(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str))


def _string(value: Any) -> str | None:
    return storable(str(value)).strip() or None if value is not None else None


def _date(value: Any) -> str | None:
    """ISO date of a date, a time stamp or a string that begins with one; null if it is something else."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value).strip()[:10]).isoformat()
    except ValueError:
        return None


def _language(value: Any) -> str | None:
    code = str(value).strip().lower().replace("_", "-").split("-")[0] if value is not None else ""
    return code if len(code) == 2 and code.isalpha() else None
