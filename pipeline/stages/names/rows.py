"""Names of a document as rows of the working table `local_names`, and back."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pipeline.stages.names.corpus import block_key, link, short_keys
from pipeline.stages.names.records import DocumentNames, Form, Full, LocalName, Place


def to_rows(document: DocumentNames) -> list[dict[str, Any]]:
    """A row a name; columns: `schemas.working.LocalNames`."""
    return [
        {
            "doc_id": document.doc_id,
            "seq": seq,
            "cluster_id": document.cluster_id,
            "kind": local.kind,
            "name_key": local.key,
            "block": block_key(local),
            "full": [*local.full.words, local.full.suffix] if local.full else [],
            "short": short_keys(local),
            "starts": [start for start, _ in local.spans],
            "ends": [end for _, end in local.spans],
            "record": json.dumps([local.labels, local.forms, local.place], ensure_ascii=False),
        }
        for seq, local in enumerate(document.names)
    ]


def from_row(row: Mapping[str, Any]) -> LocalName:
    """The name of a row, without spans where the row comes without them."""
    labels, forms, place = _known(row["record"])
    spans = tuple(zip(row.get("starts", ()), row.get("ends", ()), strict=True))
    return LocalName(row["kind"], row["name_key"], full_of(row["full"]), labels, forms, spans, place)


@lru_cache(maxsize=1 << 14)
def _known(record: str) -> tuple[tuple[tuple[str, int], ...], tuple[Form, ...], Place | None]:
    """Labels, forms and place. Most documents know the same of a name: 'Israel', once, as it stands."""
    labels, forms, place = json.loads(record)
    return tuple(map(tuple, labels)), tuple(map(Form._make, forms)), Place(*place) if place else None


def link_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of `names` and of `name_links` for documents that fit into memory."""
    found = [(row["doc_id"], row["seq"], row["cluster_id"], from_row(row)) for row in rows]
    names, ids = link(DocumentNames(doc_id, cluster_id, (local,)) for doc_id, _, cluster_id, local in found)
    links = [{"doc_id": doc_id, "seq": seq, "name_id": ids[doc_id, *local.spans[0]]} for doc_id, seq, _, local in found]
    return [name._asdict() for name in names], links


def full_of(words: list[str]) -> Full | None:
    """A full name from its column."""
    return Full(tuple(words[:-1]), words[-1]) if words else None
