"""Access tokens for Exchange Online by client credentials (msal), for reading over IMAP and sending over SMTP alike.

msal is loaded, and the token endpoint asked, only when a token is wanted: an installation with passwords makes no call.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from ingest.errors import TokenRefused

SCOPE = "https://outlook.office365.com/.default"
AUTHORITY = "https://login.microsoftonline.com"
_SECONDS = 10.0  # for each answer of the token endpoint

# What an administrator can do, by the number in Entra's own message.
_ADVICE = {
    "AADSTS7000222": ("secret_expired", "the client secret has expired; make a new one and put it into the settings"),
    "AADSTS7000215": ("secret_refused", "the client secret is wrong; use the secret's value, not its id"),
    "AADSTS700027": ("certificate_refused", "the certificate is expired or not registered; upload it to the app"),
    "AADSTS700016": ("application_unknown", "the application is not known in this tenant; correct client_id or tenant"),
    "AADSTS90002": ("tenant_unknown", "the tenant is not known; correct tenant"),
    "AADSTS70011": ("scope_refused", "the scope is wrong; it ends in /.default for an application"),
    "AADSTS500011": ("scope_refused", "the scope's service is not known in this tenant; correct scope"),
    "AADSTS53003": ("access_blocked", "a conditional access rule blocks the application; exclude it"),
}


@dataclass(frozen=True, kw_only=True)
class ClientCredentials:
    """An application of a tenant, with a secret or with the PEM file of a certificate and its private key."""

    tenant: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    certificate: Path | None = None
    scope: str = SCOPE
    authority: str = AUTHORITY


class TokenSource:
    """Gives a valid access token when called. One for each application: it keeps the token while it is good."""

    def __init__(self, credentials: ClientCredentials) -> None:
        self._credentials = credentials
        self._application: Any = None
        self._lock = threading.Lock()  # the poll, the wake-up connection and sending may ask at once

    def __call__(self) -> str:
        """A token that is good for 5 minutes at least (msal renews it before). Raises TokenRefused."""
        with self._lock:
            answer = self._asked()
        if "access_token" in answer:
            return str(answer["access_token"])
        raise _refusal(str(answer.get("error", "")), str(answer.get("error_description", "")))

    def forget(self) -> None:
        """The server took the last token for expired: the next one is asked for anew."""
        with self._lock:
            self._application = None

    def _asked(self) -> dict[str, Any]:
        try:
            if self._application is None:
                self._application = self._new_application()
            answer: dict[str, Any] = self._application.acquire_token_for_client(scopes=[self._credentials.scope])
            return answer
        except TokenRefused:
            raise
        except OSError as error:  # also what the HTTP client raises
            words = "the token endpoint cannot be reached; check the network, the proxy and trusted certificates"
            raise TokenRefused(words, retryable=True, code="token_endpoint_unreachable") from error
        except (ValueError, KeyError, RuntimeError) as error:  # what msal raises on an answer that makes no sense
            words = "the token endpoint gave no usable answer; check tenant, client_id, certificate and authority"
            raise TokenRefused(words, retryable=isinstance(error, RuntimeError), code="token_refused") from error

    def _new_application(self) -> Any:
        import msal

        mine = self._credentials
        return msal.ConfidentialClientApplication(
            mine.client_id,
            client_credential=_proof(mine),
            authority=f"{mine.authority.rstrip('/')}/{mine.tenant}",
            instance_discovery=mine.authority == AUTHORITY,
            timeout=_SECONDS,
        )


def token_source(credentials: Mapping[str, Any] | None) -> TokenSource | None:
    """The one source of an application, so that all its connections share a token; None without credentials."""
    return None if credentials is None else _source(ClientCredentials(**credentials))


@lru_cache
def _source(credentials: ClientCredentials) -> TokenSource:
    return TokenSource(credentials)


def _proof(credentials: ClientCredentials) -> str | dict[str, str]:
    if credentials.certificate is None:
        return credentials.client_secret
    try:
        pem = credentials.certificate.read_text(encoding="ascii")
        x509.load_pem_x509_certificate(pem.encode())
        key = load_pem_private_key(pem.encode(), password=None)
    except (OSError, ValueError, TypeError) as error:
        words = "the certificate file cannot be read; it holds a PEM certificate and its unencrypted private key"
        raise TokenRefused(words, retryable=False, code="certificate_unreadable") from error
    if not isinstance(key, RSAPrivateKey):
        raise TokenRefused("the certificate needs an RSA key", retryable=False, code="certificate_unreadable")
    return {"private_key": pem, "public_certificate": pem}  # msal names the certificate by its SHA-256


def _refusal(error: str, description: str) -> TokenRefused:
    for number, (code, words) in _ADVICE.items():
        if number in description:
            return TokenRefused(words, retryable=False, code=code)
    if error in ("temporarily_unavailable", "server_error"):
        return TokenRefused("the token endpoint is out of order for now", retryable=True, code="token_unavailable")
    words = "the token endpoint refused; check that secret or certificate have not expired, and client_id and scope"
    return TokenRefused(words, retryable=False, code="token_refused")
