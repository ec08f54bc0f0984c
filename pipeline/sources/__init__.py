"""From files to `raw_documents` and `rejects`.

`files` finds the inputs, `decode` makes text of bytes, `rows` opens the files that hold many documents. Here the
documents get their ids, and what cannot be taken in gets its reason. Nothing is judged by its content but its
language; repair and residue are the business of the stages.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.sources.files import InputError, InputFile, find_inputs, read_bytes
from pipeline.sources.rows import Reject, Row, read_rows
from pipeline.stages.language import detect, is_supported
from schemas import RawDocuments, Rejects

__all__ = ["InputError", "find_inputs", "raw_document", "read"]

MAX_CHARS = 2_000_000  # a longer text is no article; the longest in the benchmarks has 60,000


@dataclass(frozen=True)
class _Intake:
    documents: dict[str, dict[str, Any]]
    rejects: list[dict[str, Any]]


def read(location: str, progress: Callable[[Iterable[Any]], Iterable[Any]] = iter) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Everything under a folder, glob or file as (raw_documents, rejects).

    Raises ``InputError``, with a line for the user, where there is nothing to read at all.
    """
    intake = _Intake({}, [])
    found, refused = find_inputs(location)
    intake.rejects.extend(_reject(reject) for reject in refused)
    for file in progress(found):
        for item in _read_file(file):
            _take(item, intake)
    return RawDocuments.frame(intake.documents.values()), Rejects.frame(_distinct(intake.rejects))


def _read_file(file: InputFile) -> Iterator[Row | Reject]:
    try:
        data = read_bytes(file)
    except (OSError, EOFError, ValueError) as error:
        yield Reject(file.source, "", "readable", "", None, f"The file cannot be read: {_reason(error)}")
        return
    yield from read_rows(file, data)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _take(item: Row | Reject, intake: _Intake) -> None:
    if isinstance(item, Row):
        item = _check(item, intake)
    if isinstance(item, Reject):
        intake.rejects.append(_reject(item))
        return
    document = raw_document(item)
    intake.documents[document["doc_id"]] = document


def _check(row: Row, intake: _Intake) -> Row | Reject:
    """The row, with its language found, or why it is refused."""
    source, key = row.source, row.key
    if not row.text.strip():
        return Reject(source, key, "not_empty", "text", None, "There is no text but white space.")
    if len(row.text) > MAX_CHARS:
        message = f"The text has {len(row.text):,} characters; an article has at most {MAX_CHARS:,}."
        return Reject(source, key, "length", "text", row.text[:200], message)
    if row.language is None:
        row.language, row.language_score = detect(row.text)
    if not is_supported(row.language, row.language_score if row.language_score is not None else 1.0):
        message = f"The language is '{row.language}'; only English texts can be processed."
        return Reject(source, key, "language", "language", row.language, message)
    if raw_document(row)["doc_id"] in intake.documents:
        return Reject(source, key, "unique", "id", key, "A row with the same id and the same text came before.")
    return row


def raw_document(row: Row) -> dict[str, Any]:
    """A row of `raw_documents`."""
    digest = row.sha256 or hashlib.sha256(row.text.encode()).hexdigest()
    source = f"{row.source}#{row.key}" if row.key else row.source
    return {
        "doc_id": hashlib.sha256(f"{source}\0{digest}".encode()).hexdigest()[:16],
        "source": source,
        "raw_sha256": digest,
        "n_bytes": row.n_bytes if row.n_bytes is not None else len(row.text.encode()),
        "encoding": row.encoding,
        "raw_text": row.text,
        "language": row.language,
        "language_score": row.language_score,
        "url": row.url,
        "publisher": row.publisher,
        "title": row.title,
        "published": row.published,
        "extra": row.extra,
    }


def _reject(reject: Reject) -> dict[str, Any]:
    return {
        "source": reject.source,
        "stage": "sources",
        "table": "raw_documents",
        "row_key": reject.key,
        "check": reject.check,
        "column": reject.column,
        "value": reject.value[:200] if reject.value else None,
        "message": reject.message,
    }


def _distinct(rejects: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows that are refused for the same reason under the same key are told apart by '~2', '~3' and so on."""
    seen: dict[tuple[str, ...], int] = {}
    for reject in sorted(rejects, key=lambda r: tuple(str(r[column]) for column in r)):
        key = tuple(reject[column] for column in Rejects.key())
        seen[key] = seen.get(key, 0) + 1
        suffix = f"~{seen[key]}" if seen[key] > 1 else ""
        yield {**reject, "row_key": reject["row_key"] + suffix}
