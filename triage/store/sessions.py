"""Sessions: opaque ids of which only the hash is kept, ended by idling, age and a change of what the person may do."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from triage.model import Caseworker
from triage.store.tables_audit import AccountRow, EventRow, SignInRow

CODE_TIME = timedelta(minutes=10)  # between password and code


@dataclass(frozen=True, kw_only=True)
class SignInRules:
    """How long a session lasts, and whether local accounts need a one-time code beside the password."""

    idle: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=8)
    codes: bool = False


def begin(session: Session, account: AccountRow, now: datetime, stage: str = "") -> str:
    """A fresh session id. With a `stage` the person is not signed in yet."""
    session_id = secrets.token_urlsafe(32)
    session.add(
        SignInRow(id_hash=hashed(session_id), account_id=account.id, began_at=now, last_seen_at=now, stage=stage)
    )
    if not stage:
        account.failures, account.locked_until, account.signed_in_at = 0, None, now
        record(session, account.name, "signed_in", now)
    return session_id


def live(session: Session, session_id: str, now: datetime, rules: SignInRules) -> SignInRow | None:
    """The session, touched; None once it has idled or aged out, which ends it, or its account is shut out."""
    row = session.get(SignInRow, hashed(session_id)) if session_id else None
    if row is None:
        return None
    idle, longest = (CODE_TIME, CODE_TIME) if row.stage else (rules.idle, rules.longest)
    if now - row.last_seen_at > idle or now - row.began_at > longest or row.account.disabled_at is not None:
        session.delete(row)
        return None
    row.last_seen_at = now
    return row


def end_all(session: Session, account_id: int) -> None:
    """End every session of a person."""
    session.execute(delete(SignInRow).where(SignInRow.account_id == account_id))


def record(session: Session, actor: str, action: str, now: datetime, detail: str = "") -> None:
    """A line of the history about people."""
    session.add(EventRow(happened_at=now, actor=actor, action=action, detail=detail))


def as_caseworker(account: AccountRow) -> Caseworker:
    """The person as the pages know them."""
    return Caseworker(id=account.id, name=account.name, role=account.role)


def hashed(token: str) -> str:
    """What is kept of an opaque id or token: it is random, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
