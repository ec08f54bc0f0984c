"""Keys of names: text folded so that spellings of one name meet. What is joined is decided elsewhere."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

RE_POSSESSIVE = re.compile(r"(?:['’ʼ`´]s?|[‘])\Z", re.IGNORECASE)
RE_APOSTROPHE = re.compile(r"['’‘ʼʻʿʾ`´.]")
RE_NO_WORD = re.compile(r"[^\w&]+|_+")
RE_ARTICLE = re.compile(r"(?<!\S)(?:(?:[aA][lL]|[eEuU]l|a[dnrstz]|a[sd]h)[-‐‑–]|(?:[aA]l|el|ul)\s)(?=\S)")
RE_THE = re.compile(r"\A(?:the|THE|The)\s+(?=\S)")
RE_DOUBLE = re.compile(r"([^\W\d])\1+")
# Regular differences between transliterations, on words of four letters and more.
TRANSLITERATIONS = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("dj", "j"), ("q", "k"), ("ph", "f"))
RE_FINAL_I = re.compile(r"(?:e?y|i[iy]|yi|ij|ie)\Z")
RE_FINAL_H = re.compile(r"(?<=[aeiou])h\Z")
RE_ABD = re.compile(r"abd[aeu]l?\Z")
RE_ABD_JOINED = re.compile(r"abd[ue]l(?=\w{4})")
LETTERS = ("øo", "łl", "đd", "ıi", "ðd", "əa", "æae", "œoe", "þth")  # letters that no decomposition reaches
UNDECOMPOSED = {ord(pair[0]): pair[1:] for pair in LETTERS}
MIN_TRANSLITERATED = 4
MIN_PLURAL = 3
MAX_CHARS = 300  # a longer text is no name: it is compared as it stands


def load(name: str) -> dict[str, Any]:
    """A data file of this folder."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Lower case without accents; '' stays ''.

    Decomposes first, since `casefold` alone leaves compatibility letters.
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(UNDECOMPOSED)


def bare(text: str) -> str:
    """The name alone: outer white space, possessive and 'the' cut, unless nothing would be left."""
    text = text.strip()
    cut = RE_POSSESSIVE.sub("", text)
    return RE_THE.sub("", cut) or text


def fold(text: str) -> tuple[str, ...]:
    """Words for comparison: no case, accents or punctuation; the text itself if no word is left."""
    if len(text) > MAX_CHARS:
        return (text,)
    words = RE_NO_WORD.sub(" ", RE_APOSTROPHE.sub("", plain(bare(text)))).split()
    return tuple(words) or (text,)


def spell(word: str) -> str:
    """One spelling for the spellings of a folded word."""
    known = SPELLINGS.get(word)
    if known is not None:
        return known
    if len(word) < MIN_TRANSLITERATED:
        return word
    for old, new in TRANSLITERATIONS:
        word = word.replace(old, new)
    word = RE_DOUBLE.sub(r"\1", RE_FINAL_I.sub("i", word))
    return RE_FINAL_H.sub("", word)


def fold_name(text: str) -> tuple[str, ...]:
    """Folded words without Arabic articles, each in one spelling."""
    if len(text) > MAX_CHARS:
        return (text,)
    words: list[str] = []
    for word in fold(RE_ARTICLE.sub("", bare(text))):
        joined = RE_ABD_JOINED.match(word) if word not in SPELLINGS else None
        parts = (word[: joined.end()], word[joined.end() :]) if joined else (word,)
        words += ["abd" if RE_ABD.match(part) else spell(part) for part in parts]
    return tuple(words)


def people_key(text: str) -> tuple[str, ...]:
    """Key of a nationality or faith: the singular, in one spelling."""
    name = bare(text)
    is_plural = len(name) > MIN_PLURAL and name[-1] in "sS" and name[-2] not in "sS"
    return fold_name(name[:-1] if is_plural else name)


def demonym(key: tuple[str, ...]) -> str | None:
    """The country of a nationality, by its key."""
    return DEMONYMS.get(" ".join(key))


def folded(names: Iterable[str]) -> frozenset[str]:
    """A word list of the data, folded."""
    return frozenset(" ".join(fold(name)) for name in names)


def _first_of(groups: Iterable[list[str]]) -> Mapping[str, str]:
    """Each folded member of a group -> its first."""
    return {fold(word)[0]: fold(group[0])[0] for group in groups for word in group}


DATA = load("words.toml")
SPELLINGS: Mapping[str, str] = _first_of(DATA["spellings"]["groups"])
NICKNAMES = {spell(k): spell(v) for k, v in _first_of(DATA["nicknames"]["groups"]).items()}
DEMONYMS: Mapping[str, str] = {
    " ".join(people_key(name)): country for country, names in load("demonyms.toml").items() for name in names
}
