"""What joining cases and answering proposed changes finds and keeps, within a person's transaction."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select, update

from triage.store.joined_cases import merged_into
from triage.store.tables_case import CaseRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_proposed import ProposalRow, ToldRow
from triage.store.tables_work import CaseBondRow
from triage.store.unit_of_work import UnitOfWork


class JoiningWork(UnitOfWork):
    """A transaction over more than one case."""

    def case_with_id(self, case_id: int) -> CaseRow:
        """The case, locked for change; NoResultFound for an id that is none."""
        return self._session.scalars(select(CaseRow).where(CaseRow.id == case_id).with_for_update()).one()

    def reference_of(self, case_id: int | None) -> str:
        """Its reference; empty for none."""
        return self._session.scalar(select(CaseRow.reference).where(CaseRow.id == case_id)) or ""

    def bond_between(self, one: CaseRow, other: CaseRow) -> CaseBondRow | None:
        """What was said last of the two."""
        pair = or_(
            and_(CaseBondRow.case_id == one.id, CaseBondRow.other_id == other.id),
            and_(CaseBondRow.case_id == other.id, CaseBondRow.other_id == one.id),
        )
        return self._session.scalar(select(CaseBondRow).where(pair).order_by(CaseBondRow.id.desc()).limit(1))

    def merge_of(self, case: CaseRow) -> CaseBondRow | None:
        """By which a merged case points to the one that goes on."""
        found = select(CaseBondRow).where(CaseBondRow.case_id == case.id, CaseBondRow.relation == "merged")
        return self._session.scalar(found.order_by(CaseBondRow.id.desc()).limit(1))

    def merged_into(self, case: CaseRow) -> Sequence[int]:
        """Ids of the cases that were merged into this one and still are."""
        return merged_into(self._session, case.id)

    def told_by(self, item: ItemRow) -> Sequence[ToldRow]:
        """What a mail without a case says."""
        return self._session.scalars(select(ToldRow).where(ToldRow.item_id == item.id).order_by(ToldRow.id)).all()

    def proposals_of(self, case: CaseRow) -> Sequence[ProposalRow]:
        """Every change proposed to a case, oldest first, locked for change."""
        found = select(ProposalRow).where(ProposalRow.case_id == case.id).order_by(ProposalRow.id)
        return self._session.scalars(found.with_for_update()).all()

    def take_back_proposals(self, merged: CaseRow, survivor: CaseRow) -> None:
        """Those that came with a case that was merged, and that nobody has answered."""
        mine = and_(ProposalRow.case_id == survivor.id, ProposalRow.other_id == merged.id, ProposalRow.answer == "")
        self._session.execute(update(ProposalRow).where(mine).values(answer="taken_back", answered_at=self.now))

    def refuse_proposals_of(self, case: CaseRow, item_id: int, by: str) -> None:
        """Those of a mail that does not belong to the case after all."""
        mine = and_(ProposalRow.case_id == case.id, ProposalRow.item_id == item_id, ProposalRow.answer == "")
        values = {"answer": "refused", "answered_by": by, "answered_at": self.now}
        self._session.execute(update(ProposalRow).where(mine).values(**values))
