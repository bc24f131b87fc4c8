"""The leaves of a message, in order, with their place in the MIME tree and their exact bytes.

An own walk over the stdlib's `compat32` message: of the readers measured it alone neither raises on malformed mail nor
loses unnamed parts. What a leaf means (body, attachment, report) is decided elsewhere.
"""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.policy import Compat32

from ingest.filenames import declared_filename, header_parameter

MAX_DEPTH = 50
MAX_PARTS = 10_000
_MAX_RAW_HEADER = 128 * 1024  # characters of one header that are kept for parsing
_MAX_EFFORT = 30_000_000  # boundaries times lines: the stdlib tests every open boundary on every line (0.2 µs each)
_UNKNOWN = "application/octet-stream"
_BOUNDARY = re.compile(rb"boundary\s{0,5}[=*]", re.IGNORECASE)
_SEPARATOR = re.compile(r"^--([A-Za-z0-9'()+_,./:=?\-]{1,70})[ \t]*\r?\n[A-Za-z\-]+:", re.MULTILINE)


class TooComplex(ValueError):
    """The message nests or splits beyond the limits."""


class _BoundedHeaders(Compat32):
    """Compat32 that cuts headers of absurd length, whose parameters would cost quadratic time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_RAW_HEADER]


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One part without parts. `message_path` is the path of the attached mail it belongs to, empty for our own."""

    path: str
    content: bytes  # transfer-decoded
    content_type: str  # lower case, `text/plain` where the mail gives none
    charset: str | None = None
    disposition: str = ""  # `inline`, `attachment` or empty
    filename: str = ""  # as the sender gave it
    content_id: str = ""  # without angle brackets
    flowed: bool = False  # format=flowed
    message_path: str = ""
    alternative: str = ""  # path of the outermost multipart/alternative around it, empty if none
    report: bool = False  # a part of a multipart/report
    encoded: bool = True  # base64 or quoted-printable; otherwise its line ends may change on the way


@dataclass(kw_only=True)
class Walk:
    """What the walk has found; filled part by part so that a broken rest does not lose what came before."""

    leaves: list[Leaf] = field(default_factory=list)
    content_types: list[str] = field(default_factory=list)  # without those of attached mails
    parts: int = 0  # all of them
    nested: list[tuple[str, Message]] = field(default_factory=list)  # path and head of every attached mail
    defects: list[str] = field(default_factory=list)

    def note(self, defect: str) -> None:
        """Record a defect code once."""
        if defect not in self.defects:
            self.defects.append(defect)


@dataclass(frozen=True, kw_only=True)
class _Step:
    part: Message
    path: str
    depth: int = 0
    message_path: str = ""
    alternative: str = ""
    report: bool = False


def open_message(content: bytes) -> Message:
    """The message tree of these bytes. Raises TooComplex, or RecursionError, where it would cost too much."""
    boundaries = len(_BOUNDARY.findall(content))
    if boundaries * content.count(b"\n") > _MAX_EFFORT:
        raise TooComplex
    return email.message_from_bytes(content, policy=_BoundedHeaders())


def head_only(content: bytes) -> Message:
    """Only the headers, for a message whose tree cannot be built."""
    head = re.split(rb"\r?\n\r?\n", content[: 1024 * 1024], maxsplit=1)[0]
    return email.message_from_bytes(head + b"\r\n\r\n", policy=_BoundedHeaders())


def walk(message: Message, found: Walk) -> None:
    """Put every leaf of the message into `found`, attached mails opened.

    Limits: 50 levels, 10,000 parts; what lies beyond is noted. A part that cannot be taken apart is kept whole.
    """
    pending = [_Step(part=message, path="")]
    while pending:
        step = pending.pop()
        if found.parts >= MAX_PARTS or step.depth > MAX_DEPTH:
            found.note("parts_beyond_limit")
            continue
        try:
            pending.extend(reversed(list(_visit(step, found))))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            found.note("part_unreadable")
            found.leaves.append(Leaf(path=step.path or "1", content=_as_it_stands(step.part), content_type=_UNKNOWN))


def raw_header(part: Message, name: str) -> str:
    """The first raw value of a header (bytes as surrogates), or empty."""
    return next((str(value) for key, value in part.raw_items() if key.lower() == name), "")


