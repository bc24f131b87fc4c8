"""Pieces of which the mails of `kinds_of_mail` are made, and how an expectation is written down."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.corpus.mail_pieces import Envelope, Part, mail, multipart, on, text

FORMS = Path(__file__).parent / "forms"
OCTETS = "application/octet-stream"
DEAR = "Dear team,\n\nplease find attached our referral to the Learning and Inquiry Group.\n\nKind regards\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(900)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """`classes` and `acknowledge`: all right answers; `names`: attachments that must be listed."""

    classes: tuple[str, ...]
    cases: int = 0
    acknowledge: tuple[object, ...] = (True,)
    flags: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    linked: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One mail."""

    name: str
    content: bytes
    expected: Expected = field(repr=False)


def form(name: str) -> bytes:
    """One of the filled-in forms."""
    return (FORMS / name).read_bytes()


def changed(document: bytes, old: str, new: str) -> bytes:
    """A Word form with one piece of its text replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(entry, content)
    return out.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def locked_zip() -> bytes:
    """An archive whose member asks for a password: the flag in both its headers, as every program sets it."""
    whole = bytearray(zipped(("form.docx", b"PK\x03\x04 locked" * 50)))
    whole[6] |= 1
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def envelope(address: str, subject: str, number: int, *headers: str, **more: str) -> Envelope:
    """From a trusted sender unless the address says otherwise; each some minutes after the one before."""
    sent = on(16, 9, 0) + timedelta(minutes=13 * number)
    name = more.pop("name", address.partition("@")[0].replace(".", " ").title())
    return Envelope(name=name, address=address, subject=subject, sent=sent, headers=headers, **more)


def files(env: Envelope, words: str, *parts: Part) -> bytes:
    """A text and attachments."""
    return mail(env, multipart("mixed", (text(words), *parts)))


Row = tuple[str, bytes, Expected]
ONE = Expected(classes=("referral",), cases=1)
HELD = Expected(classes=("referral",), cases=1, acknowledge=("hold",))
NEVER = Expected(classes=("referral",), cases=1, acknowledge=(False,))


def demo_forms() -> Iterator[bytes]:
    """Forms about further children: one form with other names and dates."""
    base = form("content_controls_sparse.docx")
    for child in ("Orrin Falk", "Tamsin Rede", "Piers Adair", "Wren Holt", "Ivo Lund", "Cleo Marsh", "Bram Nye"):
        yield changed(base, "Otis Fairweather", child)
