"""Reaching an IMAP server: TLS, login, and every fault as words that an administrator can act on.

Passwords only; the connection is verified TLS 1.2 or better unless the server is on this very machine.
"""

import imaplib
import ipaddress
import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, LoginError

from ingest.errors import MailboxUnavailable

CONNECT_SECONDS = 10.0

logging.getLogger("imapclient").setLevel(logging.WARNING)  # its debug lines hold whole messages


@dataclass(frozen=True, kw_only=True)
class MailboxAccess:
    """Where one mailbox is and how to get in. `account` is our own name of it, part of every message's identity."""

    host: str
    port: int
    username: str
    password: str = field(repr=False)
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    folder: str = "INBOX"
    account: str = "referrals"
    timeout: float = 60.0  # seconds for each answer of the server


def connect(access: MailboxAccess) -> Any:
    """A logged-in client. Raises MailboxUnavailable; the password is never sent over an unprotected network."""
    if access.tls == "none" and not is_loopback(access.host):
        raise MailboxUnavailable(
            f"mailbox '{access.account}': tls is 'none' but the server is not on this machine; "
            "set tls to 'implicit' or 'starttls'",
            retryable=False,
        )
    with faults_named(access):
        client = IMAPClient(
            access.host,
            port=access.port,
            ssl=access.tls == "implicit",
            ssl_context=tls_context() if access.tls == "implicit" else None,
            timeout=SocketTimeout(connect=min(CONNECT_SECONDS, access.timeout), read=access.timeout),
        )
        try:
            client.normalise_times = False  # else INTERNALDATE comes as a naive local time
            if access.tls == "starttls":
                client.starttls(tls_context())
            client.login(access.username, access.password)
        except BaseException:
            hang_up(client)
            raise
    return client


def tls_context() -> ssl.SSLContext:
    """Certificates and host names verified against the system's authorities, TLS 1.2 at least."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by its name or address alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def hang_up(client: Any) -> None:
    """Close the socket without a word; a broken client cannot even say goodbye."""
    try:
        client.shutdown()
    except (OSError, imaplib.IMAP4.error, AttributeError, ValueError):
        return  # nothing is left to close


@contextmanager
def faults_named(access: MailboxAccess) -> Iterator[None]:
    """Turns whatever imapclient, imaplib, ssl and the socket raise into MailboxUnavailable.

    ValueError, TypeError and LookupError are among them: imapclient raises these on answers that it does not expect.
    """
    try:
        yield
    except MailboxUnavailable:
        raise
    except (imaplib.IMAP4.error, OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        words, retryable = _what_to_do(error)
        raise MailboxUnavailable(f"mailbox '{access.account}': {words}", retryable=retryable) from error


def _what_to_do(error: Exception) -> tuple[str, bool]:
    if isinstance(error, LoginError) and not isinstance(error.__context__, imaplib.IMAP4.abort):
        return _login_refused(str(error).lower())
    if isinstance(error, CapabilityError):
        return "the server does not offer STARTTLS; set tls to 'implicit', or ask its administrator", False
    return _by_server_words(str(error).lower()) or _by_network_fault(error)


def _login_refused(answer: str) -> tuple[str, bool]:
    if "logindisabled" in answer or "basic auth" in answer or "privacyrequired" in answer:
        return (
            "the server takes no passwords on this connection; set tls, or ask for an account that may use one",
            False,
        )
    if "unavailable" in answer or "throttled" in answer or "try again" in answer:
        return "the server cannot check logins now; it will be tried again", True
    return "the server refused the login; correct username and password, and check that IMAP is allowed", False


def _by_server_words(answer: str) -> tuple[str, bool] | None:
    if "authenticated but not connected" in answer:
        return "login worked but the mailbox did not open; check its permissions, its name, and that IMAP is on", True
    if "throttled" in answer:
        return "the server asks us to slow down; it will be tried again", True
    return None


def _by_network_fault(error: Exception) -> tuple[str, bool]:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the server's certificate is not trusted; correct host, or install its authority's certificate", False
    if isinstance(error, ssl.SSLError) and not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return "no TLS connection could be made; check tls and port (993 implicit, 143 starttls)", False
    if isinstance(error, socket.gaierror):
        return "the server's name is not known; check host and the network", True
    if isinstance(error, ConnectionRefusedError):
        return "the server refuses connections; check host and port, and that it is running", True
    if isinstance(error, TimeoutError):
        return "the server did not answer in time; it will be tried again", True
    if isinstance(error, UnicodeError):
        return "username or password hold letters that this server cannot take; use plain ASCII", False
    return "the connection broke or the answer made no sense; it will be tried again", True
