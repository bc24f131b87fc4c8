"""Sign-in by a provider: what was begun, taken once, and the accounts of people whom the provider vouches for."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from triage.account_ports import ProviderPerson, ProviderTry
from triage.store import sessions
from triage.store.tables_audit import AccountRow
from triage.store.tables_people import ProviderAttemptRow

LONGEST = timedelta(minutes=10)  # of one try


class DatabaseProviderBook:
    """Fulfils triage.account_ports.ProviderBook."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, attempt_id: str, attempt: ProviderTry, now: datetime) -> None:
        """Keep it; tries that were never finished go."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(ProviderAttemptRow).where(ProviderAttemptRow.began_at < now - LONGEST))
            session.add(
                ProviderAttemptRow(
                    id_hash=sessions.hashed(attempt_id),
                    state=attempt.state,
                    nonce=attempt.nonce,
                    verifier=attempt.verifier,
                    began_at=now,
                )
            )

    def take(self, attempt_id: str, now: datetime) -> ProviderTry | None:
        """What was begun under this id; it can be taken once."""
        with Session(self._engine) as session, session.begin():
            row = session.get(ProviderAttemptRow, sessions.hashed(attempt_id))
            if row is None:
                return None
            session.delete(row)
            if now - row.began_at > LONGEST:
                return None
            return ProviderTry(state=row.state, nonce=row.nonce, verifier=row.verifier)

    def sign_in(self, person: ProviderPerson, now: datetime) -> str | None:
        """A session id; None for somebody who has been shut out here, whatever the provider says."""
        with Session(self._engine) as session, session.begin():
            row = session.scalar(select(AccountRow).where(AccountRow.subject == person.subject))
            if row is None:
                row = AccountRow(subject=person.subject, username=_own_name(session, person), password_hash="")
                row.failures, row.code_key, row.code_step, row.feed_hash = 0, "", -1, ""
                session.add(row)
            if row.disabled_at is not None:
                return None
            if row.role not in (None, person.role):
                sessions.record(session, "service", "role_changed", now, f"{row.username}: {person.role}")
            row.name, row.role = person.name, person.role
            session.flush()
            return sessions.begin(session, row, now)


def _own_name(session: Session, person: ProviderPerson) -> str:
    """A username that no local account has: a provider's name must never open one."""
    name = f"{person.username or person.subject}".lower()[:90]
    taken = session.scalar(select(AccountRow.id).where(AccountRow.username == name))
    return person.subject.lower()[:100] if taken else name
