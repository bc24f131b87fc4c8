"""The bytes of a mail as a tree of parts, and mails that hide among its leaves. The tree is walked in `mime_walk`.

Opening is bounded: header blocks, boundaries and nesting beyond the limits are cut or refused before they cost time.
"""

import email
import io
import re
from copy import copy
from email.feedparser import BytesFeedParser
from email.generator import BytesGenerator
from email.message import Message
from email.policy import Compat32

from ingest.filenames import extension_of
from ingest.signed_mail import signed_content

_MAX_RAW_HEADER = 128 * 1024  # characters of one header that are kept for parsing
_MAX_HEADER_BLOCK = 1024 * 1024  # bytes of all headers of a mail
_MAX_EFFORT = 30_000_000  # boundaries times lines: the stdlib tests every open boundary on every line (0.2 µs each)
_PIECE = 64 * 1024  # bytes given to the parser at once
_UNKNOWN = "application/octet-stream"
_BOUNDARY = re.compile(rb"boundary\s{0,5}[=*]", re.IGNORECASE)
_SEPARATOR = re.compile(rb"^--([A-Za-z0-9'()+_,./:=?\-]{1,70})[ \t]*\r?\n[A-Za-z\-]+:", re.MULTILINE)
_LEADING = re.compile(
    rb"\A(?:\xef\xbb\xbf)?[\r\n]{0,20}(?=[!-9;-~]{1,100}:|From )"
)  # left by programs that saved a mail
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_MAIL_HEADER = re.compile(rb"^(?:from|date|subject|received|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_OPAQUE = {"application/pkcs7-mime", "application/x-pkcs7-mime"}


class TooComplex(ValueError):
    """The message nests or splits beyond the limits."""


class _BoundedHeaders(Compat32):
    """Compat32 that cuts headers of absurd length, whose parameters would cost quadratic time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_MAX_RAW_HEADER]


_POLICY = _BoundedHeaders()


def open_tree(content: bytes) -> Message:
    """The message tree of these bytes. Raises TooComplex, or RecursionError, where it would cost too much."""
    content = _LEADING.sub(b"", content, count=1)
    boundaries = len(_BOUNDARY.findall(content))
    if boundaries * content.count(b"\n") > _MAX_EFFORT:
        raise TooComplex
    content = _with_bounded_head(content)
    parser: BytesFeedParser[Message] = BytesFeedParser(policy=_POLICY)
    for start in range(0, len(content), _PIECE):  # in one piece it would be held as text, four bytes a character
        parser.feed(content[start : start + _PIECE])
    return parser.close()


def head_only(content: bytes) -> Message:
    """Only the headers, for a message whose tree cannot be built."""
    head = _HEAD_END.split(_LEADING.sub(b"", content[:_MAX_HEADER_BLOCK], count=1), maxsplit=1)[0]
    return email.message_from_bytes(head + b"\r\n\r\n", policy=_POLICY)


def _with_bounded_head(content: bytes) -> bytes:
    """The content with what its header block has beyond 1 MiB left out."""
    if len(content) <= _MAX_HEADER_BLOCK or _HEAD_END.search(content, 0, _MAX_HEADER_BLOCK):
        return content
    end = _HEAD_END.search(content, _MAX_HEADER_BLOCK)
    cut = max(content.rfind(b"\n", 0, _MAX_HEADER_BLOCK), 0)
    return content[:cut] + (content[end.start() :] if end else b"\n\n")


def looks_like_mail(content: bytes) -> bool:
    """Whether bytes begin with headers that only mails have."""
    return _MAIL_HEADER.search(content[:16384]) is not None


def parts_of(message: Message) -> list[Message]:
    """The parts that the standard library has found; none for a leaf."""
    payload = message.get_payload() if message.is_multipart() else None
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def raw_bytes(part: Message) -> bytes:
    """The payload of a leaf as in the mail, without any decoding; empty for a part with parts.

    Asked for text, the standard library would put its declared charset's substitutes in place of bytes, or raise.
    """
    bare = copy(part)
    del bare["Content-Transfer-Encoding"]  # of the copy only
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def recovered_parts(payload: bytes) -> list[Message]:
    """The parts of a multipart whose boundary is not declared, or wrongly: its first separator line tells it."""
    line = _SEPARATOR.search(payload)
    if line is None:
        return []
    return parts_of(open_tree(b'Content-Type: multipart/mixed; boundary="%b"\r\n\r\n%b' % (line[1], payload)))


def unwrapped(encoding: str, message: Message) -> Message:
    """The attached mail itself; some senders encode it whole, which the stdlib leaves as text."""
    if encoding not in ("base64", "quoted-printable") or message.is_multipart():
        return message
    wrapped = Message()
    wrapped["Content-Transfer-Encoding"] = encoding
    wrapped.set_payload((raw_bytes(message) if encoding == "base64" else flattened(message)).decode("latin-1"))
    content = wrapped.get_payload(decode=True)
    return open_tree(content) if isinstance(content, bytes) and looks_like_mail(content) else message


def mail_in_disguise(content: bytes, content_type: str, filename: str) -> Message | None:
    """The mail in an `.eml` file that is attached as plain bytes."""
    if content_type not in (_UNKNOWN, "application/eml", "text/plain", "message/rfc822"):
        return None
    if content_type != "message/rfc822" and extension_of(filename) != "eml":
        return None
    return open_tree(content) if looks_like_mail(content) else None


def signed_entity(content: bytes, content_type: str, filename: str) -> Message | None:
    """The entity inside an opaque S/MIME signature; None where it is encrypted, damaged or something else."""
    if content_type not in _OPAQUE and extension_of(filename) != "p7m":
        return None
    inner = signed_content(content)
    return open_tree(inner) if inner else None


def is_opened_signature(content: bytes, content_type: str, filename: str) -> bool:
    """Whether a leaf is an S/MIME signature around content that was read."""
    return (content_type in _OPAQUE or extension_of(filename) == "p7m") and signed_content(content) is not None


def flattened(message: Message) -> bytes:
    """An attached mail as a file of its own; empty where the stdlib cannot write it."""
    out = io.BytesIO()
    try:
        BytesGenerator(out, mangle_from_=False, maxheaderlen=0, policy=_POLICY).flatten(message)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""
    return out.getvalue()
