"""Access tokens: asked for when needed only, kept while good, and every refusal in words for an administrator."""

import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from config.errors import ConfigError
from config.settings import load_settings
from ingest.errors import MailboxUnavailable, TokenRefused
from ingest.imap_mailbox import ImapMailbox
from ingest.oauth_tokens import ClientCredentials, TokenSource, token_source
from notify.demo_sink import DemoSmtpSink
from notify.errors import TransportRefused
from notify.relay import transport
from notify.relay_access import RelayAccess
from tests.conftest import require_tool
from tests.integration.imap_servers import ScriptedServer, access_to, access_token, append, dovecot
from tests.integration.tls_servers import server_context, write_certificate

OUTLOOK = "https://outlook.office365.com/.default"


class TokenEndpoint:
    """The tenant's endpoint on this machine; `answers` are given in turn, the last one for ever."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.answers = [{"token_type": "Bearer", "expires_in": 3600, "access_token": "a token"}]
        self.asked: list[dict[str, list[str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.authority = f"https://localhost:{self._server.server_port}"

    def __enter__(self) -> "TokenEndpoint":
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                base = f"{endpoint.authority}/tenant"
                self._reply(
                    {
                        "issuer": f"{base}/v2.0",
                        "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                        "token_endpoint": f"{base}/oauth2/v2.0/token",
                    }
                )

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                endpoint.asked.append(parse_qs(body.decode()))
                self._reply(endpoint.answers.pop(0) if len(endpoint.answers) > 1 else endpoint.answers[0])

            def _reply(self, answer: dict[str, object]) -> None:
                content = json.dumps(answer).encode()
                self.send_response(400 if "error" in answer else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        return Handler


@pytest.fixture
def endpoint(tmp_path, monkeypatch):
    certificate = write_certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with TokenEndpoint(server_context(certificate)) as endpoint:
        yield endpoint


def source(endpoint, **changes):
    values = {"tenant": "tenant", "client_id": "app", "client_secret": "word", "authority": endpoint.authority}
    return TokenSource(ClientCredentials(**(values | changes)))


def test_a_token_is_asked_for_once_and_again_five_minutes_before_it_ends(endpoint):
    endpoint.answers = [
        {"token_type": "Bearer", "expires_in": 299, "access_token": "short"},
        {"token_type": "Bearer", "expires_in": 3600, "access_token": "long"},
    ]
    tokens = source(endpoint)
    assert endpoint.asked == []
    assert [tokens() for _ in range(3)] == ["short", "long", "long"]
    assert endpoint.asked[0]["grant_type"] == ["client_credentials"]
    assert (endpoint.asked[0]["scope"], endpoint.asked[0]["client_secret"]) == ([OUTLOOK], ["word"])
    tokens.forget()
    assert tokens() == "long"
    assert len(endpoint.asked) == 3


def test_a_certificate_proves_the_application_without_a_secret(endpoint, tmp_path):
    tokens = source(endpoint, client_secret="", certificate=write_certificate(tmp_path, "app.example", by_rsa=True))
    assert tokens() == "a token"
    assert "client_secret" not in endpoint.asked[0]
    assert endpoint.asked[0]["client_assertion"][0].count(".") == 2


@pytest.mark.parametrize(
    ("answer", "code", "words", "retryable"),
    [
        ("invalid_client AADSTS7000222: expired", "secret_expired", "make a new one", False),
        ("invalid_client AADSTS7000215: invalid", "secret_refused", "not its id", False),
        ("invalid_client AADSTS700027: not registered", "certificate_refused", "upload", False),
        ("unauthorized_client AADSTS700016: unknown", "application_unknown", "client_id", False),
        ("invalid_scope AADSTS70011: scope", "scope_refused", "/.default", False),
        ("invalid_request else", "token_refused", "have not expired", False),
        ("temporarily_unavailable busy", "token_unavailable", "for now", True),
    ],
)
def test_refusals_say_what_to_do_and_name_no_secret(endpoint, answer, code, words, retryable):
    error, _, description = answer.partition(" ")
    endpoint.answers = [{"error": error, "error_description": f"{description} word"}]
    tokens = source(endpoint)
    mailbox = ImapMailbox(access_to(9, password="", token=tokens))
    with pytest.raises(MailboxUnavailable) as fault:
        mailbox.open()
    assert words in str(fault.value)
    assert (fault.value.code, fault.value.retryable) == (code, retryable)
    assert "word" not in str(fault.value)
    assert "word" not in repr(access_to(9, password="", token=tokens))


def test_an_endpoint_that_is_away_can_be_tried_again(endpoint, tmp_path):
    away = ClientCredentials(tenant="t", client_id="app", client_secret="word", authority="https://localhost:9")
    with pytest.raises(TokenRefused, match="cannot be reached") as fault:
        TokenSource(away)()
    assert fault.value.retryable
    with pytest.raises(TokenRefused, match="certificate file") as fault:
        source(endpoint, client_secret="", certificate=tmp_path / "missing.pem")()
    assert not fault.value.retryable
    with pytest.raises(TokenRefused, match="RSA"):
        source(endpoint, client_secret="", certificate=write_certificate(tmp_path, "ec.example"))()


def test_the_connections_of_an_application_share_its_token(endpoint):
    credentials = {"tenant": "tenant", "client_id": "a", "client_secret": "w", "authority": endpoint.authority}
    assert token_source(None) is None
    assert token_source(dict(credentials)) is token_source(dict(credentials))


def test_settings_with_passwords_ask_nobody_for_a_token(tmp_path):
    file = tmp_path / "service.yaml"
    box = "{host: outlook.office365.com, port: 993, username: a@b.example, "
    oauth2 = "oauth2: {tenant: t, client_id: c, client_secret: hunter2}"
    file.write_text(f"mailboxes:\n  - {box}password: p}}\n  - {box}name: second, {oauth2}}}\n", encoding="utf-8")
    settings = load_settings(file)
    assert [token_source(each.credentials) is None for each in settings.mailboxes] == [True, False]
    assert "hunter2" not in repr(settings)
    for wrong in (f"password: p, {oauth2}", "oauth2: {tenant: t, client_id: c}", f"{oauth2[:-1]}, certificate: /x}}"):
        file.write_text(f"mailboxes:\n  - {box}{wrong}}}\n", encoding="utf-8")
        with pytest.raises(ConfigError, match=r"not both|one of the two"):
            load_settings(file)


@pytest.fixture(scope="module")
def dovecot_port():
    with dovecot(require_tool("dovecot")) as port:
        yield port


def test_a_mailbox_opens_with_a_token_and_takes_a_new_one_for_each_connection(dovecot_port):
    append(dovecot_port, b"Subject: x\r\n\r\ny\r\n")
    given = []

    def token():
        given.append(access_token())
        return given[-1]

    mailbox = ImapMailbox(access_to(dovecot_port, password="", token=token))
    for expected in (1, 2):
        assert mailbox.open().exists == 1
        assert len(given) == expected
    mailbox.close()


@pytest.mark.parametrize("token", [access_token(seconds=-60), access_token("other@partnership.example"), "junk"])
def test_a_token_that_the_server_does_not_take_is_no_wrong_password(dovecot_port, token):
    with pytest.raises(MailboxUnavailable, match="service principal") as fault:
        ImapMailbox(access_to(dovecot_port, password="", token=lambda: token)).open()
    assert (fault.value.code, fault.value.retryable) == ("token_not_accepted", False)
    assert token not in str(fault.value)


def test_a_token_that_was_not_taken_is_not_used_again(endpoint, dovecot_port):
    endpoint.answers = [
        {"token_type": "Bearer", "expires_in": 3600, "access_token": "without the permission"},
        {"token_type": "Bearer", "expires_in": 3600, "access_token": access_token()},
    ]
    mailbox = ImapMailbox(access_to(dovecot_port, password="", token=source(endpoint)))
    with pytest.raises(MailboxUnavailable):
        mailbox.open()
    assert mailbox.open().uidvalidity
    mailbox.close()


def test_a_mailbox_that_opens_to_nobody_and_an_ended_session_are_told_apart():
    for answer, code in (
        ([b"tag BAD User is authenticated but not connected."], "mailbox_not_connected"),
        ([b"* BYE Session invalidated - AccessTokenExpired", b"DROP"], "token_expired"),
        ([b"tag BAD Request is throttled. Suggested Backoff Time: 1500 milliseconds"], "throttled"),
    ):
        with ScriptedServer({"EXAMINE": answer}) as server, pytest.raises(MailboxUnavailable) as fault:
            ImapMailbox(access_to(server.port)).open()
        assert fault.value.code == code
        assert fault.value.retryable
        assert fault.value.wait_seconds == (1.5 if code == "throttled" else None)


def test_a_relay_without_a_token_says_why_there_is_none():
    def refused() -> str:
        raise TokenRefused("the client secret has expired", retryable=False, code="secret_expired")

    with DemoSmtpSink() as sink:
        access = RelayAccess(
            host="127.0.0.1",
            port=sink.port,
            tls="none",
            username="lig@partnership.example",
            password="",
            timeout=10,
            sender="lig@partnership.example",
            sender_name="Team",
            envelope_sender="",
            folder=None,
            token=refused,
        )
        with pytest.raises(TransportRefused) as fault:
            transport(access).open()
    assert (fault.value.code, fault.value.relay_out) == ("secret_expired", True)
