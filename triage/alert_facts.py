"""What the team might have to be told, from what the pages show: references, counts and codes, never a person."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import quote

from notify.model import Alert, AlertKind, SendingState
from triage.model import REGAINED, CaseState
from triage.read_models import MailItem, QueueRow, ServiceHealth

UNREACHABLE_AFTER = timedelta(minutes=15)
FRESH = {CaseState.LOGGED.value, CaseState.NEEDS_PERSON.value}  # nobody has taken it up


class Watched(Protocol):
    """What there is to look at; part of what the pages read."""

    def queue(self, now: datetime) -> Sequence[QueueRow]:
        """Open cases."""

    def needs_person(self) -> Sequence[MailItem]:
        """Mail that a person has to look at."""

    def health(self, now: datetime) -> ServiceHealth:
        """State of intake and sending."""

    def late_returns(self, now: datetime) -> Sequence[str]:
        """References of cases for which an agency's information is overdue."""


def alert_facts(
    reader: Watched, sending: SendingState, public_address: str, near_working_days: int, now: datetime
) -> Sequence[Alert]:
    """Everything that is so at `now`; which of it is to be told is `notify.alerts`' decision."""
    address = public_address.rstrip("/")
    facts = [fact for row in reader.queue(now) for fact in _of_case(row, address, near_working_days)]
    facts += [_of_mail(item, address) for item in reader.needs_person()]
    facts += [_of_late_return(reference, address) for reference in reader.late_returns(now)]
    health = reader.health(now)
    last_good = health.last_good_poll_at
    if health.poll_fault and (last_good is None or now - last_good > UNREACHABLE_AFTER):
        facts.append(
            Alert(kind=AlertKind.MAILBOX_UNREACHABLE, subject=_words(health.poll_fault), link=_link(address, "health"))
        )
    if health.failed_emails:
        subject = f"{health.failed_emails} e-mails of ours" if health.failed_emails > 1 else "An e-mail of ours"
        facts.append(Alert(kind=AlertKind.EMAIL_FAILED, subject=subject, link=_link(address, "health")))
    if sending.held_code:
        facts.append(
            Alert(kind=AlertKind.SENDING_HELD, subject=_words(sending.held_code), link=_link(address, "health"))
        )
    if sending.relay_failures > 3:
        facts.append(Alert(kind=AlertKind.RELAY_OUT, subject=_words(sending.relay_code), link=_link(address, "health")))
    return facts


def _of_case(row: QueueRow, address: str, near: int) -> Iterable[Alert]:
    link = _link(address, f"cases/{quote(row.reference)}")
    if "child_may_be_unsafe_now" in row.flags and row.state in FRESH:
        yield Alert(kind=AlertKind.LIVE_RISK, subject=row.reference, link=link)
    if REGAINED in row.flags:
        yield Alert(kind=AlertKind.ACCESS_REGAINED, subject=row.reference, link=link)
    if row.state == CaseState.NEEDS_PERSON.value:
        yield Alert(kind=AlertKind.NEEDS_PERSON, subject=row.reference, link=link)
    if row.working_days_left is not None and row.working_days_left <= near:
        kind = AlertKind.DEADLINE_OVER if row.working_days_left < 0 else AlertKind.DEADLINE_NEAR
        yield Alert(kind=kind, subject=row.reference, link=link)


def _of_late_return(reference: str, address: str) -> Alert:
    page = f"cases/{quote(reference)}?view=messages"
    return Alert(kind=AlertKind.LATE_RETURN, subject=reference, link=_link(address, page))


def _of_mail(item: MailItem, address: str) -> Alert:
    unsafe = "child_may_be_unsafe_now" in item.flags and not item.case_references
    kind = AlertKind.LIVE_RISK if unsafe else AlertKind.NEEDS_PERSON
    return Alert(kind=kind, subject=f"E-mail {item.id}", link=_link(address, f"mail/{item.id}"))


def _link(address: str, page: str) -> str:
    return f"{address}/{page}" if address else ""


def _words(code: str) -> str:
    return code.replace("_", " ")
