"""Which messages a folder holds, in such a way that none is missed.

A SEARCH that comes back empty proves nothing: some servers answer in a form that the client library takes for an empty
result. So what it finds is held against the folder's sequence numbers, which are dense and in the order of the UIDs:
`k` UIDs above a mark are all there are if the `k`-th message from the end is the lowest of them, the last one the
highest, and the one before lies below the mark. That costs one FETCH of three numbers, however large the folder is.
Where it does not hold, the folder is listed by sequence number from its end.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from ingest.errors import MailboxUnavailable
from ingest.model import ListedMessage

WINDOW = 5_000  # UIDs a SEARCH: one answer line above 1,000,000 bytes breaks the client
_MAX_WINDOWS = 400  # a folder with wider gaps than that is listed by sequence number
INCOMPLETE = "listing_incomplete"
_BATCH = 250  # messages a FETCH: the command line stays below 4 KB


class AnswerOverlong(Exception):
    """The server's answer broke the client's line limit: this connection is of no more use, nor is SEARCH."""


def uids_above(client: Any, selected: dict[bytes, Any], above: int, account: str) -> Sequence[int]:
    """UIDs greater than `above` in the selected folder, ascending. Raises MailboxUnavailable, AnswerOverlong.

    `selected` is what SELECT answered: EXISTS and, where the server gives it, UIDNEXT.
    """
    exists = int(selected[b"EXISTS"])
    if not exists:
        return ()
    found = _searched(client, exists, selected.get(b"UIDNEXT"), above)
    if found is None or not _all_there_are(client, exists, found, above):
        return uids_by_sequence(client, exists, above, account)
    return found


def uids_by_sequence(client: Any, exists: int, above: int, account: str) -> Sequence[int]:
    """The same without SEARCH: from the last message backwards until the mark. Raises MailboxUnavailable."""
    found: set[int] = set()
    for end in range(exists, 0, -_BATCH):
        numbers = range(max(1, end - _BATCH + 1), end + 1)
        found.update(_uids_at(client, numbers).values())
        if len(found) != exists - numbers[0] + 1:
            raise MailboxUnavailable(
                f"mailbox '{account}': the server says it holds {exists} messages but lists {len(found)}; "
                "nothing was taken from this listing, it will be tried again",
                retryable=True,
                code=INCOMPLETE,
            )
        if min(found) <= above:
            break
    return sorted(uid for uid in found if uid > above)


def described(client: Any, uids: Sequence[int]) -> Sequence[ListedMessage]:
    """Date and size where the server tells them; a message without them is listed all the same."""
    messages = []
    for start in range(0, len(uids), _BATCH):
        batch = list(uids[start : start + _BATCH])
        answers = client.fetch(batch, ["INTERNALDATE", "RFC822.SIZE"])
        messages += [_listed(uid, answers.get(uid, {})) for uid in batch]
    return messages


def _all_there_are(client: Any, exists: int, found: Sequence[int], above: int) -> bool:
    if not above:
        return len(found) == exists
    if len(found) > exists:
        return False
    first = exists - len(found) + 1  # where the lowest of them has to stand
    numbers = sorted({first - 1, first, exists} & set(range(1, exists + 1)))
    seen = _uids_at(client, numbers)
    if len(seen) != len(numbers):
        return False
    if not found:
        return seen[exists] <= above
    before = seen.get(first - 1, 0)  # 0: every message lies above the mark
    return before <= above and seen[first] == found[0] and seen[exists] == found[-1]


def _searched(client: Any, exists: int, uidnext: int | None, above: int) -> list[int] | None:
    """What SEARCH finds; None where it cannot be asked in answers short enough."""
    if not above and exists <= WINDOW:
        return sorted(set(_search(client, ["ALL"])))
    if uidnext is None or (uidnext - above) // WINDOW > _MAX_WINDOWS:
        return None
    found: set[int] = set()
    for start in range(above + 1, max(uidnext, above + 2), WINDOW):
        # The last window is open: a message may have arrived since SELECT told the next UID.
        end = start + WINDOW - 1 if start + WINDOW < uidnext else None
        # Servers return the last message where the range lies beyond it.
        answer = _search(client, ["UID", f"{start}:{end or '*'}"])
        found.update(uid for uid in answer if uid >= start and (end is None or uid <= end))
    return sorted(found)


def _search(client: Any, criteria: list[str]) -> list[int]:
    """What SEARCH finds; nothing where the server refuses it or answers oddly, and the other way of listing decides."""
    try:
        return list(client.search(criteria))
    except (ValueError, TypeError):
        return []
    except IMAPClientError as error:
        if "got more than" in str(error):
            raise AnswerOverlong from error
        if isinstance(error, IMAPClientAbortError):
            raise
        return []


def _uids_at(client: Any, numbers: Sequence[int]) -> dict[int, int]:
    """Sequence number to UID; numbers that nobody asked for, which a server may send as news, are left out."""
    client.use_uid = False
    try:
        answers = client.fetch(list(numbers), ["UID"])
    finally:
        client.use_uid = True
    asked = set(numbers)
    return {number: answer[b"UID"] for number, answer in answers.items() if number in asked and b"UID" in answer}


def _listed(uid: int, answer: dict[bytes, Any]) -> ListedMessage:
    date, size = answer.get(b"INTERNALDATE"), answer.get(b"RFC822.SIZE")
    return ListedMessage(
        uid=uid,
        internal_date=date.astimezone(UTC) if isinstance(date, datetime) and date.tzinfo else None,
        size=size if isinstance(size, int) else None,
    )
