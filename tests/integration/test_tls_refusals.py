"""A server that cannot prove who it is, or speaks old TLS or none, never gets a credential: mailbox and relay alike."""

import base64

import pytest

from ingest.errors import MailboxUnavailable
from ingest.imap_mailbox import ImapMailbox
from notify.errors import TransportRefused
from notify.smtp_transport import RelayAccess, SmtpTransport
from tests.integration.imap_servers import access_to
from tests.integration.tls_servers import NotingServer, server_context, write_certificate

WORD = "a-secret-credential"
FAULTS = ("untrusted", "expired", "wrong_host", "stripped", "tls_1_0")


@pytest.fixture(params=FAULTS)
def fault(request, tmp_path, monkeypatch):
    """Name of the fault and the server's side of TLS; all certificates but the untrusted one are the machine's own."""
    host = "elsewhere.example" if request.param == "wrong_host" else "localhost"
    certificate = write_certificate(tmp_path, host, expired=request.param == "expired")
    if request.param != "untrusted":
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return request.param, server_context(certificate, old=request.param == "tls_1_0")


def by_password_and_token():
    return pytest.mark.parametrize("credential", [{"password": WORD}, {"token": lambda: WORD}], ids=["word", "token"])


def opened(protocol, port, tls, credential):
    if protocol == "imap":
        mailbox = ImapMailbox(access_to(port, host="localhost", tls=tls, timeout=5.0, **{"password": ""} | credential))
        mailbox.open()
        mailbox.close()
        return
    access = {"host": "localhost", "port": port, "tls": tls, "username": "lig@partnership.example", "password": ""}
    who = {"sender": "lig@partnership.example", "sender_name": "Team", "envelope_sender": "", "timeout": 5}
    SmtpTransport(RelayAccess(**access | who | credential)).check()


def said_secret(server):
    heard = " ".join(server.said)
    return WORD in heard or any(base64.b64encode(WORD.encode()).decode()[:12] in each for each in server.said)


@by_password_and_token()
@pytest.mark.parametrize("tls", ["implicit", "starttls"])
@pytest.mark.parametrize("protocol", ["imap", "smtp"])
def test_the_credential_is_never_sent(fault, protocol, tls, credential):
    name, context = fault
    with NotingServer(protocol, tls, None if name == "stripped" else context) as server:
        with pytest.raises((MailboxUnavailable, TransportRefused)) as refusal:
            opened(protocol, server.port, tls, credential)
        said = list(server.said)
    assert not any(line.upper().partition(" ")[2].startswith(("LOGIN", "AUTH")) for line in said)
    assert not any(line.upper().startswith("AUTH") for line in said)
    assert not said_secret(server)
    if protocol == "imap":
        assert not refusal.value.retryable
        expected = {"stripped": "no_tls", "tls_1_0": "no_tls"}
        assert refusal.value.code == expected.get(name, "certificate_not_trusted")


@by_password_and_token()
@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_good_relay_and_a_good_mailbox_get_it(tmp_path, monkeypatch, tls, credential):
    certificate = write_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with NotingServer("smtp", tls, server_context(certificate)) as server:
        opened("smtp", server.port, tls, credential)
        assert [line for line in server.said if line.startswith("AUTH")]
    with NotingServer("imap", tls, server_context(certificate)) as server:
        with pytest.raises(MailboxUnavailable, match="made no sense"):  # for it has no folders
            opened("imap", server.port, tls, credential)
        assert [line for line in server.said if line.partition(" ")[2].startswith(("LOGIN", "AUTH"))]
