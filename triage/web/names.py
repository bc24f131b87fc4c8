"""What text from outside may look like: children's names as initials until a person asks, no characters that deceive.

Display only: nothing stored is changed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from triage.read_models import FieldView

_CHILD_NAME = re.compile(r"children\[\d+\]\.full_name")
_NOT_A_NAME = frozenset({"unborn", "baby", "child", "twin", "infant", "not", "known", "unknown", "the", "and", "of"})
_MONTHS = frozenset({"april", "may", "june", "july", "august", "january"})  # names too, but dates must stay readable
_DECEIVING = {
    code: None
    for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\t\n"
}
_SHORTEST = 3  # letters; shorter words are too common to be covered one by one


@dataclass(frozen=True, kw_only=True)
class Covered:
    """One stretch of a text and what stands in its place."""

    start: int
    end: int
    initials: str


@dataclass(frozen=True)
class NameCover:
    """Covers the given names: whole ones in any capitals, and their single parts where capitalised."""

    names: tuple[str, ...] = ()
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, default=None)

    def __post_init__(self) -> None:
        """Longest first, so that a whole name is covered before its parts."""
        whole = [r"\s+".join(map(re.escape, name.split())) for name in self.names if len(name.split()) > 1]
        parts = {part for name in self.names for part in name.split() if _is_name(part)}
        choices = [f"(?i:{each})" for each in sorted(whole, key=len, reverse=True)]
        choices += [re.escape(form) for part in sorted(parts, key=len, reverse=True) for form in (part, part.upper())]
        if choices:
            object.__setattr__(self, "_pattern", re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)"))

    def stretches(self, text: str) -> list[Covered]:
        """Where names stand in a text, in order."""
        if self._pattern is None:
            return []
        found = self._pattern.finditer(text)
        return [Covered(start=each.start(), end=each.end(), initials=initials(each.group())) for each in found]

    def __call__(self, text: str) -> str:
        """The text with initials in place of names."""
        return self._pattern.sub(lambda each: initials(each.group()), text) if self._pattern else text


def plain_sighted(value: object) -> object:
    """Text without control characters and without those that turn the direction of what follows; else the value."""
    return value.translate(_DECEIVING) if isinstance(value, str) else value


def initials(name: str) -> str:
    """`Tomas Jay Marlow` becomes `TJM`, `Kit Amos-Field` becomes `KA-F`."""
    return "".join("-".join(half[0].upper() for half in part.split("-") if half) for part in name.split())


def children_named(fields: Iterable[FieldView]) -> tuple[str, ...]:
    """Every name that was read or entered for a subject child, conflicting readings included."""
    names = []
    for one in fields:
        if is_child_name(one.path):
            names += [name for each in (one, *one.rivals) for name in (each.value, each.raw, each.stands)]
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def is_child_name(path: str) -> bool:
    """Whether a field holds the name of a subject child."""
    return _CHILD_NAME.fullmatch(path) is not None


def _is_name(part: str) -> bool:
    plain = part.strip(".,").lower()
    return len(plain) >= _SHORTEST and part[:1].isupper() and plain not in _NOT_A_NAME | _MONTHS
