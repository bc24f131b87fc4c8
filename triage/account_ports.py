"""What the pages ask about people: signing in by password and code or by a provider, calendars, the list of people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from triage.model import Caseworker

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,40}")  # of a local account
ROLES = ("caseworker", "manager", "viewer", "administrator")


@dataclass(frozen=True, kw_only=True)
class Pending:
    """Somebody whose password was right. `stage`: a code is asked for (`code`), or one must be set up (`enrol`)."""

    name: str
    username: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class ProviderPerson:
    """Somebody whom the provider vouches for."""

    subject: str  # tenant:object, the same for ever
    name: str
    username: str
    role: str


@dataclass(frozen=True, kw_only=True)
class ProviderTry:
    """A sign-in at the provider that has begun."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person as the list of people shows them."""

    id: int
    name: str
    username: str
    role: str
    by_provider: bool
    has_code: bool
    disabled: bool
    locked: bool
    signed_in_at: datetime | None
    mailboxes: tuple[str, ...] = ()  # whose cases they see; none: those of all


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """One running clock of one open case, as a calendar may show it."""

    reference: str
    kind: str  # DeadlineKind
    due: date
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """What is kept from one person: cases by id and by reference, their mails, and the files of these."""

    cases: frozenset[int] = frozenset()
    references: frozenset[str] = frozenset()
    items: frozenset[int] = frozenset()
    files: frozenset[int] = frozenset()
    mailboxes: frozenset[str] | None = None  # of the partnerships that the person is for; None for all
    apart: frozenset[str] = frozenset()  # of these, the references of cases of other partnerships,
    apart_cases: frozenset[int] = frozenset()  # and their ids: in no list, not even as a reference


@dataclass(frozen=True, kw_only=True)
class CaseAccess:
    """Who may see a case: everybody, or only the named; and who is locked out of it by a conflict of interest."""

    restricted: bool = False
    named: tuple[Caseworker, ...] = ()
    conflicts: tuple[Caseworker, ...] = ()


class Codes(Protocol):
    """The second half of signing in with a password. Each gives a fresh session id, or None where it does not fit."""

    def pending(self, session_id: str, now: datetime) -> Pending | None:
        """Who is between password and code; None for anybody else."""

    def offered_key(self, session_id: str, now: datetime) -> str:
        """The key to be put into an authenticator, the same until a code proves that it is there; empty for others."""

    def enrol(self, session_id: str, code: str, now: datetime) -> str | None:
        """Take the offered key, if the code is of it."""

    def check(self, session_id: str, code: str, now: datetime) -> str | None:
        """Take the code, if it is right and new."""


class ProviderBook(Protocol):
    """Sign-in by the provider."""

    def begin(self, attempt_id: str, attempt: ProviderTry, now: datetime) -> None:
        """Keep what was begun, for ten minutes."""

    def take(self, attempt_id: str, now: datetime) -> ProviderTry | None:
        """What was begun under this id, once."""

    def sign_in(self, person: ProviderPerson, now: datetime) -> str | None:
        """A session id; None for somebody who has been shut out. Name and role are as the provider says."""


class Feeds(Protocol):
    """A calendar's private address."""

    def renew(self, who: Caseworker, now: datetime) -> str:
        """A new token; the one before is worth nothing."""

    def revoke(self, who: Caseworker, now: datetime) -> None:
        """No token."""

    def has_one(self, who: Caseworker) -> bool:
        """Whether a token is out."""

    def owner(self, token: str) -> Caseworker | None:
        """Whose it is; None for an unknown one, and for somebody who has been shut out."""

    def due_dates(self, who: Caseworker) -> Sequence[DueDate]:
        """Running clocks of the open cases that this person may see."""


class PeopleBook(Protocol):
    """The list of people. Each change ends the person's sessions and is a line of the history by `who`."""

    def everybody(self, now: datetime) -> Sequence[Person]:
        """By name."""

    def add(self, person: tuple[str, str, str], who: Caseworker, now: datetime) -> str:
        """A local account (username, name, role); its first password. ValueError for a username that is taken."""

    def new_password(self, account_id: int, who: Caseworker, now: datetime) -> str:
        """A new password of a local account, which also unlocks it. ValueError for others."""

    def set_role(self, account_id: int, role: str, who: Caseworker, now: datetime) -> None:
        """Another role. ValueError for an unknown role, for oneself, and for people of the provider."""

    def set_disabled(self, account_id: int, disabled: bool, who: Caseworker, now: datetime) -> None:
        """Shut somebody out, or let them in again. ValueError for oneself."""

    def set_mailboxes(self, account_id: int, mailboxes: Sequence[str], who: Caseworker, now: datetime) -> None:
        """Only the cases of these mailboxes are theirs to see; of all, where there is none. ValueError for oneself."""

    def reset_code(self, account_id: int, who: Caseworker, now: datetime) -> None:
        """Forget the key of somebody's codes: the next sign-in sets up another."""
