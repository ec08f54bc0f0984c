"""The hash of the model that tagged the names."""

import hashlib
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.stages.nlp import DEFAULT


@cache
def model_hash(name: str | None) -> str:
    """SHA-256 over the shipped weights; of an installed model its name and version, of one in a folder its bytes."""
    if name in (None, DEFAULT):
        return f"{DEFAULT} sha256:{_hash(Path(str(resources.files('pipeline.models').joinpath(DEFAULT))))}"
    if Path(str(name)).is_dir():
        return f"{Path(str(name)).name} sha256:{_hash(Path(str(name)))}"
    try:
        return f"{name} {version(str(name))}"
    except PackageNotFoundError:
        return str(name)


def _hash(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
