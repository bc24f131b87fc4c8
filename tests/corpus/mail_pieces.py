"""Mail written out by hand, byte for byte: the standard library folds headers differently from version to version."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

MAILBOX = "lig.referrals@iowscp.example"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
CRLF = b"\r\n"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One node of a MIME tree, ready to be written."""

    headers: tuple[str, ...]
    body: bytes

    def written(self) -> bytes:
        """Headers, an empty line, the body."""
        return b"".join(line.encode("ascii") + CRLF for line in self.headers) + CRLF + self.body


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Who writes when, and about what; `headers` are further ones, as they stand in the mail."""

    name: str
    address: str
    subject: str
    sent: datetime
    headers: tuple[str, ...] = ()
    bounce_address: str | None = None  # the Return-Path where it is not the sender's address; empty for reports
    relay: str = "mx.iowscp.example"

    @property
    def domain(self) -> str:
        """What stands behind the sender's `@`."""
        return self.address.rpartition("@")[2]

    @property
    def message_id(self) -> str:
        """The same for the same sender, subject and time."""
        return f"<{_digest(self.address, self.subject, self.sent.isoformat())[:16]}@{self.domain}>"


def text(words: str, *, subtype: str = "plain") -> Part:
    """A body of text."""
    encoded = binascii.b2a_qp(words.encode("utf-8"), istext=True)
    return Part(
        headers=(f'Content-Type: text/{subtype}; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable"),
        body=_with_crlf(encoded),
    )


def attached(name: str, content: bytes, declared_type: str, *, cid: str = "") -> Part:
    """A file; with a cid it is a picture shown inside the text."""
    disposition = "inline" if cid else "attachment"
    headers = (
        f'Content-Type: {declared_type}; name="{name}"',
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: {disposition}; filename="{name}"',
        *((f"Content-ID: <{cid}>",) if cid else ()),
    )
    return Part(headers=headers, body=_with_crlf(base64.encodebytes(content)))


def multipart(kind: str, parts: Sequence[Part], *, parameters: str = "") -> Part:
    """Several parts in one; the boundary follows from their content."""
    boundary = "part-" + _digest(kind, *(hashlib.sha256(part.written()).hexdigest() for part in parts))[:24]
    opening = f"--{boundary}".encode()
    body = b"".join(opening + CRLF + part.written() + CRLF for part in parts) + opening + b"--" + CRLF
    return Part(headers=(f'Content-Type: multipart/{kind};{parameters} boundary="{boundary}"',), body=body)


def mail(envelope: Envelope, content: Part) -> bytes:
    """The mail as the partnership's server stored it, with its trace and its verdict on the sender."""
    returned_to = envelope.address if envelope.bounce_address is None else envelope.bounce_address
    when = format_datetime(envelope.sent)
    headers = (
        f"Return-Path: <{returned_to}>",
        f"Received: from mail.{envelope.domain} (mail.{envelope.domain} [192.0.2.{25 + len(envelope.domain)}])",
        f" by {envelope.relay} with ESMTPS id {_digest(envelope.message_id, envelope.relay)[:10]}",
        f" for <{MAILBOX}>; {when}",
        f"Authentication-Results: mx.iowscp.example; spf=pass smtp.mailfrom={envelope.domain};",
        f" dkim=pass header.d={envelope.domain}; dmarc=pass header.from={envelope.domain}",
        f"From: {envelope.name} <{envelope.address}>",
        f"To: LIG Referrals <{MAILBOX}>",
        f"Subject: {envelope.subject}",
        f"Date: {when}",
        f"Message-ID: {envelope.message_id}",
        *envelope.headers,
        "MIME-Version: 1.0",
    )
    return Part(headers=(*headers, *content.headers), body=content.body).written()


def on(day: int, hour: int, minute: int) -> datetime:
    """A moment of the demo's November."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def with_files(envelope: Envelope, words: str, *files: Part) -> bytes:
    """A mail of a text and attachments."""
    return mail(envelope, multipart("mixed", (text(words), *files)))


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _with_crlf(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").rstrip(b"\n").replace(b"\n", CRLF) + CRLF
