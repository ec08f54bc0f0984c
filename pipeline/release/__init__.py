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
Page = Callable[[Built], str]
# What else is written beside the tables: name -> its text.
PAGES: dict[str, Page] = {
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
    publish(store, files, manifest, PAGES)
    return manifest


def publish(
    store: Store, files: Mapping[str, list[File]], manifest: Mapping[str, Any], pages: Mapping[str, Page]
) -> None:
    """Write the manifest, the pages and the checksums of all files beside the tables' parts."""
    built = Built(store, files, manifest)
    sums = {name_of(table, part): _checked(store, table, part) for table, parts in files.items() for part in parts}
    texts = {MANIFEST: json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"}
    texts |= {name: page(built) for name, page in pages.items()}
    for name, text in texts.items():
        store.write(store.path(name), text.encode())
        sums[name] = hashlib.sha256(text.encode()).hexdigest()
    store.write(store.path(CHECKSUMS), "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode())


def _checked(store: Store, table: str, part: File) -> str:
    name = name_of(table, part)
    if store.sha256(store.path(name)) != part["sha256"]:
        raise BuildError(f"{name} was changed after it was built: remove it and run again")
    return str(part["sha256"])
