"""Small corpora for tests: invented news, every document different, the same for the same number."""

import json
import random
from pathlib import Path

PEOPLE = ["Ada Okafor", "Mr. Lindqvist", "Per Lindqvist", "Dr. Noor Haddad", "Jean-Luc Maro", "Maria Sole"]
PLACES = ["Oslo", "Nairobi", "Lima", "Beirut", "Georgia", "Osaka", "Lagos", "Turin"]
GROUPS = ["the Harbour Board", "Acme Corp.", "the Red Cross", "the World Bank", "Northline Ltd"]
TEMPLATES = [
    "{person} told reporters in {place} on {day} that {n} people had left the {thing} since {date}.",
    "{group} said the {thing} would cost at least ${m} million, up from ${n} a year earlier.",
    "“We were not asked,” {person} said. The {thing} near {place} has stood for {n} years.",
    "Between {n} and {m} households in {place} were without power, according to {group}.",
    "About {m} percent of those who live by the {thing} work for {group}, {person} added.",
]
THINGS = ["ferry", "bridge", "mill", "market", "dam", "station", "library", "quarry"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
FOOTERS = ["Sign up for our newsletter", "Share this article", "© 2024 The Example Post"]


def text(i: int) -> str:
    """The i-th article: a headline, paragraphs, a footer."""
    chance = random.Random(i)
    lines = [f"Report {i} from {chance.choice(PLACES)}"]
    for _ in range(chance.randint(4, 7)):
        sentences = [_sentence(chance) for _ in range(chance.randint(2, 4))]
        lines += ["", " ".join(sentences)]
    return "\n".join([*lines, "", chance.choice(FOOTERS)])


def _sentence(chance: random.Random) -> str:
    return chance.choice(TEMPLATES).format(
        person=chance.choice(PEOPLE), place=chance.choice(PLACES), group=chance.choice(GROUPS),
        thing=chance.choice(THINGS), day=chance.choice(DAYS), n=chance.randint(2, 900), m=chance.randint(901, 9000),
        date=f"{chance.choice(['Jan.', 'Oct.'])} {chance.randint(1, 28)}",
    )  # fmt: skip


def rows(n: int) -> list[dict[str, str]]:
    """Rows of an input file."""
    return [{"id": f"d{i}", "publisher": f"p{i % 3}", "published": "2024-03-14", "text": text(i)} for i in range(n)]


def write(path: Path, documents: list[dict[str, str]]) -> Path:
    """As JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in documents), encoding="utf-8")
    return path
