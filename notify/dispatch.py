"""Sends what is due in the outbox: at a bearable pace, with back-off, and to a person when trying no longer helps.

An e-mail is sent once. Where the end of a try is not known (the process died, or the relay fell silent after the final
dot) our own copy is looked for; only if none turns up is it sent again, once, with the same Message-ID.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from config.schema.sending import AcknowledgementLimits
from notify.breaker import breaks
from notify.errors import TransportRefused
from notify.model import DueEmail, FailedTry, SendingLoad
from notify.ports import CopySearch, MailTransport, NoSentCopies, Outbox, SentCopies

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 125  # five days at the longest wait: Postfix's and our own patience with a relay
MOST_COPIES = 2  # a third is a person's decision
COPY_APPEARS_WITHIN = timedelta(minutes=10)

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class SendingRules:
    """How fast, how much, and where our own copies are."""

    per_minute: int | None = None  # e-mails of any kind; None: the relay keeps its own pace
    limits: AcknowledgementLimits = field(default_factory=AcknowledgementLimits)
    copies: SentCopies = field(default_factory=NoSentCopies)


@dataclass(frozen=True, kw_only=True)
class DispatchReport:
    """How one round went. `rest` says why it ended early: a code, or empty."""

    sent: int = 0
    failed: int = 0
    rest: str = ""


def send_due(
    outbox: Outbox, transport: MailTransport, clock: Callable[[], datetime], rules: SendingRules | None = None
) -> DispatchReport:
    """One round over everything due. A refused e-mail never holds up the next; a relay that is out does."""
    state = outbox.state()
    if state.relay_retry_at is not None and clock() < state.relay_retry_at:
        return DispatchReport(rest=state.relay_code)
    round_ = _Round(outbox, transport, clock, rules or SendingRules())
    try:
        for due in outbox.due(clock()):
            round_.settle(due)
            if round_.report.rest:
                break
    finally:
        transport.close()
    return round_.report


def wait_after(attempts: int) -> timedelta:
    """Back-off after so many tries: a minute, doubling to an hour."""
    doublings: int = max(0, min(attempts - 1, 10))
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


class _Round:
    """One round: what has been sent in it counts towards pace and breaker like what was sent before."""

    def __init__(
        self, outbox: Outbox, transport: MailTransport, clock: Callable[[], datetime], rules: SendingRules
    ) -> None:
        self._outbox, self._transport, self._clock, self._rules = outbox, transport, clock, rules
        self._load = outbox.load(clock())
        state = outbox.state()
        self._held, self._relay_was_out = state.held_code, bool(state.relay_code)
        self.report = DispatchReport()

    def settle(self, due: DueEmail) -> None:
        """Send it, put it off, or give it to a person."""
        if due.possible_copies >= MOST_COPIES or due.attempts >= MOST_ATTEMPTS:
            code = "possibly_sent_twice" if due.possible_copies >= MOST_COPIES else "gave_up"
            self._fail(due, FailedTry(code=code, retry_at=None))
        elif not (due.possible_copies and self._settled_by_own_copy(due)) and self._may_send(due):
            self._try(due)

    def _settled_by_own_copy(self, due: DueEmail) -> bool:
        """Whether our own copy shows that it has gone out, or may still turn up."""
        now = self._clock()
        found = self._rules.copies.find(due.email.message_id)
        if found is CopySearch.FOUND:
            self._outbox.note_sent(replace(due, possible_copies=0), now)
            self.report = replace(self.report, sent=self.report.sent + 1)
            return True
        recent = due.tried_at is not None and now - due.tried_at < COPY_APPEARS_WITHIN
        if found is not CopySearch.NOT_CONFIGURED and recent:
            self._outbox.put_off(due, now + FIRST_WAIT)
            return True
        return False

    def _may_send(self, due: DueEmail) -> bool:
        if due.automatic and not self._held:
            self._held = breaks(self._load, self._rules.limits)
            if self._held:
                self._outbox.hold(self._held, self._clock())
                log.error("acknowledgements_held", code=self._held)
        if due.automatic and self._held:
            return False
        if self._rules.per_minute is not None and self._load.tries_last_minute >= self._rules.per_minute:
            self.report = replace(self.report, rest="pace")
            return False
        return True

    def _try(self, due: DueEmail) -> None:
        try:
            self._transport.open()
        except TransportRefused as refusal:
            self._rest(refusal)
            return
        self._outbox.note_sending(due, self._clock())
        self._load = _one_more(self._load, due)
        try:
            self._transport.send(due.email)
        except TransportRefused as refusal:
            self._note_refusal(due, refusal)
        else:
            self._outbox.note_sent(due, self._clock())
            self._note_relay_is_back()
            self.report = replace(self.report, sent=self.report.sent + 1)

    def _note_relay_is_back(self) -> None:
        if self._relay_was_out:
            self._outbox.note_relay("", None)
            self._relay_was_out = False

    def _note_refusal(self, due: DueEmail, refusal: TransportRefused) -> None:
        attempts = due.attempts + 1
        copies = due.possible_copies + refusal.outcome_unknown
        give_up = refusal.permanent or attempts >= MOST_ATTEMPTS or copies >= MOST_COPIES
        retry_at = None if give_up else self._clock() + wait_after(attempts)
        code = "possibly_sent_twice" if copies >= MOST_COPIES else refusal.code
        self._fail(due, FailedTry(code=code, retry_at=retry_at, outcome_unknown=refusal.outcome_unknown))
        if refusal.relay_out:
            self._rest(refusal)

    def _fail(self, due: DueEmail, failure: FailedTry) -> None:
        self._outbox.note_failed(due, failure, self._clock())
        self.report = replace(self.report, failed=self.report.failed + 1)
        log.warning("email_not_sent", outbox=due.id, code=failure.code, retryable=failure.retry_at is not None)

    def _rest(self, refusal: TransportRefused) -> None:
        """The relay itself is out: nobody's turn until the back-off is over, however much is waiting."""
        failures = self._outbox.state().relay_failures + 1
        self._outbox.note_relay(refusal.code, self._clock() + wait_after(failures))
        self.report = replace(self.report, rest=refusal.code)
        log.warning("relay_out", code=refusal.code, failures=failures)


def _one_more(load: SendingLoad, due: DueEmail) -> SendingLoad:
    return replace(
        load,
        tries_last_minute=load.tries_last_minute + 1,
        acknowledged_last_ten_minutes=load.acknowledged_last_ten_minutes + due.automatic,
        acknowledged_last_hour=load.acknowledged_last_hour + due.automatic,
    )
