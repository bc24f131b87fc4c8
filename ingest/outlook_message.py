"""An Outlook `.msg` file as the mail that it once was: properties out of its streams (MS-OXMSG), written as MIME.

So everything that knows mail applies to it as well. Own reader over olefile; recipients, bodies, attachments and mails
within it. Nothing here judges the mail, and anything that cannot be read is left out rather than guessed.
"""

import io
from collections.abc import Iterable, Iterator
from email.utils import format_datetime

import olefile

from ingest.filenames import extension_of
from ingest.mime_writer import Entity, attachment_entity, header_block, mail_bytes, multipart_entity, text_entity
from ingest.outlook_properties import Properties
from ingest.rich_text import rtf_to_text, unpacked_rtf

MAX_DEPTH = 10  # mails within mails
MAX_ATTACHMENTS = 1_000
_EMBEDDED = "__substg1.0_3701000D"
_SUBJECT, _MESSAGE_CLASS, _HEADERS, _BODY, _HTML, _RTF = 0x0037, 0x001A, 0x007D, 0x1000, 0x1013, 0x1009
_SUBMITTED, _DELIVERED, _MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = 0x0039, 0x0E06, 0x1035, 0x1042, 0x1039
_SENDER_ADDRESSES = (0x5D01, 0x5D02, 0x0C1F, 0x0065)  # SMTP forms first: the others may be Exchange's own
_SENDER_NAMES = (0x0C1A, 0x0042)
_KIND_OF_RECIPIENT, _NAME, _ADDRESS, _SMTP_ADDRESS = 0x0C15, 0x3001, 0x3003, 0x39FE
_DATA, _LONG_NAME, _SHORT_NAME, _TYPE, _CONTENT_ID, _ATTACHED_NAME = 0x3701, 0x3707, 0x3704, 0x370E, 0x3712, 0x3001
_RECIPIENT_HEADERS = {1: "To", 2: "Cc"}


def is_outlook_message(content: bytes) -> bool:
    """Whether bytes are an OLE file with the streams of a message."""
    return content.startswith(olefile.MAGIC) and "__substg1.0_".encode("utf-16-le") in content


def as_mail(content: bytes) -> bytes | None:
    """The message as MIME with CRLF; None where the file cannot be read as one. Never raises on content."""
    try:
        with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_FATAL) as ole:
            return _Message(ole, ()).as_mail()
    except Exception:  # noqa: BLE001 - any fault of the file or of its reader is a result: the file stays as it is
        return None


