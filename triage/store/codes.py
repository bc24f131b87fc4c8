"""One-time codes of local accounts (RFC 6238): set up once, asked for at each sign-in, none taken twice."""

import base64
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from triage.account_ports import Pending
from triage.store import sessions
from triage.store.sessions import SignInRules
from triage.store.tables_audit import AccountRow, SignInRow

_STEP = 30  # seconds a code lasts
_DRIFT = 1  # steps by which a telephone's clock may be off, either way
_NONCE = 12  # bytes

NoteFailure = Callable[[Session, AccountRow, datetime], None]


class DatabaseCodes:
    """Fulfils triage.account_ports.Codes."""

    def __init__(self, engine: Engine, key: bytes, rules: SignInRules, note_failure: NoteFailure) -> None:
        self._engine, self._key, self._rules, self._note_failure = engine, key, rules, note_failure

    def pending(self, session_id: str, now: datetime) -> Pending | None:
        """Who is between password and code."""
        with Session(self._engine) as session, session.begin():
            row = self._waiting(session, session_id, now)
            if row is None:
                return None
            return Pending(name=row.account.name, username=row.account.username, stage=row.stage)

    def offered_key(self, session_id: str, now: datetime) -> str:
        """The key for the authenticator, the same until it is taken; empty for anybody who has one already."""
        with Session(self._engine) as session, session.begin():
            row = self._waiting(session, session_id, now, "enrol")
            if row is None:
                return ""
            if not row.offered_key:
                row.offered_key = self._sealed(pyotp.random_base32(), row.account)
            return self._opened(row.offered_key, row.account)

    def enrol(self, session_id: str, code: str, now: datetime) -> str | None:
        """Take the offered key, if the code is of it; a fresh session id."""
        with Session(self._engine) as session, session.begin():
            row = self._waiting(session, session_id, now, "enrol")
            if row is None or not row.offered_key:
                return None
            step = _step_of(self._opened(row.offered_key, row.account), code, now)
            if step is None:
                self._note_failure(session, row.account, now)
                return None
            account = row.account
            account.code_key, account.code_step = row.offered_key, step
            sessions.record(session, account.name, "code_set_up", now)
            session.delete(row)
            return sessions.begin(session, account, now)

    def check(self, session_id: str, code: str, now: datetime) -> str | None:
        """Take the code, if it is right and newer than the last one; a fresh session id."""
        with Session(self._engine) as session, session.begin():
            row = self._waiting(session, session_id, now, "code")
            if row is None:
                return None
            account = row.account
            step = _step_of(self._opened(account.code_key, account), code, now)
            if step is None or step <= account.code_step:
                self._note_failure(session, account, now)
                return None
            account.code_step = step
            session.delete(row)
            return sessions.begin(session, account, now)

    def _waiting(self, session: Session, session_id: str, now: datetime, stage: str = "") -> SignInRow | None:
        """The session between password and code; none while the account rests."""
        row = sessions.live(session, session_id, now, self._rules)
        if row is None or not row.stage or (stage and row.stage != stage):
            return None
        resting = row.account.locked_until is not None and row.account.locked_until > now
        return None if resting else row

    def _sealed(self, key: str, account: AccountRow) -> str:
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + AESGCM(self._key).encrypt(nonce, key.encode(), str(account.id).encode())
        return base64.b64encode(sealed).decode()

    def _opened(self, sealed: str, account: AccountRow) -> str:
        """Empty where it was sealed for another account or under another key: then no code fits."""
        content = base64.b64decode(sealed)
        try:
            opened = AESGCM(self._key).decrypt(content[:_NONCE], content[_NONCE:], str(account.id).encode())
        except InvalidTag:
            return ""
        return opened.decode()


def _step_of(key: str, code: str, now: datetime) -> int | None:
    """The step to which a code belongs, among those that the clocks' drift allows."""
    plain = "".join(code.split())
    if not key or not (plain.isascii() and plain.isdigit()):
        return None
    current = int(now.timestamp()) // _STEP
    found = None
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        if hmac.compare_digest(pyotp.TOTP(key).at(step * _STEP), plain):
            found = step
    return found
