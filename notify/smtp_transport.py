"""Hands e-mails to the relay over SMTP: verified TLS before any credential leaves, a time-out on everything."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from notify.errors import TransportRefused
from notify.model import OutgoingEmail
from notify.relay_access import RelayAccess
from notify.wire import as_bytes

_DOTS = re.compile(rb"^\.", re.MULTILINE)
_GOING_AWAY = 421  # RFC 5321, section 3.8: the server closes the connection


class SmtpTransport:
    """MailTransport over SMTP. One connection serves a round; after any refusal the next e-mail gets a new one."""

    def __init__(self, access: RelayAccess) -> None:
        self._access = access
        self._relay: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connected, greeted and signed in. Raises TransportRefused with `relay_out`."""
        if self._relay is not None and _alive(self._relay):
            return
        self.close()
        with _as_refusal():
            self._relay = self._connected()

    def send(self, email: OutgoingEmail) -> None:
        """Returns once the relay has answered 250 to the final dot. Raises TransportRefused."""
        if self._relay is None:
            self.open()
        try:
            self._hand_over(email)
        except TransportRefused:
            self.close()
            raise

    def close(self) -> None:
        """Ends the connection; what the relay says to that does not matter."""
        relay, self._relay = self._relay, None
        if relay is not None:
            with suppress(smtplib.SMTPException, OSError):
                relay.quit()
            relay.close()

    def check(self) -> None:
        """Connects and signs in without sending. Raises TransportRefused."""
        try:
            self.open()
        finally:
            self.close()

    def _connected(self) -> smtplib.SMTP:
        access = self._access
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if access.tls == "implicit":
            relay: smtplib.SMTP = smtplib.SMTP_SSL(access.host, access.port, timeout=access.timeout, context=context)
        else:
            relay = smtplib.SMTP(access.host, access.port, timeout=access.timeout)
        try:
            relay.ehlo_or_helo_if_needed()
            if access.tls == "starttls":
                relay.starttls(context=context)  # raises where it is not offered: no fall-back to plain text
                relay.ehlo_or_helo_if_needed()
            self._sign_in(relay)
        except BaseException:
            relay.close()
            raise
        return relay

    def _sign_in(self, relay: smtplib.SMTP) -> None:
        access, token = self._access, self._access.token
        if token is not None:
            said = f"user={access.username}\x01auth=Bearer {token()}\x01\x01"
            relay.auth("XOAUTH2", lambda challenge=None: "" if challenge else said)
        elif access.username:
            relay.login(access.username, access.password)

    def _hand_over(self, email: OutgoingEmail) -> None:
        relay, access = self._relay, self._access
        if relay is None:
            raise TransportRefused("not_connected", relay_out=True)
        returned_to = access.envelope_sender or (access.sender if email.returned_to_us else "")
        content = as_bytes(email, access.sender, access.sender_name)
        with _as_refusal():
            _expect(relay.mail(returned_to), {250})
            _expect(relay.rcpt(email.recipient), {250, 251})
            _expect(relay.docmd("DATA"), {354})
        try:
            relay.send(_DOTS.sub(b"..", content) + b".\r\n")
            reply = relay.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise TransportRefused("no_answer_after_data", outcome_unknown=True, relay_out=True) from error
        _expect(reply, {250})


def _alive(relay: smtplib.SMTP) -> bool:
    try:
        return relay.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def _expect(reply: tuple[int, bytes], good: set[int]) -> None:
    code = reply[0]
    if code not in good:
        raise TransportRefused(str(code), permanent=code >= 500, relay_out=code == _GOING_AWAY)


@contextmanager
def _as_refusal() -> Iterator[None]:
    """Faults of the connection and of signing in are the relay's, not the e-mail's: they never make it fail."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise TransportRefused(f"sign_in_{error.smtp_code}", relay_out=True) from error
    except smtplib.SMTPNotSupportedError as error:
        raise TransportRefused("not_offered", relay_out=True) from error
    except smtplib.SMTPResponseException as error:
        raise TransportRefused(str(error.smtp_code), relay_out=True) from error
    except ssl.SSLError as error:
        raise TransportRefused("tls", relay_out=True) from error
    except (smtplib.SMTPException, OSError) as error:
        named = getattr(error, "code", None)  # a refused access token says in one word why
        raise TransportRefused(named if isinstance(named, str) else "unreachable", relay_out=True) from error
