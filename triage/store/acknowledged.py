"""Counts of earlier acknowledgements: what notify's limits look at. Held and cancelled ones do not count."""

import re
import unicodedata
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from notify.model import AcknowledgedBefore
from triage.store.outbox import ACKNOWLEDGEMENT
from triage.store.tables_mail import ItemRow, OutboxRow

_GOING_OUT = ("waiting", "sending", "sent", "failed")
_PREFIXES = re.compile(r"(?:\s*(?:re|aw|sv|antw|fwd?|wg)\s*(?:\[\d+\])?\s*:)+", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[\W_]+")


def acknowledged_before(session: Session, sender: str, subject: str, now: datetime) -> AcknowledgedBefore:
    """What has gone to this sender and its domain before `now`, and how often for mails of this subject."""
    to_sender, domain = OutboxRow.recipient == sender, sender.rpartition("@")[2]
    to_domain = OutboxRow.recipient.endswith(f"@{domain}", autoescape=True)
    return AcknowledgedBefore(
        address_last_hour=_count(session, to_sender, now - timedelta(hours=1)),
        address_last_day=_count(session, to_sender, now - timedelta(days=1)),
        same_subject_last_three_hours=_same_subject(session, sender, subject, now - timedelta(hours=3)),
        domain_last_hour=_count(session, to_domain, now - timedelta(hours=1)),
        in_all_last_day=_count(session, OutboxRow.id > 0, now - timedelta(days=1)),
    )


def plain_subject(subject: str) -> str:
    """A subject for comparison: without `Re:` and the like, case, accents' encoding, blanks and punctuation."""
    folded = unicodedata.normalize("NFKC", subject).casefold()
    return " ".join(_NOT_A_WORD.sub(" ", _PREFIXES.sub("", folded, count=1)).split())


def _same_subject(session: Session, sender: str, subject: str, since: datetime) -> int:
    """Compared with the mails that were answered, so that no subject is kept a second time."""
    answered = (
        select(ItemRow.subject)
        .join(OutboxRow, OutboxRow.item_id == ItemRow.id)
        .where(*_counted(OutboxRow.recipient == sender, since))
    )
    return sum(plain_subject(each) == plain_subject(subject) for each in session.scalars(answered))


def _count(session: Session, which: ColumnElement[bool], since: datetime) -> int:
    counted = select(func.count()).select_from(OutboxRow).where(*_counted(which, since))
    return session.scalar(counted) or 0


def _counted(which: ColumnElement[bool], since: datetime) -> tuple[ColumnElement[bool], ...]:
    going_out = OutboxRow.state.in_(_GOING_OUT)
    return (OutboxRow.kind == ACKNOWLEDGEMENT, going_out, OutboxRow.written_at > since, which)
