"""Calendars: one private token a person, of which only the hash is kept, and the due dates that it may show."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from triage.account_ports import DueDate
from triage.model import ENDED, Caseworker
from triage.store import sessions
from triage.store.case_access import hidden_condition
from triage.store.tables_audit import AccountRow
from triage.store.tables_case import CaseRow, DeadlineRow

MOST_DATES = 1000
_OVER = [state.value for state in ENDED]


class DatabaseFeeds:
    """Fulfils triage.account_ports.Feeds."""

    def __init__(self, engine: Engine) -> None:
        self._writing = engine
        self._engine = engine.execution_options(reading=True)

    def renew(self, who: Caseworker, now: datetime) -> str:
        """A new token in place of any before."""
        token = secrets.token_urlsafe(32)
        self._keep(who, sessions.hashed(token), "calendar_renewed", now)
        return token

    def revoke(self, who: Caseworker, now: datetime) -> None:
        """No token."""
        self._keep(who, "", "calendar_revoked", now)

    def has_one(self, who: Caseworker) -> bool:
        """Whether a token is out."""
        with Session(self._engine) as session:
            return bool(session.scalar(select(AccountRow.feed_hash).where(AccountRow.id == who.id)))

    def owner(self, token: str) -> Caseworker | None:
        """Whose it is, unless that person has been shut out."""
        if not token:
            return None
        with Session(self._engine) as session:
            holder = select(AccountRow).where(AccountRow.feed_hash == sessions.hashed(token))
            row = session.scalar(holder.where(AccountRow.disabled_at.is_(None)))
            return None if row is None else sessions.as_caseworker(row)

    def due_dates(self, who: Caseworker) -> Sequence[DueDate]:
        """Running clocks of open cases, the next one first."""
        running = select(CaseRow.reference, DeadlineRow.kind, DeadlineRow.due, DeadlineRow.provisional)
        running = running.join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        running = running.where(CaseRow.state.not_in(_OVER), DeadlineRow.met_on.is_(None), ~hidden_condition(who.id))
        with Session(self._engine) as session:
            rows = session.execute(running.order_by(DeadlineRow.due, CaseRow.reference).limit(MOST_DATES))
            return [DueDate(reference=ref, kind=kind, due=due, provisional=prov) for ref, kind, due, prov in rows]

    def _keep(self, who: Caseworker, feed_hash: str, action: str, now: datetime) -> None:
        with Session(self._writing) as session, session.begin():
            row = session.get_one(AccountRow, who.id)
            row.feed_hash = feed_hash
            sessions.record(session, who.name, action, now)
