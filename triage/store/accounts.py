"""Local accounts: argon2id passwords, throttled sign-in. Codes, providers, calendars and the list are beside it."""

import secrets
from datetime import datetime, timedelta
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from triage.model import Caseworker
from triage.store import sessions
from triage.store.codes import DatabaseCodes
from triage.store.feeds import DatabaseFeeds
from triage.store.people_book import DatabasePeopleBook
from triage.store.provider_book import DatabaseProviderBook
from triage.store.sessions import SignInRules
from triage.store.tables_audit import AccountRow, SignInRow

MOST_FAILURES = 5  # wrong passwords or codes before an account rests
REST = timedelta(minutes=15)


class DatabaseAccounts:
    """Fulfils triage.ports.Accounts."""

    def __init__(
        self,
        engine: Engine,
        hasher: PasswordHasher | None = None,
        *,
        key: bytes = b"",
        rules: SignInRules | None = None,
    ) -> None:
        """`key` (32 bytes) encrypts the keys of one-time codes; without it there are none."""
        self._engine, self._key = engine, key
        self._hasher = hasher or PasswordHasher()
        self.rules = rules or SignInRules()
        # Compared against where a name is unknown, so that the answer takes as long as for a known one.
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def with_rules(self, rules: SignInRules) -> "DatabaseAccounts":
        """The same accounts under other rules of sign-in."""
        return DatabaseAccounts(self._engine, self._hasher, key=self._key, rules=rules)

    def add(self, username: str, name: str, role: str, password: str) -> None:
        """A new account, or a new password for an existing one."""
        with Session(self._engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.username == username.lower()))
            if row is None:
                row = AccountRow(username=username.lower(), failures=0)
                session.add(row)
            else:
                sessions.end_all(session, row.id)
            row.name, row.role, row.password_hash = name, role, self._hasher.hash(password)
            row.failures, row.locked_until, row.disabled_at = 0, None, None

    def sign_in(self, username: str, password: str, now: datetime) -> str | None:
        """An opaque session id, or None where the pair does not fit or the account rests after too many tries.

        The session may still ask for a code: `codes.pending` knows.
        """
        with Session(self._engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.username == username.strip().lower()))
            fits = self._fits((row.password_hash if row else "") or self._nobody, password)
            if row is None or row.disabled_at or not row.password_hash or (row.locked_until and row.locked_until > now):
                return None
            if not fits:
                note_failure(session, row, now)
                return None
            stage = "code" if row.code_key else "enrol" if self.rules.codes else ""
            return sessions.begin(session, row, now, stage)

    def session(self, session_id: str, now: datetime) -> Caseworker | None:
        """Who is signed in; None once the session has idled or aged out."""
        with Session(self._engine) as session, session.begin():
            row = sessions.live(session, session_id, now, self.rules)
            return None if row is None or row.stage else sessions.as_caseworker(row.account)

    def sign_out(self, session_id: str) -> None:
        """End the session."""
        with Session(self._engine) as session, session.begin():
            row = session.get(SignInRow, sessions.hashed(session_id))
            if row is not None:
                session.delete(row)

    @cached_property
    def codes(self) -> DatabaseCodes:
        """One-time codes."""
        return DatabaseCodes(self._engine, self._key, self.rules, note_failure)

    @cached_property
    def providers(self) -> DatabaseProviderBook:
        """Sign-in by a provider."""
        return DatabaseProviderBook(self._engine)

    @cached_property
    def feeds(self) -> DatabaseFeeds:
        """Calendars."""
        return DatabaseFeeds(self._engine)

    @cached_property
    def people(self) -> DatabasePeopleBook:
        """The list of people."""
        return DatabasePeopleBook(self._engine, self._hasher)

    def _fits(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def note_failure(session: Session, account: AccountRow, now: datetime) -> None:
    """Count a wrong password or code; after too many of them the account rests, whoever tries."""
    account.failures += 1
    if account.failures >= MOST_FAILURES:
        account.failures, account.locked_until = 0, now + REST
        sessions.record(session, "service", "account_locked", now, account.username)
