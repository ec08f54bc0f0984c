"""Finding and opening input files: a folder, a glob or a single file, plain or compressed.

What the bytes mean is the business of `decode` and `rows`.
"""

import glob
import os
import zlib
from collections.abc import Iterator
from gzip import decompress as gunzip
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.sources.rows import Reject

FORMATS = (".txt", ".jsonl", ".csv", ".parquet")
COMPRESSIONS = (".gz", ".zst")


class InputError(Exception):
    """Nothing can be read from where the user said; the message is one line for them."""


class InputFile(NamedTuple):
    """A file, its name in the dataset (relative to the input) and its format; or the lines in a range of its bytes."""

    path: Path
    source: str
    format: str
    compression: str
    begin: int = 0
    end: int | None = None
    line: int = 0  # lines of the file before the range


def find_inputs(location: str) -> tuple[list[InputFile], list[Reject]]:
    """The files of a supported format, sorted by name, and what could not even be looked at.

    In a folder, hidden files and files of other formats are passed over, since folders hold README files; named by
    a glob or directly they are refused. Raises ``InputError`` where nothing is there.
    """
    root, paths, refused = _candidates(location)
    found = []
    for path in paths:
        file = _classify(path, path.relative_to(root).as_posix())
        if file.format:
            found.append(file)
        elif not Path(location).is_dir():
            message = f"Not one of {', '.join(FORMATS)}, each also {' or '.join(COMPRESSIONS)}."
            refused.append(Reject(file.source, "", "format", "", path.suffix or None, message))
    if not found and not refused:
        raise InputError(f"there is no {', '.join(FORMATS)} file in '{location}'")
    return sorted(found, key=lambda file: file.source), refused


def _candidates(location: str) -> tuple[Path, list[Path], list[Reject]]:
    path = Path(location)
    if path.is_dir():
        items = list(_walk(path, path, ()))
        refused = [item for item in items if isinstance(item, Reject)]
        return path, [item for item in items if isinstance(item, Path)], refused
    if os.path.lexists(path):
        return path.parent, [path], []
    matches = [Path(match) for match in glob.glob(location, recursive=True) if not os.path.isdir(match)]
    if not matches:
        raise InputError(f"there is no file or folder '{location}'")
    common = Path(os.path.commonpath([match.parent for match in matches]))
    return common, matches, []


def _walk(folder: Path, root: Path, above: tuple[str, ...]) -> Iterator[Path | Reject]:
    """Files below a folder; links are followed, but not into a folder that we are in already."""
    source = folder.relative_to(root).as_posix()
    real = os.path.realpath(folder)
    if real in above:
        yield Reject(source, "", "symlink_loop", "", None, "The link leads back to a folder above it.")
        return
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Reject(source, "", "readable", "", None, f"The folder cannot be read: {error.strerror}")
        return
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, root, (*above, real))
        else:
            yield path


def _classify(path: Path, source: str) -> InputFile:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    compression = suffixes.pop() if suffixes and suffixes[-1] in COMPRESSIONS else ""
    format_ = suffixes[-1] if suffixes and suffixes[-1] in FORMATS else ""
    return InputFile(path, source, format_, compression)


def read_bytes(file: InputFile) -> bytes:
    """The file's bytes, decompressed. Raises ``OSError``, ``EOFError`` or ``ValueError``."""
    if file.path.exists() and not file.path.is_file():
        raise ValueError("it is no regular file")  # reading a pipe would wait for ever
    with file.path.open("rb") as stream:
        stream.seek(file.begin)
        data = stream.read(-1 if file.end is None else file.end - file.begin)
    if file.compression == ".gz":
        try:
            return gunzip(data)
        except zlib.error as error:
            raise ValueError(f"the compressed data is damaged ({error})") from error
    if file.compression == ".zst":
        with pa.CompressedInputStream(pa.BufferReader(data), "zstd") as stream:
            return bytes(stream.read())
    return data
