"""Reaching an IMAP server: TLS, login, and every fault as words that an administrator can act on.

By password or by access token (XOAUTH2); the connection is verified TLS 1.2 or better unless the server is on this very
machine, and neither leaves before that.
"""

import imaplib
import ipaddress
import logging
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError, LoginError

from ingest.errors import MailboxUnavailable, TokenRefused

CONNECT_SECONDS = 10.0
LARGEST_MESSAGE = 150 * 1024 * 1024
_BACKOFF = re.compile(r"suggested backoff time:?\s*(\d{1,9})\s*(?:ms|milliseconds)", re.IGNORECASE)

logging.getLogger("imapclient").setLevel(logging.WARNING)  # its debug lines hold whole messages


@runtime_checkable
class Forgetful(Protocol):
    """A source of access tokens that keeps the last one."""

    def forget(self) -> None:
        """Ask for a new one next time."""


@dataclass(frozen=True, kw_only=True)
class MailboxAccess:
    """Where one mailbox is and how to get in. `account` is our own name of it, part of every message's identity."""

    host: str
    port: int
    username: str
    password: str = field(default="", repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)  # a fresh access token; raises TokenRefused
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    folder: str = "INBOX"
    account: str = "referrals"
    timeout: float = 60.0  # seconds for each answer of the server
    largest_message: int = LARGEST_MESSAGE  # bytes; anything beyond stays in the mailbox and is shown


def connect(access: MailboxAccess) -> Any:
    """A logged-in client. Raises MailboxUnavailable; no credential is ever sent over an unprotected network."""
    if access.tls == "none" and not is_loopback(access.host):
        raise MailboxUnavailable(
            f"mailbox '{access.account}': tls is 'none' but the server is not on this machine; "
            "set tls to 'implicit' or 'starttls'",
            retryable=False,
            code="no_tls",
        )
    with faults_named(access):
        token = access.token() if access.token else None  # asked for before the server waits for it
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
            if token is None:
                client.login(access.username, access.password)
            else:
                client.oauth2_login(access.username, token)
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
        fault = _what_to_do(error, by_token=access.token is not None)
        if fault in (_TOKEN_ENDED, _TOKEN_NOT_TAKEN) and isinstance(access.token, Forgetful):
            access.token.forget()  # one that is asked for anew may carry the permission that was missing
        raise MailboxUnavailable(
            f"mailbox '{access.account}': {fault.words}",
            retryable=fault.retryable,
            code=fault.code,
            wait_seconds=_suggested_wait(str(error)),
        ) from error


def is_of_whole_mailbox(error: Exception) -> bool:
    """Whether the server has answered with a trouble of its own or of the account, which it may do to any command."""
    return _by_server_words(str(error).lower()) is not None


@dataclass(frozen=True)
class _Fault:
    code: str
    words: str
    retryable: bool


_NOT_OPENED = _Fault(
    "mailbox_not_connected",
    "login worked but the mailbox cannot be opened; check that username is the mailbox's own address, that the "
    "account or application has full access to it, and that IMAP is on for it",
    True,
)
_TOKEN_NOT_TAKEN = _Fault(
    "token_not_accepted",
    "the server did not accept the access token; check the scope, the application's IMAP permission with its consent, "
    "and that the service principal was registered with the object id of Enterprise applications",
    False,
)
_LOGIN_REFUSED = _Fault(
    "login_refused",
    "the server refused the login; correct username and password, and check that IMAP is allowed",
    False,
)
_NO_PASSWORDS = _Fault(
    "passwords_not_taken",
    "the server takes no passwords on this connection; set tls, or use oauth2, or ask for an account that may use one",
    False,
)
_LATER = _Fault("login_unavailable", "the server cannot check logins now; it will be tried again", True)
_TOKEN_ENDED = _Fault("token_expired", "the access token has expired; a new one is used from now on", True)
_SLOW_DOWN = _Fault("throttled", "the server asks us to slow down; it will be tried again", True)
_NO_STARTTLS = _Fault(
    "no_tls", "the server does not offer STARTTLS; set tls to 'implicit', or ask its administrator", False
)
_BROKEN = _Fault("connection_broken", "the connection broke or the answer made no sense; it will be tried again", True)


def _what_to_do(error: Exception, *, by_token: bool) -> _Fault:
    if isinstance(error, TokenRefused):
        return _Fault(error.code, str(error), error.retryable)
    answer = str(error).lower()
    if isinstance(error, CapabilityError):
        return _NO_STARTTLS
    named = _by_server_words(answer)
    if named is not None:
        return named
    if isinstance(error, LoginError) and not isinstance(error.__context__, imaplib.IMAP4.abort):
        return _login_refused(answer, by_token=by_token)
    return _by_network_fault(error)


def _by_server_words(answer: str) -> _Fault | None:
    if "authenticated but not connected" in answer:
        return _NOT_OPENED
    if "accesstokenexpired" in answer or "access token expired" in answer:
        return _TOKEN_ENDED
    return _SLOW_DOWN if "throttled" in answer or "suggested backoff" in answer else None


def _login_refused(answer: str, *, by_token: bool) -> _Fault:
    if "logindisabled" in answer or "basic auth" in answer or "privacyrequired" in answer:
        return _NO_PASSWORDS
    if "unavailable" in answer or "try again" in answer:
        return _LATER
    return _TOKEN_NOT_TAKEN if by_token else _LOGIN_REFUSED


def _suggested_wait(answer: str) -> float | None:
    found = _BACKOFF.search(answer)
    return int(found[1]) / 1000 if found else None


def _by_network_fault(error: Exception) -> _Fault:
    if isinstance(error, ssl.SSLCertVerificationError):
        words = "the server's certificate is not trusted; correct host, or install its authority's certificate"
        return _Fault("certificate_not_trusted", words, False)
    if isinstance(error, ssl.SSLError) and not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        words = "no TLS connection could be made; check tls and port (993 implicit, 143 starttls)"
        return _Fault("no_tls", words, False)
    if isinstance(error, socket.gaierror):
        return _Fault("server_not_found", "the server's name is not known; check host and the network", True)
    if isinstance(error, ConnectionRefusedError):
        words = "the server refuses connections; check host and port, and that it is running"
        return _Fault("server_refuses_connections", words, True)
    if isinstance(error, TimeoutError):
        return _Fault("server_silent", "the server did not answer in time; it will be tried again", True)
    if isinstance(error, UnicodeError):
        words = "username or password hold letters that this server cannot take; use plain ASCII"
        return _Fault("login_refused", words, False)
    return _BROKEN
