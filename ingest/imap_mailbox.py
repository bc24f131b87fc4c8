"""The partnership's mailbox over IMAP. Reads without a trace, moves, and never deletes.

No flag is read or set: people open the same mailbox. A connection that has failed once is never used again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from imapclient.exceptions import IMAPClientError

from ingest.errors import MailboxUnavailable, MessageTooLarge
from ingest.imap_connection import MailboxAccess, connect, faults_named, hang_up, is_of_whole_mailbox
from ingest.imap_listing import INCOMPLETE, AnswerOverlong, described, uids_above, uids_by_sequence
from ingest.model import ListedMessage
from ingest.ports import FolderStatus
from ingest.rounds import PolledMailbox

PARTIAL_ABOVE = 8 * 1024 * 1024  # bytes; larger messages are fetched in pieces
PIECE = 1024 * 1024


class ImapMailbox:
    """`Mailbox` on one folder of an IMAP server."""

    def __init__(self, settings: MailboxAccess) -> None:
        self.account = settings.account
        self.folder = settings.folder
        self._settings = settings
        self._client: Any = None
        self._uidvalidity: int | None = None

    def open(self) -> FolderStatus:
        """A fresh connection with the folder opened for reading only. Raises MailboxUnavailable."""
        self.close()
        self._client = connect(self._settings)
        self._uidvalidity = None
        with self._session():
            selected = self._select(writable=False)
        return FolderStatus(uidvalidity=int(selected[b"UIDVALIDITY"]), exists=int(selected[b"EXISTS"]))

    def list_uids(self, above: int = 0) -> Sequence[int]:
        """UIDs greater than `above`, ascending. Raises MailboxUnavailable where the server's counts contradict them.

        A message that arrives or leaves meanwhile upsets the counts, so they are taken once more before that.
        """
        try:
            return self._listed(above)
        except AnswerOverlong:
            self.open()
            return self._listed(above, search=False)
        except MailboxUnavailable as fault:
            if fault.code != INCOMPLETE:
                raise
            self.open()
            return self._listed(above)

    def describe(self, uids: Sequence[int]) -> Sequence[ListedMessage]:
        """Date and size as the server tells them, in the order asked for."""
        with self._session() as client:
            return described(client, uids)

    def list_messages(self) -> Sequence[ListedMessage]:
        """Every message, oldest first. Raises MailboxUnavailable where the server's own counts contradict the list."""
        return self.describe(self.list_uids())

    def _listed(self, above: int, *, search: bool = True) -> Sequence[int]:
        with self._session() as client:
            selected = self._select(writable=False)
            if search:
                return uids_above(client, selected, above, self.account)
            return uids_by_sequence(client, int(selected[b"EXISTS"]), above, self.account)

    def fetch(self, uid: int) -> bytes | None:
        """The message as stored, or None where the server has no such message. Leaves no `\\Seen` behind.

        Raises MessageTooLarge once more than the limit has come, whatever size the server had told.
        """
        with self._session() as client:
            # The size is a hint: some servers report it wrong, so nothing is ever compared with it.
            answer = client.fetch([uid], ["RFC822.SIZE"]).get(uid)
            if answer is None:
                return None
            if (answer.get(b"RFC822.SIZE") or 0) > PARTIAL_ABOVE:
                return self._fetch_in_pieces(client, uid)
            content = client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}).get(b"BODY[]")
            if not isinstance(content, bytes):
                return None
            if len(content) > self._settings.largest_message:
                raise MessageTooLarge
            return content

    def move(self, uid: int, target_folder: str) -> bool:
        """Move one message and look whether it has arrived; True also where it was gone from here already.

        Where the server cannot move, the message is copied (once) and stays here: nothing is ever deleted.
        """
        with self._session() as client:
            self._select(writable=True)
            if not self._is_here(client, uid):
                return True
            self._ensure_folder(client, target_folder)
            if client.has_capability("MOVE"):
                return self._moved(client, uid, target_folder)
            return self._copied(client, uid, target_folder)

    def move_many(self, uids: Sequence[int], target_folder: str) -> set[int]:
        """Move messages with one command, for large folders take a second for each; those that are done come back."""
        with self._session() as client:
            self._select(writable=True)
            if not client.has_capability("MOVE"):
                return {uid for uid in uids if self.move(uid, target_folder)}
            here = self._present(client, uids)
            if here:
                self._ensure_folder(client, target_folder)
                before = self._next_uid(client, target_folder)
                client.move(sorted(here), target_folder)
                left = here - self._present(client, sorted(here))
                arrived = self._next_uid(client, target_folder) >= before + len(left)
                here -= left if arrived else set()
            return set(uids) - here

    def close(self) -> None:
        """End the session; never raises."""
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.logout()
        except (IMAPClientError, OSError, ValueError, TypeError, LookupError, AttributeError):
            hang_up(client)

    @contextmanager
    def _session(self) -> Iterator[Any]:
        """The open client; after any fault it is dropped, since a second call on it could block or mislead."""
        if self._client is None:
            raise MailboxUnavailable(
                f"mailbox '{self.account}': the connection is closed; open it again", retryable=True
            )
        try:
            with faults_named(self._settings):
                yield self._client
        except (MailboxUnavailable, AnswerOverlong):
            client, self._client = self._client, None
            if client is not None:
                hang_up(client)
            raise

    def _select(self, *, writable: bool) -> dict[bytes, Any]:
        """SELECT or EXAMINE; the UIDs must still be those of the session's first one."""
        try:
            selected: dict[bytes, Any] = self._client.select_folder(self.folder, readonly=not writable)
        except IMAPClientError as error:
            if isinstance(error, self._client.AbortError) or is_of_whole_mailbox(error):
                raise
            raise MailboxUnavailable(
                f"mailbox '{self.account}': folder '{self.folder}' cannot be opened; check its name and permissions",
                retryable=False,
                code="folder_cannot_be_opened",
            ) from error
        uidvalidity = int(selected[b"UIDVALIDITY"])
        if self._uidvalidity not in (None, uidvalidity):
            raise MailboxUnavailable(
                f"mailbox '{self.account}': the folder was rebuilt while it was read; it will be listed anew",
                retryable=True,
                code="folder_rebuilt",
            )
        self._uidvalidity = uidvalidity
        return selected

    def _fetch_in_pieces(self, client: Any, uid: int) -> bytes | None:
        """1 MiB at a time until a piece comes back short: only that shows that the end was reached."""
        content = bytearray()
        while True:
            offset = len(content)
            answer = client.fetch([uid], [f"BODY.PEEK[]<{offset}.{PIECE}>"]).get(uid, {})
            key = f"BODY[]<{offset}>".encode()
            if key not in answer or (answer[key] is None and not content):
                return None  # gone, perhaps between two pieces
            piece = answer[key] or b""  # behind the end some servers answer NIL
            content += piece
            if len(content) > self._settings.largest_message:
                raise MessageTooLarge
            if len(piece) < PIECE:
                return bytes(content)

    def _is_here(self, client: Any, uid: int) -> bool:
        return uid in self._present(client, [uid])

    def _present(self, client: Any, uids: Sequence[int]) -> set[int]:
        return set(uids) & set(client.fetch(list(uids), ["UID"]))

    def _ensure_folder(self, client: Any, name: str) -> None:
        if not client.folder_exists(name):
            client.create_folder(name)

    def _moved(self, client: Any, uid: int, target: str) -> bool:
        before = self._next_uid(client, target)
        client.move([uid], target)
        return not self._is_here(client, uid) and self._next_uid(client, target) > before

    def _copied(self, client: Any, uid: int, target: str) -> bool:
        """Copied unless an earlier try has done so: a repeated COPY once filled somebody's disk."""
        identity = self._message_id(client, uid)
        if identity is not None and self._holds(client, target, identity):
            return True
        before = self._next_uid(client, target)
        client.copy([uid], target)
        return self._next_uid(client, target) > before

    def _message_id(self, client: Any, uid: int) -> str | None:
        answer = client.fetch([uid], ["BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]).get(uid, {})
        header = answer.get(b"BODY[HEADER.FIELDS (MESSAGE-ID)]") or b""
        value = header.partition(b":")[2].strip().decode("ascii", "replace")
        return value if value.startswith("<") and value.isascii() and len(value) < 500 else None

    def _holds(self, client: Any, folder: str, message_id: str) -> bool:
        client.select_folder(folder, readonly=True)
        try:
            return bool(client.search(["HEADER", "MESSAGE-ID", message_id]))
        finally:
            client.select_folder(self.folder)

    def _next_uid(self, client: Any, folder: str) -> int:
        return int(client.folder_status(folder, ["UIDNEXT"])[b"UIDNEXT"])


def polled(access: MailboxAccess, moved_to: Sequence[str]) -> PolledMailbox:
    """A mailbox for the rounds; `moved_to` are the folders that mail is moved to."""

    def open_folder(name: str) -> ImapMailbox:
        return ImapMailbox(replace(access, folder=name))

    return PolledMailbox(account=access.account, inbox=access.folder, moved_to=tuple(moved_to), open_folder=open_folder)
