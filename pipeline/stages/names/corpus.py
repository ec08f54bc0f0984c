"""Joins the names of documents into the rows of the table `names`, from the documents' summaries alone."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.stages.names.document import person_key
from pipeline.stages.names.gazetteer import place_key
from pipeline.stages.names.groups import core_key, group_key, initials
from pipeline.stages.names.people import block_of, families, parse
from pipeline.stages.names.records import RULES, DocumentNames, Form, Full, LocalName, Name, Place
from pipeline.stages.names.words import bare, fold, fold_name, people_key

# A short form of a group that stands alone ('IAEA', 'Toyota') takes the long form of other documents, if so
# many independent sources join the two and none says otherwise. Two letters mean too much.
MIN_SHORT_CHARS, MIN_SOURCES = 3, 2
SHORT_FORMS = ("acronym", "shortened")
PARTIAL = ("surname", "given")
ORDER = {rule: place for place, rule in enumerate(RULES)}

Mentions = dict[tuple[str, int, int], str]


class Block:
    """Names of one kind that may be one: gathers what the documents know of them, a document at a time.

    Names of a cluster, and of a document, must come one after the other, so that they are counted without keeping
    their ids.
    """

    def __init__(self, kind: str, fulls: Iterable[Full]) -> None:
        self._kind = kind
        self._people = families(fulls)
        self._gathered: defaultdict[str, _Gathered] = defaultdict(_Gathered)

    def add(self, doc_id: str, cluster_id: str, local: LocalName) -> str:
        """Take in a name of a document; returns the key of the name that it is."""
        key = person_key(self._people[local.full]) if local.full else local.key
        self._gathered[key].add(doc_id, cluster_id, local)
        return key

    def names(self) -> dict[str, Name]:
        """The names by their keys."""
        return {key: gathered.name(self._kind, key) for key, gathered in self._gathered.items()}


class _Gathered:
    """What the documents know of a name."""

    def __init__(self) -> None:
        self._labels: Counter[str] = Counter()
        self._forms: Counter[tuple[str, str]] = Counter()
        self._place: Place | None = None
        self._last = ("", "")
        self._n_documents = self._n_clusters = 0

    def add(self, doc_id: str, cluster_id: str, local: LocalName) -> None:
        for label, n in local.labels:
            self._labels[label] += n
        for form in local.forms:
            self._forms[form.text, form.rule] += form.n_mentions
        self._place = self._place or local.place
        self._n_clusters += cluster_id != self._last[0]
        self._n_documents += (cluster_id, doc_id) != self._last
        self._last = (cluster_id, doc_id)

    def name(self, kind: str, key: str) -> Name:
        label = min(self._labels, key=lambda each: (-self._labels[each], each))
        name = _fullest(kind, [Form(text, rule, n) for (text, rule), n in self._forms.items()])
        return Name(
            name_id(label, key), name, label, _variants(kind, name, self._forms), self._labels.total(),
            self._n_documents, self._n_clusters, *_located(self._place),
        )  # fmt: skip


def link(summaries: Iterable[DocumentNames]) -> tuple[list[Name], Mentions]:
    """The names of all documents, sorted by id, and for each mention (doc_id, start, end) its name_id.

    Independent of the order of documents. For documents that fit into memory; `pipeline.corpus.names` does the same
    for any number.
    """
    seen = [_Seen(d.cluster_id, d.doc_id, local) for d in summaries for local in d.names]
    shorts = short_forms((short, each.local.key, each.cluster_id) for each in seen for short in short_keys(each.local))
    blocks: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for cluster_id, doc_id, local in seen:
        key = shorts.get(local.key, local.key) if local.kind == "group" else local.key
        blocks[local.kind, block_key(local) if local.full else key].append(
            _Seen(cluster_id, doc_id, local._replace(key=key))
        )
    found: dict[str, Name] = {}
    mentions: Mentions = {}
    for (kind, _), members in blocks.items():
        block = Block(kind, {each.local.full for each in members if each.local.full})
        keys = [(block.add(doc_id, cluster_id, local), doc_id, local) for cluster_id, doc_id, local in
                sorted(members, key=lambda each: each[:2])]  # fmt: skip
        names = block.names()
        found.update({name.name_id: name for name in names.values()})
        mentions.update({(doc, *span): names[key].name_id for key, doc, local in keys for span in local.spans})
    return [found[each] for each in sorted(found)], mentions


class _Seen(NamedTuple):
    """A local name and its document."""

    cluster_id: str
    doc_id: str
    local: LocalName


def block_key(local: LocalName) -> str:
    """Names of a kind that differ in this are never one, but for short forms of groups."""
    return block_of(local.full) if local.full else local.key


def short_keys(local: LocalName) -> list[str]:
    """Keys of the short forms that a document gives a group."""
    forms = local.forms if local.kind == "group" else ()
    return sorted({" ".join(group_key(form.text)) for form in forms if form.rule in SHORT_FORMS})


def short_forms(told: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Key of a group's short form -> key of the one long form that independent sources give it.

    ``told`` yields (short key, long key, cluster of the document that says so).
    """
    sources: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for short, longer, cluster_id in told:
        clusters = sources[short][longer]
        if len(clusters) < MIN_SOURCES:
            clusters.add(cluster_id)
    agreed = {}
    for short, longs in sources.items():
        key, clusters = min(longs.items())
        if len(short) >= MIN_SHORT_CHARS and len(longs) == 1 and len(clusters) >= MIN_SOURCES:
            agreed[short] = key
    return {short: _last(agreed, short) for short in agreed}


