"""Repair of characters: every change is an edit of the raw text, the smallest span that changed.

Mojibake (ftfy), HTML entities, control and invisible characters, line breaks, spaces, Unicode form NFC. Curly
quotes and dashes stay. What is not article is the business of `residue`.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import ftfy
from ftfy.badness import BADNESS_RE

from pipeline.stages.edits import Edit, apply, compose

RE_LINE = re.compile(r"[^\n]+")
RE_C1 = re.compile("[\x80-\x9f]")
RE_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Controls but for white space, terminal colours, soft hyphens, zero-width marks, bidi controls, byte order marks.
# The joiners U+200C and U+200D stay: emoji and several scripts are spelled with them.
RE_CONTROL = re.compile(
    "\x1b\\[[0-9;]{0,16}[A-Za-z]|[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
SPACES = " \t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Runs of white space, but for a single space or line break within the text.
RE_SPACE = re.compile(rf"[{SPACES}{BREAKS}](?:[{SPACES}{BREAKS}]+|(?<![ \n])|\Z|(?<=\A.))", re.DOTALL)
RE_BREAK = re.compile(f"\r\n|[{BREAKS}]")
RE_FOREIGN = re.compile(r"[^\x00-\x7f]+")
BAD_CHARS = 8  # no pattern of ftfy is longer
RE_NON_ASCII = re.compile(r".?[^\x00-\x7f]+", re.DOTALL)
MAX_DIFF_CHARS = 200  # a changed word longer than this is one edit


def clean(raw: str) -> tuple[str, list[Edit]]:
    """The repaired text and the edits of ``raw`` that lead to it, each with one of the ops in `schemas`."""
    text, edits = raw, list[Edit]()
    for find in PASSES:
        found = list(find(text))
        if found:
            edits = compose(edits, found)
            text = apply(text, found)
    return text, [edit for edit in edits if raw[edit.start : edit.end] != edit.after]


def smallest(start: int, before: str, after: str, op: str) -> Edit:
    """The edit of ``before``, which stands at ``start``, to ``after``, without what both begin and end with.

    It never only inserts: then a character is kept at its side, so that every edit has raw characters to show.
    """
    prefix = 0
    limit = min(len(before), len(after))
    while prefix < limit and before[prefix] == after[prefix]:
        prefix += 1
    suffix = 0
    while suffix < limit - prefix and before[-1 - suffix] == after[-1 - suffix]:
        suffix += 1
    if prefix + suffix == len(before) and before:
        prefix, suffix = (prefix - 1, suffix) if prefix else (prefix, suffix - 1)
    return Edit(start + prefix, start + len(before) - suffix, after[prefix : len(after) - suffix], op)


def _mojibake(text: str) -> Iterator[Edit]:
    if not (is_bad(text) or RE_C1.search(text)):
        return
    for line in RE_LINE.finditer(text):
        before = line.group()
        after = ftfy.fixes.fix_c1_controls(ftfy.fix_encoding(before))
        if after != before:
            yield from _word_edits(line.start(), before, after)


def is_bad(text: str) -> bool:
    """Whether a text looks like mojibake, as ``ftfy.badness.is_bad``; sought only beside characters beyond ASCII."""
    around = ((max(0, m.start() - BAD_CHARS), m.end() + BAD_CHARS) for m in RE_FOREIGN.finditer(text))
    return any(BADNESS_RE.search(text, start, end) for start, end in around)


def _word_edits(start: int, before: str, after: str) -> Iterator[Edit]:
    """One edit for each word that changed, or for the line where words were joined or split."""
    words, fixed = before.split(" "), after.split(" ")
    if len(words) != len(fixed):
        words, fixed = [before], [after]
    for word, new in zip(words, fixed, strict=True):
        if word != new:
            yield from _character_edits(start, word, new)
        start += len(word) + 1


def _character_edits(start: int, before: str, after: str) -> Iterator[Edit]:
    if max(len(before), len(after)) > MAX_DIFF_CHARS:
        yield smallest(start, before, after, "mojibake")
        return
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    if any(tag == "insert" for tag, *_ in codes):
        yield smallest(start, before, after, "mojibake")
        return
    for tag, a, b, c, d in codes:
        if tag != "equal":
            yield Edit(start + a, start + b, after[c:d], "mojibake")


def _entities(text: str) -> Iterator[Edit]:
    for match in RE_ENTITY.finditer(text):
        character = html.unescape(match.group())
        if character != match.group() and not any(0xD800 <= ord(c) <= 0xDFFF for c in character):
            yield Edit(match.start(), match.end(), character, "entity")


def _controls(text: str) -> Iterator[Edit]:
    for match in RE_CONTROL.finditer(text):
        yield Edit(match.start(), match.end(), "", "control")


def _spaces(text: str) -> Iterator[Edit]:
    """Runs of white space become a space, a line break or a blank line; those at the edges of the text go."""
    for match in RE_SPACE.finditer(text):
        run = match.group()
        breaks = len(RE_BREAK.findall(run))
        wanted = "\n" * min(breaks, 2) or " "
        if match.start() == 0 or match.end() == len(text):
            wanted = ""
        if run != wanted:
            yield smallest(match.start(), run, wanted, "newline" if breaks else "space")


def _nfc(text: str) -> Iterator[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return
    for match in RE_NON_ASCII.finditer(text):
        run = match.group()
        if not unicodedata.is_normalized("NFC", run):
            yield from _composed(match.start(), run)


def _composed(start: int, run: str) -> Iterator[Edit]:
    """An edit for each base character with its marks, or for the run where characters compose across them."""
    clusters = _clusters(run)
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    if "".join(composed) != unicodedata.normalize("NFC", run):
        clusters, composed = [run], [unicodedata.normalize("NFC", run)]
    for cluster, new in zip(clusters, composed, strict=True):
        if cluster != new:
            yield Edit(start, start + len(cluster), new, "nfc")
        start += len(cluster)


def _clusters(run: str) -> list[str]:
    starts = [i for i, c in enumerate(run) if i == 0 or not unicodedata.combining(c)]
    return [run[a:b] for a, b in zip(starts, [*starts[1:], len(run)], strict=True)]


# Entities twice: pages escape what was escaped before ("&amp;quot;").
PASSES: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _mojibake,
    _entities,
    _entities,
    _controls,
    _spaces,
    _nfc,
)
