"""Progress of a build on the terminal: a bar, or plain lines where there is no terminal."""

import sys
import time
from types import TracebackType
from typing import Any

from tqdm import tqdm

QUIET_SECONDS = 10  # between lines about the parts of a step


class Progress:
    """Counts finished steps; steps report themselves through ``step_done``."""

    _current: "Progress | None" = None

    def __init__(self, total: int) -> None:
        self._total, self._done, self._started = total, 0, time.perf_counter()
        self._told = self._started
        self._bar: Any = None

    def __enter__(self) -> "Progress":
        Progress._current = self
        if sys.stderr.isatty():
            self._bar = tqdm(total=self._total, bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt} {postfix}", leave=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        Progress._current = None
        if self._bar is not None:
            self._bar.close()

    def _advance(self, name: str, note: str) -> None:
        self._done += 1
        if self._bar is not None:
            self._bar.set_postfix_str(name)
            self._bar.update(1)
        else:
            seconds = time.perf_counter() - self._started
            print(f"  [{self._done}/{self._total}] {name:<14}{note} ({seconds:.1f} s)", flush=True)

    @classmethod
    def part_done(cls, name: str, note: str, share: float) -> None:
        """Tell the terminal how far a step is, if there is more of it to come."""
        if cls._current is not None and share < 1:
            cls._current._show(name, note)

    def _show(self, name: str, note: str) -> None:
        if self._bar is not None:
            self._bar.set_postfix_str(note)
        elif time.perf_counter() - self._told > QUIET_SECONDS:
            self._told = time.perf_counter()
            print(f"        {name:<14}{note}", flush=True)

    @classmethod
    def step_done(cls, name: str, note: str = "") -> None:
        """Tell the terminal, if one listens, that a step is finished."""
        if cls._current is not None:
            cls._current._advance(name, note)
