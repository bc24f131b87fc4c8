"""What every mailbox does: the fake, IMAP on two servers, and files on disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from ingest.demo_server import DemoImapServer
from ingest.errors import MailboxUnavailable
from ingest.fakes import FakeMailbox
from ingest.file_mailbox import FileMailbox
from ingest.imap_mailbox import ImapMailbox
from ingest.ports import Mailbox
from tests.conftest import require_tool
from tests.integration.imap_servers import USER, WORD, access_to, append, contents, create_folder, dovecot

FIRST = b"Subject: first\r\nMessage-ID: <1@x.example>\r\n\r\nOne\r\n"
SECOND = b"Subject: second\r\n\r\nTwo \xff\xfe and 8-bit\r\n"
BIG = b"Subject: big\r\n\r\n" + (b"0123456789" * 7 + b"\r\n") * 130_000  # 9.4 MB, fetched in pieces


@dataclass
class Bench:
    """A mailbox, a way to put mail into it, and what a folder holds afterwards."""

    mailbox: Mailbox
    deliver: Callable[[bytes], object]
    contents: Callable[[str], list[bytes]] | None = None


@pytest.fixture(scope="module")
def pymap() -> Iterator[DemoImapServer]:
    with DemoImapServer(USER, WORD) as server:
        yield server


@pytest.fixture(scope="module")
def dovecot_port() -> Iterator[int]:
    with dovecot(require_tool("dovecot")) as port:
        yield port


def _imap(port: int, folder: str) -> Bench:
    return Bench(
        ImapMailbox(access_to(port, folder=folder)),
        partial(append, port, folder=folder),
        partial(contents, port),
    )


@pytest.fixture(params=["fake", "pymap", "dovecot", "files"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    folder = f"Inbox {abs(hash(request.node.name)) % 10**9}"
    if request.param == "fake":
        fake = FakeMailbox()
        yield Bench(fake, fake.deliver, lambda name: fake.folders.get(name, []))
    elif request.param == "files":
        names = iter("abcdef")

        def write(content: bytes) -> None:
            (tmp_path / f"{next(names)}.eml").write_bytes(content)

        yield Bench(FileMailbox([tmp_path]), write)
    else:
        port = request.getfixturevalue("pymap").port if request.param == "pymap" else None
        port = port or request.getfixturevalue("dovecot_port")
        bench = _imap(port, create_folder(port, folder))
        yield bench
        bench.mailbox.close()


def test_an_empty_folder_lists_nothing(bench: Bench) -> None:
    assert bench.mailbox.open().exists == 0
    assert list(bench.mailbox.list_messages()) == []
    bench.mailbox.close()


def test_every_message_is_listed_in_order_and_fetched_as_it_is(bench: Bench) -> None:
    bench.deliver(FIRST)
    bench.deliver(SECOND)
    status = bench.mailbox.open()
    listed = bench.mailbox.list_messages()
    assert status.exists == 2
    assert [bench.mailbox.fetch(message.uid) for message in listed] == [FIRST, SECOND]
    assert [message.size for message in listed] == [len(FIRST), len(SECOND)]
    assert all(message.internal_date is None or message.internal_date.tzinfo for message in listed)
    bench.mailbox.close()


def test_identities_hold_over_sessions(bench: Bench) -> None:
    bench.deliver(FIRST)
    first = bench.mailbox.open(), [message.uid for message in bench.mailbox.list_messages()]
    bench.mailbox.close()
    again = bench.mailbox.open(), [message.uid for message in bench.mailbox.list_messages()]
    assert again == first


def test_what_arrives_later_is_listed_later(bench: Bench) -> None:
    bench.deliver(FIRST)
    bench.mailbox.open()
    known = {message.uid for message in bench.mailbox.list_messages()}
    bench.deliver(SECOND)
    bench.mailbox.open()
    new = [message.uid for message in bench.mailbox.list_messages() if message.uid not in known]
    assert [bench.mailbox.fetch(uid) for uid in new] == [SECOND]


def test_a_message_that_is_not_there_is_none(bench: Bench) -> None:
    bench.deliver(FIRST)
    bench.mailbox.open()
    assert bench.mailbox.fetch(999_999) is None
    assert bench.mailbox.fetch(bench.mailbox.list_messages()[0].uid) == FIRST


def test_a_moved_message_is_in_its_new_folder(bench: Bench) -> None:
    bench.deliver(FIRST)
    bench.deliver(SECOND)
    bench.mailbox.open()
    uid = bench.mailbox.list_messages()[0].uid
    assert bench.mailbox.move(uid, "Filed away")
    assert bench.mailbox.move(uid, "Filed away")  # safe to repeat
    if bench.contents is not None:
        assert bench.contents("Filed away").count(FIRST) >= 1
        assert [bench.mailbox.fetch(message.uid) for message in bench.mailbox.list_messages()] == [SECOND]


def test_a_large_message_keeps_every_byte(bench: Bench) -> None:
    bench.deliver(BIG)
    bench.mailbox.open()
    assert bench.mailbox.fetch(bench.mailbox.list_messages()[0].uid) == BIG


def test_a_closed_mailbox_stays_silent_or_says_so(bench: Bench) -> None:
    bench.mailbox.open()
    bench.mailbox.close()
    bench.mailbox.close()
    if not isinstance(bench.mailbox, FileMailbox):
        with pytest.raises(MailboxUnavailable) as fault:
            bench.mailbox.list_messages()
        assert fault.value.retryable
