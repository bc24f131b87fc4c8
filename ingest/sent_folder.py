"""Whether the mail system has kept a copy of an e-mail that we sent: asked when the end of a try is not known.

SEARCH is not asked: servers index late, or compare Message-IDs in ways of their own. The newest copies are read instead
and compared to the letter.
"""

from collections.abc import Iterator
from typing import Any

from ingest.errors import MailboxUnavailable
from ingest.imap_connection import MailboxAccess, connect, faults_named, hang_up

NEWEST = 500  # copies; at a relay's usual pace of ten a minute the last three quarters of an hour
_BATCH = 100
_HEADER = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"


class SentFolder:
    """The folder of sent mail that `access` names. Leaves no `\\Seen` behind."""

    def __init__(self, access: MailboxAccess) -> None:
        self._access = access

    def holds(self, message_id: str) -> bool | None:
        """Whether one of the newest copies bears this Message-ID; None where the server gives no answer now."""
        try:
            client = connect(self._access)
        except MailboxUnavailable:
            return None
        try:
            with faults_named(self._access):
                exists = int(client.select_folder(self._access.folder, readonly=True)[b"EXISTS"])
                return any(message_id in identities for identities in _newest(client, exists))
        except MailboxUnavailable:
            return None
        finally:
            hang_up(client)


def _newest(client: Any, exists: int) -> Iterator[set[str]]:
    """Message-IDs, a batch at a time, the newest batch first."""
    client.use_uid = False
    for end in range(exists, max(0, exists - NEWEST), -_BATCH):
        numbers = range(max(1, end - _BATCH + 1), end + 1)
        yield {_identity(answer) for answer in client.fetch(list(numbers), [_HEADER]).values()}


def _identity(answer: dict[bytes, Any]) -> str:
    header: bytes = answer.get(b"BODY[HEADER.FIELDS (MESSAGE-ID)]") or b""
    return header.partition(b":")[2].decode("ascii", "replace").strip()
