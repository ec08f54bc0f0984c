"""Clusters of near-copies: the same wire story on ten sites is one source, not ten.

Exact copies by hash of the words; near and contained copies by MinHash LSH over word 5-grams (Broder 1997,
with datasketch), each candidate verified on the 5-grams themselves. What is done with copies is not decided here.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

SHINGLE_WORDS = 5
NUM_PERM = 128
# A changed word breaks five 5-grams: .7 lets some 6 % of words differ. LSH is asked for less, so that texts cut
# to about half their length are found as well.
NEAR_JACCARD, CONTAINED_SHARE, CANDIDATE_JACCARD = 0.7, 0.9, 0.3

RE_WORD = re.compile(r"\w+")


class Copy(NamedTuple):
    """A document and the canonical one of its cluster."""

    doc_id: str
    canonical_doc_id: str
    relation: str
    similarity: float


class _Link(NamedTuple):
    similarity: float
    relation: str


def find_copies(texts: Mapping[str, str]) -> list[Copy]:
    """The documents, by id, that copy a canonical one, sorted by id.

    Canonical is the longest text of a cluster, ties going to the smaller hash of its words, then to the smaller
    id: never to the one that came first. Texts without words copy nothing.
    """
    groups: dict[str, list[str]] = defaultdict(list)  # hash of the words -> ids
    words = {}
    for doc_id in sorted(texts):
        tokens = RE_WORD.findall(texts[doc_id].lower())
        if tokens:
            digest = hashlib.sha256(" ".join(tokens).encode()).hexdigest()
            groups[digest].append(doc_id)
            words[digest] = tokens
    links = _links(words)
    return sorted(copy for members in _clusters(groups, links) for copy in _copies(members, groups, links, words))


def shingles(words: list[str]) -> frozenset[str]:
    """The word 5-grams, or the whole of a shorter text."""
    last = max(len(words) - SHINGLE_WORDS, 0)
    return frozenset(" ".join(words[i : i + SHINGLE_WORDS]) for i in range(last + 1))


def _links(words: Mapping[str, list[str]]) -> dict[frozenset[str], _Link]:
    """Verified pairs of different texts, by the hashes of their words."""
    links = {}
    for one, two in _candidates(words):
        link = _compare(shingles(words[one]), shingles(words[two]))
        if link:
            links[frozenset((one, two))] = link
    return links


def _candidates(words: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    if len(words) < 2:
        return
    from datasketch import MinHash, MinHashLSH  # scipy behind it: only when needed

    index = MinHashLSH(threshold=CANDIDATE_JACCARD, num_perm=NUM_PERM)
    for digest in sorted(words):
        sketch = MinHash(num_perm=NUM_PERM, seed=1)
        sketch.update_batch([shingle.encode() for shingle in shingles(words[digest])])
        for other in sorted(index.query(sketch)):
            yield other, digest
        index.insert(digest, sketch)


def _compare(one: frozenset[str], two: frozenset[str]) -> _Link | None:
    common = len(one & two)
    jaccard = common / len(one | two)
    if jaccard >= NEAR_JACCARD:
        return _Link(round(jaccard, 4), "near")
    contained = common / min(len(one), len(two))
    if contained >= CONTAINED_SHARE:
        return _Link(round(contained, 4), "contained")
    return None


def _clusters(groups: Mapping[str, list[str]], links: Mapping[frozenset[str], _Link]) -> list[list[str]]:
    """Connected components of texts, as lists of hashes, that hold at least two documents."""
    parent = {digest: digest for digest in groups}

    def root(digest: str) -> str:
        while parent[digest] != digest:
            parent[digest] = parent[parent[digest]]
            digest = parent[digest]
        return digest

    for pair in links:
        one, two = sorted(root(digest) for digest in pair)
        parent[two] = one
    components: dict[str, list[str]] = defaultdict(list)
    for digest in sorted(groups):
        components[root(digest)].append(digest)
    return [c for c in components.values() if len(c) > 1 or len(groups[c[0]]) > 1]


def _copies(
    members: list[str],
    groups: Mapping[str, list[str]],
    links: Mapping[frozenset[str], _Link],
    words: Mapping[str, list[str]],
) -> Iterator[Copy]:
    first = min(members, key=lambda digest: (-len(words[digest]), digest))
    canonical = groups[first][0]
    for digest in members:
        link = _Link(1.0, "exact")
        if digest != first:
            direct = links.get(frozenset((digest, first)))
            link = direct or max(link for pair, link in links.items() if digest in pair)
        for doc_id in groups[digest]:
            if doc_id != canonical:
                yield Copy(doc_id, canonical, link.relation, link.similarity)
