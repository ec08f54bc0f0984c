"""From bytes to text: UTF-8, UTF-16, and the Windows-1252 that older scrapers left, also mixed in one file."""

import codecs

# Byte order marks, the longer first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"PAR1": "a Parquet file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
SAMPLE_BYTES = 65_536
# Text in the Latin script as UTF-16 has a NUL in about every other byte, all on one side.
MIN_UTF16_NULS, MAX_STRAY_NULS = 0.35, 0.05
MAX_CONTROLS = 0.1  # share of control characters above which bytes are no text
CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0b\x0c\x1b") + b"\x7f"


class BinaryError(ValueError):
    """The bytes are no text; the message says what they seem to be."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises ``BinaryError``.

    Bytes that are not UTF-8 are read as Windows-1252, each by itself, so that a file of mixed origin loses
    nothing; those that Windows-1252 leaves open become the C1 controls of Latin-1.
    """
    encoding = _utf16_or_32(data)
    if encoding:
        return data.decode(encoding, errors="replace"), encoding
    _refuse_binary(data)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="winnow-1252")
    pure = len(text) == len(data)  # every byte became a character
    return text, "windows-1252" if pure else "utf-8+windows-1252"


def _utf16_or_32(data: bytes) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE_BYTES]
    half = len(sample) // 2
    if half < 4:
        return None
    low, high = sample[1::2].count(0) / half, sample[0::2].count(0) / half
    if low >= MIN_UTF16_NULS and high <= MAX_STRAY_NULS:
        return "utf-16-le"
    if high >= MIN_UTF16_NULS and low <= MAX_STRAY_NULS:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise BinaryError(f"The file is {what}, no text.")
    sample = data[:SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if sample and controls / len(sample) > MAX_CONTROLS:
        raise BinaryError(f"The file is binary: {controls / len(sample):.0%} of its bytes are control characters.")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    try:
        return byte.decode("windows-1252"), error.start + 1
    except UnicodeDecodeError:
        return byte.decode("latin-1"), error.start + 1


codecs.register_error("winnow-1252", _as_windows_1252)
