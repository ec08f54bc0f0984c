"""Near-copies: the same wire story on ten sites is one source, not ten.

Exact copies by hash of the words; near and contained copies by MinHash LSH over word 5-grams (Broder 1997,
with datasketch), each candidate verified on the 5-grams themselves. Here is what is done with a text, a pair and a
cluster; `pipeline.corpus.copies` finds the pairs of a corpus. What is done with copies is not decided here.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE_WORDS = 5
NUM_PERM = 128
# 37 bands of 3: nearly all pairs of Jaccard similarity .3 share a band, so that texts cut to about half their length
# are compared as well (datasketch's optimum for that threshold).
BANDS, BAND_ROWS = 37, 3
# A changed word breaks five 5-grams: .7 lets some 6 % of words differ.
NEAR_JACCARD, CONTAINED_SHARE = 0.7, 0.9

RE_WORD = re.compile(r"\w+")
MAX_HASH, MAX_LONG = 2**32 - 1, 2**64 - 1  # datasketch takes hashes of 32 bits
MAX_CACHED_WORDS = 50_000
MULTIPLIER, SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)  # odd, so that no bit of a word is lost

Hashes = NDArray[np.uint64]


class Sketch(NamedTuple):
    """Fingerprint of a text: hash of its words, their number, a hash for each band of its MinHash."""

    digest: str
    n_words: int
    bands: list[int]


class Copy(NamedTuple):
    """A document and the canonical one of its cluster."""

    doc_id: str
    canonical_doc_id: str
    relation: str
    similarity: float


class Link(NamedTuple):
    """How like two texts are."""

    similarity: float
    relation: str


class Text(NamedTuple):
    """Documents of the same words, by id, sorted."""

    digest: str
    n_words: int
    doc_ids: list[str]


def sketch(text: str) -> Sketch | None:
    """The fingerprint; a text without words has none, and copies nothing."""
    words = _words(text)
    if not words:
        return None
    minhash = _minhash().copy()
    minhash.update_batch((_shingles(words) & MAX_HASH).tolist())
    values = minhash.hashvalues
    bands = [stable_hash(values[i * BAND_ROWS : (i + 1) * BAND_ROWS].tobytes()) for i in range(BANDS)]
    return Sketch(hashlib.sha256(" ".join(words).encode()).hexdigest()[:32], len(words), bands)


@cache
def _minhash() -> "MinHash":
    """One of no text: the permutations are made once."""
    from datasketch import MinHash  # scipy behind it: only when needed

    return MinHash(num_perm=NUM_PERM, seed=1, hashfunc=int)


def shingle_hashes(text: str) -> Hashes:
    """64-bit hashes of the word 5-grams, or of the whole of a shorter text, sorted."""
    return np.unique(_shingles(_words(text)))


def _words(text: str) -> list[str]:
    return RE_WORD.findall(text.lower())


def _shingles(words: list[str]) -> Hashes:
    """A hash for each word 5-gram: of its words' hashes by places, as digits of a number (Karp and Rabin 1987)."""
    hashes = np.fromiter(map(_word_hash, words), np.uint64, len(words))
    n = min(len(words), SHINGLE_WORDS)
    shingles = np.zeros(len(words) - n + 1 if words else 0, np.uint64)
    for place in range(n):
        shingles = shingles * MULTIPLIER + hashes[place : place + len(shingles)]
    return shingles ^ (shingles >> SHIFT)


@lru_cache(maxsize=MAX_CACHED_WORDS)
def _word_hash(word: str) -> int:
    return stable_hash(word.encode()) & MAX_LONG


def stable_hash(data: bytes) -> int:
    """64 bits of a hash that is the same everywhere."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little", signed=True)


def compare(one: Hashes, two: Hashes) -> Link | None:
    """How two texts are related, by the hashes of their 5-grams."""
    common = len(np.intersect1d(one, two, assume_unique=True))
    jaccard = common / (len(one) + len(two) - common)
    if jaccard >= NEAR_JACCARD:
        return Link(round(jaccard, 4), "near")
    contained = common / min(len(one), len(two))
    if contained >= CONTAINED_SHARE:
        return Link(round(contained, 4), "contained")
    return None


def copies(texts: Iterable[Text], links: Mapping[tuple[str, str], Link]) -> list[Copy]:
    """The documents that copy a canonical one, sorted by id; ``links`` are of digests, smaller first.

    Canonical is the longest text of a cluster, ties going to the smaller hash of its words, then to the smaller
    id: never to the one that came first.
    """
    known = {text.digest: text for text in texts}
    near: dict[str, dict[str, Link]] = defaultdict(dict)
    for (one, two), link in links.items():
        near[one][two] = near[two][one] = link
    clusters = _clusters(known, links)
    return sorted(copy for cluster in clusters for copy in _copies([known[d] for d in cluster], near))


def _clusters(texts: Mapping[str, Text], links: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Connected components of digests that hold at least two documents."""
    parent = {digest: digest for digest in texts}

    def root(digest: str) -> str:
        while parent[digest] != digest:
            parent[digest] = parent[parent[digest]]
            digest = parent[digest]
        return digest

    for pair in links:
        one, two = sorted(root(digest) for digest in pair)
        parent[two] = one
    components: dict[str, list[str]] = defaultdict(list)
    for digest in sorted(texts):
        components[root(digest)].append(digest)
    return (c for c in components.values() if len(c) > 1 or len(texts[c[0]].doc_ids) > 1)


def _copies(cluster: list[Text], near: Mapping[str, Mapping[str, Link]]) -> Iterator[Copy]:
    first = min(cluster, key=lambda text: (-text.n_words, text.digest))
    canonical = first.doc_ids[0]
    for text in cluster:
        link = Link(1.0, "exact")
        if text is not first:
            links = near[text.digest]
            link = links.get(first.digest) or max(links.values())
        for doc_id in text.doc_ids:
            if doc_id != canonical:
                yield Copy(doc_id, canonical, link.relation, link.similarity)
