"""Which open cases wait for an agency's information beyond its day."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.schema.calendar import WorkingCalendar
from notify.model import LetterKind
from triage.agency_returns import agency_returns
from triage.deadlines import date_here
from triage.model import ENDED
from triage.store.mail_views import outgoing
from triage.store.tables_case import CaseRow
from triage.store.tables_mail import ItemRow, OutboxRow


def late_returns(session: Session, now: datetime, calendar_of: Callable[[str], WorkingCalendar]) -> Sequence[str]:
    """Their references, the oldest case first."""
    asked = (
        select(CaseRow.id, CaseRow.reference, ItemRow.account)
        .join(ItemRow, ItemRow.id == CaseRow.item_id)
        .join(OutboxRow, OutboxRow.case_id == CaseRow.id)
        .where(CaseRow.state.not_in([state.value for state in ENDED]))
        .where(OutboxRow.kind == LetterKind.AGENCY_REQUEST.value, OutboxRow.delivery != "answered")
        .distinct()
        .order_by(CaseRow.id)
    )
    return [
        reference
        for case_id, reference, account in session.execute(asked)
        if _late(session, case_id, now, calendar_of(account))
    ]


def _late(session: Session, case_id: int, now: datetime, calendar: WorkingCalendar) -> bool:
    letters = outgoing(session, OutboxRow.case_id == case_id)
    return any(each.standing == "late" for each in agency_returns(letters, date_here(now, calendar), calendar))
