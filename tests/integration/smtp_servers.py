"""An SMTP server that makes trouble on demand: at any verb, of any kind, for so many connections."""

import socket
import threading
from collections import Counter

VERBS = ("banner", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "dot", "QUIT")
TROUBLES = ("4xx", "5xx", "hang", "close", "close_after_dot")
GOOD = {
    "banner": b"220 relay.example ready",
    "EHLO": b"250-relay.example\r\n250 AUTH PLAIN",
    "AUTH": b"235 welcome",
    "MAIL": b"250 ok",
    "RCPT": b"250 ok",
    "DATA": b"354 go on",
    "dot": b"250 taken",
    "QUIT": b"221 bye",
    "NOOP": b"250 ok",
    "RSET": b"250 ok",
}
REPLIES = {"4xx": b"451 later", "5xx": b"550 never"}


class TroubledSmtpServer:
    """`troubles` holds one (verb, trouble) for each connection in turn; None is a good one, and so are all after."""

    def __init__(self, troubles):
        self._troubles = list(troubles)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        self.taken = Counter()  # Message-IDs of what came whole, acknowledged or not
        self.senders = []
        self.recipients = []

    def __enter__(self):
        self._threads[0].start()
        return self

    def __exit__(self, *_):
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self):
        while not self._stopping.is_set():
            try:
                client, _ = self._listener.accept()
            except TimeoutError:
                continue
            self.connections += 1
            trouble = self._troubles.pop(0) if self._troubles else None
            thread = threading.Thread(target=self._serve, args=(client, trouble))
            self._threads.append(thread)
            thread.start()

    def _serve(self, client, trouble):
        client.settimeout(0.05)
        with client, client.makefile("rwb") as stream:
            try:
                self._talk(client, stream, trouble)
            except (OSError, ValueError):
                return

    def _talk(self, client, stream, trouble):
        if not self._answer(stream, "banner", trouble):
            return
        lines = self._lines(client)
        for line in lines:
            verb = line.split()[0].upper().decode() if line.split() else ""
            verb = "EHLO" if verb == "HELO" else verb
            if verb == "MAIL":
                self.senders.append(line)
            if verb == "RCPT":
                self.recipients.append(line)
            if not self._answer(stream, verb, trouble) or verb == "QUIT":
                return
            refused = trouble in (("DATA", "4xx"), ("DATA", "5xx"))
            if verb == "DATA" and not refused and not self._take(lines, stream, trouble):
                return

    def _take(self, lines, stream, trouble):
        """The e-mail up to its final dot; it counts as a copy unless it is refused. Whether we go on."""
        message_id = ""
        for line in lines:
            if line.lower().startswith(b"message-id:"):
                message_id = line.split(b":", 1)[1].strip().decode()
            if line == b".":
                break
        else:
            return False
        if trouble not in (("dot", "4xx"), ("dot", "5xx")):
            self.taken[message_id] += 1
        if trouble and trouble[1] == "close_after_dot":
            return False
        return self._answer(stream, "dot", trouble)

    def _answer(self, stream, verb, trouble):
        """Whether the conversation goes on."""
        kind = trouble[1] if trouble and trouble[0] == verb else ""
        if kind == "hang":
            self._stopping.wait(1.0)
            return False
        if kind == "close":
            return False
        stream.write(REPLIES.get(kind, GOOD.get(verb, b"500 what?")) + b"\r\n")
        stream.flush()
        return True

    def _lines(self, client):
        pending = b""
        while not self._stopping.is_set():
            try:
                read = client.recv(65536)
            except TimeoutError:
                continue
            if not read:
                return
            pending += read
            while b"\r\n" in pending:
                line, pending = pending.split(b"\r\n", 1)
                yield line
