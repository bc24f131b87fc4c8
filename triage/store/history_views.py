"""Reads the history of a case, each line with the words that people wrote beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from triage.model import AuditEvent
from triage.store.tables_audit import AccountRow, EventRow
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

WORDS: dict[str, tuple[type[WorkRow], str]] = {
    "note": (NoteRow, "text"),
    "judgement": (JudgementRow, "note"),
    "correction": (CorrectionRow, "reason"),
    "decision": (DecisionRow, "reasons"),
    "item_outcome": (ItemOutcomeRow, "reason"),
    "case_bond": (CaseBondRow, "reason"),
    "confirmation": (ConfirmationRow, "note"),
}


def events(session: Session, condition: ColumnElement[bool]) -> tuple[AuditEvent, ...]:
    """The lines that fit, oldest first."""
    rows = session.scalars(select(EventRow).where(condition).order_by(EventRow.id)).all()
    words = _words(session, rows)
    people = _people(session, rows)
    return tuple(
        AuditEvent(
            happened_at=row.happened_at,
            actor=row.actor,
            action=row.action,
            detail=people.get(row.detail, row.detail),
            words=words.get(row.about, ""),
            case_version=row.case_version,
        )
        for row in rows
    )


def _words(session: Session, rows: Iterable[EventRow]) -> dict[str, str]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        table, _, row_id = row.about.partition(":")
        if row_id:
            wanted[table].append(int(row_id))
    found = {}
    for table, ids in wanted.items():
        kind, column = WORDS[table]
        for each in session.execute(select(kind.id, getattr(kind, column)).where(kind.id.in_(ids))):
            found[f"{table}:{each[0]}"] = each[1]
    return found


def _people(session: Session, rows: Sequence[EventRow]) -> dict[str, str]:
    """`account:3` by the person's name."""
    ids = {int(row.detail.partition(":")[2]) for row in rows if row.detail.startswith("account:")}
    found = session.execute(select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(ids))) if ids else ()
    return {f"account:{each[0]}": each[1] for each in found}
