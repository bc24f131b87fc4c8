"""The desk for letters as an installation has it, with keys and addresses of the tests."""

from functools import cache

from config.domain import load_domain
from notify.letters import LetterDesk
from notify.policy import AcknowledgementPolicy


@cache
def letter_desk(_account: str = "") -> LetterDesk:
    domain = load_domain()
    policy = AcknowledgementPolicy(
        own_addresses=frozenset({"lig@partnership.example"}), loop_token="tests", trusted=("*.example",)
    )
    return LetterDesk(
        partnership=domain.partnership,
        wording=domain.wording.letters,
        policy=policy,
        key=b"m" * 32,
        domain="partnership.example",
    )
