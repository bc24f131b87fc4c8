"""What each case counts for in the statistics, from its rows: light columns only, in a fixed number of queries."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from triage.model import CaseState
from triage.statistics import CaseFacts
from triage.store.case_rows import text_to_value
from triage.store.tables_case import CaseRow, DeadlineRow, FieldRow, FindingRow
from triage.store.tables_work import CorrectionRow, DecisionRow, JudgementRow

_NEGATIVE = (False, "not_indicated", "not_met")


def case_facts(
    session: Session, start: date | None, end: date | None, today: date, without: frozenset[int] = frozenset()
) -> list[CaseFacts]:
    """Of the cases received in the period, both days included; None leaves it open. `without`: those left out."""
    period = _period(start, end).where(CaseRow.id.not_in(without))
    agencies = _agencies(session, period)
    recorded: dict[int, set[str]] = defaultdict(set)
    decisions = select(DecisionRow.case_id, DecisionRow.kind, DecisionRow.outcome)
    for case_id, kind, outcome in session.execute(decisions.where(DecisionRow.case_id.in_(period))):
        recorded[case_id] |= {kind, f"{kind}:{outcome}"}
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
