"""What the acknowledgement's rules and composer may know of a mail: envelope, class and our own references."""

from ingest.ports import Receipt
from notify.model import AcknowledgedBefore, IncomingMail
from triage.casework import ReadMail
from triage.model import IMPORTED
from triage.store.unit_of_work import UnitOfWork

__all__ = ["IMPORTED", "incoming_mail"]


def incoming_mail(mail: ReadMail, receipt: Receipt, work: UnitOfWork, *, follows_up: bool) -> IncomingMail:
    """The facts that `may_acknowledge` looks at."""
    message = mail.message
    sender = message.sender.mailbox if message and message.sender else None
    subject = message.untrusted_subject if message else ""
    return IncomingMail(
        sender=sender,
        headers=message.headers if message else (),
        content_types=message.content_types if message else (),
        message_class=mail.message_class.value,
        message_id=message.message_id if message else "",
        recipients=message.recipients if message else (),
        flags=mail.flags,
        follows_up=follows_up,
        opens_case=bool(mail.referrals),
        arrived_at=None if receipt.account == IMPORTED else receipt.received_at,
        first_seen_at=receipt.first_seen_at,
        before=work.acknowledged_before(sender, subject) if sender else AcknowledgedBefore(),
    )
