"""Numbers about the same thing come together, others do not; groups say what they share."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.stages.claims import Claim, find_claims
from pipeline.stages.comparisons import Dated, Group, groups, in_year
from pipeline.stages.flow.rows import records


def claims(text: str, published: str | None = None) -> list[Claim]:
    """The claims of a text's first sentence."""
    tables = {
        name: list(records(frame)) for name, frame in pipeline.annotate(text, strip=False, published=published).items()
    }
    sentence = tables["sentences"][0]
    entities, dates, numbers = (
        [row for row in tables[name] if row["sentence_id"] == sentence["sentence_id"]]
        for name in ("entities", "dates", "numbers")
    )
    return find_claims(text, sentence, numbers, entities, dates, published)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("There were 17 attacks in Iraq on Nov. 3.", ["attack"]),
        ("There were 17 attacks in Iraq and 12 in Syria on Nov. 3.", ["attack", "attack"]),
        ("At least 30 civilians were killed in Iraq on Nov. 3.", ["killed"]),
        ("The raid in Iraq on Nov. 3 killed 30 people.", ["killed"]),
        ("The death toll in Iraq on Nov. 3 was 30 people.", ["killed"]),
        ("Some 300 Israelis, most of them men, died in Iraq on Nov. 3.", ["killed"]),
        ("On Nov. 3 in Iraq 30 people were killed and 12 soldiers wounded.", ["killed", "injured"]),
        ("On Nov. 3 gunmen killed 30 people and took 12 civilians hostage in Iraq.", ["killed", "held"]),
        # what happened is not said of things, nor of people far from it
        ("The attack in Iraq on Nov. 3 that killed a man hit 12 trucks.", ["truck"]),
        ("They met 30 civilians in Iraq on Nov. 3.", ["civilian"]),
        # nothing to compare
        ("Several civilians were killed in Iraq on Nov. 3.", []),
        ("It came three times to Iraq on Nov. 3.", []),
        ("There were 17 attacks in Iraq.", []),  # no day
        ("There were 17 attacks on Nov. 3.", []),  # no name
        ("The price in Iraq rose 17 percent on Nov. 3.", []),
    ],
)
def test_what_a_number_counts(text: str, measures: list[str]) -> None:
    assert [claim.measure for claim in claims(text)] == measures


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("There were 17 attacks in Iraq on Nov. 3.", None, ("XXXX-11-03", "XXXX-11-03", "text")),
        ("There were 17 attacks in Iraq on Nov. 3.", "2023-11-05", ("2023-11-03", "2023-11-03", "text")),
        ("There were 17 attacks in Iraq.", "2023-11-05", ("2023-11-03", "2023-11-05", "published")),
        ("There were 17 attacks in Iraq since Oct. 7.", None, ("XXXX-10-07", "9999-12-31", "text")),
        ("Since the raid of Oct. 7, 17 attacks hit Iraq.", "2023-11-05", ("2023-10-07", "2023-11-05", "text")),
        # a period before a single day, and of days the nearest
        (
            "On 3rd Nov they said that there were 17 attacks in Iraq between Oct. 17 and Nov. 2.", None,
            ("XXXX-10-17", "XXXX-11-02", "text"),
        ),
        ("After Oct. 7, 2023 the army counted 17 attacks in Iraq on Nov. 3, 2023.", None,
         ("2023-11-03", "2023-11-03", "text")),
        ("There were recently 17 attacks in Iraq.", "2023-11-05", ("2023-11-03", "2023-11-05", "published")),
    ],
)  # fmt: skip
def test_when_it_holds(text: str, published: str | None, days: tuple[str, str, str]) -> None:
    (claim,) = claims(text, published)
    assert tuple(claim.window) == days


def dated(*rows: tuple[str, str, str, str]) -> list[Dated]:
    return [Dated(*row) for row in rows]


@pytest.mark.parametrize(
    ("bucket", "expected"),
    [
        ([("1", "a", "2023-10-01", "2023-10-09"), ("2", "b", "2023-10-05", "2023-10-12")],
         [(("1", "2"), 2, "2023-10-05", "2023-10-09")]),
        ([("1", "a", "2023-10-01", "2023-10-04"), ("2", "b", "2023-10-05", "2023-10-12")], []),  # no day in common
        ([("1", "a", "2023-10-01", "2023-10-09"), ("2", "a", "2023-10-05", "2023-10-12")], []),  # one document's copies
        # all share a day: a chain of overlaps is two groups
        ([("1", "a", "2023-10-01", "2023-10-09"), ("2", "b", "2023-10-05", "2023-10-12"),
          ("3", "c", "2023-10-11", "2023-10-20"), ("4", "d", "2023-10-15", "2023-10-20")],
         [(("1", "2"), 2, "2023-10-05", "2023-10-09"), (("3", "4"), 2, "2023-10-15", "2023-10-20")]),
        # without a year: in the year of those that it meets, else among themselves
        ([("1", "a", "XXXX-10-07", "XXXX-10-07"), ("2", "b", "2023-10-01", "2023-10-12"),
          ("3", "c", "2021-01-01", "2021-01-01")], [(("1", "2"), 2, "2023-10-07", "2023-10-07")]),
        ([("1", "a", "XXXX-10-07", "XXXX-10-07"), ("2", "b", "XXXX-10-01", "9999-12-31")],
         [(("1", "2"), 2, "XXXX-10-07", "XXXX-10-07")]),
        ([("1", "a", "XXXX-10-07", "XXXX-10-07"), ("2", "b", "2021-01-01", "2021-01-01")], []),
        ([("1", "a", "XXXX-12-30", "XXXX-01-02"), ("2", "b", "2024-01-01", "2024-01-01"),
          ("3", "b", "2023-12-30", "2023-12-30")], [(("1", "3"), 2, "2023-12-30", "2023-12-30")]),
    ],
)  # fmt: skip
def test_groups_share_a_day(bucket: Sequence[tuple[str, str, str, str]], expected: list[Any]) -> None:
    assert [tuple(group) for group in groups(dated(*bucket))] == expected


DAYS = st.dates().map(lambda day: day.isoformat())
WINDOWS = st.tuples(DAYS, DAYS, st.booleans()).map(
    lambda days: ("XXXX" + min(days[:2])[4:], "XXXX" + max(days[:2])[4:]) if days[2] else tuple(sorted(days[:2]))
)


@given(st.lists(st.tuples(st.integers(0, 4), WINDOWS), max_size=12))
def test_every_member_holds_on_the_last_day_and_none_is_in_two_groups(rows: list[tuple[int, Any]]) -> None:
    bucket = [Dated(str(i), str(cluster), *days) for i, (cluster, days) in enumerate(rows)]
    found: list[Group] = list(groups(bucket))
    members = [each for group in found for each in group.members]
    assert len(members) == len(set(members))
    known = {claim.number_id: claim for claim in bucket}
    for group in found:
        assert group.n_clusters == len({known[each].cluster_id for each in group.members}) > 1
        if group.first[:4] != "XXXX" != group.last[:4]:
            for each in (known[i] for i in group.members):
                in_years = [in_year(each, year) for year in (group.last[:4], f"{int(group.last[:4]) - 1:04}")]
                assert any(placed.first <= group.last <= placed.last for placed in in_years)


def test_groups_do_not_depend_on_the_order() -> None:
    bucket = dated(("1", "a", "2023-10-01", "2023-10-09"), ("2", "b", "2023-10-05", "2023-10-12"),
                   ("3", "c", "XXXX-10-07", "9999-12-31"))  # fmt: skip
    assert list(groups(bucket)) == list(groups(bucket[::-1]))
