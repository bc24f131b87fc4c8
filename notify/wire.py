"""An e-mail as it goes over the wire: exactly our headers, one recipient, plain text in UTF-8. Pure."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from notify.model import OutgoingEmail

# Python's default policy turns a long In-Reply-To into an encoded word, which no mail program threads by.
_POLICY = SMTP.clone(max_line_length=998)


def as_message(email: OutgoingEmail, sender: str, sender_name: str) -> EmailMessage:
    """From our address to the one recipient. Raises ValueError for line breaks in a header or an odd address."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(display_name=sender_name, addr_spec=sender)
    message["To"] = Address(addr_spec=email.recipient)
    message["Subject"] = email.subject
    message["Date"] = email.written_at
    message["Message-ID"] = email.message_id
    if email.in_reply_to:
        message["In-Reply-To"] = email.in_reply_to
        message["References"] = " ".join(email.references)
    for name, value in email.headers:
        message[name] = value
    message.set_content(email.text, charset="utf-8", cte="quoted-printable")
    return message
