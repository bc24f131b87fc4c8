"""A mail parsed in a child process: what goes over the wire, and its check as the word of a stranger.

The child answers with the message as JSON and the bytes of its leaves behind it. The parent takes nothing on trust:
types and lengths are checked, and hashes are made anew.
"""

import hashlib
import struct
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ingest.archives import open_message
from ingest.model import Attachment, SourceMessage

MAX_ATTACHMENTS = 20_000
_LENGTH = struct.Struct(">Q")
_MESSAGE = TypeAdapter(SourceMessage)


class NotAMessage(ValueError):
    """The child's answer is not what it has to be."""


def parse_packed(content: bytes) -> bytes:
    """Runs in the child: a mail in, its message packed out. Never raises on content."""
    return pack(open_message(content))


def parsed(answer: object) -> SourceMessage | None:
    """The message in a child's answer; None where there is no answer, or not the shape of one."""
    try:
        return unpack(answer) if isinstance(answer, bytes) else None
    except NotAMessage:
        return None


def pack(message: SourceMessage) -> bytes:
    """A message as bytes."""
    blobs = [each.content for each in (*message.attachments, *message.text_leaves)]
    bare = replace(
        message,
        attachments=tuple(replace(each, content=b"") for each in message.attachments),
        text_leaves=tuple(replace(each, content=b"") for each in message.text_leaves),
    )
    plain = _storable(_MESSAGE.dump_python(bare))
    head = _MESSAGE.dump_json(_MESSAGE.validate_python(plain))
    return b"".join([_LENGTH.pack(len(head)), head, *(_LENGTH.pack(len(blob)) + blob for blob in blobs)])


def unpack(packed: bytes) -> SourceMessage:
    """The message. Raises NotAMessage."""
    try:
        head, position = _block(packed, 0)
        bare = _MESSAGE.validate_json(head)
        if len(bare.attachments) + len(bare.text_leaves) > MAX_ATTACHMENTS:
            raise NotAMessage("too many parts")
        filled: list[Attachment] = []
        for each in (*bare.attachments, *bare.text_leaves):
            content, position = _block(packed, position)
            filled.append(replace(each, content=content, sha256=hashlib.sha256(content).hexdigest()))
    except (ValidationError, struct.error, RecursionError) as error:
        raise NotAMessage("not the shape of a message") from error
    if position != len(packed):
        raise NotAMessage("more than a message")
    number = len(bare.attachments)
    return replace(bare, attachments=tuple(filled[:number]), text_leaves=tuple(filled[number:]))


def _block(packed: bytes, position: int) -> tuple[bytes, int]:
    length = int(_LENGTH.unpack_from(packed, position)[0])
    start = position + _LENGTH.size
    if start + length > len(packed):
        raise NotAMessage("cut off")
    return packed[start : start + length], start + length


def _storable(value: Any) -> Any:
    """Text without lone surrogates, which no JSON takes."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_storable(each) for each in value)
    return value
