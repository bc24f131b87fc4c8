"""IMAP servers for tests: pymap everywhere, Dovecot where it is installed, and one that answers from a script."""

import base64
import hmac
import json
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from imapclient import IMAPClient

from ingest.imap_connection import MailboxAccess

USER, WORD = "intake@partnership.example", "secret"


def access_to(port: int, **changes: object) -> MailboxAccess:
    """Access to a server on this machine."""
    values = {"host": "127.0.0.1", "port": port, "tls": "none", "username": USER, "password": WORD, "timeout": 10.0}
    return MailboxAccess(**(values | changes))  # type: ignore[arg-type]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


_DOVECOT = """\
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
first_valid_uid = 0
mail_location = maildir:{home}/mail/%u/Maildir
mail_uid = {uid}
mail_gid = {gid}
passdb {{
  driver = passwd-file
  args = username_format=%u {home}/users
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf.ext
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Processed {{
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


_OAUTH2 = """\
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={home}/keys/
username_attribute = email
issuers = {issuer}
"""
ISSUER = "https://sts.example/"
TOKEN_KEY = b"a key of thirty-two bytes or more for HS256"


def access_token(user: str = USER, seconds: int = 3600) -> str:
    """A token that the private Dovecot takes, good for so long from now."""
    now = int(time.time())
    claims = {"email": user, "iss": ISSUER, "sub": "app", "iat": now - 9999, "nbf": now - 9999, "exp": now + seconds}
    signed = ".".join(_base64url(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT"}, claims))
    return f"{signed}.{_base64url(hmac.digest(TOKEN_KEY, signed.encode(), 'sha256'))}"


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@contextmanager
def dovecot(binary: str, prepare: Callable[[Path], None] = lambda _: None) -> Iterator[int]:
    """A private Dovecot with one account; its port comes back. Runs as root or as an ordinary user.

    `prepare` may put mail into its home before it starts.

    Its home is no folder of pytest's: those are closed to the users that Dovecot changes to.
    """
    port = free_port()
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    home.chmod(0o755)
    root = os.geteuid() == 0
    own = pwd.getpwuid(os.geteuid())
    mail = pwd.getpwnam("nobody") if root else own
    for folder in ("run", "state", "mail"):
        (home / folder).mkdir()
    (home / "users").write_text(f"{USER}:{{PLAIN}}{WORD}::::::\n")
    names = {"internal": "dovecot", "internal_group": "dovecot", "login": "dovenull"} if root else {}
    names = names or {"internal": own.pw_name, "internal_group": str(own.pw_gid), "login": own.pw_name}
    settings = _DOVECOT.format(home=home, port=port, uid=mail.pw_uid, gid=mail.pw_gid, **names)
    (home / "dovecot.conf").write_text(settings)
    (home / "oauth2.conf.ext").write_text(_OAUTH2.format(home=home, issuer=ISSUER))
    key = home / "keys" / "default" / "HS256" / "default"
    key.parent.mkdir(parents=True)
    key.write_text(base64.b64encode(TOKEN_KEY).decode())
    if root:
        os.chown(home / "mail", mail.pw_uid, mail.pw_gid)
    prepare(home)
    process = subprocess.Popen([binary, "-F", "-c", str(home / "dovecot.conf")], start_new_session=True)
    try:
        _wait_for_greeting(port)
        yield port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(home, ignore_errors=True)


def create_folder(port: int, name: str) -> str:
    client = IMAPClient("127.0.0.1", port=port, ssl=False, timeout=10)
    client.login(USER, WORD)
    client.create_folder(name)
    client.logout()
    return name


def append(port: int, content: bytes, folder: str = "INBOX") -> None:
    client = IMAPClient("127.0.0.1", port=port, ssl=False, timeout=10)
    client.login(USER, WORD)
    client.append(folder, content)
    client.logout()


def contents(port: int, folder: str) -> list[bytes]:
    """Messages of a folder as stored, with `\\r\\n` line ends."""
    client = IMAPClient("127.0.0.1", port=port, ssl=False, timeout=10)
    client.login(USER, WORD)
    client.select_folder(folder, readonly=True)
    uids = client.search(["ALL"])
    found = [client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"] for uid in uids]
    client.logout()
    return found


def _wait_for_greeting(port: int) -> None:
    deadline = time.monotonic() + 15
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
                connection.settimeout(2)
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.05)


class ScriptedServer:
    """An IMAP server that answers each command from a table: for what no real server says on demand.

    `answers` maps the beginning of a command (without its tag, upper case) to lines sent before `tag OK`. A line that
    begins with `tag ` takes the place of that OK; `DROP` closes the connection, `SILENCE` never answers.
    """

    def __init__(self, answers: dict[str, list[bytes]], context: ssl.SSLContext | None = None) -> None:
        usual = {
            "CAPABILITY": [b"* CAPABILITY IMAP4rev1"],
            "LOGOUT": [b"* BYE"],
            "EXAMINE": [b"* 2 EXISTS", b"* OK [UIDVALIDITY 7] ok", b"* OK [UIDNEXT 12] ok"],
        }
        self.answers = usual | answers
        self.commands: list[str] = []
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> "ScriptedServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        self._listener.settimeout(0.1)
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with suppress(OSError), self._protected(connection) as channel:
                channel.settimeout(5)
                self._talk(channel)
            connection.close()

    def _protected(self, connection: socket.socket) -> socket.socket:
        return connection if self._context is None else self._context.wrap_socket(connection, server_side=True)

    def _talk(self, connection: socket.socket) -> None:
        connection.sendall(b"* OK ready\r\n")
        with connection.makefile("rb") as lines:
            for line in lines:
                tag, _, command = line.decode("latin-1").strip().partition(" ")
                self.commands.append(command)
                if not self._answer(connection, tag, command):
                    return

    def _answer(self, connection: socket.socket, tag: str, command: str) -> bool:
        upper = command.upper()
        match = max((each for each in self.answers if upper.startswith(each)), key=len, default="")
        done = f"{tag} OK done\r\n".encode()
        for line in self.answers.get(match, []):
            if line == b"DROP":
                return False
            if line == b"SILENCE":
                self._stopped.wait(5)
                return False
            if line.startswith(b"tag "):
                done = tag.encode() + line[3:] + b"\r\n"
            else:
                connection.sendall(
                    line if line.startswith(b"RAW ") is False and line.endswith(b"\n") else line + b"\r\n"
                )
        connection.sendall(done)
        return not upper.startswith("LOGOUT")
