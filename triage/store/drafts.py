"""What people have typed and not sent off: kept for each person, case and form, and shown to nobody else."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, and_, delete, select
from sqlalchemy.orm import Session

from triage.read_lists import Draft
from triage.store.tables_case import CaseRow
from triage.store.tables_proposed import DraftRow

KEPT_FOR = timedelta(days=30)


class Drafts:
    """The drafts of triage.ports.CaseReader."""

    _writing: Engine

    def draft(self, reference: str, account_id: int, form: str) -> Draft | None:
        """What this person typed into this form of the case, if anything is left of it."""
        with Session(self._writing.execution_options(reading=True)) as session:
            row = session.scalar(_of(reference, account_id, form))
            return None if row is None else Draft(answers=dict(row.answers), saved_at=row.saved_at)

    def keep_draft(
        self, reference: str, account_id: int, form: str, answers: Mapping[str, Sequence[str]], now: datetime
    ) -> None:
        """Keep it in place of an earlier one; nothing for an unknown case. Old ones are dropped."""
        with Session(self._writing) as session, session.begin():
            session.execute(delete(DraftRow).where(DraftRow.saved_at < now - KEPT_FOR))
            case_id = session.scalar(select(CaseRow.id).where(CaseRow.reference == reference))
            if case_id is None:
                return
            row = session.scalar(_of(reference, account_id, form))
            if row is None:
                row = DraftRow(account_id=account_id, case_id=case_id, form=form)
                session.add(row)
            row.answers, row.saved_at = {name: list(values) for name, values in answers.items()}, now

    def drop_draft(self, reference: str, account_id: int, form: str) -> None:
        """It was sent, or is not wanted any more."""
        with Session(self._writing.execution_options(reading=True)) as session:
            row = session.scalar(_of(reference, account_id, form))
        if row is not None:
            with Session(self._writing) as session, session.begin():
                session.execute(delete(DraftRow).where(DraftRow.id == row.id))


def _of(reference: str, account_id: int, form: str) -> Select[DraftRow]:
    found = select(DraftRow).join(CaseRow, CaseRow.id == DraftRow.case_id)
    return found.where(
        and_(CaseRow.reference == reference, DraftRow.account_id == account_id, DraftRow.form == form[:60])
    )
