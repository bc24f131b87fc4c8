"""The history as a chain: every line carries a keyed hash over itself and the line before, so that no change hides.

The key is the engine's (`open_database`) and is not in the database. A seal over the last line shows lines cut off the
end. What a line is about (a note, a decision) is hashed with it. Whoever puts back an older copy of everything is found
only by comparing the last line with one that was noted elsewhere: the check gives it.
"""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, event, func, inspect, select
from sqlalchemy.orm import Session

from triage.read_models import HistoryCheck
from triage.store.tables_audit import EventRow, HistoryHeadRow
from triage.store.tables_work import (
    CaseBondRow,
    ConfirmationRow,
    CorrectionRow,
    DecisionRow,
    ItemOutcomeRow,
    JudgementRow,
    NoteRow,
    WorkRow,
)

KEY = "history_key"  # the engine's execution option that holds the key
_WORK: dict[str, Any] = {
    each.__tablename__: each
    for each in (NoteRow, JudgementRow, CorrectionRow, DecisionRow, ItemOutcomeRow, CaseBondRow, ConfirmationRow)
}
_AT_ONCE = 1000  # lines read at a time


@event.listens_for(Session, "before_flush")
def chain(session: Session, _context: object, _instances: object) -> None:
    """Whatever writes a line of history, it is chained. The head is locked first, so that lines queue up."""
    lines = [row for row in session.new if isinstance(row, EventRow)]
    if not lines:
        return
    key = _key(session)
    with session.no_autoflush:
        head = session.get_one(HistoryHeadRow, 1, with_for_update=True)
        for row in sorted(lines, key=lambda each: inspect(each).insert_order or 0):
            row.detail, row.about = row.detail or "", row.about or ""
            row.position = head.position + 1
            row.digest = _digest(_about(session, row.about))
            row.mac = _mac(key, head.mac, row)
            head.position, head.mac = row.position, row.mac
        head.seal = _seal(key, head)


def verify(session: Session) -> HistoryCheck:
    """Read the whole history once and say whether it is as it was written; at the first fault, where and what."""
    if session.get_bind().dialect.name == "postgresql":  # lines that are written meanwhile would look cut off
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    key, head = _key(session), session.get_one(HistoryHeadRow, 1)
    outside = _count(session, EventRow.position.is_(None), EventRow.id > head.unchained_to)
    last, position = "", 0
    while rows := _page(session, position):
        words = _digests(session, rows)
        for row in rows:
            position += 1
            fault = _fault(key, last, row, position, words)
            if fault:
                return HistoryCheck(lines=position, fault=fault, at=position)
            last = row.mac
        session.expunge_all()
    fault = _fault_of_head(key, session.get_one(HistoryHeadRow, 1), position, last)
    return HistoryCheck(lines=position, fault=fault or ("outside" if outside else ""), at=position, head=last[:16])


def verify_case(session: Session, case_id: int) -> HistoryCheck:
    """Read the lines of one case and say whether each is as it was written and follows the line before it.

    However long the history of all cases is, it takes a few queries. Lines dropped at the end only `verify` finds.
    """
    key, head = _key(session), session.get_one(HistoryHeadRow, 1)
    outside = _count(session, EventRow.case_id == case_id, EventRow.position.is_(None), EventRow.id > head.unchained_to)
    lines = 0
    found = select(EventRow).where(EventRow.case_id == case_id, EventRow.position.is_not(None))
    rows = session.scalars(found.order_by(EventRow.position)).all()
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        words, before = _digests(session, some), _macs_before(session, some)
        for row in some:
            lines, position = lines + 1, row.position or 0
            last = before.get(position - 1, "" if position == 1 else "missing")
            fault = "missing" if last == "missing" else _fault(key, last, row, position, words)
            if fault:
                return HistoryCheck(lines=lines, fault=fault, at=lines)
    return HistoryCheck(lines=lines, fault="outside" if outside else "", at=lines)


def _macs_before(session: Session, rows: Sequence[EventRow]) -> dict[int, str]:
    """The hashes that these lines were chained to, by position."""
    wanted = [row.position - 1 for row in rows if row.position]
    found = session.execute(select(EventRow.position, EventRow.mac).where(EventRow.position.in_(wanted)))
    return {position: mac for position, mac in found if position is not None}


def _page(session: Session, after: int) -> Sequence[EventRow]:
    found = select(EventRow).where(EventRow.position > after).order_by(EventRow.position).limit(_AT_ONCE)
    return session.scalars(found).all()


def _fault(key: bytes, last: str, row: EventRow, position: int, words: dict[str, str]) -> str:
    if row.position != position:
        return "missing"
    if not hmac.compare_digest(row.mac, _mac(key, last, row)):
        return "changed"
    return "" if words.get(row.about, "") == row.digest else "words_changed"


def _fault_of_head(key: bytes, head: HistoryHeadRow, position: int, last: str) -> str:
    if (head.position, head.mac) != (position, last):
        return "missing"
    if position and not hmac.compare_digest(head.seal, _seal(key, head)):
        return "changed"
    return ""


def _key(session: Session) -> bytes:
    key: bytes = session.get_bind().get_execution_options().get(KEY, b"")
    return key


def _mac(key: bytes, last: str, row: EventRow) -> str:
    told = [row.position, _plain(row.happened_at), row.actor, row.action, row.detail, row.case_id, row.item_id]
    return _hmac(key, [last, *told, row.about, row.case_version, row.digest])


def _seal(key: bytes, head: HistoryHeadRow) -> str:
    return _hmac(key, ["head", head.position, head.mac, head.unchained_to])


def _hmac(key: bytes, told: list[Any]) -> str:
    return hmac.new(key, json.dumps(told, ensure_ascii=True).encode(), hashlib.sha256).hexdigest()


def _about(session: Session, about: str) -> WorkRow | None:
    table, _, row_id = about.partition(":")
    found: WorkRow | None = session.get(_WORK[table], int(row_id)) if row_id else None
    return found


def _digests(session: Session, rows: Sequence[EventRow]) -> dict[str, str]:
    """Of everything that these lines are about, by its name; what is gone is left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for table, _, row_id in (row.about.partition(":") for row in rows):
        if row_id and table in _WORK:
            wanted[table].append(int(row_id))
    found = {}
    for table, ids in wanted.items():
        kind = _WORK[table]
        for work in session.scalars(select(kind).where(kind.id.in_(ids))):
            found[f"{table}:{work.id}"] = _digest(work)
    return found


def _digest(work: WorkRow | None) -> str:
    if work is None:
        return ""
    told = {column.key: _plain(getattr(work, column.key)) for column in work.__mapper__.column_attrs}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """As it comes back from any database: instants in UTC to the microsecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(EventRow).where(*conditions)) or 0
