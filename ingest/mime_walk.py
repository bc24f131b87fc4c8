"""The leaves of a message, in order, with their place in the MIME tree and their exact bytes.

An own walk over the stdlib's `compat32` message: of the readers measured it alone neither raises on malformed mail nor
loses unnamed parts. What a leaf means (body, attachment, report) is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message

from ingest.filenames import declared_filename, header_parameter
from ingest.mime_tree import (
    flattened,
    mail_in_disguise,
    parts_of,
    raw_bytes,
    recovered_parts,
    signed_entity,
    unwrapped,
)

MAX_DEPTH = 50
MAX_PARTS = 10_000
_UNKNOWN = "application/octet-stream"


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


@dataclass(frozen=True, kw_only=True)
class AttachedMail:
    """One mail inside the mail, at the place of the part that carries it."""

    path: str
    head: Message
    content: bytes  # as a file; empty where it cannot be written, or only the mail around it is kept so
    filename: str = ""  # as the sender gave it
    content_type: str = "message/rfc822"
    message_path: str = ""  # of the attached mail around it
    report: bool = False  # repeated by a delivery report


@dataclass(kw_only=True)
class Walk:
    """What the walk has found; filled part by part so that a broken rest does not lose what came before."""

    leaves: list[Leaf] = field(default_factory=list)
    unread: list[Leaf] = field(default_factory=list)  # as the standard library reads parts that are read otherwise here
    content_types: list[str] = field(default_factory=list)  # without those of attached mails
    parts: int = 0  # all of them
    nested: list["AttachedMail"] = field(default_factory=list)
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
            found.leaves.append(Leaf(path=step.path or "1", content=raw_bytes(step.part), content_type=_UNKNOWN))


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
    inner = parts_of(part)
    if not inner and content_type.startswith("multipart/"):
        as_it_stands = raw_bytes(part)
        found.unread.append(_leaf(step, "text/plain", as_it_stands))
        inner = recovered_parts(as_it_stands)
    if inner and content_type in ("message/rfc822", "message/global"):
        yield from _attached_mail(step, inner[0], found)
    elif inner and content_type.startswith("message/"):
        found.leaves.append(_leaf(step, content_type, b"\n".join(bytes(block) for block in inner)))
        found.unread += [_leaf(replace(step, part=block), content_type, decoded_bytes(block, found)) for block in inner]
    elif inner:
        yield from _children(step, inner, content_type)
    else:
        yield from _visit_leaf(step, content_type, found)


def _visit_leaf(step: _Step, content_type: str, found: Walk) -> Iterator[_Step]:
    content, filename = decoded_bytes(step.part, found), _filename(step.part)
    nested = mail_in_disguise(content, content_type, filename)
    if nested is not None:
        yield from _attached_mail(step, nested, found, content)
        return
    found.leaves.append(_leaf(step, content_type, content))
    signed = signed_entity(content, content_type, filename)
    if signed is not None:
        found.note("signed_content")
        yield replace(step, part=signed, path=f"{step.path or '1'}.1", depth=step.depth + 1)


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


def _attached_mail(step: _Step, message: Message, found: Walk, content: bytes = b"") -> Iterator[_Step]:
    path = step.path or "1"
    opened = unwrapped(raw_header(step.part, "content-transfer-encoding").strip().lower(), message)
    if opened is not message:
        found.unread.append(_leaf(step, "text/plain", raw_bytes(message)))
    found.nested.append(
        AttachedMail(
            path=path,
            head=opened,
            # Only the outermost is kept as a file too: at every depth the same bytes would be kept once more.
            content=content if step.message_path or content else flattened(opened),
            filename=_filename(step.part),
            content_type=_content_type(step.part),
            message_path=step.message_path,
            report=step.report,
        )
    )
    inside = path if opened.is_multipart() and _content_type(opened).startswith("multipart/") else f"{path}.1"
    yield _Step(part=opened, path=inside, depth=step.depth + 1, message_path=path, report=step.report)


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


def _code(defect_class: str) -> str:
    """`StartBoundaryNotFoundDefect` as `start_boundary_not_found`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", defect_class.removesuffix("Defect")).lower()
