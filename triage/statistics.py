"""What the partnership is asked for: funnel, agencies, criteria, timeliness, suggestions against people's decisions.

Counts from 1 to 4 may point to a child and are suppressed, and where only one would be, the next smallest with it:
otherwise the total would give it away. Rates and words are the pages' matter.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

SMALL = 5  # counts below it are suppressed, as the Department for Education does


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What one case counts for. `suggested` and `judged` are by criterion; `met` by clock: in time, late, or open."""

    agency: str
    ended: str  # code of how it ended; empty while open
    recorded: frozenset[str]  # `recommendation`, `decision:notify`, `notification`, `lcspr`
    suggested: dict[str, bool]
    judged: dict[str, str]
    clocks: dict[str, str]  # kind to `in_time`, `late`, `running`


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a block. `count` is None where it is suppressed."""

    name: str
    count: int | None


@dataclass(frozen=True, kw_only=True)
class Block:
    """One table with its chart. `name` and the bars' names are codes or criterion keys, agencies as they are."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """All blocks of a period."""

    start: date | None
    end: date | None
    blocks: tuple[Block, ...]
    exact: bool  # nothing is suppressed


def compute(cases: Sequence[CaseFacts], criteria: Iterable[str], *, exact: bool = False) -> tuple[Block, ...]:
    """Every block over the cases, in the order in which they are shown."""
    made = [
        ("funnel", _funnel(cases)),
        ("agencies", Counter(case.agency or "not_read" for case in cases).most_common()),
        ("endings", Counter(case.ended for case in cases if case.ended).most_common()),
        ("criteria_suggested", [(key, sum(case.suggested.get(key, False) for case in cases)) for key in criteria]),
        ("criteria_judged", [(key, sum(case.judged.get(key) == "supports" for case in cases)) for key in criteria]),
        ("agreement", _agreement(cases)),
        ("timeliness", _timeliness(cases)),
    ]
    return tuple(Block(name=name, bars=tuple(_bars(counts, exact=exact))) for name, counts in made)


def _funnel(cases: Sequence[CaseFacts]) -> list[tuple[str, int]]:
    steps = ("recommendation", "decision:notify", "notification", "lcspr")
    return [("received", len(cases)), *((step, sum(step in case.recorded for case in cases)) for step in steps)]


def _agreement(cases: Sequence[CaseFacts]) -> list[tuple[str, int]]:
    """Criterion by criterion, over all cases: how often the person held what was suggested."""
    found: Counter[str] = Counter({"agreed": 0, "differed": 0, "cannot_tell": 0})
    for case in cases:
        for key, judged in case.judged.items():
            if judged == "cannot_tell":
                found["cannot_tell"] += 1
            elif key in case.suggested:
                found["agreed" if case.suggested[key] == (judged == "supports") else "differed"] += 1
    return list(found.items())


def _timeliness(cases: Sequence[CaseFacts]) -> list[tuple[str, int]]:
    found = Counter(f"{kind}:{how}" for case in cases for kind, how in case.clocks.items())
    return sorted(found.items())


def _bars(counts: Sequence[tuple[str, int]], *, exact: bool) -> list[Bar]:
    hidden = set() if exact else _suppressed([count for _, count in counts])
    return [Bar(name=name, count=None if place in hidden else count) for place, (name, count) in enumerate(counts)]


def _suppressed(counts: Sequence[int]) -> set[int]:
    hidden = {place for place, count in enumerate(counts) if 0 < count < SMALL}
    if len(hidden) == 1:
        others = [(count, place) for place, count in enumerate(counts) if count and place not in hidden]
        if others:
            hidden.add(min(others)[1])
    return hidden
