"""An IMAP server with messages that answers in the ways that no real server does on demand.

`quirks` are named where they take effect. `cut_after`: a connection ends once so many bytes of a body have gone out.
"""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

THROTTLED = b"BAD Request is throttled. Suggested Backoff Time: 45000 milliseconds"
NOT_CONNECTED = b"BAD User is authenticated but not connected."
EXPIRED = b"* BYE Session invalidated - AccessTokenExpired\r\n"


class FakeImapServer:
    """Context manager; one thread a connection."""

    def __init__(self, messages: dict[int, bytes], *quirks: str, cut_after: Iterator[int] | None = None) -> None:
        self.messages = messages
        self.quirks = set(quirks)
        self.cut_after = cut_after
        self.commands: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> "FakeImapServer":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with suppress(OSError), connection, connection.makefile("rb") as lines:
            connection.sendall(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
            for line in lines:
                tag, _, command = line.decode("latin-1").strip().partition(" ")
                self.commands.append(command)
                answer, done = self._answer(command.upper())
                if answer == EXPIRED:
                    connection.sendall(answer)
                    return
                if (cut := self._cut(command, answer)) is not None:
                    connection.sendall(answer[:cut])
                    return
                connection.sendall(answer + tag.encode() + b" " + done + b" done\r\n")

    def _cut(self, command: str, answer: bytes) -> int | None:
        if self.cut_after is None or "BODY.PEEK[]" not in command or b"{" not in answer:
            return None
        after = next(self.cut_after, None)
        return None if after is None else answer.index(b"}\r\n") + 3 + after

    def _answer(self, command: str) -> tuple[bytes, bytes]:
        if command.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n", b"OK"
        if command.startswith(("EXAMINE", "SELECT")):
            return self._selected()
        if "bye" in self.quirks and "FETCH" in command:
            return EXPIRED, b""
        if "throttled" in self.quirks and "FETCH" in command:
            return b"", THROTTLED
        if command.startswith("UID SEARCH"):
            return self._found(command), b"OK"
        if "FETCH" in command:
            return b"".join(self._fetched(command)), b"OK"
        return (b"* BYE\r\n" if command.startswith("LOGOUT") else b""), b"OK"

    def _selected(self) -> tuple[bytes, bytes]:
        if "not_connected" in self.quirks:
            return b"", NOT_CONNECTED
        uidnext = (
            b"" if "no_uidnext" in self.quirks else b"* OK [UIDNEXT %d] ok\r\n" % (max(self.messages, default=0) + 1)
        )
        told = b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n" % len(self.messages)
        return told + uidnext, b"OK"

    def _found(self, command: str) -> bytes:
        uids = sorted(self.messages)
        if match := re.search(r"UID (\d+):(\d+|\*)$", command):
            top = max(uids, default=0)
            first, last = sorted((int(match[1]), top if match[2] == "*" else int(match[2])))
            uids = [uid for uid in uids if first <= uid <= last]
        if "search_too_long" in self.quirks:
            return b"* SEARCH" + b" 4000000000" * 100_000 + b"\r\n"
        if "lies_in_search" in self.quirks:
            uids = uids[:-1]
        if "no_search" in self.quirks:
            return b""
        listed = b" ".join(b"%d" % uid for uid in uids)
        if "esearch" in self.quirks:
            return b'* ESEARCH (TAG "x") UID ALL %s\r\n' % listed.replace(b" ", b",")
        return b"* SEARCH " + listed + b"\r\n"

    def _fetched(self, command: str) -> Iterator[bytes]:
        by_uid = command.startswith("UID")
        asked = {int(each) for each in command.split()[2 if by_uid else 1].split(",")}
        for number, uid in enumerate(sorted(self.messages), start=1):
            if (uid if by_uid else number) in asked:
                yield b"* %d FETCH (UID %d%s)\r\n" % (number, uid, self._item(command, self.messages[uid]))

    def _item(self, command: str, content: bytes) -> bytes:
        size = len(content) * 3 if "wrong_size" in self.quirks else len(content)
        told = b' INTERNALDATE "03-Mar-2026 09:30:00 +0000"' if "INTERNALDATE" in command else b""
        told += b" RFC822.SIZE %d" % size if "RFC822.SIZE" in command else b""
        if match := re.search(r"BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?", command):
            start = int(match[1] or 0)
            piece = content[start : start + int(match[2])] if match[2] else content
            name = b"BODY[]<%d>" % start if match[2] else b"BODY[]"
            told += b" %s NIL" % name if "nil_body" in self.quirks else b" %s {%d}\r\n%s" % (name, len(piece), piece)
        return told
