"""Joins the names of documents into the rows of the table `names`, from the documents' summaries alone."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.stages.names.document import person_key
from pipeline.stages.names.gazetteer import place_key
from pipeline.stages.names.groups import core_key, group_key, initials
from pipeline.stages.names.people import families, parse
from pipeline.stages.names.records import RULES, DocumentNames, Form, Full, LocalName, Name, Place
from pipeline.stages.names.words import bare, fold, fold_name, people_key

# A short form of a group that stands alone ('IAEA', 'Toyota') takes the long form of other documents, if so
# many independent sources join the two and none says otherwise. Two letters mean too much.
MIN_SHORT_CHARS, MIN_SOURCES = 3, 2
SHORT_FORMS = ("acronym", "shortened")
PARTIAL = ("surname", "given")
ORDER = {rule: place for place, rule in enumerate(RULES)}

Mentions = dict[tuple[str, int, int], str]


class _Seen(NamedTuple):
    """A local name and its document."""

    document: DocumentNames
    local: LocalName


def link(summaries: Iterable[DocumentNames]) -> tuple[list[Name], Mentions]:
    """The names of all documents, sorted by id, and for each mention (doc_id, start, end) its name_id.

    Independent of the order of documents and of how they were batched.
    """
    seen = [_Seen(document, local) for document in summaries for local in document.names]
    people = families({local.full for _, local in seen if local.full})
    short_forms = _short_forms(seen)
    groups: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for each in seen:
        groups[each.local.kind, _key(each.local, people, short_forms)].append(each)
    names, mentions = [], {}
    for (kind, key), members in groups.items():
        name = _name(kind, key, members)
        names.append(name)
        for document, local in members:
            mentions.update({(document.doc_id, start, end): name.name_id for start, end in local.spans})
    return sorted(names, key=lambda name: name.name_id), mentions


def _key(local: LocalName, people: Mapping[Full, Full], short_forms: Mapping[str, str]) -> str:
    if local.full:
        return person_key(people[local.full])
    return short_forms.get(local.key, local.key) if local.kind == "group" else local.key


def _short_forms(seen: Iterable[_Seen]) -> dict[str, str]:
    """Key of a group's short form -> key of the one long form that independent sources give it."""
    sources: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document, local in seen:
        for form in local.forms if local.kind == "group" else ():
            if form.rule in SHORT_FORMS:
                sources[" ".join(group_key(form.text))][local.key].add(document.cluster_id)
    agreed = {}
    for short, longer in sources.items():
        key, clusters = min(longer.items())
        if len(short) >= MIN_SHORT_CHARS and len(longer) == 1 and len(clusters) >= MIN_SOURCES:
            agreed[short] = key
    return {short: _last(agreed, short) for short in agreed}


def _last(agreed: Mapping[str, str], short: str) -> str:
    """The end of a chain of short forms."""
    seen = {short}
    while short in agreed and agreed[short] not in seen:
        short = agreed[short]
        seen.add(short)
    return short


def _name(kind: str, key: str, members: Sequence[_Seen]) -> Name:
    labels: Counter[str] = Counter()
    forms: Counter[tuple[str, str]] = Counter()
    for _, local in members:
        labels.update(dict(local.labels))
        for form in local.forms:
            forms[form.text, form.rule] += form.n_mentions
    label = min(labels, key=lambda each: (-labels[each], each))
    name = _fullest(kind, [Form(text, rule, n) for (text, rule), n in forms.items()])
    place = next((local.place for _, local in members if local.place), None)
    return Name(
        name_id(label, key),
        name,
        label,
        _variants(kind, name, forms),
        sum(labels.values()),
        len({document.doc_id for document, _ in members}),
        len({document.cluster_id for document, _ in members}),
        *_located(place),
    )


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
