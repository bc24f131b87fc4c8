"""The list of people: adding, roles, shutting out, passwords and codes anew. Every change is a line of the history."""

import secrets
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session, object_session

from triage.account_ports import ROLES, USERNAME, Person
from triage.model import Caseworker
from triage.store import sessions
from triage.store.tables_audit import AccountRow
from triage.store.tables_people import AccountMailboxRow

_PASSWORD_BYTES = 12


class DatabasePeopleBook:
    """Fulfils triage.account_ports.PeopleBook."""

    def __init__(self, engine: Engine, hasher: PasswordHasher) -> None:
        self._engine, self._hasher = engine, hasher

    def everybody(self, now: datetime) -> Sequence[Person]:
        """By name."""
        with Session(self._engine.execution_options(reading=True)) as session:
            mailboxes: dict[int, list[str]] = defaultdict(list)
            for row in session.scalars(select(AccountMailboxRow).order_by(AccountMailboxRow.mailbox)):
                mailboxes[row.account_id].append(row.mailbox)
            people = session.scalars(select(AccountRow).order_by(AccountRow.name))
            return [_as_person(each, tuple(mailboxes[each.id]), now) for each in people]

    def add(self, person: tuple[str, str, str], who: Caseworker, now: datetime) -> str:
        """A local account; its first password, which nobody else sees again."""
        username, name, role = (part.strip() for part in person)
        username = username.lower()
        if not USERNAME.fullmatch(username):
            raise ValueError("username")
        if not name or len(name) > 200:
            raise ValueError("name")
        if role not in ROLES:
            raise ValueError("role")
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        with Session(self._engine) as session, session.begin():
            if session.scalar(select(AccountRow.id).where(AccountRow.username == username)):
                raise ValueError("taken")
            hashed = self._hasher.hash(password)
            session.add(AccountRow(username=username, name=name, role=role, password_hash=hashed, failures=0))
            sessions.record(session, who.name, "person_added", now, f"{username}: {role}")
        return password

    def new_password(self, account_id: int, who: Caseworker, now: datetime) -> str:
        """A new password of a local account, which also unlocks it."""
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        with self._change(account_id, who, now, "password_renewed") as row:
            if row.subject is not None:
                raise ValueError("provider")
            row.password_hash = self._hasher.hash(password)
            row.failures, row.locked_until = 0, None
        return password

    def set_role(self, account_id: int, role: str, who: Caseworker, now: datetime) -> None:
        """Another role; those of the provider's people are set there."""
        with self._change(account_id, who, now, "role_changed", role) as row:
            if role not in ROLES:
                raise ValueError("role")
            if row.id == who.id:
                raise ValueError("oneself")
            if row.subject is not None:
                raise ValueError("provider")
            row.role = role

    def set_disabled(self, account_id: int, disabled: bool, who: Caseworker, now: datetime) -> None:
        """Shut somebody out, or let them in again."""
        with self._change(account_id, who, now, "person_shut_out" if disabled else "person_let_in") as row:
            if row.id == who.id:
                raise ValueError("oneself")
            row.disabled_at = now if disabled else None

    def set_mailboxes(self, account_id: int, mailboxes: Sequence[str], who: Caseworker, now: datetime) -> None:
        """Only the cases of these mailboxes are theirs to see; of all, where there is none."""
        with self._change(account_id, who, now, "mailboxes_changed", ", ".join(mailboxes) or "all") as row:
            if row.id == who.id:
                raise ValueError("oneself")
            session = object_session(row)
            if session is not None:
                session.execute(delete(AccountMailboxRow).where(AccountMailboxRow.account_id == row.id))
                session.add_all(AccountMailboxRow(account_id=row.id, mailbox=each) for each in dict.fromkeys(mailboxes))

    def reset_code(self, account_id: int, who: Caseworker, now: datetime) -> None:
        """Forget the key of somebody's codes."""
        with self._change(account_id, who, now, "code_reset") as row:
            row.code_key, row.code_step = "", -1

    @contextmanager
    def _change(
        self, account_id: int, who: Caseworker, now: datetime, action: str, detail: str = ""
    ) -> Iterator[AccountRow]:
        """One transaction over one account: the change, the end of its sessions, the line of the history."""
        with Session(self._engine) as session, session.begin():
            row = session.get(AccountRow, account_id)
            if row is None:
                raise ValueError("unknown")
            yield row
            if row.id != who.id:
                sessions.end_all(session, row.id)
            about = f"{row.username}: {detail}" if detail else row.username
            sessions.record(session, who.name, action, now, about)


def _as_person(row: AccountRow, mailboxes: tuple[str, ...], now: datetime) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        username=row.username,
        role=row.role,
        by_provider=row.subject is not None,
        has_code=bool(row.code_key),
        disabled=row.disabled_at is not None,
        locked=row.locked_until is not None and row.locked_until > now,
        signed_in_at=row.signed_in_at,
        mailboxes=mailboxes,
    )