def _visit(step: _Step, found: Walk) -> Iterator[_Step]:
    part, content_type = step.part, _content_type(step.part)
    found.parts += 1
    if not step.message_path:
        found.content_types.append(content_type)
    for defect in part.defects:
        found.note(_code(type(defect).__name__))
    payload = part.get_payload()
    if isinstance(payload, str) and content_type.startswith("multipart/"):
        payload = _recovered_parts(payload)
    inner = [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    if inner and content_type in ("message/rfc822", "message/global"):
        yield from _attached_mail(step, inner[0], found)
    elif inner and content_type.startswith("message/"):
        found.leaves.append(_leaf(step, content_type, b"\n".join(bytes(block) for block in inner)))
    elif inner:
        yield from _children(step, inner, content_type)
    else:
        content = decoded_bytes(part, found)
        nested = _mail_in_disguise(part, content_type, content)
        if nested is None:
            found.leaves.append(_leaf(step, content_type, content))
        else:
            yield from _attached_mail(step, nested, found)


def _recovered_parts(payload: str) -> list[Message] | str:
    """The parts of a multipart whose boundary is not declared, or wrongly: its first separator line tells it."""
    line = _SEPARATOR.search(payload)
    if line is None:
        return payload
    head = f'Content-Type: multipart/mixed; boundary="{line[1]}"\r\n\r\n'.encode()
    parts = open_message(head + payload.encode("ascii", "surrogateescape")).get_payload()
    return [each for each in parts if isinstance(each, Message)] if isinstance(parts, list) else payload


def _children(step: _Step, parts: list[Message], content_type: str) -> Iterator[_Step]:
    for number, child in enumerate(parts, start=1):
        path = f"{step.path}.{number}" if step.path else str(number)
        yield _Step(
            part=child,
            path=path,
            depth=step.depth + 1,
            message_path=step.message_path,
            alternative=step.alternative or ((step.path or "0") if content_type == "multipart/alternative" else ""),
            report=step.report or content_type == "multipart/report",
        )


def _attached_mail(step: _Step, message: Message, found: Walk) -> Iterator[_Step]:
    path = step.path or "1"
    opened = _unwrapped(step.part, message)
    found.nested.append((path, opened))
    yield _Step(part=opened, path=path, depth=step.depth + 1, message_path=path, report=step.report)


def _unwrapped(carrier: Message, message: Message) -> Message:
    """The attached mail itself; some senders encode it whole, which the stdlib leaves as text."""
    encoding = raw_header(carrier, "content-transfer-encoding").strip().lower()
    if encoding not in ("base64", "quoted-printable") or isinstance(message.get_payload(), list):
        return message
    wrapped = Message()
    wrapped["Content-Transfer-Encoding"] = encoding
    wrapped.set_payload(message.get_payload() if encoding == "base64" else message.as_string())
    content = wrapped.get_payload(decode=True)
    return open_message(content) if isinstance(content, bytes) and _looks_like_mail(content) else message


def _mail_in_disguise(part: Message, content_type: str, content: bytes) -> Message | None:
    """An `.eml` file attached as plain bytes."""
    if content_type not in (_UNKNOWN, "application/eml", "message/rfc822"):
        return None
    if content_type != "message/rfc822" and not _filename(part).lower().endswith(".eml"):
        return None
    return open_message(content) if _looks_like_mail(content) else None


def _looks_like_mail(content: bytes) -> bool:
    return (
        re.search(rb"^(?:from|date|subject|received|message-id|mime-version):", content[:16384], re.I | re.M)
        is not None
    )


def decoded_bytes(part: Message, found: Walk) -> bytes:
    """The leaf's bytes, transfer-decoded with tolerance; a defect is noted where the encoding was broken."""
    before = len(part.defects)
    content = part.get_payload(decode=True)
    for defect in part.defects[before:]:
        found.note(_code(type(defect).__name__))
    return content if isinstance(content, bytes) else b""


def _leaf(step: _Step, content_type: str, content: bytes) -> Leaf:
    part = step.part
    raw_type = raw_header(part, "content-type")
    return Leaf(
        path=step.path or "1",
        content=content,
        content_type=content_type,
        charset=header_parameter("Content-Type", raw_type, "charset") or None,
        disposition=raw_header(part, "content-disposition").partition(";")[0].strip().lower(),
        filename=_filename(part),
        content_id=raw_header(part, "content-id").strip().strip("<>"),
        flowed=header_parameter("Content-Type", raw_type, "format").lower() == "flowed",
        message_path=step.message_path,
        alternative=step.alternative,
        report=step.report,
        encoded=raw_header(part, "content-transfer-encoding").strip().lower() in ("base64", "quoted-printable"),
    )


def _filename(part: Message) -> str:
    return declared_filename(raw_header(part, "content-disposition"), raw_header(part, "content-type"))


def _content_type(part: Message) -> str:
    try:
        return part.get_content_type()
    except (ValueError, LookupError, TypeError, AttributeError):
        return _UNKNOWN


def _as_it_stands(part: Message) -> bytes:
    """The payload as in the mail, without any decoding."""
    payload = part.get_payload()
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def _code(defect_class: str) -> str:
    """`StartBoundaryNotFoundDefect` as `start_boundary_not_found`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", defect_class.removesuffix("Defect")).lower()
