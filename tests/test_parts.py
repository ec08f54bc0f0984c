"""The plan of parts depends on the ids alone, and a new id changes at most the part that it falls into."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parts import Part, assign, number, plan

SMALLEST = 1 << 44  # ids that share all that a part is named by
IDS = st.lists(st.integers(0, 2**64 - 1), max_size=200, unique=True).map(lambda ids: np.array(ids, dtype=np.uint64))


@given(IDS, st.integers(1, 20))
def test_parts_cover_all_ids_in_order(ids: np.ndarray, size: int) -> None:
    parts = plan(ids, size)
    assert parts[0].low == 0
    assert parts[-1].high == 2**64
    assert all(one.high == two.low and one.name < two.name for one, two in pairwise(parts))
    counts = np.bincount(assign(ids, parts), minlength=len(parts))
    assert all(n <= size or part.high - part.low == SMALLEST for n, part in zip(counts, parts, strict=True))
    for each, index in zip(ids, assign(ids, parts), strict=True):
        assert f"{each:016x}" in parts[index]


@given(IDS, st.integers(0, 2**64 - 1), st.integers(1, 20))
def test_a_new_id_changes_one_part_at_most(ids: np.ndarray, new: int, size: int) -> None:
    before, after = plan(ids, size), plan(np.append(ids, np.uint64(new)), size)
    gone = [part for part in before if part not in after]
    assert len(gone) <= 1
    assert all(part.low <= new < part.high for part in gone)


@given(IDS, st.randoms())
def test_order_does_not_matter(ids: np.ndarray, chance: "np.random.Generator") -> None:
    shuffled = ids.tolist()
    chance.shuffle(shuffled)
    assert plan(np.array(shuffled, dtype=np.uint64), 3) == plan(ids, 3)


def test_no_documents_are_one_part() -> None:
    assert plan(np.array([], dtype=np.uint64)) == [Part("00000", 0, 2**64)]


@pytest.mark.parametrize(("identifier", "value"), [("00000000000000ff", 255), ("n:ffffffffffffffff", 2**64 - 1)])
def test_numbers_of_ids(identifier: str, value: int) -> None:
    assert number(identifier) == value
