"""Tables of the case: fields as read, what the service suggests with its quotes, deadlines."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage.store.base import Base
from triage.store.tables_audit import AccountRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_work import ConfirmationRow, CorrectionRow, DecisionRow, JudgementRow


class CaseRow(Base):
    """One referral. `configuration` is the version of the rules that it was read with."""

    __tablename__ = "case"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    form_part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))
    state: Mapped[str] = mapped_column(String(30), index=True)
    opened_at: Mapped[datetime]
    received_at: Mapped[datetime]
    criteria_set: Mapped[str] = mapped_column(String(60))
    configuration: Mapped[str] = mapped_column(String(20))
    sections: Mapped[dict[str, Any]]
    missing: Mapped[list[Any]]  # paths of required fields
    flags: Mapped[list[Any]]
    warnings: Mapped[list[Any]]  # of the suggestion
    version: Mapped[int] = mapped_column(default=1)  # counts changes by people, so that nobody overwrites anybody
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    held_from: Mapped[str] = mapped_column(String(30), default="")  # the state to which a held case goes back
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(String(40), default="")
    restricted: Mapped[bool] = mapped_column(default=False, index=True)  # only people named in case_access may see it

    item: Mapped[ItemRow] = relationship()
    assignee: Mapped[AccountRow | None] = relationship()
    fields: Mapped[list["FieldRow"]] = relationship(order_by="FieldRow.id")
    answers: Mapped[list["OtherAnswerRow"]] = relationship(order_by="OtherAnswerRow.id")
    findings: Mapped[list["FindingRow"]] = relationship(order_by="FindingRow.id")
    deadlines: Mapped[list["DeadlineRow"]] = relationship(order_by="DeadlineRow.due")
    judgements: Mapped[list[JudgementRow]] = relationship(order_by=JudgementRow.id)
    corrections: Mapped[list[CorrectionRow]] = relationship(order_by=CorrectionRow.id)
    decisions: Mapped[list[DecisionRow]] = relationship(order_by=DecisionRow.id)
    confirmations: Mapped[list[ConfirmationRow]] = relationship(order_by=ConfirmationRow.id)


class CaseLinkRow(Base):
    """A mail that belongs, or may belong, to a case. Relations: opened, joined, linked, proposed, rejected."""

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("case_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    relation: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(60))

    case: Mapped[CaseRow] = relationship()


class FieldRow(Base):
    """One reading of one field. A rival is a reading that disagrees with the one in the record."""

    __tablename__ = "field"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    path: Mapped[str] = mapped_column(String(100))
    value: Mapped[str] = mapped_column(Text)
    raw: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    file: Mapped[str] = mapped_column(String(255))
    place: Mapped[dict[str, Any]]
    rival: Mapped[bool] = mapped_column(default=False)


class OtherAnswerRow(Base):
    """An answered question of the form that no field takes."""

    __tablename__ = "other_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    label: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)


class FindingRow(Base):
    """What the service suggests on one key; `value` is the key's word, `true` or `false`."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[str] = mapped_column(String(30))
    probability: Mapped[float]

    quotes: Mapped[list["QuoteRow"]] = relationship(order_by="QuoteRow.id")


class QuoteRow(Base):
    """An exact substring of one of the case's sections, for a finding or against it."""

    __tablename__ = "quote"

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    section: Mapped[str] = mapped_column(String(60))
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    against: Mapped[bool] = mapped_column(default=False)


class DeadlineRow(Base):
    """One clock of a case."""

    __tablename__ = "deadline"
    __table_args__ = (UniqueConstraint("case_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str] = mapped_column(String(30))
    counted_from: Mapped[date]
    due: Mapped[date]
    basis: Mapped[str] = mapped_column(String(30))
    provisional: Mapped[bool] = mapped_column(default=True)
    met_on: Mapped[date | None]
    set_by: Mapped[str] = mapped_column(String(200), default="")  # who set the start; empty: the service
