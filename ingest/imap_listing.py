"""Which messages a folder holds, in such a way that none is missed.

A SEARCH that comes back empty proves nothing: some servers answer in a form that the client library takes for an empty
result. So its count is held against what SELECT says, and where they differ the folder is listed message by message.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from ingest.errors import MailboxUnavailable
from ingest.model import ListedMessage

WINDOW = 5_000  # UIDs a SEARCH: one answer line above 1,000,000 bytes breaks the client
_MAX_WINDOWS = 400  # a folder with wider gaps than that is listed by sequence number
_BATCH = 250  # messages a FETCH: the command line stays below 4 KB


def list_folder(client: Any, exists: int, uidnext: int | None, account: str) -> Sequence[ListedMessage]:
    """All messages of the selected folder, oldest first. Raises MailboxUnavailable where the counts do not agree."""
    if not exists:
        return ()
    uids = _searched(client, exists, uidnext)
    if len(uids) != exists:
        uids = _by_sequence(client, exists)
    if len(uids) != exists:
        raise MailboxUnavailable(
            f"mailbox '{account}': the server says it holds {exists} messages but lists {len(uids)}; "
            "nothing was taken from this listing, it will be tried again",
            retryable=True,
        )
    return _described(client, uids)


def _searched(client: Any, exists: int, uidnext: int | None) -> list[int]:
    if exists <= WINDOW:
        return sorted(set(_search(client, ["ALL"])))
    if uidnext is None or uidnext // WINDOW > _MAX_WINDOWS:
        return []
    found: set[int] = set()
    for start in range(1, uidnext, WINDOW):
        end = min(start + WINDOW, uidnext) - 1
        # Servers return the last message where the range lies beyond it.
        found.update(uid for uid in _search(client, ["UID", f"{start}:{end}"]) if start <= uid <= end)
    return sorted(found)


def _search(client: Any, criteria: list[str]) -> list[int]:
    """What SEARCH finds; nothing where the server refuses it or answers oddly, and the other way of listing decides."""
    try:
        return list(client.search(criteria))
    except (ValueError, TypeError):
        return []
    except IMAPClientError as error:
        if isinstance(error, IMAPClientAbortError):
            raise
        return []


def _by_sequence(client: Any, exists: int) -> list[int]:
    found: set[int] = set()
    client.use_uid = False
    try:
        for start in range(1, exists + 1, _BATCH):
            numbers = list(range(start, min(start + _BATCH, exists + 1)))
            answers = client.fetch(numbers, ["UID"])
            found.update(answer[b"UID"] for answer in answers.values() if b"UID" in answer)
    finally:
        client.use_uid = True
    return sorted(found)


def _described(client: Any, uids: Sequence[int]) -> Sequence[ListedMessage]:
    """Date and size where the server tells them; a message without them is listed all the same."""
    messages = []
    for start in range(0, len(uids), _BATCH):
        batch = list(uids[start : start + _BATCH])
        answers = client.fetch(batch, ["INTERNALDATE", "RFC822.SIZE"])
        messages += [_listed(uid, answers.get(uid, {})) for uid in batch]
    return messages


def _listed(uid: int, answer: dict[bytes, Any]) -> ListedMessage:
    date, size = answer.get(b"INTERNALDATE"), answer.get(b"RFC822.SIZE")
    return ListedMessage(
        uid=uid,
        internal_date=date.astimezone(UTC) if isinstance(date, datetime) and date.tzinfo else None,
        size=size if isinstance(size, int) else None,
    )
