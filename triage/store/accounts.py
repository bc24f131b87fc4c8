"""Local accounts: argon2id passwords, throttled sign-in, sessions of which only the hash is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from triage.model import Caseworker
from triage.store.tables_audit import AccountRow, EventRow, SignInRow

MOST_FAILURES = 5  # wrong passwords before an account rests
REST = timedelta(minutes=15)
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)


class DatabaseAccounts:
    """Fulfils triage.ports.Accounts."""

    def __init__(self, engine: Engine, hasher: PasswordHasher | None = None) -> None:
        self._engine = engine
        self._hasher = hasher or PasswordHasher()
        # Compared against where a name is unknown, so that the answer takes as long as for a known one.
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def add(self, username: str, name: str, role: str, password: str) -> None:
        """A new account, or a new password for an existing one."""
        with Session(self._engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.username == username.lower()))
            if row is None:
                row = AccountRow(username=username.lower(), failures=0)
                session.add(row)
            row.name, row.role, row.password_hash = name, role, self._hasher.hash(password)
            row.failures, row.locked_until = 0, None

    def sign_in(self, username: str, password: str, now: datetime) -> str | None:
        """An opaque session id, or None where the pair does not fit or the account rests after too many tries."""
        with Session(self._engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.username == username.strip().lower()))
            fits = self._fits(row.password_hash if row else self._nobody, password)
            if row is None or (row.locked_until and row.locked_until > now):
                return None
            if not fits:
                row.failures += 1
                if row.failures >= MOST_FAILURES:
                    row.failures, row.locked_until = 0, now + REST
                return None
            row.failures, row.locked_until = 0, None
            session_id = secrets.token_urlsafe(32)
            session.add(SignInRow(id_hash=_hash(session_id), account_id=row.id, began_at=now, last_seen_at=now))
            session.add(EventRow(happened_at=now, actor=row.name, action="signed_in", detail=""))
            return session_id

    def session(self, session_id: str, now: datetime) -> Caseworker | None:
        """Who is signed in; None once the session has idled or aged out."""
        with Session(self._engine) as session, session.begin():
            row = session.get(SignInRow, _hash(session_id))
            if row is None:
                return None
            if now - row.last_seen_at > IDLE or now - row.began_at > LONGEST:
                session.delete(row)
                return None
            row.last_seen_at = now
            return Caseworker(id=row.account.id, name=row.account.name, role=row.account.role)

    def sign_out(self, session_id: str) -> None:
        """End the session."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SignInRow).where(SignInRow.id_hash == _hash(session_id)))

    def _fits(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except VerificationError:
            return False


def _hash(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
