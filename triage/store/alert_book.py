"""What the team has been told, and when. An alert's e-mails and the memory of it are one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from notify.model import OutgoingEmail
from triage.store.outbox import ALERT, new_row
from triage.store.tables_outgoing import AlertToldRow


class DatabaseAlertBook:
    """Memory and outbox of the alerts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def memory(self) -> Mapping[tuple[str, str], datetime]:
        """When each matter, by kind and subject, was told last."""
        with Session(self._engine.execution_options(reading=True)) as session:
            return {(row.kind, row.subject): row.told_at for row in session.scalars(select(AlertToldRow))}

    def tell(self, emails: Sequence[OutgoingEmail], told: Sequence[tuple[str, str]], now: datetime) -> None:
        """Put the e-mails into the outbox and remember what they tell."""
        if not emails:
            return
        with Session(self._engine) as session, session.begin():
            session.add_all(new_row(ALERT, email, "waiting", now) for email in emails)
            for kind, subject in told:
                session.merge(AlertToldRow(kind=kind[:40], subject=subject[:100], told_at=now))
