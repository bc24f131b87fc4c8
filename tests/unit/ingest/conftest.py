"""Invented mail for the tests of `ingest`."""

import base64
from collections.abc import Callable

import pytest

from config.load import configuration_file, load_yaml
from config.schema.screening import ScreeningRules
from ingest.model import SourceMessage
from ingest.parse import parse_message

HEAD = (
    "From: Ada Finch <ada.finch@harbour-school.example>\r\n"
    "To: Partnership <lig@partnership.example>\r\n"
    "Subject: Referral\r\n"
    "Date: Tue, 03 Mar 2026 09:30:00 +0000\r\n"
    "Message-ID: <one@harbour-school.example>\r\n"
    "MIME-Version: 1.0\r\n"
)

MailMaker = Callable[..., bytes]


def part(content_type: str, content: bytes, *headers: str) -> bytes:
    """One base64 part."""
    lines = [f"Content-Type: {content_type}", "Content-Transfer-Encoding: base64", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + base64.encodebytes(content).replace(b"\n", b"\r\n")


def multipart(subtype: str, *parts: bytes, boundary: str = "b1") -> bytes:
    """A multipart entity with its Content-Type header."""
    lines = [f'Content-Type: multipart/{subtype}; boundary="{boundary}"'.encode(), b""]
    for each in parts:
        lines += [b"--" + boundary.encode(), each.rstrip(b"\r\n")]
    return b"\r\n".join([*lines, b"--" + boundary.encode() + b"--", b""])


@pytest.fixture(name="multipart")
def multipart_maker() -> MailMaker:
    return multipart


@pytest.fixture(name="part")
def part_maker() -> MailMaker:
    return part


@pytest.fixture
def mail() -> MailMaker:
    """A whole mail: usual headers (or the given ones) and an entity, by default a short text."""

    def build(
        entity: bytes = b"Content-Type: text/plain\r\n\r\nDear team\r\n", *headers: str, head: str = HEAD
    ) -> bytes:
        return (head + "".join(f"{each}\r\n" for each in headers)).encode("latin-1") + entity

    return build


@pytest.fixture
def text_mail(mail: MailMaker) -> Callable[..., SourceMessage]:
    """A parsed mail with this text and subject."""

    def build(
        text: str, *headers: str, subject: str = "Question", sender: str = "ada@harbour-school.example"
    ) -> SourceMessage:
        head = HEAD.replace("Subject: Referral", f"Subject: {subject}")
        head = head.replace("Ada Finch <ada.finch@harbour-school.example>", sender)
        entity = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()
        return parse_message(mail(entity, *headers, head=head))

    return build


@pytest.fixture(scope="session")
def rules() -> ScreeningRules:
    """The rules that ship with the service, for a made-up installation."""
    shipped = load_yaml(configuration_file("screening.yaml"), ScreeningRules)
    return shipped.for_site(personal_domains=("postbox.example", "freepost.*"), authserv_id="mx.partnership.example")
