"""Tables of the history and of the people: the history takes new lines only (the database itself refuses the rest)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from triage.store.base import Base


class EventRow(Base):
    """One line of the history of a case, a mail or the service. Codes and ids only, never the referral's words."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    happened_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(60))
    detail: Mapped[str] = mapped_column(String(300), default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    about: Mapped[str] = mapped_column(String(60), default="")  # the row that holds the words: `note:5`, `decision:2`
    case_version: Mapped[int | None]  # the version of the case that the change was made to; empty for looking
    position: Mapped[int | None] = mapped_column(index=True, unique=True)  # in the chain, from 1
    digest: Mapped[str] = mapped_column(String(64), default="")  # of the row that it is about
    mac: Mapped[str] = mapped_column(String(64), default="")  # keyed hash over this line and the one before


class HistoryHeadRow(Base):
    """The end of the chain (id 1), with a seal that shows lines cut off. `unchained_to`: lines from before it began."""

    __tablename__ = "history_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    mac: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
    unchained_to: Mapped[int]


class AccountRow(Base):
    """A person who may sign in. The password is kept as an argon2id hash; empty: only the provider signs them in."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    subject: Mapped[str | None] = mapped_column(String(120), index=True, unique=True)  # at the provider: tenant:object
    code_key: Mapped[str] = mapped_column(String(200), default="")  # of one-time codes, encrypted; empty: none
    code_step: Mapped[int] = mapped_column(default=-1)  # of the last code taken, so that none is taken twice
    disabled_at: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]
    feed_hash: Mapped[str] = mapped_column(String(64), default="", index=True)  # of the calendar's token; empty: none


class SignInRow(Base):
    """One session; only the hash of its id is kept. `stage`: empty once signed in, else what is still asked for."""

    __tablename__ = "sign_in"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    began_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    stage: Mapped[str] = mapped_column(String(10), default="")  # code, enrol
    offered_key: Mapped[str] = mapped_column(String(200), default="")  # encrypted, until a code proves that it arrived

    account: Mapped[AccountRow] = relationship()
