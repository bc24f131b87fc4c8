"""What the team has been told, and when. An alert's e-mails and the memory of it are one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from notify.model import OutgoingEmail
from triage.store.outbox import ALERT, new_row
from triage.store.tables_outgoing import AlertToldRow

_OF = "\t"  # between the mailbox of a team and a subject; neither holds one


class DatabaseAlertBook:
    """Memory and outbox of the alerts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def memory(self, team: str = "") -> Mapping[tuple[str, str], datetime]:
        """When each matter, by kind and subject, was told last to the team of this mailbox, or to the general one."""
        with Session(self._engine.execution_options(reading=True)) as session:
            rows = session.scalars(select(AlertToldRow)).all()
        told = [(row, row.subject.rpartition(_OF)) for row in rows]
        return {(row.kind, subject): row.told_at for row, (whom, _, subject) in told if whom == team}

    def tell(
        self, emails: Sequence[OutgoingEmail], told: Sequence[tuple[str, str]], now: datetime, team: str = ""
    ) -> None:
        """Put the e-mails into the outbox and remember what they tell."""
        if not emails:
            return
        with Session(self._engine) as session, session.begin():
            session.add_all(new_row(ALERT, email, "waiting", now) for email in emails)
            for kind, subject in told:
                about = f"{team}{_OF}{subject}" if team else subject
                session.merge(AlertToldRow(kind=kind[:40], subject=about[:100], told_at=now))
