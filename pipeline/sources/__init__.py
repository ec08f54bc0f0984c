"""From files to `raw_documents` and `rejects`.

`files` finds the inputs, `decode` makes text of bytes, `rows` opens the files that hold many documents. Here the
documents get their ids, and what cannot be taken in gets its reason. Nothing is judged by its content but its
language; repair and residue are the business of the stages.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline.sources.files import InputError, InputFile, find_inputs, read_bytes
from pipeline.sources.rows import Reject, Row, read_rows
from pipeline.stages.language import detect, is_supported
from schemas import RawDocuments, Rejects

__all__ = [
    "InputError", "InputFile", "find_inputs", "listing", "raw_document", "read", "read_files", "reject_row",
    "rejects_frame", "repeated", "row_hash",
]  # fmt: skip

MAX_CHARS = 2_000_000  # a longer text is no article; the longest in the benchmarks has 60,000


def read(location: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Everything under a folder, glob or file as (raw_documents, rejects).

    Raises ``InputError``, with a line for the user, where there is nothing to read at all.
    """
    found, refused = find_inputs(location)
    documents, rejects = read_files(found)
    return RawDocuments.frame(documents), rejects_frame([*rejects, *map(reject_row, refused)])


def listing(location: str) -> str:
    """A hash of the names, sizes and times of the files under a location. Raises ``InputError``."""
    digest = hashlib.sha256()
    for file in find_inputs(location)[0]:
        try:
            status = file.path.stat()
            digest.update(f"{file.source}\0{status.st_size}\0{status.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
        except OSError:
            continue  # gone since it was listed
    return digest.hexdigest()


def read_files(files: Iterable[InputFile]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The files' documents as rows of raw_documents, sorted by id, and what is refused as rows of rejects."""
    documents: dict[str, list[dict[str, Any]]] = {}
    rejects = []
    for file in files:
        for item in _read_file(file):
            checked = _check(item) if isinstance(item, Row) else item
            if isinstance(checked, Reject):
                rejects.append(reject_row(checked))
            else:
                document = raw_document(checked)
                documents.setdefault(document["doc_id"], []).append(document)
    kept = []
    for doc_id in sorted(documents):
        first, *others = sorted(documents[doc_id], key=row_hash)
        kept.append(first)
        rejects += [repeated(other["source"]) for other in others]
    return kept, rejects


def row_hash(document: Mapping[str, Any]) -> int:
    """64 bits of a hash over all of a row."""
    data = json.dumps(document, sort_keys=True, ensure_ascii=False).encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little", signed=True)


def repeated(source: str) -> dict[str, Any]:
    """The row of rejects for a document that is there already; which of the two stays, their metadata decide."""
    name, _, key = source.partition("#")
    message = "Another row has the same id and the same text."
    return reject_row(Reject(name, key, "unique", "id", key, message))


def _read_file(file: InputFile) -> Iterator[Row | Reject]:
    try:
        data = read_bytes(file)
    except (OSError, EOFError, ValueError) as error:
        yield Reject(file.source, "", "readable", "", None, f"The file cannot be read: {_reason(error)}")
        return
    yield from read_rows(file, data)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _check(row: Row) -> Row | Reject:
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


def reject_row(reject: Reject) -> dict[str, Any]:
    """A row of `rejects`."""
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


def rejects_frame(rejects: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """The table `rejects`."""
    return Rejects.frame(_distinct(rejects))


def _distinct(rejects: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows that are refused for the same reason under the same key are told apart by '~2', '~3' and so on."""
    seen: dict[tuple[str, ...], int] = {}
    for reject in sorted(rejects, key=lambda r: tuple(str(r[column]) for column in r)):
        key = tuple(reject[column] for column in Rejects.key())
        seen[key] = seen.get(key, 0) + 1
        suffix = f"~{seen[key]}" if seen[key] > 1 else ""
        yield {**reject, "row_key": reject["row_key"] + suffix}
