"""The pages served by waitress in a thread of its own, beside the scheduler. No pages here."""

import socket
from threading import Event, Thread
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from triage.web.security import MAX_FORM_BYTES

THREADS = 4  # three people, and one to spare
_WAKE = 0.5  # seconds between looks at the stop flag when nothing arrives


class WebServer:
    """One listening server. The socket is bound at once, so that a taken port is known before anything starts."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        """Bind; OSError where the address is taken or not ours. Port 0 picks a free one."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
        self._sockets: dict[int, Any] = {}
        self._stopping = Event()
        self._server = create_server(
            app,
            map=self._sockets,
            sockets=[listening],
            threads=THREADS,
            ident=None,
            max_request_body_size=MAX_FORM_BYTES,
        )
        self._host, self._port = host, listening.getsockname()[1]
        self._thread = Thread(target=self._run, name="web", daemon=True)

    @property
    def address(self) -> str:
        """Where a browser finds it: `http://127.0.0.1:8080`."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    def start(self) -> None:
        """Serve from now on, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, finish what is being answered, and wait for the thread. Safe to call twice."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        elif self._sockets:
            self._close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            wasyncore.loop(timeout=_WAKE, map=self._sockets, count=1)
        self._close()

    def _close(self) -> None:
        self._server.task_dispatcher.shutdown()
        wasyncore.close_all(self._sockets)


def serve(app: Flask, host: str, port: int) -> WebServer:
    """A server bound to the address, not yet started. OSError where the address cannot be had."""
    return WebServer(app, host, port)
