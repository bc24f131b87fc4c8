"""Hands e-mails to the relay over SMTP: verified TLS before any credential leaves, a time-out on everything."""

import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from notify.errors import TransportRefused
from notify.model import OutgoingEmail

# Python's default policy turns a long In-Reply-To into an encoded word, which no mail program threads by.
_POLICY = SMTP.clone(max_line_length=998)


@dataclass(frozen=True, kw_only=True)
class RelayAccess:
    """How to reach the relay, and as whom we write."""

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    username: str
    password: str
    sender: str
    sender_name: str
    envelope_sender: str  # empty: the null sender `<>`
    timeout: float = 60  # seconds


class SmtpTransport:
    """MailTransport over SMTP; one connection an e-mail."""

    def __init__(self, access: RelayAccess) -> None:
        self._access = access

    def send(self, email: OutgoingEmail) -> None:
        """Returns once the relay has answered 250 to the final dot. Raises TransportRefused."""
        try:
            with self._connected() as relay:
                self._hand_over(relay, email)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise TransportRefused(str(code), permanent=code >= 500) from error
        except smtplib.SMTPAuthenticationError as error:
            raise TransportRefused(f"sign_in_{error.smtp_code}") from error
        except smtplib.SMTPResponseException as error:
            raise TransportRefused(str(error.smtp_code), permanent=error.smtp_code >= 500) from error
        except (smtplib.SMTPException, OSError) as error:
            raise TransportRefused("unreachable") from error

    def check(self) -> None:
        """Connects and signs in without sending. Raises TransportRefused."""
        try:
            with self._connected():
                return
        except smtplib.SMTPAuthenticationError as error:
            raise TransportRefused(f"sign_in_{error.smtp_code}", permanent=True) from error
        except (smtplib.SMTPException, OSError) as error:
            raise TransportRefused("unreachable") from error

    def _connected(self) -> smtplib.SMTP:
        access = self._access
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if access.tls == "implicit":
            relay: smtplib.SMTP = smtplib.SMTP_SSL(access.host, access.port, timeout=access.timeout, context=context)
        else:
            relay = smtplib.SMTP(access.host, access.port, timeout=access.timeout)
        if access.tls == "starttls":
            relay.starttls(context=context)  # raises where the server does not offer it: no fall-back to plain text
        if access.username:
            relay.login(access.username, access.password)
        return relay

    def _hand_over(self, relay: smtplib.SMTP, email: OutgoingEmail) -> None:
        message = as_message(email, self._access.sender, self._access.sender_name)
        relay.ehlo_or_helo_if_needed()
        for code, _ in (relay.mail(self._access.envelope_sender), relay.rcpt(email.recipient)):
            if code not in (250, 251):
                raise TransportRefused(str(code), permanent=code >= 500)
        try:
            code, _ = relay.data(message.as_bytes())
        except smtplib.SMTPDataError:
            raise
        except (smtplib.SMTPException, OSError) as error:
            raise TransportRefused("no_answer_after_data", outcome_unknown=True) from error
        if code != 250:
            raise TransportRefused(str(code), permanent=code >= 500)


def as_message(email: OutgoingEmail, sender: str, sender_name: str) -> EmailMessage:
    """The e-mail as it goes over the wire: exactly our headers, one recipient, plain text in UTF-8."""
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
