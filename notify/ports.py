"""What notify needs from outside: a way to send, the outbox that remembers, and a look into the folder of sent mail."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from config.schema.partnership import Contact
from notify.model import (
    Alert,
    DueEmail,
    FailedTry,
    Letter,
    LetterKind,
    OutgoingEmail,
    PersonalKind,
    PersonalValue,
    SendingLoad,
    SendingState,
    Telling,
)


class MailTransport(Protocol):
    """Hands e-mails to the relay, over one connection as far as it lasts."""

    def open(self) -> None:
        """Connected and signed in, again where the connection has gone. Raises TransportRefused with `relay_out`."""

    def send(self, email: OutgoingEmail) -> None:
        """Returns once the relay has taken it. Raises TransportRefused."""

    def close(self) -> None:
        """Ends the connection; never raises."""

    def check(self) -> None:
        """Connects and signs in without sending. Raises TransportRefused."""


class Outbox(Protocol):
    """E-mails written in the case's own transaction and sent afterwards. Every method is one transaction."""

    def due(self, now: datetime) -> Sequence[DueEmail]:
        """What may be tried now, oldest first."""

    def note_sending(self, email: DueEmail, now: datetime) -> None:
        """Committed before the e-mail is handed over, so that a crash cannot hide a try."""

    def note_sent(self, email: DueEmail, now: datetime) -> None:
        """The relay has taken it, now or (as its own copy shows) in an earlier try."""

    def note_failed(self, email: DueEmail, failure: FailedTry, now: datetime) -> None:
        """The try failed."""

    def put_off(self, email: DueEmail, until: datetime) -> None:
        """Not now: nothing was tried."""

    def state(self) -> SendingState:
        """Whether sending rests."""

    def load(self, now: datetime) -> SendingLoad:
        """What has been sent lately; acknowledgements only since the last release by hand."""

    def hold(self, code: str, now: datetime) -> None:
        """No further acknowledgement until a person releases them."""

    def note_relay(self, code: str, retry_at: datetime | None) -> None:
        """The relay cannot be used before `retry_at`; with an empty code, it can again."""


class CopySearch(StrEnum):
    """What a look for our own copy of a sent e-mail gave."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NO_ANSWER = "no_answer"  # the folder could not be reached now
    NOT_CONFIGURED = "not_configured"  # nobody keeps copies: there is nothing to wait for


class SentCopies(Protocol):
    """Where the mail system keeps copies of what it has sent for us."""

    def find(self, message_id: str) -> CopySearch:
        """Looks for the e-mail with this Message-ID. Never raises for a server's fault."""


class NoSentCopies:
    """SentCopies where no folder is configured."""

    def find(self, message_id: str) -> CopySearch:  # noqa: ARG002 - the port's signature
        """There is none to look into."""
        return CopySearch.NOT_CONFIGURED


class TeamDesk(Protocol):
    """Decides what the team is told, and words it."""

    def due_alerts(self, facts: Sequence[Alert], memory: Mapping[tuple[str, str], datetime], now: datetime) -> Telling:
        """What to send at `now`. `memory`: when each matter, by kind and subject, was told last."""


class LetterDesk(Protocol):
    """Words the letters that a person sends, and says what may not go into one."""

    def choices(self, kind: LetterKind) -> Mapping[str, str]:
        """What a letter offers to choose from, code to paragraph; empty for most."""

    def draft(self, letter: Letter) -> OutgoingEmail:
        """The letter in its configured words. KeyError for a choice that is not offered."""

    def revised(self, letter: Letter, subject: str, text: str) -> OutgoingEmail:
        """The draft as a person has changed it."""

    def personal_data(
        self, letter: Letter, email: OutgoingEmail, forbidden: frozenset[PersonalValue]
    ) -> tuple[PersonalKind, ...]:
        """The kinds of forbidden values that the e-mail made of a letter holds; it may be sent where there are none."""

    def may_write_to(self, address: str) -> bool:
        """Whether this is one plain address, and not ours."""

    def is_registered(self, address: str) -> bool:
        """Whether it is an address of a registered agency."""

    def unchecked_contacts(self, today: date) -> Sequence[Contact]:
        """The numbers and addresses in our e-mails that nobody has checked for long."""
