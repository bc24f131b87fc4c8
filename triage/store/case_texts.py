"""All words of a case that somebody may look for: its fields, its mail, and what people wrote."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage.store.tables_case import CaseLinkRow, CaseRow, FieldRow, OtherAnswerRow
from triage.store.tables_mail import ItemRow, PartRow
from triage.store.tables_work import CaseBondRow, CorrectionRow, DecisionRow, JudgementRow, NoteRow


def texts_of(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    """The texts of some cases, in a fixed number of queries."""
    found: dict[int, list[str]] = defaultdict(list)
    for query in _sources(ids):
        for case_id, *texts in session.execute(query):
            found[case_id] += [text for text in texts if text]
    return found


def _sources(ids: Collection[int]) -> list[Select[*tuple[Any, ...]]]:
    mail = select(CaseLinkRow.case_id, ItemRow.subject, ItemRow.text, ItemRow.sender, ItemRow.reference)
    files = select(CaseLinkRow.case_id, PartRow.filename).join(PartRow, PartRow.item_id == CaseLinkRow.item_id)
    mail = mail.join(ItemRow, ItemRow.id == CaseLinkRow.item_id)
    return [
        select(CaseRow.id, CaseRow.reference).where(CaseRow.id.in_(ids)),
        select(FieldRow.case_id, FieldRow.value, FieldRow.raw).where(FieldRow.case_id.in_(ids)),
        select(OtherAnswerRow.case_id, OtherAnswerRow.value).where(OtherAnswerRow.case_id.in_(ids)),
        select(CorrectionRow.case_id, CorrectionRow.value).where(CorrectionRow.case_id.in_(ids)),
        select(DecisionRow.case_id, DecisionRow.reasons, DecisionRow.decided_by).where(DecisionRow.case_id.in_(ids)),
        select(JudgementRow.case_id, JudgementRow.note).where(JudgementRow.case_id.in_(ids)),
        select(NoteRow.case_id, NoteRow.text).where(NoteRow.case_id.in_(ids)),
        select(CaseBondRow.case_id, CaseBondRow.reason).where(CaseBondRow.case_id.in_(ids)),
        mail.where(CaseLinkRow.case_id.in_(ids), CaseLinkRow.relation != "rejected"),
        files.where(CaseLinkRow.case_id.in_(ids), CaseLinkRow.relation != "rejected"),
    ]
