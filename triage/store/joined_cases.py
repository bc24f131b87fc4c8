"""Cases that belong together, or may: what people said of each pair, and the candidates that nobody has judged yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, selectinload

from config.schema.fields import FieldCatalogue
from triage.match_keys import blocking_keys
from triage.matching import Likeness, compare
from triage.read_joined import CandidateView, JoinedCase, ProposalView
from triage.store.case_lookup import standing_of
from triage.store.case_views import field_view, initials
from triage.store.tables_case import CaseRow, FieldRow
from triage.store.tables_lookup import MatchKeyRow
from triage.store.tables_proposed import ProposalRow
from triage.store.tables_work import CaseBondRow
from triage.traits import Traits, traits_of

MOST_COMPARED = 60  # cases that share most keys
MOST_SHOWN = 10
_NOTHING = "none"  # a bond that a person has undone


@dataclass(frozen=True)
class Bond:
    """What stands between a case and another one."""

    other_id: int
    row: CaseBondRow


def bonds(session: Session, case_id: int) -> list[Bond]:
    """What people said of this case and others, the latest of each pair; what was undone is left out."""
    found = select(CaseBondRow).where(or_(CaseBondRow.case_id == case_id, CaseBondRow.other_id == case_id))
    latest: dict[int, CaseBondRow] = {}
    for row in session.scalars(found.order_by(CaseBondRow.id)):
        latest[row.other_id if row.case_id == case_id else row.case_id] = row
    return [Bond(other_id, row) for other_id, row in latest.items() if row.relation != _NOTHING]


def merged_into(session: Session, case_id: int) -> list[int]:
    """Ids of the cases that were merged into this one."""
    return [each.other_id for each in bonds(session, case_id) if _is_survivor(each, case_id)]


def joined(session: Session, case: CaseRow) -> tuple[JoinedCase, ...]:
    """The cases that a person joined with this one; those that are not the same are left out."""
    standing = [each for each in bonds(session, case.id) if each.row.relation != "not_same"]
    others = _cases(session, [each.other_id for each in standing])
    return tuple(_joined(case, each, others[each.other_id]) for each in standing)


def candidates(session: Session, case: CaseRow, same_site: Callable[[str], bool]) -> tuple[CandidateView, ...]:
    """Cases that may have to do with this one and of which nobody has said anything, the likeliest first."""
    mine = traits_of(standing_of(session, [case.id])[case.id])
    known = {each.other_id for each in bonds(session, case.id)}
    found = _compared(session, case.id, mine)
    likely = sorted((each for each in found if each[0] not in known), key=lambda each: -each[1].score)[:MOST_SHOWN]
    others = _cases(session, [each for each, _ in likely])
    return tuple(
        CandidateView(
            reference=others[each].reference,
            initials=_initials(others[each]),
            state=others[each].state,
            received_at=others[each].received_at,
            agency=_agency(others[each]),
            kind=likeness.kind.value,
            reasons=likeness.reasons,
        )
        for each, likeness in likely
        if same_site(others[each].item.account)
    )


def likeness_of(session: Session, one: CaseRow, other: CaseRow) -> Likeness | None:
    """What two cases have in common."""
    standing = standing_of(session, [one.id, other.id])
    return compare(traits_of(standing[one.id]), traits_of(standing[other.id]))


def proposals(
    session: Session, case: CaseRow, standing: Mapping[str, str], catalogue: FieldCatalogue
) -> tuple[ProposalView, ...]:
    """Changes proposed to this case, the unanswered ones first."""
    other = aliased(CaseRow)
    found = select(ProposalRow, other.reference).outerjoin(other, other.id == ProposalRow.other_id)
    rows = session.execute(found.where(ProposalRow.case_id == case.id).order_by(ProposalRow.answer, ProposalRow.id))
    return tuple(
        ProposalView(
            id=row.id,
            field=field_view(row, catalogue),
            stands=standing.get(row.path, ""),
            item_id=row.item_id,
            other_reference=reference or "",
            made_at=row.made_at,
            answer=row.answer,
            answered_by=row.answered_by,
            answered_at=row.answered_at,
        )
        for row, reference in rows
    )


def _compared(session: Session, case_id: int, mine: Traits) -> Sequence[tuple[int, Likeness]]:
    keys = blocking_keys(mine)
    if not keys:
        return []
    sharing = (
        select(MatchKeyRow.case_id)
        .where(MatchKeyRow.key.in_(keys), MatchKeyRow.case_id != case_id)
        .group_by(MatchKeyRow.case_id)
        .order_by(func.count().desc(), MatchKeyRow.case_id.desc())
        .limit(MOST_COMPARED)
    )
    ids = session.scalars(sharing).all()
    found = ((each, compare(mine, traits_of(facts))) for each, facts in standing_of(session, ids).items())
    return [(each, likeness) for each, likeness in found if likeness is not None]


def _cases(session: Session, ids: Sequence[int]) -> dict[int, CaseRow]:
    if not ids:
        return {}
    shown = or_(FieldRow.path.like("children[%].full_name"), FieldRow.path == "referrer.agency")
    found = select(CaseRow).where(CaseRow.id.in_(ids))
    rows = session.scalars(found.options(selectinload(CaseRow.fields.and_(shown)), selectinload(CaseRow.item)))
    return {row.id: row for row in rows}


def _joined(case: CaseRow, bond: Bond, other: CaseRow) -> JoinedCase:
    relation = bond.row.relation
    if relation == "merged":
        relation = "merged_here" if _is_survivor(bond, case.id) else "merged_there"
    return JoinedCase(
        reference=other.reference,
        initials=_initials(other),
        state=other.state,
        received_at=other.received_at,
        agency=_agency(other),
        relation=relation,
        reason=bond.row.reason,
        by=bond.row.made_by,
        at=bond.row.made_at,
    )


def _is_survivor(bond: Bond, case_id: int) -> bool:
    return bond.row.relation == "merged" and bond.row.other_id == case_id


def _initials(case: CaseRow) -> str:
    return initials(row.value for row in case.fields if row.path.endswith("].full_name") and not row.rival)


def _agency(case: CaseRow) -> str:
    named = (row.value for row in case.fields if row.path == "referrer.agency" and not row.rival)
    return next(named, "") or case.item.sender.rpartition("@")[2]
