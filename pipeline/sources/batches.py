"""Inputs in batches of a size that a worker can hold, such that an added or changed file changes one batch only.

Small files are grouped by a hash of their names, large files of lines are cut into ranges of bytes, other large files
are batches by themselves.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.sources.files import InputFile

BATCH_BYTES, BATCH_FILES = 16_000_000, 500
HASH_BITS = 32
BLOCK = 1 << 20


class Batch(NamedTuple):
    """Files, or ranges of files, and a hash of their names and bytes."""

    key: str
    files: tuple[InputFile, ...]


class _Sized(NamedTuple):
    place: int  # hash of the name
    size: int
    file: InputFile


def batches(files: Sequence[InputFile]) -> Iterator[Batch]:
    """The batches of the files; reads all of them once, for their hashes."""
    small = []
    for file in files:
        size = _size(file.path)
        if size <= BATCH_BYTES // 4:
            place = hashlib.sha256(file.source.encode("utf-8", "surrogateescape")).digest()[: HASH_BITS // 8]
            small.append(_Sized(int.from_bytes(place, "big"), size, file))
        else:
            yield from (_batch([part]) for part in _ranges(file))
    yield from (_batch([each.file for each in leaf]) for leaf in _leaves(sorted(small), 0, 1 << HASH_BITS))


def _leaves(files: list[_Sized], low: int, high: int) -> Iterator[list[_Sized]]:
    """Groups of files in a range of hashes, halved until they are small enough."""
    if high - low == 1 or (len(files) <= BATCH_FILES and sum(file.size for file in files) <= BATCH_BYTES):
        if files:
            yield files
        return
    middle = (low + high) // 2
    yield from _leaves([file for file in files if file.place < middle], low, middle)
    yield from _leaves([file for file in files if file.place >= middle], middle, high)


def _batch(files: list[InputFile]) -> Batch:
    digest = hashlib.sha256()
    for file in files:
        digest.update(repr(file[1:]).encode("utf-8", "surrogateescape") + b"\0" + _digest(file))
    return Batch(digest.hexdigest(), tuple(files))


def _digest(file: InputFile) -> bytes:
    digest, left = hashlib.sha256(), None if file.end is None else file.end - file.begin
    try:
        if not file.path.is_file():
            return b""  # a pipe, or a link to nothing: it is refused when it is read
        with file.path.open("rb") as stream:
            stream.seek(file.begin)
            while block := stream.read(BLOCK if left is None else min(BLOCK, left)):
                digest.update(block)
                left = left if left is None else left - len(block)
    except OSError as error:
        return str(error.errno).encode()
    return digest.digest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _ranges(file: InputFile) -> Iterator[InputFile]:
    """A large file of lines in ranges that end with a line; any other as it is."""
    if file.format != ".jsonl" or file.compression or _is_wide(file.path):
        yield file
        return
    with file.path.open("rb") as stream:
        begin = line = 0
        while block := stream.read(BATCH_BYTES):
            block += stream.readline()
            yield file._replace(begin=begin, end=begin + len(block), line=line)
            begin, line = begin + len(block), line + block.count(b"\n")


def _is_wide(path: Path) -> bool:
    """Whether a file is UTF-16 or UTF-32, whose lines do not end with a byte of their own."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    return b"\0" in start or start[:2] in (b"\xff\xfe", b"\xfe\xff")
