"""What notify needs from outside: a way to send, and the outbox that remembers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from notify.model import DueEmail, OutgoingEmail


class MailTransport(Protocol):
    """Hands one e-mail to the relay."""

    def send(self, email: OutgoingEmail) -> None:
        """Returns once the relay has taken it. Raises TransportRefused."""


class Outbox(Protocol):
    """E-mails written in the case's own transaction and sent afterwards. Every method is one transaction."""

    def due(self, now: datetime) -> Sequence[DueEmail]:
        """What may be tried now, oldest first."""

    def note_sending(self, email: DueEmail, now: datetime) -> None:
        """Committed before the relay is contacted, so that a crash cannot hide a try."""

    def note_sent(self, email: DueEmail, now: datetime) -> None:
        """The relay has taken it."""

    def note_failed(self, email: DueEmail, now: datetime, *, retry_at: datetime | None, code: str) -> None:
        """The try failed; `retry_at` None means that a person has to look."""
