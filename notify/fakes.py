"""An outbox, a relay and a folder of sent mail in memory; they pass the same contract tests as the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from notify.errors import TransportRefused
from notify.model import DueEmail, FailedTry, OutgoingEmail, SendingLoad, SendingState
from notify.ports import CopySearch


@dataclass
class RecordingTransport:
    """Takes everything, or answers with the refusals given, one a try; the relay's own come on opening."""

    refusals: list[TransportRefused | None] = field(default_factory=list)
    sent: list[OutgoingEmail] = field(default_factory=list)
    opened: int = 0

    def open(self) -> None:
        """Connected, unless the next refusal is the relay's own."""
        self.opened += 1
        if self.refusals and (refusal := self.refusals[0]) and refusal.relay_out and not refusal.outcome_unknown:
            raise self.refusals.pop(0) or refusal

    def send(self, email: OutgoingEmail) -> None:
        """Take it, or raise the next refusal."""
        refusal = self.refusals.pop(0) if self.refusals else None
        if refusal is not None:
            raise refusal
        self.sent.append(email)

    def close(self) -> None:
        """Nothing to end."""

    def check(self) -> None:
        """Always in order."""


@dataclass
class FakeSentCopies:
    """Knows the Message-IDs given; `answer` overrides the search."""

    known: set[str] = field(default_factory=set)
    answer: CopySearch | None = None

    def find(self, message_id: str) -> CopySearch:
        """As told."""
        return self.answer or (CopySearch.FOUND if message_id in self.known else CopySearch.NOT_FOUND)


@dataclass(frozen=True, kw_only=True)
class _Row:
    due: DueEmail
    state: str = "waiting"
    next_at: datetime | None = None
    sent_at: datetime | None = None
    code: str = ""


class InMemoryOutbox:
    """Outbox of a list; `states` tells what became of each e-mail."""

    def __init__(self, emails: Sequence[OutgoingEmail], kind: str = "acknowledgement") -> None:
        self._rows = [_Row(due=DueEmail(id=n, email=email, attempts=0, kind=kind)) for n, email in enumerate(emails)]
        self._state = SendingState()
        self.returned = 0

    @property
    def states(self) -> list[str]:
        """waiting, sending, sent or failed, in the order of the e-mails."""
        return [row.state for row in self._rows]

    @property
    def codes(self) -> list[str]:
        """Why the last try failed, in the order of the e-mails."""
        return [row.code for row in self._rows]

    def due(self, now: datetime) -> Sequence[DueEmail]:
        """What may be tried now."""
        return [row.due for row in self._rows if row.state in ("waiting", "sending") and (row.next_at or now) <= now]

    def note_sending(self, email: DueEmail, now: datetime) -> None:
        """A try begins."""
        row = self._rows[email.id]
        tried = {"attempts": row.due.attempts + 1, "possible_copies": email.possible_copies + 1, "tried_at": now}
        self._rows[email.id] = replace(row, state="sending", due=replace(row.due, **tried))  # type: ignore[arg-type]

    def note_sent(self, email: DueEmail, now: datetime) -> None:
        """It went out."""
        self._rows[email.id] = replace(self._rows[email.id], state="sent", sent_at=now)

    def note_failed(self, email: DueEmail, failure: FailedTry, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        """It did not."""
        row = self._rows[email.id]
        copies = email.possible_copies + failure.outcome_unknown
        state = "waiting" if failure.retry_at else "failed"
        changed = replace(row, state=state, next_at=failure.retry_at, code=failure.code)
        self._rows[email.id] = replace(changed, due=replace(row.due, possible_copies=copies))

    def put_off(self, email: DueEmail, until: datetime) -> None:
        """Not now."""
        self._rows[email.id] = replace(self._rows[email.id], next_at=until)

    def state(self) -> SendingState:
        """Whether sending rests."""
        return self._state

    def load(self, now: datetime) -> SendingLoad:
        """What has been sent lately."""
        tried = [row.due.tried_at for row in self._rows if row.due.tried_at]
        sent = [row.sent_at for row in self._rows if row.sent_at and row.due.automatic]
        return SendingLoad(
            tries_last_minute=sum(at > now - timedelta(minutes=1) for at in tried),
            acknowledged_last_ten_minutes=sum(at > now - timedelta(minutes=10) for at in sent),
            acknowledged_last_hour=sum(at > now - timedelta(hours=1) for at in sent),
            returned_last_hour=self.returned,
        )

    def hold(self, code: str, now: datetime) -> None:  # noqa: ARG002 - the port's signature
        """Held."""
        self._state = replace(self._state, held_code=code)

    def note_relay(self, code: str, retry_at: datetime | None) -> None:
        """The relay is out, or back."""
        failures = self._state.relay_failures + 1 if code else 0
        self._state = replace(self._state, relay_code=code, relay_failures=failures, relay_retry_at=retry_at)