def _last(agreed: Mapping[str, str], short: str) -> str:
    """The end of a chain of short forms."""
    seen = {short}
    while short in agreed and agreed[short] not in seen:
        short = agreed[short]
        seen.add(short)
    return short


def name_id(label: str, key: str) -> str:
    """n: and 16 hex digits of sha256(label NUL key); lone surrogates are hashed as they stand."""
    digest = hashlib.sha256(f"{label}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"n:{digest[:16]}"


def _located(place: Place | None) -> tuple[str | None, int | None, float | None, float | None, str | None]:
    """country, geonames_id, latitude, longitude, geo_precision; the last only where there are coordinates."""
    if place is None:
        return None, None, None, None, None
    precision = place.kind if place.latitude is not None else None
    return place.country, place.geonames_id, place.latitude, place.longitude, precision


def _fullest(kind: str, forms: Sequence[Form]) -> str:
    """The form with most words of the name, then the most frequent; a plural only if there is no other."""
    if len(forms) == 1:
        return forms[0].text
    return min(forms, key=lambda form: (_rank(kind, form), -form.n_mentions, form.text)).text


def _rank(kind: str, form: Form) -> tuple[int, int, int, int, int, int]:
    n_words = len(parse(form.text).words) if kind == "person" else len(fold(form.text))
    is_plain = bare(form.text) == form.text.removesuffix(".") and (kind != "person" or not parse(form.text).title)
    plural = kind == "people" and people_key(form.text) != fold_name(form.text)
    partial = kind == "person" and form.rule in PARTIAL  # 'Al Sudani' is two words, but no first name
    quality = (int(form.rule == "nickname"), int(form.text.isupper()), int(not is_plain))
    return int(plural), int(partial), -n_words, *quality


def _variants(kind: str, name: str, forms: Mapping[tuple[str, str], int]) -> list[dict[str, object]]:
    """Forms of the text, most frequent first; one that several rules joined has that of best evidence."""
    rules: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for (text, rule), n in forms.items():
        told = _rule(kind, text, name, rule)
        rules[text] = min(told, rules.get(text, told), key=ORDER.__getitem__)
        counts[text] += n
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"text": text, "rule": rules[text], "n_mentions": n} for text, n in ordered]


def _rule(kind: str, text: str, name: str, rule: str) -> str:
    """How `text` is joined to `name`: by what the two show, else by the rule of its document."""
    if text == name:
        return "exact"
    if text.casefold() == name.casefold():
        return "case"
    return next(_by_kind(kind, text, name), None) or (rule if rule != "exact" else _default(kind))


def _by_kind(kind: str, text: str, name: str) -> Iterator[str]:
    if kind == "person":
        if parse(text).full == parse(name).full:
            yield "title" if parse(text).title and not parse(name).title else "spelling"
        return
    if fold_name(text) == fold_name(name):
        yield "spelling"
    if kind == "people":
        yield "plural"
    if kind in ("place", "group") and "".join(fold(text)) in initials(name):
        yield "acronym"
    if kind == "place" and place_key(text) == place_key(name):
        yield "spelling"
    if kind == "group" and core_key(text) == core_key(name):
        yield "legal_form"


def _default(kind: str) -> str:
    return "shortened" if kind == "person" else "alias"
