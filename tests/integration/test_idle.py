"""Waking up on new mail: soon after it arrives, after every break of the connection, and never by spinning."""

import threading
import time

import pytest

from ingest.demo_server import DemoImapServer
from ingest.idle import MailWakeUp, WakeUpPacing, WakeUps
from tests.conftest import require_tool
from tests.integration.imap_servers import USER, WORD, ScriptedServer, access_to, append, dovecot

MAIL = b"Subject: x\r\n\r\ny\r\n"
QUICK = WakeUpPacing(renew=0.4, first_rest=0.05, longest_rest=0.2)
PATIENCE = 15.0  # seconds; each wait ends at once where all is well


class Bell:
    """Counts how often it was rung, and lets a test wait for the next time."""

    def __init__(self):
        self.rung = 0
        self._changed = threading.Condition()

    def ring(self):
        with self._changed:
            self.rung += 1
            self._changed.notify_all()

    def wait_for(self, count):
        with self._changed:
            return self._changed.wait_for(lambda: self.rung >= count, PATIENCE)


@pytest.fixture(params=["pymap", "dovecot"])
def port(request):
    if request.param == "pymap":
        with DemoImapServer(USER, WORD) as server:
            yield server.port
    else:
        with dovecot(require_tool("dovecot")) as port:
            yield port


def test_mail_that_arrives_wakes_us(port):
    bell = Bell()
    with WakeUps([access_to(port)], bell.ring):
        assert bell.wait_for(1)  # what came before we listened is asked for, too
        append(port, MAIL)
        assert bell.wait_for(2)
        append(port, MAIL)
        assert bell.wait_for(3)
    assert "wake-up referrals" not in {thread.name for thread in threading.enumerate()}


def test_the_wait_is_renewed_and_mail_wakes_us_still(port):
    bell = Bell()
    waiter = MailWakeUp(access_to(port), bell.ring, QUICK)
    waiter.start()
    assert bell.wait_for(3)  # rung once by each renewal
    waiter.stop()
    waiter.stop()


def test_a_server_that_dies_is_found_again_and_the_wait_never_spins():
    bell = Bell()
    with ScriptedServer({"IDLE": [b"+ idling", b"DROP"], "CAPABILITY": [b"* CAPABILITY IMAP4rev1 IDLE"]}) as server:
        waiter = MailWakeUp(access_to(server.port), bell.ring, WakeUpPacing(renew=60, first_rest=0.05, longest_rest=9))
        began = time.process_time()
        waiter.start()
        assert bell.wait_for(4)
        waiter.stop()
        assert time.process_time() - began < 1.5  # seconds of work for a wait of several
        assert 4 <= sum(command == "IDLE" for command in server.commands) <= 10


def test_a_server_without_idle_is_left_alone():
    bell = Bell()
    with ScriptedServer({}) as server:
        waiter = MailWakeUp(access_to(server.port), bell.ring, QUICK)
        waiter.start()
        waiter._thread.join(PATIENCE)
        assert not waiter._thread.is_alive()
        assert "IDLE" not in server.commands
    assert bell.rung == 0
    waiter.stop()


def test_nobody_there_costs_only_the_hint():
    waiter = MailWakeUp(access_to(9), lambda: None, QUICK)
    waiter.start()
    assert not waiter.waiting.wait(0.3)
    waiter.stop()
    assert not waiter._thread.is_alive()
