"""Signing in by OpenID Connect: the way to the provider, and what its answer proves. Keeps no session.

Authorisation code with PKCE, state and nonce; the identity token is believed only with the signature of the provider's
own keys and for this application, this tenant and this try. Roles are the application's own: groups are never read, so
that how many somebody is in changes nothing.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from triage.account_ports import ProviderPerson, ProviderTry

_ALGORITHMS = ["RS256"]  # what Entra ID signs with; above all never `none`
_LEEWAY = 120  # seconds by which the two clocks may differ
_TIMEOUT = 10  # seconds of one call to the provider
_KEYS_LAST = timedelta(hours=12)
_KEYS_REST = timedelta(minutes=1)  # before keys are asked for again because of an unknown one
_ORDER = ("manager", "caseworker", "administrator", "viewer")  # which role counts, where somebody has several
_LONGEST_NAME = 200
_AMISS = {
    "unreachable": "the sign-in provider cannot be reached or does not know us; check the way out and the tenant",
    "not_proven": "the sign-in provider answers for another tenant or host, or without keys; check the tenant",
}


class ProviderRefused(Exception):
    """Nobody is signed in; `code` says why: declined, stale, unreachable, not_proven, no_role."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class ProviderRules:
    """This application at the provider. `tenant` is the council's own, never one that all tenants share."""

    tenant: str
    client_id: str
    client_secret: str
    redirect_uri: str
    authority: str = "https://login.microsoftonline.com"

    @property
    def issuer(self) -> str:
        """Who signs the tokens of this tenant."""
        return f"{self.authority}/{self.tenant}/v2.0"


class Provider:
    """One provider. Its addresses and keys are asked for when they are first needed, and kept for a while."""

    def __init__(self, rules: ProviderRules) -> None:
        self._rules = rules
        self._addresses: Mapping[str, str] = {}
        self._keys: KeySet | None = None
        self._keys_at: datetime | None = None

    def begin(self) -> tuple[str, ProviderTry]:
        """Where to send the browser, and what to keep until it comes back. Raises ProviderRefused."""
        attempt = ProviderTry(
            state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48)
        )
        with self._client() as client:
            address, _ = client.create_authorization_url(
                self._address("authorization_endpoint"),
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
                response_mode="query",
            )
        return str(address), attempt

    def finish(self, answer: Mapping[str, str], attempt: ProviderTry, now: datetime) -> ProviderPerson:
        """Whom the provider vouches for. Raises ProviderRefused."""
        if not hmac.compare_digest(answer.get("state", "").encode(), attempt.state.encode()):
            raise ProviderRefused("stale")
        if answer.get("error") or not answer.get("code"):
            raise ProviderRefused("declined")
        claims = self._claims(self._identity_token(answer["code"], attempt), attempt, now)
        return self._person(claims)

    def check(self, now: datetime) -> None:
        """Ask for its addresses and keys, as a sign-in would. Raises ConnectionError, which says what to look at."""
        try:
            for name in ("authorization_endpoint", "token_endpoint"):
                self._address(name)
            self._signing_keys(now)
        except (ProviderRefused, JoseError, ValueError) as error:
            code = error.code if isinstance(error, ProviderRefused) else "not_proven"
            raise ConnectionError(f"{_AMISS[code]} ({self._rules.issuer})") from error

    def sign_out_address(self) -> str:
        """Where the person can end the session at the provider too; empty where that is not known."""
        try:
            return self._address("end_session_endpoint")
        except ProviderRefused:
            return ""

    def _identity_token(self, code: str, attempt: ProviderTry) -> str:
        try:
            with self._client() as client:
                token = client.fetch_token(
                    self._address("token_endpoint"), code=code, code_verifier=attempt.verifier, timeout=_TIMEOUT
                )
        except AuthlibBaseError as error:
            raise ProviderRefused("not_proven") from error
        except (requests.RequestException, ValueError) as error:
            raise ProviderRefused("unreachable") from error
        return str(token.get("id_token", ""))

    def _claims(self, token: str, attempt: ProviderTry, now: datetime) -> Mapping[str, Any]:
        expected = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._rules.issuer},
            aud={"essential": True, "value": self._rules.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
            tid={"essential": True, "value": self._rules.tenant},
            oid={"essential": True},
        )
        try:
            claims = self._opened(token, now)
            expected.validate(dict(claims))
        except (JoseError, ValueError) as error:
            raise ProviderRefused("not_proven") from error
        audience = claims["aud"]
        if audience != self._rules.client_id and audience != [self._rules.client_id]:
            raise ProviderRefused("not_proven")  # a token for several is not for us alone
        return claims

    def _opened(self, token: str, now: datetime) -> Mapping[str, Any]:
        """The claims under a signature of the provider's keys; an unknown key may be a new one, so they are renewed."""
        try:
            return jwt.decode(token, self._signing_keys(now), algorithms=_ALGORITHMS).claims
        except (JoseError, ValueError):
            if self._keys_at is not None and now - self._keys_at < _KEYS_REST:
                raise
            self._keys = None
            return jwt.decode(token, self._signing_keys(now), algorithms=_ALGORITHMS).claims

    def _person(self, claims: Mapping[str, Any]) -> ProviderPerson:
        roles = claims.get("roles")
        held = {str(each).lower() for each in roles} if isinstance(roles, list) else set()
        role = next((each for each in _ORDER if each in held), "")
        if not role:
            raise ProviderRefused("no_role")
        name, username = (str(claims.get(key) or "")[:_LONGEST_NAME] for key in ("name", "preferred_username"))
        subject = f"{claims['tid']}:{claims['oid']}"
        return ProviderPerson(subject=subject, name=name or username or subject, username=username, role=role)

    def _signing_keys(self, now: datetime) -> KeySet:
        stale = self._keys_at is None or not timedelta() <= now - self._keys_at < _KEYS_LAST
        if self._keys is None or stale:
            self._keys = KeySet.import_key_set(cast("Any", _fetched(self._address("jwks_uri"))))
            self._keys_at = now
        return self._keys

    def _address(self, name: str) -> str:
        """One of the provider's addresses; only on its own host, and only of this tenant's issuer."""
        if not self._addresses:
            told = _fetched(f"{self._rules.issuer}/.well-known/openid-configuration")
            if told.get("issuer") != self._rules.issuer:
                raise ProviderRefused("not_proven")
            self._addresses = {key: each for key, each in told.items() if isinstance(each, str)}
        address = self._addresses.get(name, "")
        theirs, ours = urlsplit(address), urlsplit(self._rules.authority)
        if (theirs.scheme, theirs.netloc) != (ours.scheme, ours.netloc):
            raise ProviderRefused("not_proven")
        return address

    def _client(self) -> OAuth2Session:
        return OAuth2Session(
            self._rules.client_id,
            self._rules.client_secret,
            scope="openid profile",
            redirect_uri=self._rules.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_post",  # noqa: S106 - the name of a method
        )


def _fetched(address: str) -> Mapping[str, Any]:
    try:
        answer = requests.get(address, timeout=_TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderRefused("unreachable") from error
    if answer.status_code != requests.codes.ok or not isinstance(told, dict):
        raise ProviderRefused("unreachable")
    return told
