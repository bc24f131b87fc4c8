"""Message-IDs of our own that nobody else can make up: a reply that names one answers an e-mail that we sent."""

import hashlib
import hmac
import re

_OURS = re.compile(r"<ack\.([0-9a-z]{1,40})\.([0-9a-f]{32})@[^<>\s@]{1,200}>")
_ANY = re.compile(
    r"<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>"
)  # RFC 5322 msg-id, loosely: printable ASCII without spaces or < >


def own_message_id(token: str, key: bytes, domain: str) -> str:
    """`<ack.TOKEN.HMAC@DOMAIN>`; `token` is lower-case letters and digits, unique to the e-mail."""
    return f"<ack.{token}.{_seal(token, key)}@{domain}>"


def token_of(message_id: str, key: bytes) -> str | None:
    """The token of a Message-ID that we made, or None for any other, a forged one included."""
    match = _OURS.fullmatch(message_id)
    if match and hmac.compare_digest(match[2], _seal(match[1], key)):
        return match[1]
    return None


def safe_message_id(untrusted: str) -> str:
    """A Message-ID from a mail if it may stand in a header of ours, else an empty string.

    An encoded word in it would be decoded on the way into our header, line breaks and all.
    """
    return untrusted if _ANY.fullmatch(untrusted) and "=?" not in untrusted else ""


def _seal(token: str, key: bytes) -> str:
    return hmac.new(key, b"message-id\0" + token.encode(), hashlib.sha256).hexdigest()[:32]
