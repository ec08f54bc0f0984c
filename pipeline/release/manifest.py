"""manifest.json: what went into the dataset, each part under a hash of its own.

So two releases can be compared: was it an input that changed, a rule, the code, a model, a library or a setting?
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline import __version__, code
from pipeline.corpus import rows
from pipeline.engine.ledger import File
from pipeline.release.built import Built
from pipeline.steps import INTAKE_STEP, STEPS
from pipeline.store import Store

MANIFEST = "manifest.json"
FULL, TEXTFREE = "full", "textfree"  # profiles
MOST_INPUTS = 10_000  # listed one by one


def manifest(store: Store, files: Mapping[str, list[File]], settings: Mapping[str, Any], model: str) -> dict[str, Any]:
    """The manifest of a finished dataset."""
    tables = {
        table: {
            "rows": sum(part["rows"] for part in parts),
            "parts": len(parts),
            "content_sha256": _joined(part["content_sha256"] for part in parts),
        }
        for table, parts in files.items()
    }
    return {
        "winnow": __version__,
        "profile": FULL,
        "inputs": _inputs(Built(store, files, {})),
        "steps": {
            step.name: {**code.provenance(step.module), **({"model": model} if step.uses_model else {}),
                        "reads": list(step.reads), "writes": list(step.writes)}
            for step in (INTAKE_STEP, *STEPS.values())
        },
        "libraries": code.versions(),
        "lock": code.lock_hash(),
        "model": model,
        "settings": dict(sorted(settings.items())),
        "settings_sha256": hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest(),
        "tables": tables,
    }  # fmt: skip


def _inputs(built: Built) -> dict[str, Any]:
    """How many there are, a hash of all, and each with the hash of its bytes where they are not too many."""
    digest, listed = hashlib.sha256(), {}
    with built.query() as db:
        query = """
            SELECT source, raw_sha256 FROM raw_documents
            UNION ALL SELECT DISTINCT source || '#' || row_key, NULL FROM rejects ORDER BY ALL
        """
        n = 0
        for source, sha256 in rows(db, query):
            digest.update(f"{source}\0{sha256}\n".encode())
            n += 1
            if n <= MOST_INPUTS:
                listed[source.removesuffix("#")] = sha256
    found: dict[str, Any] = {"n": n, "sha256": digest.hexdigest()}
    return found | ({"sha256_of": listed} if n <= MOST_INPUTS else {})


def _joined(hashes: Iterable[str]) -> str:
    return hashlib.sha256("".join(hashes).encode()).hexdigest()
