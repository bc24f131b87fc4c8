"""Lists a page at a time: cases in one order or another, and all mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from triage.read_models import Delivery, MailItem, QueueRow

PAGE_SIZE = 50  # lines


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What of a list is wanted; an empty word narrows nothing."""

    state: str = ""  # CaseState
    incident: str = ""  # value of the serious incident as suggested
    criterion: str = ""  # key that is suggested as indicated
    agency: str = ""  # part of the referrer's agency, or of the address that wrote
    area: str = ""  # part of the local authority's name
    due: str = ""  # `overdue`, or `week`: within seven days
    given: str = ""  # `nobody`, or `somebody`


@dataclass(frozen=True, kw_only=True)
class ListQuery:
    """Which cases. Open ones come most urgent first unless `order` says otherwise, ended ones the latest first."""

    ended: bool = False
    assignee_id: int | None = None  # only theirs
    states: tuple[str, ...] = ()  # only in these
    page: int = 1  # from 1
    without: frozenset[int] = frozenset()  # ids of cases
    narrowing: Narrowing = Narrowing()
    order: str = ""  # of open ones: `received`, the latest first, or `incident`, the gravest first


@dataclass(frozen=True, kw_only=True)
class Paged:
    """Which page of how many lines this is."""

    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, kw_only=True)
class CasePage(Paged):
    """One page of cases."""

    rows: Sequence[QueueRow]


@dataclass(frozen=True, kw_only=True)
class ListCounts:
    """How many cases and mails stand in each list, and what is urgent among the open ones."""

    open: int
    yours: int
    waiting: int
    needs_person: int
    unsafe: int = 0  # a child may be unsafe now
    overdue: int = 0


@dataclass(frozen=True, kw_only=True)
class MailLine:
    """One line of all mail: a mail, or a message that became none of its own (`again`; `item` is the first of it)."""

    at: datetime
    item: MailItem | None
    again: Delivery | None = None


@dataclass(frozen=True, kw_only=True)
class MailPage(Paged):
    """One page of all mail."""

    lines: Sequence[MailLine]


def asked_page(total: int, asked: int) -> int:
    """The page that was asked for, or the nearest that there is."""
    return min(max(1, asked), max(1, -(-total // PAGE_SIZE)))


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody typed into a form and has not sent off: each answer with its values."""

    answers: Mapping[str, Sequence[str]]
    saved_at: datetime
