"""Our own copy in the folder of sent mail: found to the letter, however many others lie there, and left unread."""

import pytest
from imapclient import IMAPClient

from ingest.demo_server import DemoImapServer
from ingest.sent_folder import SentFolder
from tests.conftest import require_tool
from tests.integration.imap_servers import USER, WORD, access_to, append, create_folder, dovecot, free_port

OURS = "<0123abcd.ffee@iowscp.example>"


@pytest.fixture(scope="module", params=["pymap", "dovecot"])
def port(request):
    if request.param == "pymap":
        with DemoImapServer(USER, WORD) as server:
            yield server.port
    else:
        with dovecot(require_tool("dovecot")) as port:
            yield port


@pytest.fixture
def folder(port, request):
    return create_folder(port, f"Sent {abs(hash(request.node.name)) % 10**9}")


def copy_of(message_id, header="Message-ID"):
    return f"{header}: {message_id}\r\nSubject: Auto: received\r\n\r\nReceived.\r\n".encode()


def look(port, folder, message_id=OURS):
    return SentFolder(access_to(port, folder=folder)).holds(message_id)


def test_a_copy_is_found_by_its_message_id_and_stays_unread(port, folder):
    assert look(port, folder) is False
    append(port, copy_of("<9.other@iowscp.example>"), folder)
    append(port, copy_of(f"\r\n {OURS}", "message-id"), folder)
    assert look(port, folder) is True
    assert look(port, folder, OURS.upper()) is False
    with IMAPClient("127.0.0.1", port=port, ssl=False, timeout=10) as client:
        client.login(USER, WORD)
        client.select_folder(folder, readonly=True)
        assert not client.search(["SEEN"])


def test_a_message_that_only_names_it_or_has_none_is_not_a_copy(port, folder):
    append(port, f"In-Reply-To: {OURS}\r\nReferences: {OURS}\r\n\r\nThank you\r\n".encode(), folder)
    assert look(port, folder) is False


def test_a_copy_is_found_below_many_newer_ones(port, folder):
    append(port, copy_of(OURS), folder)
    with IMAPClient("127.0.0.1", port=port, ssl=False, timeout=10) as client:
        client.login(USER, WORD)
        for number in range(120):
            client.append(folder, copy_of(f"<{number}@iowscp.example>"))
    assert look(port, folder) is True


def test_a_folder_or_server_that_is_not_there_is_no_answer(port, folder):
    assert look(port, folder + " gone") is None
    assert look(free_port(), folder) is None
