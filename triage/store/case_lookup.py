"""Keeps what cases are found and ordered by in step with the cases: whatever changes a case, in the same transaction.

Nobody has to remember it: a session notes which cases it touched, and before its commit their rows are made anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Engine, Select, delete, event, insert, select
from sqlalchemy.orm import Session, selectinload

from triage.match_keys import blocking_keys, child_keys
from triage.model import ENDED, CaseState
from triage.store import case_texts
from triage.store.case_views import SEVERITY, light_finding, serious_incident
from triage.store.case_words import put_words
from triage.store.tables_case import CaseLinkRow, CaseRow, DeadlineRow, FieldRow, FindingRow, OtherAnswerRow
from triage.store.tables_lookup import CaseLineRow, MatchKeyRow
from triage.store.tables_work import CaseBondRow, CorrectionRow, DecisionRow, JudgementRow, NoteRow
from triage.traits import traits_of

RULES = 1  # a higher number has every case's rows made anew when the store is opened
NEVER = date(9999, 12, 31)  # due date of a case without a running clock
_AT_ONCE = 200  # cases
_TOUCHED = "cases_touched"
_OF_A_CASE = (
    FieldRow,
    OtherAnswerRow,
    FindingRow,
    DeadlineRow,
    CaseLinkRow,
    CaseBondRow,
    CorrectionRow,
    DecisionRow,
    JudgementRow,
    NoteRow,
)


@event.listens_for(Session, "after_flush")
def note_touched(session: Session, _context: object) -> None:
    """Remember which cases have changed."""
    touched: set[int] = session.info.setdefault(_TOUCHED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, CaseRow):
            touched.add(row.id)
        elif isinstance(row, _OF_A_CASE) and row.case_id is not None:
            touched.add(row.case_id)


@event.listens_for(Session, "before_commit")
def follow(session: Session) -> None:
    """Make the rows of the cases that have changed anew."""
    session.flush()
    touched = session.info.pop(_TOUCHED, None)
    if touched:
        rebuild(session, sorted(touched))


@event.listens_for(Session, "after_rollback")
def forget(session: Session) -> None:
    """What was touched is as it was."""
    session.info.pop(_TOUCHED, None)


def bring_up_to_date(engine: Engine) -> int:
    """Make the rows of cases from before, or from other rules; how many. Each batch is a transaction of its own."""
    done = 0
    while True:
        with Session(engine) as session, session.begin():
            current = select(CaseLineRow.case_id).where(CaseLineRow.rules == RULES)
            found = select(CaseRow.id).where(CaseRow.id.not_in(current)).order_by(CaseRow.id).limit(_AT_ONCE)
            waiting = session.scalars(found).all()
            rebuild(session, waiting)
        if not waiting:
            return done
        done += len(waiting)


def rebuild(session: Session, ids: Collection[int]) -> None:
    """Order, match keys and words of these cases, from what stands in the database now."""
    if not ids:
        return
    for table in (MatchKeyRow, CaseLineRow):
        session.execute(delete(table).where(table.case_id.in_(ids)))
    lines = [_line(case) for case in session.scalars(_with_clocks(ids))]
    if lines:
        session.execute(insert(CaseLineRow), lines)
    keys = list(_keys(session, ids))
    if keys:
        session.execute(insert(MatchKeyRow), keys)
    put_words(session, case_texts.texts_of(session, ids))


def _with_clocks(ids: Collection[int]) -> Select[CaseRow]:
    found = select(CaseRow).where(CaseRow.id.in_(ids))
    return found.options(selectinload(CaseRow.findings), selectinload(CaseRow.deadlines))


def _line(case: CaseRow) -> dict[str, object]:
    findings = {row.key: light_finding(row) for row in case.findings}
    running = [row.due for row in case.deadlines if row.met_on is None]
    ended = CaseState(case.state) in ENDED
    return {
        "case_id": case.id,
        "calm": 0 if "child_may_be_unsafe_now" in case.flags else 1,
        "due": NEVER if ended else min(running, default=NEVER),
        "severity": SEVERITY[serious_incident(case, findings)],
        "rules": RULES,
    }


def standing_of(session: Session, ids: Collection[int]) -> dict[int, dict[str, str]]:
    """What stands in each case, by path: read, or put in its place by a person. In two queries."""
    read = select(FieldRow.case_id, FieldRow.path, FieldRow.value)
    read = read.where(FieldRow.case_id.in_(ids), FieldRow.rival.is_(False)).order_by(FieldRow.id)
    right = select(CorrectionRow.case_id, CorrectionRow.path, CorrectionRow.value)
    right = right.where(CorrectionRow.case_id.in_(ids)).order_by(CorrectionRow.id)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for query in (read, right):
        for case_id, path, value in session.execute(query):
            found[case_id][path] = value
    return found


def _keys(session: Session, ids: Collection[int]) -> Iterable[dict[str, object]]:
    for case_id, standing in standing_of(session, ids).items():
        traits = traits_of(standing)
        words = {key for child in traits.children for key in child_keys(child.name)}
        yield from ({"case_id": case_id, "key": key} for key in sorted(blocking_keys(traits) | words))
