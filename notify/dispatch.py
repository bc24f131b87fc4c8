"""Sends what is due in the outbox: one try an e-mail, back-off, and to a person when trying no longer helps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from notify.errors import TransportRefused
from notify.model import DueEmail
from notify.ports import MailTransport, Outbox

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 125  # five days at the longest wait: Postfix's and our own patience with a relay

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class DispatchReport:
    """How one round went."""

    sent: int = 0
    failed: int = 0


def send_due(outbox: Outbox, transport: MailTransport, clock: Callable[[], datetime]) -> DispatchReport:
    """One round over everything due. A refused e-mail never holds up the next."""
    sent = failed = 0
    for due in outbox.due(clock()):
        if due.interrupted and due.attempts >= 2:
            # It may have gone out twice already: a third copy is a person's decision.
            outbox.note_failed(due, clock(), retry_at=None, code="possibly_sent_twice")
            failed += 1
            continue
        outbox.note_sending(due, clock())
        try:
            transport.send(due.email)
        except TransportRefused as refusal:
            _note_refusal(outbox, due, refusal, clock())
            failed += 1
        else:
            outbox.note_sent(due, clock())
            sent += 1
    return DispatchReport(sent=sent, failed=failed)


def wait_after(attempts: int) -> timedelta:
    """Back-off after so many tries: a minute, doubling to an hour."""
    doublings: int = min(attempts - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _note_refusal(outbox: Outbox, due: DueEmail, refusal: TransportRefused, now: datetime) -> None:
    attempts = due.attempts + 1
    give_up = refusal.permanent or attempts >= MOST_ATTEMPTS or (refusal.outcome_unknown and due.interrupted)
    retry_at = None if give_up else now + wait_after(attempts)
    outbox.note_failed(due, now, retry_at=retry_at, code=refusal.code)
    log.warning("email_not_sent", outbox=due.id, code=refusal.code, attempts=attempts, retryable=not give_up)
