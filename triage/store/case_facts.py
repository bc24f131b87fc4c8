"""What each case counts for in the statistics, from its rows: light columns only, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage.model import CaseState
from triage.statistics import CaseFacts
from triage.store.case_rows import text_to_value
from triage.store.tables_case import CaseRow, DeadlineRow, FieldRow, FindingRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_work import ConfirmationRow, CorrectionRow, DecisionRow, JudgementRow

_NEGATIVE = (False, "not_indicated", "not_met")


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Which cases count: received from `start` to `end`, both included (None: open), and not `without`.

    `second_person_for` gives the kinds of record that count only once confirmed, by the mailbox of the case.
    """

    start: date | None
    end: date | None
    today: date
    without: frozenset[int]
    second_person_for: Callable[[str], Collection[str]]


def case_facts(session: Session, counted: Counted) -> list[CaseFacts]:
    """One for each case."""
    today = counted.today
    period = _period(counted.start, counted.end).where(CaseRow.id.not_in(counted.without))
    agencies = _agencies(session, period)
    recorded = _recorded(session, period, counted)
    suggested: dict[int, dict[str, bool]] = defaultdict(dict)
    findings = select(FindingRow.case_id, FindingRow.key, FindingRow.value)
    for case_id, key, value in session.execute(findings.where(FindingRow.case_id.in_(period))):
        suggested[case_id][key] = text_to_value(value) not in _NEGATIVE
    judged: dict[int, dict[str, str]] = defaultdict(dict)
    judgements = select(JudgementRow.case_id, JudgementRow.key, JudgementRow.value).order_by(JudgementRow.id)
    for case_id, key, value in session.execute(judgements.where(JudgementRow.case_id.in_(period))):
        judged[case_id][key] = value
    clocks: dict[int, dict[str, str]] = defaultdict(dict)
    wanted = select(DeadlineRow.case_id, DeadlineRow.kind, DeadlineRow.due, DeadlineRow.met_on)
    for case_id, kind, due, met_on in session.execute(wanted.where(DeadlineRow.case_id.in_(period))):
        clocks[case_id][kind] = _how(due, met_on, today)
    made = []
    cases = select(CaseRow.id, CaseRow.state, CaseRow.ended_reason).where(CaseRow.id.in_(period))
    for case_id, state, reason in session.execute(cases):
        made.append(
            CaseFacts(
                agency=agencies.get(case_id, ""),
                ended=f"{state}:{reason}" if reason else "",
                recorded=frozenset(recorded[case_id] | ({"lcspr"} if state == CaseState.LCSPR.value else set())),
                suggested=suggested[case_id],
                judged=judged[case_id],
                clocks=clocks[case_id],
            )
        )
    return made


def _recorded(session: Session, period: Select[int], counted: Counted) -> dict[int, set[str]]:
    """The last record of each kind, where it counts: one that waits for a second person is none yet."""
    confirmed = select(ConfirmationRow.decision_id).where(ConfirmationRow.value == "confirmed")
    known = set(session.scalars(confirmed.where(ConfirmationRow.case_id.in_(period))))
    decisions = (
        select(DecisionRow.case_id, DecisionRow.id, DecisionRow.kind, DecisionRow.outcome, ItemRow.account)
        .join(CaseRow, CaseRow.id == DecisionRow.case_id)
        .join(ItemRow, ItemRow.id == CaseRow.item_id)
        .where(DecisionRow.case_id.in_(period))
        .order_by(DecisionRow.id)
    )
    standing = {(row.case_id, row.kind): row for row in session.execute(decisions)}
    recorded: dict[int, set[str]] = defaultdict(set)
    for row in standing.values():
        if row.kind not in counted.second_person_for(row.account) or row.id in known:
            recorded[row.case_id] |= {row.kind, f"{row.kind}:{row.outcome}"}
    return recorded


def _period(start: date | None, end: date | None) -> Select[int]:
    found = select(CaseRow.id)
    if start:
        found = found.where(CaseRow.received_at >= datetime.combine(start, time(), UTC))
    if end:
        found = found.where(CaseRow.received_at < datetime.combine(end, time(), UTC) + timedelta(days=1))
    return found


def _agencies(session: Session, period: Select[int]) -> dict[int, str]:
    """What a person put right counts before what was read."""
    read = select(FieldRow.case_id, FieldRow.value).where(FieldRow.path == "referrer.agency", FieldRow.rival.is_(False))
    right = select(CorrectionRow.case_id, CorrectionRow.value).where(CorrectionRow.path == "referrer.agency")
    named = {row[0]: row[1] for row in session.execute(read.where(FieldRow.case_id.in_(period)))}
    corrected = right.where(CorrectionRow.case_id.in_(period)).order_by(CorrectionRow.id)
    return named | {row[0]: row[1] for row in session.execute(corrected)}


def _how(due: date, met_on: date | None, today: date) -> str:
    if met_on:
        return "in_time" if met_on <= due else "late"
    return "running" if today <= due else "late"
