"""An e-mail as it goes over the wire: exactly our headers, one recipient, plain text in UTF-8. Pure."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from notify.errors import TransportRefused
from notify.model import OutgoingEmail

# Python's default policy turns a long In-Reply-To into an encoded word, which no mail program threads by.
_POLICY = SMTP.clone(max_line_length=998)
LONGEST_LINE = 900  # bytes; RFC 5322 allows 998


def as_message(email: OutgoingEmail, sender: str, sender_name: str) -> EmailMessage:
    """From our address to the one recipient. Raises ValueError for an odd address, and for a header that could grow."""
    _refuse_growth(email)
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
    plain = email.text.isascii() and max(map(len, email.text.splitlines()), default=0) <= LONGEST_LINE
    message.set_content(email.text, charset="utf-8", cte="7bit" if plain else "quoted-printable")
    return message


def as_bytes(email: OutgoingEmail, sender: str, sender_name: str) -> bytes:
    """The same as bytes with CR LF. Raises TransportRefused for an e-mail that cannot be one."""
    try:
        return as_message(email, sender, sender_name).as_bytes()
    except ValueError as error:
        raise TransportRefused("not_an_email", permanent=True) from error


def _refuse_growth(email: OutgoingEmail) -> None:
    """The library decodes encoded words in what it is given, and a decoded line break would begin a new header."""
    values = [email.subject, email.message_id, email.in_reply_to, *email.references, email.recipient]
    values += [text for header in email.headers for text in header]
    if any("=?" in value or not value.isprintable() for value in values):
        raise ValueError("a header holds an encoded word or a character that does not print")
