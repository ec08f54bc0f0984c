"""No pattern of sentences, dates, numbers and quotations takes more than linear time, whatever the text repeats."""

import time
from collections.abc import Callable

import pytest

from pipeline.stages.dates import find_dates
from pipeline.stages.edits import Span
from pipeline.stages.numbers import read
from pipeline.stages.numbers.audit import numerals
from pipeline.stages.quotes import find_quotes
from pipeline.stages.sentences import split

SHORT, TIMES = 10_000, 5
UNITS = ["1", "1,", " 1", "12 ", '"', "“A. ", "A", "A. ", "1-", "1.", "1:", "1/", "'s", "5% ", "$5 ", "one ", "June ",
         "million ", "a", " ", "\n", "of ", "and ", "(", "2019-", " 'a", "‘a", "“He said ", "he’s "]  # fmt: skip
STAGES: dict[str, Callable[[str], object]] = {
    "sentences": split,
    "dates": find_dates,
    "quotes": lambda text: find_quotes(text, [Span(s.start, s.end) for s in split(text)], []),
    "numbers": lambda text: numerals(text, [], read(text)),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    """The best of two runs, in processor time."""
    runs = []
    for _ in range(2):
        started = time.process_time()
        work(text)
        runs.append(time.process_time() - started)
    return min(runs)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("stage", STAGES)
def test_time_grows_with_length(stage: str, unit: str) -> None:
    text = unit * (SHORT // len(unit))
    short, long = seconds(STAGES[stage], text), seconds(STAGES[stage], text * TIMES)
    # Quadratic time would be 25 times; what takes less than 20 ms is measured too badly to judge.
    assert long < 0.02 or long < 3 * TIMES * short
