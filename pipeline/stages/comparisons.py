"""Groups of claims of different documents about the same thing: same measure, a name in common, a day in common.

Groups are proposals with their evidence. Within a measure and name, a sweep over the days takes the claim that ends
first and every claim that holds on its last day, so that all members of a group share a day and no claim is in two
groups of the same name (interval partitioning by stabbing points).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

UNKNOWN = "XXXX"
NO_YEAR, NEXT_YEAR = "0000", "0001"  # where no claim of the bucket tells the year: they are compared among themselves


class Dated(NamedTuple):
    """A claim in a bucket of one measure and name; days are ISO 8601, with XXXX for an unknown year."""

    number_id: str
    cluster_id: str
    first: str
    last: str


class Group(NamedTuple):
    """Claims that share the days from ``first`` to ``last``, which have XXXX for a year that no claim tells."""

    members: tuple[str, ...]
    n_clusters: int
    first: str
    last: str


def groups(bucket: Sequence[Dated]) -> Iterator[Group]:
    """The groups of a bucket that come from at least two clusters of near-copies."""
    waiting = sorted(_with_years(bucket), key=lambda claim: (claim.last, claim.first, claim.number_id))
    while waiting:
        day = waiting[0].last
        members = [claim for claim in waiting if claim.first <= day]
        waiting = [claim for claim in waiting if claim.first > day]
        n_clusters = len({claim.cluster_id for claim in members})
        if n_clusters > 1:
            first = max(claim.first for claim in members)
            yield Group(tuple(sorted(c.number_id for c in members)), n_clusters, _shown(first), _shown(day))


def _with_years(bucket: Sequence[Dated]) -> list[Dated]:
    """Claims without a year put in the one in which most claims with one share a day with them."""
    dated = [claim for claim in bucket if not claim.first.startswith(UNKNOWN)]
    firsts, lasts = sorted(claim.first for claim in dated), sorted(claim.last for claim in dated)
    years = sorted({claim.first[:4] for claim in dated} | {claim.last[:4] for claim in dated if claim.last < "9"})

    def shared(claim: Dated) -> int:
        return bisect_right(firsts, claim.last) - bisect_left(lasts, claim.first)

    placed = list(dated)
    for claim in bucket:
        if claim.first.startswith(UNKNOWN):
            options = [in_year(claim, year) for year in years]
            best = max(options, key=shared, default=None)
            placed.append(best if best and shared(best) else in_year(claim, NO_YEAR))
    return placed


def in_year(claim: Dated, year: str) -> Dated:
    """A claim without a year in a year; a window over New Year ends in the next.

    >>> in_year(Dated("n", "c", "XXXX-12-30", "XXXX-01-02"), "2023")[2:]
    ('2023-12-30', '2024-01-02')
    """
    first, last = claim.first.replace(UNKNOWN, year), claim.last.replace(UNKNOWN, year)
    if last < first:
        last = f"{int(year) + 1:04}{last[4:]}"
    return claim._replace(first=first, last=last)


def _shown(day: str) -> str:
    return UNKNOWN + day[4:] if day[:4] in (NO_YEAR, NEXT_YEAR) else day
