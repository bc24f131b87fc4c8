"""Lists of persons in which subject children, relatives and workers stand together: who each row is, by its role."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.document import Cell
from extract.kinship import RELATIONSHIP
from extract.shapes import is_empty_cell
from extract.values import tidy

_ROLE = re.compile(r"\b(?:roles?|relation\w*|capacity|connection|involvement)\b", re.I)
_SUBJECT = re.compile(
    r"^\W*(?:the )?(?:(?:subject|index|referred|injured|deceased)(?: (?:child|young person|baby|unborn(?: baby)?))?"
    r"|(?:child|young person|baby)(?: \(?subject\)?| victim)|victim)\W*\d?\W*$",
    re.I,
)
_WORKER = re.compile(
    r"\b(?:worker|officer|nurse|teacher|visitor|midwife|doctor|practitioner|manager|consultant|gp|staff|dsl)\b", re.I
)


_NUMBER_HEAD = re.compile(r"\W*(?:(?:person|individual)?\W*(?:no\.?|number|ref\.?)|#|№)\W*", re.I)
_NUMBERED = re.compile(r"\W*(?:person|individual)\W*(?:no\.?|number)?\W*(\d{1,2})\W*", re.I)


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """Who a row is. `group` is the block that it belongs to; None for a worker, whom other lists ask for."""

    group: str | None
    role: Cell


def person_row(row: Sequence[Cell], headers: Mapping[int, str], group: str | None) -> PersonRow | None:
    """Who a row of a list is where its role says otherwise than the list's own block; None where it does not."""
    if group not in ("child", "family"):
        return None
    role = next((cell for cell in row if _ROLE.search(headers.get(cell.column, "")) and not is_empty_cell(cell)), None)
    said = tidy(role.text) if role else ""
    if role is None:
        return None
    if _SUBJECT.match(said):
        return PersonRow(group="child", role=role)
    if group == "child" and RELATIONSHIP.search(said):
        return PersonRow(group="family", role=role)
    return PersonRow(group=None, role=role) if group == "child" and _WORKER.search(said) else None


def is_role_header(header: str) -> bool:
    """Whether a column says who each person is in the case."""
    return bool(_ROLE.search(header))


def are_numbered_persons(headers: Mapping[int, str]) -> bool:
    """Whether a list's first column numbers its persons, so that later tables can name them by it."""
    return bool(_NUMBER_HEAD.fullmatch(headers.get(0, "")))


def person_number(header: str) -> int | None:
    """Which person of such a list a later table's column is about: `Person no. 2`; None for any other header."""
    found = _NUMBERED.fullmatch(header)
    return int(found[1]) if found else None
