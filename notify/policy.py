"""What the rules of acknowledging need to know of one installation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from config.schema.sending import AcknowledgementLimits

LOOP_HEADER = "X-Referral-Service-Loop"  # in every e-mail of ours, with a token that only this installation uses


@dataclass(frozen=True, kw_only=True)
class AcknowledgementPolicy:
    """Patterns are domains with `*` (`iow.gov.uk`, `*.nhs.uk`), compared in lower case; untrusted wins."""

    own_addresses: frozenset[str]
    loop_token: str
    trusted: tuple[str, ...] = ()
    untrusted: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    require_pass: bool = False  # only senders whom our own mail system has verified are answered without a person
    authserv_id: str = ""  # whose Authentication-Results are believed; empty: nobody's
    limits: AcknowledgementLimits = field(default_factory=AcknowledgementLimits)

    def trusts(self, sender: str) -> bool:
        """Whether the sender's domain belongs to a registered agency."""
        return matches_domain(sender, self.trusted) and not matches_domain(sender, self.untrusted)


def matches_domain(address: str, patterns: Iterable[str]) -> bool:
    """Whether the domain of an address fits one of the patterns."""
    domain = address.rpartition("@")[2].lower()
    return any(fnmatchcase(domain, pattern.lower()) for pattern in patterns)
