"""A real SMTP server on a loopback port that keeps what it is given: the demo's relay, and the tests'."""

from asyncio import Server
from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Lock
from typing import Any

from aiosmtpd.controller import Controller


class DemoSmtpSink:
    """Takes every e-mail; with `folder` also writes each one there as `NNNN.eml`. Use as a context manager."""

    def __init__(self, folder: Path | None = None, port: int = 0) -> None:
        self._folder = folder
        self._received: list[bytes] = []
        self._lock = Lock()
        self._controller = _LoopbackController(self, hostname="127.0.0.1", port=port)

    def __enter__(self) -> "DemoSmtpSink":
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._controller.bound_port

    @property
    def received(self) -> Sequence[EmailMessage]:
        """Everything taken so far, in order."""
        with self._lock:
            return [message_from_bytes(raw, policy=default) for raw in self._received]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep one e-mail; the recipient of the envelope goes on top, as a delivery agent would write it."""
        raw = b"X-Envelope-To: " + ", ".join(envelope.rcpt_tos).encode() + b"\r\n" + envelope.content
        with self._lock:
            self._received.append(raw)
            if self._folder is not None:
                (self._folder / f"{len(self._received):04d}.eml").write_bytes(raw)
        return "250 kept"


class _LoopbackController(Controller):
    """aiosmtpd's controller checks its own start by connecting to the configured port, which is 0 until it is bound."""

    @property
    def bound_port(self) -> int:
        if not isinstance(self.server, Server):
            raise TypeError("the sink has not been started")
        return int(self.server.sockets[0].getsockname()[1])

    def _trigger_server(self) -> None:
        self.port = self.bound_port
        super()._trigger_server()  # type: ignore[no-untyped-call]
