"""Reads what the rules need from a mail's headers: every occurrence of a header, names and values without case."""

import re

from notify.model import IncomingMail

_ADDRESS = re.compile(r"[^\s<>,;:\"()]{1,200}@[^\s<>,;:\"()]{1,200}")
_COMMENT = re.compile(r"\([^()]{0,500}\)")
# Return paths that carry the real one inside: BATV (prvs=TAG=local@domain) and SRS0=HASH=TIME=domain=local@relay.
_BATV = re.compile(r"(?:prvs|msprvs1)=[^=]{1,40}=(?P<address>.+)", re.IGNORECASE)
_SRS = re.compile(
    r"SRS[01][=+-](?:.{1,200}=)?[^=]{1,40}=[^=]{1,10}=(?P<domain>[^=@]+)=(?P<local>[^@]+)@", re.IGNORECASE
)


def values(mail: IncomingMail, name: str) -> list[str]:
    """All values of a header, trimmed."""
    return [value.strip() for key, value in mail.headers if key.lower() == name.lower()]


def words(mail: IncomingMail, name: str) -> list[str]:
    """The first word of each value in lower case, without comments and parameters; empty ones are left out."""
    plain = (_COMMENT.sub(" ", value).lower() for value in values(mail, name))
    found = (re.split(r"[\s;,]", value.strip(), maxsplit=1)[0] for value in plain)
    return [word for word in found if word]


def addresses(mail: IncomingMail, name: str) -> list[str]:
    """Every address in a header, in lower case; what return paths wrap is unwrapped."""
    return [_unwrapped(found).lower() for value in values(mail, name) for found in _ADDRESS.findall(value)]


def without_plus(address: str) -> str:
    """`lig+case7@x.example` as `lig@x.example`."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _unwrapped(address: str) -> str:
    if wrapped := _BATV.fullmatch(address):
        return wrapped["address"]
    if wrapped := _SRS.match(address):
        return f"{wrapped['local']}@{wrapped['domain']}"
    return address
