"""Tables of tries at a sign-in provider, of whose cases a person sees, and of who may or may not see one."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from triage.store.base import Base


class ProviderAttemptRow(Base):
    """A sign-in at the provider that has begun; taken once, by the browser that began it."""

    __tablename__ = "provider_attempt"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    state: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    began_at: Mapped[datetime]


class AccountMailboxRow(Base):
    """A mailbox whose cases a person may see. Somebody without any row sees those of all."""

    __tablename__ = "account_mailbox"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    mailbox: Mapped[str] = mapped_column(String(200), primary_key=True)


class CaseAccessRow(Base):
    """A person named for a restricted case, or locked out of a case by a conflict of interest: named, conflict."""

    __tablename__ = "case_access"
    __table_args__ = (UniqueConstraint("case_id", "account_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(200))
