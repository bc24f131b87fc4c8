"""A small OpenID Connect provider on this machine, with keys of its own, that can be told to lie."""

import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

TENANT = "6f1d2c3b-4a59-4e68-8d77-9c0b1a2d3e4f"
CLIENT, SECRET = "5b0c7a1e-0000-4000-8000-000000000001", "a secret of the tests"


class LocalProvider:
    """What it says by default is right; `claims`, `headers`, `metadata` and `key` change that."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.published = [self.key]
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.token: str | None = None  # sent in place of one of ours
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.address, self.now = "", 0
        self.app = Flask("provider")
        base = f"/{TENANT}/v2.0"
        self.app.get(f"{base}/.well-known/openid-configuration")(self._metadata)
        self.app.get(f"/{TENANT}/keys")(
            lambda: jsonify({"keys": [each.as_dict(private=False) for each in self.published]})
        )
        self.app.post(f"/{TENANT}/token")(self._token)

    @property
    def issuer(self) -> str:
        return f"{self.address}/{TENANT}/v2.0"

    def approve(self, address: str) -> dict[str, str]:
        """What the browser brings back after the person has signed in at `address`."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def _metadata(self) -> Any:
        self.asked.append("metadata")
        own = f"{self.address}/{TENANT}"
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{own}/authorize",
            "token_endpoint": f"{own}/token",
            "jwks_uri": f"{own}/keys",
            "end_session_endpoint": f"{own}/logout",
        }
        return jsonify(told | self.metadata)

    def _token(self) -> Any:
        asked = self.codes.pop(request.form.get("code", ""), None)
        proof = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        right = asked is not None and asked["code_challenge"] == challenge and asked["code_challenge_method"] == "S256"
        if not right or request.form.get("client_secret") != SECRET:
            return jsonify({"error": "invalid_grant"}), 400
        return jsonify({"access_token": "unused", "token_type": "Bearer", "id_token": self.token or self.signed(asked)})

    def signed(self, asked: dict[str, str]) -> str:
        claims = {
            "iss": self.issuer, "aud": CLIENT, "tid": TENANT, "oid": "object-1", "sub": "pairwise",
            "nonce": asked["nonce"], "iat": self.now, "nbf": self.now, "exp": self.now + 3600,
            "name": "Robin Ash", "preferred_username": "robin.ash@council.example", "roles": ["caseworker"],
        }  # fmt: skip
        told = {name: value for name, value in (claims | self.claims).items() if value is not None}
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, told, self.key)


@contextmanager
def running() -> Iterator[LocalProvider]:
    """One that answers on a port of this machine."""
    provider = LocalProvider()
    server = make_server("127.0.0.1", 0, provider.app, threaded=True)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
