"""How to reach the relay, and as whom we write."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class RelayAccess:
    """One relay. TLS is required wherever `tls` names it; `none` is for a server on this machine."""

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    username: str
    password: str
    sender: str
    sender_name: str
    envelope_sender: str  # empty: the null sender `<>`
    timeout: float = 60  # seconds
    token: Callable[[], str] | None = None  # of OAuth2, fresh at each sign-in; in place of the password
    folder: Path | None = None  # e-mails are put there instead, and nothing is connected to
