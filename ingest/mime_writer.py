"""Writes MIME by hand: a mail out of a mailbox program's own file becomes one that every reader here understands."""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

_CRLF = b"\r\n"
_TYPE = re.compile(r"[a-z0-9.+\-]{1,80}/[a-z0-9.+\-]{1,80}")
_BREAKS = re.compile(r"[\r\n\0]+")


@dataclass(frozen=True, kw_only=True)
class Entity:
    """Headers and body of one part, as written."""

    head: bytes
    body: bytes

    @property
    def written(self) -> bytes:
        """Head, an empty line, body."""
        return self.head + _CRLF + self.body


def text_entity(text: str, subtype: str) -> Entity:
    """A text in UTF-8."""
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n".encode()
    return Entity(head=head, body=_base64(text.encode("utf-8", "replace")))


def attachment_entity(content: bytes, filename: str, content_type: str, content_id: str = "") -> Entity:
    """A file; its name is percent-encoded, so any letter may stand in it. A mail within is base64 too, and read so."""
    kind = content_type if _TYPE.fullmatch(content_type) else "application/octet-stream"
    name = f"; filename*=utf-8''{quote(filename.encode('utf-8', 'replace'), safe='')}" if filename else ""
    lines = [
        f"Content-Type: {kind}",
        "Content-Transfer-Encoding: base64",
        f"Content-Disposition: {'inline' if content_id else 'attachment'}{name}",
    ]
    lines += [f"Content-ID: <{_BREAKS.sub(' ', content_id).strip('<> ')}>"] if content_id else []
    return Entity(head=("\r\n".join(lines) + "\r\n").encode("ascii", "replace"), body=_base64(content))


def multipart_entity(subtype: str, parts: Sequence[Entity]) -> Entity:
    """Several parts; the boundary follows from their content."""
    digest = hashlib.sha256(b"".join(hashlib.sha256(part.written).digest() for part in parts)).hexdigest()
    boundary = f"=_{subtype}_{digest[:40]}".encode()
    body = b"".join(b"--" + boundary + _CRLF + part.written + _CRLF for part in parts)
    head = f'Content-Type: multipart/{subtype}; boundary="'.encode() + boundary + b'"\r\n'
    return Entity(head=head, body=body + b"--" + boundary + b"--\r\n")


def header_block(headers: Iterable[tuple[str, str]]) -> bytes:
    """Headers in UTF-8, each on one line whatever its value holds."""
    lines = (f"{_BREAKS.sub(' ', name)}: {_BREAKS.sub(' ', value)}\r\n" for name, value in headers)
    return "".join(lines).encode("utf-8", "replace") + b"MIME-Version: 1.0\r\n"


def mail_bytes(headers: bytes, entity: Entity) -> bytes:
    """A whole mail."""
    return headers + entity.written


def _base64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", _CRLF)
