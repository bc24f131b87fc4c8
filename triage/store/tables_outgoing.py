"""Tables about sending as a whole: whether it rests, and what the team has been told. E-mails are in `tables_mail`."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from triage.store.base import Base


class SendingStateRow(Base):
    """The one row (id 1) that says whether sending rests: held until a person releases it, or the relay is out."""

    __tablename__ = "sending_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    held_at: Mapped[datetime | None]
    held_code: Mapped[str] = mapped_column(String(60), default="")
    released_at: Mapped[datetime | None]  # what was sent before no longer counts against sending
    relay_code: Mapped[str] = mapped_column(String(60), default="")
    relay_failures: Mapped[int] = mapped_column(default=0)
    relay_retry_at: Mapped[datetime | None]


class AlertToldRow(Base):
    """When the team was last told of something. `subject` is a reference, a mailbox or a day, never a name."""

    __tablename__ = "alert_told"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(100), primary_key=True)
    told_at: Mapped[datetime]
