"""Attachments with the members of the archives among them, as if each had been attached itself."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from ingest import sniff
from ingest.model import Attachment, SourceMessage
from ingest.parse import parse_message
from ingest.unpack import MAX_TOTAL, ArchiveMember, unpack_zip

MAX_DEPTH = 3  # archives within archives


def open_message(content: bytes) -> SourceMessage:
    """A mail as its bytes say, with the members of archives among its attachments. Never raises on content."""
    message = parse_message(content)
    return replace(message, attachments=with_members(message.attachments))


def with_members(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Each attachment, and behind an archive its members; their place in the mail is `2!1` for the first in part 2.

    An archive that cannot be unpacked within the limits stays as it is: the reader of documents says why.
    """
    found: list[Attachment] = []
    left = MAX_TOTAL  # one budget for the whole mail: archives within archives multiply
    pending = [(each, MAX_DEPTH) for each in reversed(tuple(attachments))]
    while pending:
        attachment, depth = pending.pop()
        found.append(attachment)
        members = _members(attachment, depth, left)
        left -= sum(len(each.content) for each in members)
        pending += [(each, depth - 1) for each in reversed(members)]
    return tuple(found)


def _members(attachment: Attachment, depth: int, budget: int) -> list[Attachment]:
    if depth == 0 or sniff.sniff(attachment.content) != "zip":
        return []
    members = unpack_zip(attachment.content, budget)
    if isinstance(members, str):
        return []
    return [_as_attachment(member, attachment, number) for number, member in enumerate(members, 1)]


def _as_attachment(member: ArchiveMember, archive: Attachment, number: int) -> Attachment:
    return Attachment(
        path=f"{archive.path}!{number}",
        content=member.content,
        sha256=hashlib.sha256(member.content).hexdigest(),
        filename=member.filename,
        untrusted_filename=member.untrusted_path,
        declared_type="application/octet-stream",
        from_nested_message=archive.from_nested_message,
    )
