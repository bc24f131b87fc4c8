"""Servers with certificates to be refused: they speak just enough IMAP or SMTP to be given a credential."""

import socket
import ssl
import threading
import warnings
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


def write_certificate(folder: Path, host: str = "localhost", *, expired: bool = False, by_rsa: bool = False) -> Path:
    """A certificate that signs itself, with its key, in one PEM file."""
    key = rsa.generate_private_key(65537, 2048) if by_rsa else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    end = datetime.now(UTC) + (-DAY if expired else DAY)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - 30 * DAY)
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{host}{'-expired' if expired else ''}.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    return path


def server_context(certificate: Path, *, old: bool = False) -> ssl.SSLContext:
    """TLS as a server offers it; `old`: nothing newer than 1.0."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if old:
        context.set_ciphers("ALL:@SECLEVEL=0")
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    return context


class NotingServer:
    """Context manager: `said` is every line that a client sent, in the clear or over TLS."""

    def __init__(self, protocol: str, tls: str, context: ssl.SSLContext | None) -> None:
        self.said: list[str] = []
        self._protocol, self._tls, self._context = protocol, tls, context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> "NotingServer":
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        self._listener.settimeout(0.2)
        while self._listener.fileno() >= 0:
            with suppress(OSError), ExitStack() as channels:
                channel = channels.enter_context(self._listener.accept()[0])
                channel.settimeout(5)
                if self._tls == "implicit" and self._context:
                    channel = channels.enter_context(self._context.wrap_socket(channel, server_side=True))
                channel.sendall(b"* OK ready\r\n" if self._protocol == "imap" else b"220 ready\r\n")
                self._talk(channel, channels)

    def _talk(self, channel: socket.socket, channels: ExitStack) -> None:
        while line := _line(channel):
            self.said.append(line)
            tag, _, command = line.partition(" ") if self._protocol == "imap" else ("", "", line)
            channel.sendall(self._answer(tag, command.upper()).encode())
            if command.upper().startswith("STARTTLS") and self._context:
                channel = channels.enter_context(self._context.wrap_socket(channel, server_side=True))

    def _answer(self, tag: str, command: str) -> str:
        offered = " STARTTLS" if self._tls == "starttls" and self._context else ""
        if self._protocol == "imap":
            told = f"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2{offered}\r\n" if command.startswith("CAPABILITY") else ""
            refused = command.startswith("STARTTLS") and not offered
            return f"{told}{tag} {'BAD unknown' if refused else 'OK done'}\r\n"
        if command.startswith("EHLO"):
            return (
                "250-ready\r\n" + (f"250-{offered.strip()}\r\n" if offered else "") + "250 AUTH PLAIN LOGIN XOAUTH2\r\n"
            )
        if command.startswith("STARTTLS"):
            return "220 go on\r\n" if offered else "502 unknown\r\n"
        return "235 good\r\n" if command.startswith("AUTH") else "250 fine\r\n"


def _line(channel: socket.socket) -> str:
    """Byte by byte: what follows STARTTLS belongs to the TLS layer."""
    line = b""
    while not line.endswith(b"\n"):
        byte = channel.recv(1)
        if not byte:
            break
        line += byte
    return line.decode("latin-1").strip()
