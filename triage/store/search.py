"""Finds cases by their words, ended ones included: every word must stand somewhere in the case or in its mail."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, select, union
from sqlalchemy.orm import InstrumentedAttribute

from triage.model import ENDED
from triage.read_models import SearchQuery
from triage.store.tables_case import CaseLinkRow, CaseRow, FieldRow, OtherAnswerRow
from triage.store.tables_mail import ItemRow, PartRow
from triage.store.tables_work import CorrectionRow, DecisionRow, JudgementRow, NoteRow

MOST_WORDS = 8
MOST_FOUND = 100  # cases
_OVER = [state.value for state in ENDED]


def matching(query: SearchQuery) -> Select[CaseRow]:
    """The cases that fit, the latest received first; without a word, those of the dates."""
    found = select(CaseRow).order_by(CaseRow.received_at.desc(), CaseRow.id.desc()).limit(MOST_FOUND)
    for word in words_of(query.words):
        found = found.where(CaseRow.id.in_(_holding(word)))
    if query.received_from:
        found = found.where(CaseRow.received_at >= datetime.combine(query.received_from, time(), UTC))
    if query.received_to:
        found = found.where(CaseRow.received_at < datetime.combine(query.received_to, time(), UTC) + timedelta(days=1))
    if query.which != "all":
        ended = CaseRow.state.in_(_OVER)
        found = found.where(ended if query.which == "ended" else ~ended)
    return found


def words_of(text: str) -> Sequence[str]:
    """What to look for: words, an NHS number in threes as one, at most MOST_WORDS of them."""
    digits = text.replace(" ", "")
    if digits.isdigit() and len(digits) == 10:
        return [digits]
    return text.split()[:MOST_WORDS]


def _holding(word: str) -> Select[int]:
    """Ids of the cases in which a word stands."""

    def has(column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        return column.icontains(word, autoescape=True)

    items = select(CaseLinkRow.case_id).join(ItemRow, ItemRow.id == CaseLinkRow.item_id)
    items = items.where(CaseLinkRow.relation != "rejected")
    found = union(
        select(CaseRow.id).where(has(CaseRow.reference)),
        select(FieldRow.case_id).where(has(FieldRow.value) | has(FieldRow.raw)),
        select(OtherAnswerRow.case_id).where(has(OtherAnswerRow.value)),
        select(CorrectionRow.case_id).where(has(CorrectionRow.value)),
        select(DecisionRow.case_id).where(has(DecisionRow.reasons) | has(DecisionRow.decided_by)),
        select(JudgementRow.case_id).where(has(JudgementRow.note)),
        select(NoteRow.case_id).where(has(NoteRow.text)),
        items.where(has(ItemRow.subject) | has(ItemRow.text) | has(ItemRow.sender) | has(ItemRow.reference)),
        items.join(PartRow, PartRow.item_id == ItemRow.id).where(has(PartRow.filename)),
    ).subquery()
    return select(found.c[0])
