"""What a document shows of its names as a whole: one label a form, pairs apart, repeats tagged.

The tagger sees a sentence at a time; here its mentions of one document correct each other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.stages.entities.edges import KEPT_LEADS, is_date
from pipeline.stages.entities.mention import Mention
from pipeline.stages.names.gazetteer import place_key, table

Votes = Mapping[str, Counter[str]]

RE_PAIR = re.compile(r"([^\W\d_][^-–—/]*[^\W\d_])[-–—/]([^\W\d_][^-–—/]*[^\W\d_])\Z")
RE_ARTICLE = re.compile(r"[AaEe]l-(?=[A-Z])")
RE_FREE = re.compile(r"\s+[a-z]")
# Prepositions that begin a sentence with a capital and are taken for part of the name after them. Not 'Per' and 'To',
# which are given names.
RE_PREPOSITION = re.compile(
    r"(?:About|Above|According to|Across|After|Against|Ahead of|Along|Alongside|Amid|Amidst|Among|Around|As|At|Because "
    r"of|Before|Behind|Below|Beneath|Beside|Besides|Between|Beyond|By|Concerning|Despite|During|Elsewhere in|Except|"
    r"Following|For|From|If|In|Including|Inside|Into|Like|Near|Of|Off|On|Outside|Over|Regarding|Since|Though|"
    r"Through|Throughout|Toward|Towards|Under|Unlike|Until|Upon|Via|When|Where|While|With|Within|Without) "
    r"(?=[^\W\d_])"
)
DEFAULT_SCORE = 0.9  # of pipelines that give none
SURNAME_RIVALS = frozenset(("ORG", "GPE", "LOC", "NORP"))
SURE = 500  # thousandths: votes from which an untagged repeat is tagged
MIN_REPEAT_CHARS = 4
CITY_PRIOR = 5.5  # log10 of people: smaller places are rarer in news than persons of that surname


def consistent(text: str, mentions: Sequence[Mention], starts: Collection[int] = ()) -> list[Mention]:
    """The mentions with their labels agreed, and untagged repeats; ``starts`` are the sentences' first offsets."""
    votes = _votes(text, mentions)
    mentions = [_without_preposition(text, m, starts, votes) for m in mentions]
    mentions = [part for m in mentions for part in _apart(text, m, votes)]
    votes = _votes(text, mentions)
    labels = _labels(votes)
    agreed = [m._replace(label=labels[text[m.start : m.end]]) for m in mentions]
    return agreed + [m for m in _repeats(text, agreed, votes, labels) if not is_date(text, *m[:3])]


def _votes(text: str, mentions: Sequence[Mention]) -> dict[str, Counter[str]]:
    """Form -> label -> sum of the squared probabilities: one that is sure outweighs two that guess.

    In thousandths, since whole numbers add up to the same in any order.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[text[mention.start : mention.end]][mention.label] += round((mention.score or DEFAULT_SCORE) ** 2 * 1000)
    return votes


def _without_preposition(text: str, mention: Mention, starts: Collection[int], votes: Votes) -> Mention:
    """'Following Lebanon' at the head of a sentence is 'Lebanon', which stands elsewhere by itself."""
    lead = RE_PREPOSITION.match(text, mention.start, mention.end) if mention.start in starts else None
    rest = text[lead.end() : mention.end] if lead else ""
    if lead and rest in votes and mention.label not in KEPT_LEADS:
        return mention._replace(start=lead.end(), label=_winner(votes[rest]))
    return mention


def _apart(text: str, mention: Mention, votes: Votes) -> Iterator[Mention]:
    """'Israel-Hamas' before a common noun is two names, if each is known; 'Guinea-Bissau' is a country."""
    pair = RE_PAIR.match(text, mention.start, mention.end)
    if not pair or not RE_FREE.match(text, mention.end) or place_key(pair.group()) in table():
        yield mention
        return
    sides = [(side, _known(pair.group(side), votes)) for side in (1, 2)]
    if all(label for _, label in sides):
        yield from (Mention(*pair.span(side), label, mention.score) for side, label in sides if label)
    else:
        yield mention


def _known(form: str, votes: Votes) -> str | None:
    """The label that the document gives a form; GPE for a country."""
    if form in votes:
        return _winner(votes[form])
    places = table().get(place_key(form), ())
    return "GPE" if places and places[0].kind == "country" else None


def _winner(counts: Counter[str]) -> str:
    return max(sorted(counts), key=lambda label: counts[label])


def _labels(votes: Votes) -> dict[str, str]:
    """One label a form; a person's surname is the person, 'U.S. Senate' is what 'Senate' is."""
    labels = {form: _winner(counts) for form, counts in votes.items()}
    people = {form: sum(votes[form].values()) for form, label in labels.items() if label == "PERSON" and " " in form}
    for form, weight in people.items():
        for surname in _surnames(form):
            if labels.get(surname) in SURNAME_RIVALS:
                is_rival = labels[surname] in ("ORG", "NORP") or _is_prominent(surname)
                if not is_rival or weight >= votes[surname][labels[surname]]:
                    labels[surname] = "PERSON"
    for form in votes:
        first, _, rest = form.partition(" ")
        if labels.get(first) in ("GPE", "NORP") and rest in labels:
            labels[form] = labels[rest]
    return labels


def _surnames(form: str) -> Iterator[str]:
    """The last word of a name, without an Arabic article too: 'al-Sadr' and 'Sadr'."""
    last = form.rsplit(" ", 1)[-1]
    yield last
    if article := RE_ARTICLE.match(last):
        yield last[article.end() :]


def _is_prominent(form: str) -> bool:
    return any(place.prior >= CITY_PRIOR for place in table().get(place_key(form), ()))


def _repeats(text: str, mentions: Sequence[Mention], votes: Votes, labels: Mapping[str, str]) -> Iterator[Mention]:
    """Untagged repeats of names that were tagged with certainty, or more than once; of two that overlap the longer."""
    taken = sorted((m.start, m.end) for m in mentions)
    position = i = 0
    for start, size in sorted(
        (start, -len(form)) for form in votes if _is_sure(form, votes) for start in _where(text, form)
    ):
        end = start - size
        while i < len(taken) and taken[i][1] <= start:
            i += 1
        if position <= start:
            position = end
            if i >= len(taken) or end <= taken[i][0]:
                yield Mention(start, end, labels[text[start:end]], None)


def _is_sure(form: str, votes: Votes) -> bool:
    return len(form) >= MIN_REPEAT_CHARS and form[0].isupper() and max(votes[form].values()) >= SURE


def _where(text: str, form: str) -> Iterator[int]:
    """Where a form stands as a whole word."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not _is_word(text[start - 1 : start]) and not _is_word(text[end : end + 1]):
            yield start
        start = text.find(form, end)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