class _Message:
    """One storage of the file that holds a message."""

    def __init__(self, ole: olefile.OleFileIO, path: tuple[str, ...], depth: int = 0) -> None:
        self._ole, self._path, self._depth = ole, path, depth
        self._children: dict[str, None] = {}
        for entry in ole.listdir(streams=True, storages=True):
            if len(entry) > len(path) and tuple(entry[: len(path)]) == path:
                self._children[entry[len(path)]] = None
        self._properties = Properties(ole, path, head=24 if depth else 32)

    def as_mail(self) -> bytes:
        """Headers, text in each form, attachments."""
        entities = [*self._texts(), *self._attachments()]
        kind = self._properties.text(_MESSAGE_CLASS).upper()
        headers = list(self._headers(kind))
        whole = multipart_entity("report" if kind.startswith("REPORT.") else "mixed", entities)
        return mail_bytes(header_block(headers), whole)

    def _headers(self, kind: str) -> Iterator[tuple[str, str]]:
        """The transport headers where the file kept them; what they lack from its properties."""
        known: set[str] = set()
        for name, value in _unfolded(self._properties.text(_HEADERS)):
            if not name.lower().startswith(("content-", "mime-version")):
                known.add(name.lower())
                yield name, value
        own = (
            ("From", self._sender()),
            *self._recipients(),
            ("Subject", self._properties.text(_SUBJECT)),
            ("Date", self._date()),
            ("Message-ID", self._properties.text(_MESSAGE_ID)),
            ("In-Reply-To", self._properties.text(_IN_REPLY_TO)),
            ("References", self._properties.text(_REFERENCES)),
        )
        yield from ((name, value) for name, value in own if value and name.lower() not in known)
        if kind.startswith("IPM.SCHEDULE.MEETING"):
            yield "Content-Class", "urn:content-classes:calendarmessage"

    def _sender(self) -> str:
        address = next((found for each in _SENDER_ADDRESSES if "@" in (found := self._properties.text(each))), "")
        name = next((found for each in _SENDER_NAMES if (found := self._properties.text(each))), "")
        return _mailbox(name, address)

    def _date(self) -> str:
        moment = self._properties.moment(_SUBMITTED) or self._properties.moment(_DELIVERED)
        return format_datetime(moment) if moment else ""

    def _recipients(self) -> Iterator[tuple[str, str]]:
        found: dict[str, list[str]] = {}
        for storage in self._storages("__recip_version1.0_"):
            recipient = Properties(self._ole, (*self._path, storage), head=8)
            header = _RECIPIENT_HEADERS.get(recipient.number(_KIND_OF_RECIPIENT) or 1)
            address = next((each for p in (_SMTP_ADDRESS, _ADDRESS) if "@" in (each := recipient.text(p))), "")
            if header and address:
                found.setdefault(header, []).append(_mailbox(recipient.text(_NAME), address))
        yield from ((header, ", ".join(mailboxes)) for header, mailboxes in found.items())

    def _texts(self) -> list[Entity]:
        plain, html = self._properties.text(_BODY), self._properties.markup(_HTML)
        if not plain and not html:
            packed = self._properties.octets(_RTF)
            plain = rtf_to_text(unpacked_rtf(packed)) if packed else ""
        both = [text_entity(plain, "plain")] if plain or not html else []
        both += [text_entity(html, "html")] if html else []
        return both if len(both) == 1 else [multipart_entity("alternative", both)]

    def _attachments(self) -> Iterator[Entity]:
        for storage in list(self._storages("__attach_version1.0_"))[:MAX_ATTACHMENTS]:
            path = (*self._path, storage)
            attached = Properties(self._ole, path, head=8)
            name = next((found for p in (_LONG_NAME, _SHORT_NAME, _ATTACHED_NAME) if (found := attached.text(p))), "")
            content_type = attached.text(_TYPE).lower()
            if self._ole.exists([*path, _EMBEDDED]):
                yield self._embedded((*path, _EMBEDDED), name)
            elif (content := attached.octets(_DATA)) is not None:
                yield attachment_entity(content, name, content_type, attached.text(_CONTENT_ID))

    def _embedded(self, path: tuple[str, ...], name: str) -> Entity:
        """A mail within the mail; an object of another program that sits in the same place is given as its bytes."""
        is_message = self._ole.exists([*path, "__properties_version1.0"])
        if is_message and self._depth < MAX_DEPTH:
            whole = _Message(self._ole, path, self._depth + 1).as_mail()
            return attachment_entity(whole, name if extension_of(name) == "eml" else f"{name}.eml", "message/rfc822")
        return attachment_entity(self._first_stream(path), name, "")

    def _first_stream(self, path: tuple[str, ...]) -> bytes:
        for entry in self._ole.listdir(streams=True, storages=False):
            if tuple(entry[: len(path)]) == path and entry[-1].upper() in ("CONTENTS", "PACKAGE", "\x01OLE10NATIVE"):
                return bytes(self._ole.openstream(entry).read())
        return b""

    def _storages(self, beginning: str) -> Iterator[str]:
        return (name for name in sorted(self._children) if name.startswith(beginning))


def _mailbox(name: str, address: str) -> str:
    tidy = " ".join(name.replace('"', "'").replace("\\", "").split())
    if not address:
        return tidy
    return f'"{tidy}" <{address}>' if tidy and tidy != address and "@" not in tidy else f"<{address}>"


def _unfolded(block: str) -> Iterable[tuple[str, str]]:
    """The headers of a block, each on one line; what stands before the first of them is no header."""
    lines: list[str] = []
    for line in block.replace("\r\n", "\n").split("\n"):
        if line[:1] in (" ", "\t") and lines:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(line)
    pairs = (line.partition(":") for line in lines[:5_000])
    return ((name.strip(), value.strip()) for name, colon, value in pairs if colon and name and " " not in name.strip())
