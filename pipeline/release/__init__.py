"""What is written beside the tables: the manifest, pages and descriptors, and the checksums of all files.

No clock, host or path stands in them, so that equal input gives equal bytes.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.engine.build import BuildError
from pipeline.engine.ledger import File
from pipeline.release import card, croissant, datapackage, dictionary, report
from pipeline.release import manifest as told
from pipeline.release.built import Built, name_of
from pipeline.release.manifest import MANIFEST
from pipeline.store import Store

CHECKSUMS = "SHA256SUMS"
# What else is written beside the tables: name -> its text.
PAGES: dict[str, Callable[[Built], str]] = {
    "README.md": card.page,
    "DATA_DICTIONARY.md": dictionary.page,
    "datapackage.json": datapackage.page,
    "croissant.json": croissant.page,
    "report.html": report.page,
}


def write(store: Store, files: Mapping[str, list[File]], settings: Mapping[str, Any], model: str) -> dict[str, Any]:
    """Write manifest.json and SHA256SUMS for the tables' parts; returns the manifest.

    Raises ``BuildError`` if a part is not what it was when it was built.
    """
    manifest = told.manifest(store, files, settings, model)
    built = Built(store, files, manifest)
    sums = {name_of(table, part): _checked(store, table, part) for table, parts in files.items() for part in parts}
    pages = {MANIFEST: json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"}
    pages |= {name: page(built) for name, page in PAGES.items()}
    for name, text in pages.items():
        store.write(store.path(name), text.encode())
        sums[name] = hashlib.sha256(text.encode()).hexdigest()
    store.write(store.path(CHECKSUMS), "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode())
    return manifest


def _checked(store: Store, table: str, part: File) -> str:
    name = name_of(table, part)
    if store.sha256(store.path(name)) != part["sha256"]:
        raise BuildError(f"{name} was changed after it was built: remove it and run again")
    return str(part["sha256"])
