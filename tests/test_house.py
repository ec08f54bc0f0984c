"""The rules of the house: who imports whom, how large a room is, what must not stand in it."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(p for room in ("pipeline", "schemas", "tests") for p in (ROOT / room).rglob("*.py"))
MAX_LINES = 300
# Rooms from the ground up: each imports only those of a lower floor, or its own.
FLOORS = {
    "schemas": 0, "pipeline": 0, "pipeline.stages": 1, "pipeline.tables": 2, "pipeline.sources": 2, "pipeline.code": 2,
    "pipeline.parts": 2, "pipeline.progress": 2, "pipeline.store": 3, "pipeline.corpus": 4, "pipeline.annotation": 3,
    "pipeline.summary": 5, "pipeline.steps": 5, "pipeline.engine": 6, "pipeline.release": 7,
    "pipeline.ui": 7, "pipeline.definitions": 8, "pipeline.cli": 9, "pipeline.training": 9,
}  # fmt: skip
IMPURE = {"dagster", "os", "pathlib", "subprocess", "socket", "time", "random", "tempfile", "shutil"}
# A spaCy component, to which spaCy hands the folder to read from, and the vectors that it shares with its training.
SERIALISED = {"pipeline.stages.ner", "pipeline.stages.ner.vectors"}
# In the seeds these stand in lines to be cut; a rule with such a word would fit its publisher alone.
PUBLISHERS = re.compile(r"\bNTD\b|\bDCNF\b|daily ?caller|epoch ?times", re.IGNORECASE)
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs|deb\.debian\.org|files\.python|index-url", re.IGNORECASE)


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room(name: str) -> str:
    return max((r for r in FLOORS if name == r or name.startswith(f"{r}.")), key=len)


def imports(path: Path) -> Iterator[str]:
    """Modules imported when ``path`` runs; not those for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", [p for p in SOURCES if "tests" not in p.parts], ids=module)
def test_rooms_import_only_from_below(path: Path) -> None:
    own = room(module(path))
    if module(path) == "pipeline":  # its one function is a door to the room above
        return
    for name in imports(path):
        if name.split(".")[0] in ("pipeline", "schemas"):
            other = room(name)
            assert other == own or FLOORS[other] < FLOORS[own] or name.endswith("__version__"), name


@pytest.mark.parametrize("path", [p for p in SOURCES if "stages" in p.parts], ids=module)
def test_stages_are_pure(path: Path) -> None:
    names = set(imports(path))
    impure = IMPURE - ({"pathlib"} if module(path) in SERIALISED else set())
    assert not {name.split(".")[0] for name in names} & impure
    assert not any(name.startswith("pyarrow.parquet") for name in names)
    assert not re.search(r"(?<![\w.])open\(", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_rooms_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def committed() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def texts(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_rule_is_made_for_a_publisher_of_the_seeds() -> None:
    rooms = [p for p in (ROOT / "pipeline").rglob("*") if p.suffix in (".py", ".toml", ".json", ".md")]
    assert len(rooms) > 50
    assert [p for p, text in texts(rooms) if PUBLISHERS.search(text)] == []
    assert PUBLISHERS.search("Follow NTD on")


def test_no_registry_is_named() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    files = [p for p in committed() if p.parts[-2] != "seeds" and p != Path(__file__)]
    assert [p for p, text in texts(files) if REGISTRIES.search(text)] == []


def test_outputs_are_not_committed() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    assert [p.name for p in committed() if p.relative_to(ROOT).parts[0] == "outputs"] == [".gitkeep"]
