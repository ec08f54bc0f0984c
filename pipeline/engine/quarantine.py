"""Documents over which a step fails: they are left out of the dataset and stand in rejects with the reason.

They are tried again as soon as the step's code changes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.code import code_hash
from pipeline.sources import reject_row
from pipeline.sources.rows import Reject
from pipeline.steps import STEPS, Step
from pipeline.store import Store

FILE = "quarantine.json"


def read(store: Store) -> dict[str, dict[str, Any]]:
    """The documents by id."""
    known = store.read_json(FILE) or {}
    return {
        doc_id: entry
        for doc_id, entry in known.items()
        if entry["step"] in STEPS and entry["code"] == code_hash(STEPS[entry["step"]].module)
    }


def add(store: Store, step: Step, documents: list[tuple[str, str]], sources: Mapping[str, str]) -> None:
    """Put documents (doc_id, reason) aside."""
    entries = {
        doc_id: {"step": step.name, "code": code_hash(step.module), "source": sources[doc_id], "reason": reason}
        for doc_id, reason in documents
    }
    store.write_json(read(store) | entries, FILE)


def rejects(known: Mapping[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Their rows of rejects."""
    for entry in known.values():
        name, _, key = entry["source"].partition("#")
        message = f"The step '{entry['step']}' fails over it: {entry['reason']}"
        table = STEPS[entry["step"]].writes[0]
        yield reject_row(Reject(name, key, "processable", "", None, message)) | {"stage": entry["step"], "table": table}
