"""Tables of people's work on a case or a mail: what they judged, corrected, decided. Rows are added, never changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from triage.store.base import Base


class ByPerson:
    """Who did it, and when."""

    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))  # the name at that time
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))


class NoteRow(ByPerson, Base):
    """Why a person did something, in their own words; the line of history that it belongs to names it."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    text: Mapped[str] = mapped_column(Text)


class JudgementRow(ByPerson, Base):
    """A caseworker's judgement of one criterion: supports, does_not, cannot_tell. The latest of a key stands."""

    __tablename__ = "judgement"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")


class CorrectionRow(ByPerson, Base):
    """A field as a person put it right. What was read stays beside it; the latest correction of a path stands."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    path: Mapped[str] = mapped_column(String(100))
    value: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))  # misread, fact
    reason: Mapped[str] = mapped_column(Text, default="")


class DecisionRow(ByPerson, Base):
    """A recommendation, the partners' decision, or the notification sent: who decided, when, and why."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # recommendation, decision, notification
    outcome: Mapped[str] = mapped_column(String(40))
    reasons: Mapped[str] = mapped_column(Text)
    criteria: Mapped[list[Any]]  # keys relied on
    decided_by: Mapped[str] = mapped_column(String(200))
    decided_role: Mapped[str] = mapped_column(String(200))
    decided_on: Mapped[date]
    external_reference: Mapped[str] = mapped_column(String(100), default="")  # of the notification
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))


class ItemOutcomeRow(ByPerson, Base):
    """What a person did with a mail that needed one: opened_by_hand, linked, not_a_referral, retried."""

    __tablename__ = "item_outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(Text, default="")


class CaseBondRow(ByPerson, Base):
    """What a person says of two cases: sibling, same_incident, merged (into the other), not_same, none.

    The latest row of a pair stands, whichever way round it names them.
    """

    __tablename__ = "case_bond"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    relation: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")


class ConfirmationRow(ByPerson, Base):
    """A second person has read a recorded decision and confirms it, or does not: confirmed, not_confirmed."""

    __tablename__ = "confirmation"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    value: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")


WorkRow = NoteRow | JudgementRow | CorrectionRow | DecisionRow | ItemOutcomeRow | CaseBondRow | ConfirmationRow
