"""Tables of what is not settled yet: changes that a mail or another case proposes or might, and forms not sent off."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from triage.store.base import Base


class ProposalRow(Base):
    """Another value of one field, from a later mail (`item_id`) or a merged case (`other_id`).

    `answer`: empty while a person has yet to say; accepted, added (to what stands) or refused.
    """

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    path: Mapped[str] = mapped_column(String(100))
    value: Mapped[str] = mapped_column(Text)
    raw: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    file: Mapped[str] = mapped_column(String(255))
    place: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(10), default="")
    answered_by: Mapped[str] = mapped_column(String(200), default="")
    answered_at: Mapped[datetime | None]


class ToldRow(Base):
    """One answer read in a mail that opened no case: proposed to the case that a person joins the mail to."""

    __tablename__ = "told"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    path: Mapped[str] = mapped_column(String(100))
    value: Mapped[str] = mapped_column(Text)
    raw: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    file: Mapped[str] = mapped_column(String(255))
    place: Mapped[dict[str, Any]]


class DraftRow(Base):
    """What one person has typed into one form of one case and not sent off yet; nobody else sees it."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account_id", "case_id", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    form: Mapped[str] = mapped_column(String(60))
    answers: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
