"""A mail server on this machine, for the demo and for tests: real IMAP, messages in memory, gone when it stops."""

import select
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType

from imapclient import IMAPClient

from ingest.imap_connection import MailboxAccess

HOST = "127.0.0.1"
DEMO_PASSWORD = "demo"  # noqa: S105 - of a mailbox of invented mail on this machine
FOLDERS = ("Processed", "Quarantine")
START_SECONDS = 15.0
_STOP_SECONDS = 5.0
_ATTEMPTS = 3  # another program may take the free port before the server does

# Ends with its parent, however that ends: its input closes then.
_CHILD = """
import os, sys, threading
from pymap.main import main
def until_parent_ends():
    sys.stdin.buffer.read()
    os._exit(0)
threading.Thread(target=until_parent_ends, daemon=True).start()
main()
"""


class DemoServerFailed(RuntimeError):
    """The demo's mail server did not start; another program may hold its port, or pymap is not installed."""


class DemoImapServer:
    """Context manager: an IMAP server with one account, on a free port of the loopback interface."""

    def __init__(
        self, username: str = "referrals", password: str = DEMO_PASSWORD, *, port: int = 0, extra: Sequence[str] = ()
    ) -> None:
        self.username = username
        self.password = password
        self.port = port
        self._fixed_port = bool(port)
        self._extra = tuple(extra)  # further options of the server, such as a certificate
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "DemoImapServer":
        """Started and answering, with its folders in place. Raises DemoServerFailed."""
        for _ in range(1 if self._fixed_port else _ATTEMPTS):
            if not self._fixed_port:
                self.port = _free_port()
            self._start()
            if self._wait_until_ready():
                break
            self.stop()
        else:
            raise DemoServerFailed(DemoServerFailed.__doc__)
        self._create_folders()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stopped; its messages are gone."""
        self.stop()

    def access(self, folder: str = "INBOX", account: str = "referrals", timeout: float = 10.0) -> MailboxAccess:
        """How to reach the account."""
        return MailboxAccess(
            host=HOST,
            port=self.port,
            tls="none",
            username=self.username,
            password=self.password,
            folder=folder,
            account=account,
            timeout=timeout,
        )

    def deliver(self, content: bytes, arrived_at: datetime | None = None, folder: str = "INBOX") -> None:
        """Put a message into a folder as if it had arrived then (aware; None: now)."""
        client = self._client()
        try:
            client.append(folder, content, (), arrived_at)
        finally:
            client.logout()

    def stop(self) -> None:
        """End the server; safe to repeat."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def _start(self) -> None:
        options = ["--host", HOST, "--port", str(self.port), *(self._extra or ["--no-tls"])]
        account = ["dict", "--demo-user", self.username, "--demo-password", self.password]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own arguments
            [sys.executable, "-c", _CHILD, *options, *account],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process is not None and self._process.poll() is None:
            if _greets(self.port):
                return True
            select.select([], [], [], 0.05)
        return False

    def _create_folders(self) -> None:
        client = self._client()
        try:
            for name in FOLDERS:
                if not client.folder_exists(name):
                    client.create_folder(name)
        finally:
            client.logout()

    def _client(self) -> IMAPClient:
        client = IMAPClient(HOST, port=self.port, ssl=False, timeout=10)
        client.login(self.username, self.password)
        return client


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _greets(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.settimeout(2)
            return connection.recv(4) == b"* OK"
    except OSError:
        return False
