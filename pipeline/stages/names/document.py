"""Joins the mentions of one document into names. What one document cannot show is left to `corpus`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.stages.names.gazetteer import place_key
from pipeline.stages.names.groups import Group, group_key, is_generic, join_groups
from pipeline.stages.names.people import FEMALE, MALE, join_people, parse
from pipeline.stages.names.places import Asked, ask, resolve
from pipeline.stages.names.records import KINDS, DocumentNames, Form, Full, LocalName, NameMention, Place
from pipeline.stages.names.words import fold_name, people_key

ALONE = " @ "  # before the cluster in the key of a name that no other source may join
COMMA = ", "


class _Read(NamedTuple):
    """What a mention means within its document."""

    key: str
    rule: str = "exact"
    full: Full | None = None
    place: Place | None = None


def summarise(mentions: Sequence[NameMention]) -> DocumentNames:
    """The names of one document: all that `link` needs of it.

    Mentions may come in any order; of two with the same span the first by label counts.

    Raises:
        ValueError: The mentions are of more than one document.
    """
    if len({mention.doc_id for mention in mentions}) > 1:
        raise ValueError("mentions of more than one document")
    ordered = list({(m.start, m.end): m for m in sorted(mentions, reverse=True)}.values())[::-1]
    if not ordered:
        return DocumentNames("", "", ())
    by_kind: dict[str, list[NameMention]] = defaultdict(list)
    for mention in ordered:
        by_kind[KINDS.get(mention.label, mention.label)].append(mention)
    names: list[LocalName] = []
    for kind in sorted(by_kind):
        names += _gather(kind, by_kind[kind], _read(kind, by_kind))
    return DocumentNames(ordered[0].doc_id, ordered[0].cluster_id, tuple(names))


def _read(kind: str, by_kind: Mapping[str, Sequence[NameMention]]) -> list[_Read]:
    mentions = by_kind[kind]
    match kind:
        case "person":
            return list(_read_people(mentions))
        case "group":
            return list(_read_groups(mentions))
        case "place":
            return list(_read_places(mentions, by_kind.get("people", ())))
        case "people":
            return [_Read(" ".join(people_key(mention.text))) for mention in mentions]
    return [_Read(" ".join(fold_name(mention.text))) for mention in mentions]


def _read_people(mentions: Sequence[NameMention]) -> Iterator[_Read]:
    persons = [parse(mention.text, mention.context) for mention in mentions]
    told_apart = {p.full for p in persons if p.title in MALE} & {p.full for p in persons if p.title in FEMALE}
    for mention, person, joined in zip(mentions, persons, join_people(persons), strict=True):
        if joined.full:
            yield _Read(person_key(joined.full), joined.rule, joined.full)
        else:
            apart = person.full in told_apart and person.title in MALE | FEMALE
            title = f"{person.title} " if apart else ""
            yield _Read(title + person_key(person.full) + ALONE + mention.cluster_id)


def person_key(full: Full) -> str:
    """The key of a person in text form."""
    return " ".join((*full.words, full.suffix)).rstrip(" ")


def _read_groups(mentions: Sequence[NameMention]) -> Iterator[_Read]:
    groups = [Group(m.text, group_key(m.text), m.start, m.end, m.context) for m in mentions]
    joins = join_groups(groups)
    for mention, group in zip(mentions, groups, strict=True):
        join = joins.get(group.key)
        key = join.key if join else group.key
        alone = ALONE + mention.cluster_id if is_generic(key) else ""
        yield _Read(" ".join(key) + alone, join.rule if join else "exact")


def _read_places(mentions: Sequence[NameMention], peoples: Sequence[NameMention]) -> Iterator[_Read]:
    asked = _questions(mentions)
    places = resolve(set(asked), {mention.text for mention in peoples})
    for question in asked:
        place = places[question]
        yield _Read(place.key if place else f"? {question.key}", place=place)


def _questions(mentions: Sequence[NameMention]) -> list[Asked]:
    """A question a mention; one that names its container ('Paris, Texas') settles it for the document."""
    after = [*mentions[1:], None]
    asked = [
        ask(m.text, n.text if n and _is_container(m, n) else "", m.label == "LOC")
        for m, n in zip(mentions, after, strict=True)
    ]
    containers: dict[str, set[str]] = defaultdict(set)
    for question in asked:
        if question.container:
            containers[question.key].add(question.container)
    single = {key: next(iter(found)) for key, found in containers.items() if len(found) == 1}
    return [q if q.container else q._replace(container=single.get(q.key, "")) for q in asked]


def _is_container(mention: NameMention, following: NameMention) -> bool:
    """Whether nothing but a comma stands between them."""
    near = following.start == mention.end + len(COMMA) and following.context.endswith(COMMA)
    return near and place_key(mention.text) != place_key(following.text)


def _gather(kind: str, mentions: Sequence[NameMention], read: Sequence[_Read]) -> Iterator[LocalName]:
    """One local name a key, with its labels, forms and spans counted."""
    groups: dict[str, list[tuple[NameMention, _Read]]] = defaultdict(list)
    for mention, each in zip(mentions, read, strict=True):
        groups[each.key].append((mention, each))
    for key in sorted(groups):
        labels = Counter(mention.label for mention, _ in groups[key])
        forms = Counter((mention.text, each.rule) for mention, each in groups[key])
        yield LocalName(
            kind,
            key,
            groups[key][0][1].full,
            tuple(sorted(labels.items())),
            tuple(Form(text, rule, n) for (text, rule), n in sorted(forms.items())),
            tuple((mention.start, mention.end) for mention, _ in groups[key]),
            groups[key][0][1].place,
        )
