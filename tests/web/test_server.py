"""The pages over a real socket."""

from urllib.request import urlopen

import pytest

from tests.web.conftest import build
from tests.web.fake_cases import FakeAccounts, FakeReader
from triage.web.server import serve


def test_the_server_answers_until_it_is_stopped() -> None:
    server = serve(build(FakeReader(), FakeAccounts()), "127.0.0.1", 0)
    server.start()
    try:
        with urlopen(f"{server.address}/health/live", timeout=10) as answer:
            assert answer.read() == b"ok"
            assert "Server" not in answer.headers
    finally:
        server.stop()
    with pytest.raises(OSError):  # noqa: PT011 - refused or reset, by platform
        urlopen(f"{server.address}/health/live", timeout=10)
    server.stop()


def test_a_taken_port_is_known_before_anything_starts() -> None:
    first = serve(build(FakeReader(), FakeAccounts()), "127.0.0.1", 0)
    port = int(first.address.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        serve(build(FakeReader(), FakeAccounts()), "127.0.0.1", port)
    first.stop()
