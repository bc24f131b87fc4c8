"""What a second account of a referral says otherwise: people matched with people first, then field by field. Pure.

Nothing is changed by it: what it finds is proposed, and a person accepts or refuses each.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from triage.names_alike import name_words, same_name

_ENTRY = re.compile(r"(children|family|agencies)\[(\d+)\]\.(\w+)")
_NAMED_BY = {"children": "full_name", "family": "name", "agencies": "agency"}
_NEVER = ("criteria_ticked",)  # ticks stay as their referrer made them
OF_THE_REFERRER = ("referrer.", "representative.")  # another agency's are not corrections of the first one's
_SAME_PERSON = frozenset({"name_same", "name_variant", "name_part", "name_short"})


class Told(Protocol):
    """One reading: a field's path and its value."""

    @property
    def path(self) -> str:
        """`children[0].dob`."""

    @property
    def value(self) -> str:
        """As the record writes it."""


Reading = TypeVar("Reading", bound=Told)


@dataclass(frozen=True, kw_only=True)
class Difference(Generic[Reading]):
    """A value that does not stand. `path` is where it belongs in the first account."""

    path: str
    reading: Reading


def differences(
    standing: Mapping[str, str],
    known: Collection[tuple[str, str]],
    told: Iterable[Reading],
    leave_out: tuple[str, ...] = (),
) -> list[Difference[Reading]]:
    """What `told` says that neither stands nor was read before (`known`: path and value), each path once.

    Paths that begin with one of `leave_out` are passed over.
    """
    readings = [each for each in told if each.value and not each.path.startswith((*_NEVER, *leave_out))]
    entries = _Entries(standing, readings)
    before = {(path, _plain(value)) for path, value in (*standing.items(), *known)}
    found: dict[str, Difference[Reading]] = {}
    for each in readings:
        path = entries.path_of(each.path)
        if (path, _plain(each.value)) not in before:
            found.setdefault(path, Difference(path=path, reading=each))
    return list(found.values())


class _Entries:
    """Which child, relative or agency of the second account is which of the first; others come after the last one."""

    def __init__(self, standing: Mapping[str, str], readings: Iterable[Told]) -> None:
        told = [(each.path, each.value) for each in readings]
        mine, theirs = _names(standing.items()), _names(told)
        self._numbers: dict[tuple[str, int], int] = {}
        self._births = [dict(standing).get("children[0].dob", ""), dict(told).get("children[0].dob", "")]
        for group in _NAMED_BY:
            self._match(group, mine[group], theirs[group])

    def path_of(self, path: str) -> str:
        """The path in the first account."""
        match = _ENTRY.fullmatch(path)
        if match is None:
            return path
        group, number = match[1], int(match[2])
        return f"{group}[{self._numbers.get((group, number), number)}].{match[3]}"

    def _match(self, group: str, mine: Mapping[int, str], theirs: Mapping[int, str]) -> None:
        free = dict(mine)
        following = max(mine, default=-1) + 1
        for number, name in sorted(theirs.items()):
            same = next((each for each, other in free.items() if _is_same(group, name, other)), None)
            if same is None and group == "children" and len(mine) == len(theirs) == 1 and free:
                only = next(iter(free))
                same = only if self._is_put_right(name, free[only]) else None
            if same is None:
                same, following = following, following + 1
            free.pop(same, None)
            self._numbers[group, number] = same

    def _is_put_right(self, one: str, other: str) -> bool:
        """Of one child each: whether only its name, or only its birth, was put right."""
        born = self._births[0] == self._births[1] != ""
        return born or not one or not other or bool(set(name_words(one)) & set(name_words(other)))


def _names(facts: Iterable[tuple[str, str]]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {group: {} for group in _NAMED_BY}
    for path, value in facts:
        match = _ENTRY.fullmatch(path)
        if match:
            names = found[match[1]]
            names.setdefault(int(match[2]), "")
            if match[3] == _NAMED_BY[match[1]]:
                names[int(match[2])] = value
    return found


def _is_same(group: str, one: str, other: str) -> bool:
    if group == "agencies":
        words = (set(name_words(one)), set(name_words(other)))
        return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])
    return same_name(one, other) in _SAME_PERSON


def _plain(value: str) -> str:
    return " ".join(value.casefold().split()).rstrip(" .,;")
