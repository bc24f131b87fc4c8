"""Servers that misbehave: nothing is missed, nothing is marked, and the administrator learns what to do."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from ingest.demo_server import DemoImapServer
from ingest.errors import MailboxUnavailable
from ingest.imap_mailbox import ImapMailbox
from tests.integration.imap_servers import USER, WORD, ScriptedServer, access_to, free_port

BODY = b"Subject: x\r\n\r\ny\r\n"
DETAILS = [
    b'* 1 FETCH (UID 5 INTERNALDATE "03-Mar-2026 09:30:00 +0100" RFC822.SIZE 16)',
    b'* 2 FETCH (UID 11 INTERNALDATE "03-Mar-2026 09:31:00 +0100" RFC822.SIZE 16)',
]
BY_SEQUENCE = [b"* 1 FETCH (UID 5)", b"* 2 FETCH (UID 11)"]
FORBIDDEN = ("STORE", "EXPUNGE", "DELETE", "UNSEEN", "ENABLE", "CLOSE", "RFC822)", " BODY[]")


@contextmanager
def opened(answers: dict[str, list[bytes]]) -> Iterator[tuple[ImapMailbox, ScriptedServer]]:
    with ScriptedServer(answers) as server:
        mailbox = ImapMailbox(access_to(server.port))
        mailbox.open()
        try:
            yield mailbox, server
        finally:
            mailbox.close()


def open_and_list(mailbox: ImapMailbox) -> None:
    try:
        mailbox.open()
        mailbox.list_messages()
    finally:
        mailbox.close()


def fault_of(answers: dict[str, list[bytes]], **changes: object) -> MailboxUnavailable:
    with ScriptedServer(answers) as server, pytest.raises(MailboxUnavailable) as fault:
        open_and_list(ImapMailbox(access_to(server.port, **changes)))
    return fault.value


@pytest.mark.parametrize(
    "search",
    [
        [b"* SEARCH 5 11"],
        [b"* SEARCH"],
        [],
        [b'* ESEARCH (TAG "x") UID ALL 5,11'],
        [b"* SEARCH 5", b"* SEARCH 11"],
        [b"* SEARCH 11"],
        [b"tag BAD unknown"],
        [b"* SEARCH 5 11 12"],
    ],
)
def test_a_search_that_misleads_loses_no_message(search: list[bytes]) -> None:
    answers = {"UID SEARCH": search, "FETCH": BY_SEQUENCE, "UID FETCH": DETAILS}
    with opened(answers) as (mailbox, server):
        listed = mailbox.list_messages()
    assert [message.uid for message in listed] == [5, 11]
    assert listed[0].internal_date == datetime(2026, 3, 3, 8, 30, tzinfo=UTC)
    assert not [command for command in server.commands if any(word in command.upper() for word in FORBIDDEN)]


def test_counts_that_never_agree_are_no_empty_mailbox() -> None:
    fault = fault_of({"UID SEARCH": [], "FETCH": [BY_SEQUENCE[0]], "UID FETCH": DETAILS})
    assert fault.retryable
    assert "2 messages but lists 1" in str(fault)


@pytest.mark.parametrize(
    ("answers", "words", "retryable"),
    [
        ({"LOGIN": [b"tag NO [AUTHENTICATIONFAILED] no"]}, "username and password", False),
        ({"LOGIN": [b"tag NO LOGINDISABLED"]}, "takes no passwords", False),
        ({"LOGIN": [b"tag NO [UNAVAILABLE] later"]}, "cannot check logins", True),
        ({"LOGIN": [b"DROP"]}, "connection broke", True),
        ({"LOGIN": [b"* BYE too many", b"DROP"]}, "connection broke", True),
        ({"EXAMINE": [b"tag NO no such folder"]}, "'INBOX' cannot be opened", False),
        ({"EXAMINE": [b"tag BAD User is authenticated but not connected."]}, "cannot be opened", True),
        ({"EXAMINE": [b"* 2 EXISTS"]}, "made no sense", True),
        ({"UID SEARCH": [b"* SEARCH 5 11"], "UID FETCH": [b"tag BAD Request is throttled."]}, "slow down", True),
        ({"UID SEARCH": [b"DROP"]}, "connection broke", True),
        ({"UID SEARCH": [b"* SEARCH 5 11"], "UID FETCH": [b"* 1 FETCH (UID 5 RFC822.SIZE {20}", b"cut"]}, "", True),
    ],
)
def test_faults_say_what_to_do(answers: dict[str, list[bytes]], words: str, retryable: bool) -> None:
    fault = fault_of(answers, timeout=1.0)
    assert words in str(fault)
    assert fault.retryable is retryable
    assert WORD not in str(fault)


def test_a_silent_server_is_given_up() -> None:
    fault = fault_of({"LOGIN": [b"SILENCE"]}, timeout=0.3)
    assert "did not answer in time" in str(fault)
    assert fault.retryable


def test_nobody_there_can_be_tried_again() -> None:
    with pytest.raises(MailboxUnavailable, match="refuses connections") as fault:
        ImapMailbox(access_to(free_port())).open()
    assert fault.value.retryable


def test_a_failed_connection_is_not_used_again() -> None:
    with opened({"UID SEARCH": [b"DROP"]}) as (mailbox, _):
        for words in ("connection broke", "closed; open it again"):
            with pytest.raises(MailboxUnavailable, match=words):
                mailbox.list_messages()


@pytest.mark.parametrize("answer", [[], [b"* 1 FETCH (UID 5 BODY[] NIL)"], [b"* 2 FETCH (UID 11 BODY[] {1}", b"x)"]])
def test_a_message_without_content_is_none(answer: list[bytes]) -> None:
    with opened({"UID FETCH 5 (RFC822.SIZE)": [DETAILS[0]], "UID FETCH 5 (BODY": answer}) as (mailbox, _):
        assert mailbox.fetch(5) is None


def test_a_wrong_size_changes_nothing() -> None:
    whole = [b"* 1 FETCH (UID 5 BODY[] {%d}\r\n%s)\r\n" % (len(BODY), BODY)]
    for size in (b"1", b"9999"):
        told = [b"* 1 FETCH (UID 5 RFC822.SIZE %s)" % size]
        with opened({"UID FETCH 5 (RFC822.SIZE)": told, "UID FETCH 5 (BODY": whole}) as (mailbox, _):
            assert mailbox.fetch(5) == BODY


def test_a_rebuilt_folder_ends_the_session() -> None:
    answers = {"UID SEARCH": [b"* SEARCH 5 11"], "UID FETCH": DETAILS}
    with opened(answers) as (mailbox, server):
        server.answers["EXAMINE"] = [b"* 2 EXISTS", b"* OK [UIDVALIDITY 8] ok"]
        with pytest.raises(MailboxUnavailable, match="rebuilt"):
            mailbox.list_messages()
        assert mailbox.open().uidvalidity == 8


def test_without_move_a_message_is_copied_once_and_stays() -> None:
    answers = {
        "SELECT": [b"* 2 EXISTS", b"* OK [UIDVALIDITY 7] ok"],
        "LIST": [b'* LIST () "/" "Processed"'],
        "UID FETCH 5 (UID)": [b"* 1 FETCH (UID 5)"],
        "UID FETCH 5 (BODY": [
            b"* 1 FETCH (UID 5 BODY[HEADER.FIELDS (MESSAGE-ID)] {21}\r\nMessage-ID: <a@b.c>\r\n)\r\n"
        ],
        "UID SEARCH HEADER": [b"* SEARCH"],
        "STATUS": [b'* STATUS "Processed" (UIDNEXT 4)'],
    }
    with opened(answers) as (mailbox, server):
        assert not mailbox.move(5, "Processed")  # the target has not grown
        assert [command for command in server.commands if "COPY" in command] == ['UID COPY 5 "Processed"']
        server.answers["UID SEARCH HEADER"] = [b"* SEARCH 3"]
        assert mailbox.move(5, "Processed")
        assert sum("COPY" in command for command in server.commands) == 1
        assert not [command for command in server.commands if any(word in command.upper() for word in FORBIDDEN)]


def test_tls_none_is_for_this_machine_only() -> None:
    with pytest.raises(MailboxUnavailable, match="not on this machine") as fault:
        ImapMailbox(access_to(143, host="mail.partnership.example")).open()
    assert not fault.value.retryable


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_no_password_without_tls(tls: str) -> None:
    with ScriptedServer({}) as server, pytest.raises(MailboxUnavailable) as fault:
        ImapMailbox(access_to(server.port, tls=tls, timeout=2.0)).open()
    assert not fault.value.retryable
    assert not any(command.upper().startswith(("LOGIN", "AUTH")) for command in server.commands)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for `localhost` that signs itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(built.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def tls_server(certificate: tuple[Path, Path]) -> Iterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with ScriptedServer({"EXAMINE": [b"* 0 EXISTS", b"* OK [UIDVALIDITY 7] ok"]}, context) as server:
        yield server


def test_a_trusted_certificate_is_accepted(
    tls_server: ScriptedServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    mailbox = ImapMailbox(access_to(tls_server.port, host="localhost", tls="implicit"))
    assert mailbox.open().exists == 0
    mailbox.close()


def test_an_unknown_certificate_is_refused(tls_server: ScriptedServer) -> None:
    with pytest.raises(MailboxUnavailable, match="certificate is not trusted") as fault:
        ImapMailbox(access_to(tls_server.port, host="localhost", tls="implicit")).open()
    assert not fault.value.retryable
    assert tls_server.commands == []


def test_a_certificate_for_another_name_is_refused(
    tls_server: ScriptedServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with pytest.raises(MailboxUnavailable, match="certificate is not trusted"):
        ImapMailbox(access_to(tls_server.port, host="127.0.0.1", tls="implicit")).open()
    assert tls_server.commands == []


def test_starttls_protects_the_login(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    options = ("--cert", str(certificate[0]), "--key", str(certificate[1]))
    with DemoImapServer(USER, WORD, extra=options) as server:
        mailbox = ImapMailbox(access_to(server.port, host="localhost", tls="starttls"))
        assert mailbox.open().exists == 0
        mailbox.close()


def test_reading_leaves_no_trace() -> None:
    with DemoImapServer(USER, WORD) as server:
        server.deliver(BODY)
        mailbox = ImapMailbox(server.access())
        mailbox.open()
        uid = mailbox.list_messages()[0].uid
        assert mailbox.fetch(uid) == BODY
        mailbox.close()
        client = IMAPClient("127.0.0.1", port=server.port, ssl=False, timeout=10)
        client.login(USER, WORD)
        client.select_folder("INBOX", readonly=True)
        assert b"\\Seen" not in client.get_flags([uid])[uid]
        client.logout()


def test_the_demo_server_stops_and_frees_its_port() -> None:
    with DemoImapServer(USER, WORD) as server:
        port = server.port
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=2):
        pass
