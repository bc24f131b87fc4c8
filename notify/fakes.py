"""An outbox and a relay in memory; they pass the same contract tests as the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from notify.errors import TransportRefused
from notify.model import DueEmail, OutgoingEmail


@dataclass
class RecordingTransport:
    """Takes everything, or answers with the refusals given, one a try."""

    refusals: list[TransportRefused | None] = field(default_factory=list)
    sent: list[OutgoingEmail] = field(default_factory=list)

    def send(self, email: OutgoingEmail) -> None:
        """Take it, or raise the next refusal."""
        refusal = self.refusals.pop(0) if self.refusals else None
        if refusal is not None:
            raise refusal
        self.sent.append(email)


@dataclass(frozen=True, kw_only=True)
class _Row:
    due: DueEmail
    state: str = "waiting"
    next_at: datetime | None = None


class InMemoryOutbox:
    """Outbox of a list; `states` tells what became of each e-mail."""

    def __init__(self, emails: Sequence[OutgoingEmail]) -> None:
        self._rows = [_Row(due=DueEmail(id=number, email=email, attempts=0)) for number, email in enumerate(emails)]

    @property
    def states(self) -> list[str]:
        """waiting, sending, sent or failed, in the order of the e-mails."""
        return [row.state for row in self._rows]

    def due(self, now: datetime) -> Sequence[DueEmail]:
        """What may be tried now."""
        ready = [row for row in self._rows if row.state in ("waiting", "sending") and (row.next_at or now) <= now]
        return [replace(row.due, interrupted=row.due.interrupted or row.state == "sending") for row in ready]

    def note_sending(self, email: DueEmail, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        """A try begins."""
        row = self._rows[email.id]
        self._rows[email.id] = replace(row, state="sending", due=replace(row.due, attempts=row.due.attempts + 1))

    def note_sent(self, email: DueEmail, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        """It went out."""
        self._rows[email.id] = replace(self._rows[email.id], state="sent")

    def note_failed(self, email: DueEmail, now: datetime, *, retry_at: datetime | None, code: str) -> None:  # noqa: ARG002
        """It did not."""
        row = self._rows[email.id]
        unknown = row.due.interrupted or code == "no_answer_after_data"
        state = "waiting" if retry_at else "failed"
        self._rows[email.id] = replace(row, state=state, next_at=retry_at, due=replace(row.due, interrupted=unknown))
