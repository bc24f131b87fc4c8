"""How long the pages of one mail's scans may take: what was read before the time is up is kept, the rest is listed.

Whoever gives a call its limits says so here; without that, pages are read however long it takes.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_FOR_PAGES = 0.8  # share of a call's time: the rest is for understanding what was read


@dataclass(frozen=True, kw_only=True)
class ScanBudget:
    """Seconds of wall and processor time for one call, counted from when it is made."""

    wall_seconds: float
    cpu_seconds: float
    clock: Callable[[], float] = time.monotonic
    cpu_clock: Callable[[], float] = time.process_time
    _begin: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._begin.extend((self.clock(), self.cpu_clock()))

    def has_room(self) -> bool:
        """Whether there is time for one more page."""
        wall, cpu = self.clock() - self._begin[0], self.cpu_clock() - self._begin[1]
        return wall < _FOR_PAGES * self.wall_seconds and cpu < _FOR_PAGES * self.cpu_seconds


_BUDGET: ContextVar[ScanBudget | None] = ContextVar("scan_budget", default=None)


@contextmanager
def within(budget: ScanBudget) -> Iterator[None]:
    """Pages are read while the budget lasts."""
    before = _BUDGET.set(budget)
    try:
        yield
    finally:
        _BUDGET.reset(before)


def has_room() -> bool:
    """Whether there is time to read one more page of a scan."""
    budget = _BUDGET.get()
    return budget is None or budget.has_room()
