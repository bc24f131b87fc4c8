"""Tables made from cases so that they are found and put in order without reading them all; rebuilt with each change."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from triage.store.base import Base


class CaseLineRow(Base):
    """What orders a case in the queue. `rules`: the version of the rules that made this case's rows here."""

    __tablename__ = "case_line"
    __table_args__ = (Index("ix_case_line_urgency", "calm", "due", "severity"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    calm: Mapped[int]  # 0 where a child may be unsafe now
    due: Mapped[date]  # of the next clock; far in the future where none runs
    severity: Mapped[int]  # of what is suggested, the gravest first
    rules: Mapped[int] = mapped_column(index=True)


class MatchKeyRow(Base):
    """One trait that cases about the same child or incident share: `nhs:9434765919`, `born:2024-03-02`, …"""

    __tablename__ = "match_key"
    __table_args__ = (Index("ix_match_key_key", "key", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    key: Mapped[str] = mapped_column(String(120))
