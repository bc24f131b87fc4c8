"""Has our own mail system verified the sender? RFC 8601; Exchange Online writes `compauth` for its overall verdict."""

import re

from notify.mail_headers import values
from notify.model import IncomingMail

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(r"\b(dmarc|compauth)\s*=\s*([a-z]+)", re.IGNORECASE)
_ABOUT = re.compile(r"\bheader\.from\s*=\s*([^\s;]{1,253})", re.IGNORECASE)


def sender_verified(mail: IncomingMail, authserv_id: str) -> bool:
    """Whether the topmost Authentication-Results of the configured server says that the From address is genuine.

    Only the topmost counts: anybody can put one of the same name into a mail, but only below what our server adds.
    Without a configured server nobody is verified. Where the result names a domain, it must be the sender's.
    """
    if not authserv_id or mail.sender is None:
        return False
    for value in values(mail, "Authentication-Results"):
        plain = _COMMENT.sub(" ", value)
        identity, _, results = plain.partition(";")
        if identity.split()[:1] and identity.split()[0].lower() == authserv_id.lower():
            verdicts = {verdict.lower() for _, verdict in _RESULT.findall(results)}
            return verdicts == {"pass"} and _about(results, mail.sender.rpartition("@")[2])
    return False


def _about(results: str, domain: str) -> bool:
    named = {found.lower().rpartition("@")[2].rstrip(".") for found in _ABOUT.findall(results)}
    return all(domain == each or domain.endswith("." + each) for each in named)
