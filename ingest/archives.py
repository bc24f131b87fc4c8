"""Opens what a mail brings packed: zip archives, winmail.dat and mails as files, each member as if attached itself."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from ingest import sniff
from ingest.filenames import clean_filename, extension_of
from ingest.html_text import html_to_text
from ingest.mime_tree import looks_like_mail
from ingest.model import Attachment, SourceMessage
from ingest.outlook_message import as_mail, is_outlook_message
from ingest.parse import parse_message
from ingest.tnef_package import PackedFile, TnefContent, unpack_tnef
from ingest.unpack import MAX_TOTAL, unpack_zip

MAX_DEPTH = 3  # containers within containers
MAX_GROWTH = 20  # times its own size that a mail may unpack to, above GROWTH_FROM
GROWTH_FROM = 40 * 1024 * 1024  # bytes
_OUTLOOK, _TNEF, _MAIL = "application/vnd.ms-outlook", "application/ms-tnef", "message/rfc822"


def open_message(content: bytes) -> SourceMessage:
    """A mail as its bytes say, an Outlook file too, with the members of its containers. Never raises on content."""
    converted = as_mail(content) if is_outlook_message(content) else None
    message = parse_message(content if converted is None else converted)
    budget = min(MAX_TOTAL, max(GROWTH_FROM, MAX_GROWTH * len(content)))
    return _with_packed_text(replace(message, attachments=with_members(message.attachments, budget)))


def with_members(attachments: Iterable[Attachment], budget: int | None = None) -> tuple[Attachment, ...]:
    """Each attachment, and behind a container its members; their place in the mail is `2!1` for the first in part 2.

    A container that cannot be unpacked within the limits stays as it is: the reader of documents says why.
    """
    found: list[Attachment] = []
    left = MAX_TOTAL if budget is None else budget  # one for the whole mail: archives within archives multiply
    pending = [(each, MAX_DEPTH) for each in reversed(tuple(attachments))]
    while pending:
        attachment, depth = pending.pop()
        members = _members(attachment, left) if depth and not attachment.container else []
        left -= sum(len(each.content) for each in members)
        found.append(replace(attachment, container=True) if members else attachment)
        pending += [(each, depth - 1) for each in reversed(members)]
    return tuple(found)


def is_locked_archive(content: bytes) -> bool:
    """Whether bytes are a zip archive that asks for a password."""
    return sniff.sniff(content) == "zip" and unpack_zip(content) == "encrypted"


def _members(attachment: Attachment, budget: int) -> list[Attachment]:
    """The members of one container; none where it is no container, cannot be opened, or holds too much."""
    content, kind = attachment.content, sniff.sniff(attachment.content)
    if kind == "zip":
        unpacked = unpack_zip(content, budget)
        members = () if isinstance(unpacked, str) else unpacked
        return [_member(attachment, n, (m.filename, m.untrusted_path, m.content)) for n, m in enumerate(members, 1)]
    if kind == "tnef":
        package = unpack_tnef(content)
        files = package.files if isinstance(package, TnefContent) else ()
        within = sum(len(each.content) for each in files) <= budget
        return [_packed(attachment, n, each) for n, each in enumerate(files, 1)] if within else []
    inner = _mail_within(attachment, kind)
    if inner is None or len(inner) > budget:
        return []
    return _parts_of_mail(attachment, parse_message(inner))


def _mail_within(attachment: Attachment, kind: str | None) -> bytes | None:
    if kind == "msg":
        return as_mail(attachment.content)
    if extension_of(attachment.filename) == "eml" and looks_like_mail(attachment.content):
        return attachment.content
    return None


def _parts_of_mail(carrier: Attachment, message: SourceMessage) -> list[Attachment]:
    """Text and attachments of a mail that came as a file."""
    text = message.untrusted_text.strip()
    found = [replace(_member(carrier, 0, ("message.txt", "", text.encode("utf-8", "replace"))), nested_text=True)]
    inside = [
        replace(each, path=f"{carrier.path}!{each.path}", from_nested_message=True) for each in message.attachments
    ]
    return [*(found if text else []), *inside]


def _packed(package: Attachment, number: int, file: PackedFile) -> Attachment:
    return _member(
        package, number, (clean_filename(file.filename) or f"member-{number}.bin", file.filename, file.content)
    )


def _member(container: Attachment, number: int, file: tuple[str, str, bytes]) -> Attachment:
    filename, untrusted, content = file
    return Attachment(
        path=f"{container.path}!{number}",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        filename=filename,
        untrusted_filename=untrusted,
        declared_type="text/plain" if extension_of(filename) == "txt" else "application/octet-stream",
        from_nested_message=container.from_nested_message or container.declared_type in (_OUTLOOK, _MAIL),
    )


def _with_packed_text(message: SourceMessage) -> SourceMessage:
    """A mail whose text is in its winmail.dat alone is read with that text."""
    if message.untrusted_text.strip():
        return message
    for each in message.attachments:
        if sniff.sniff(each.content) == "tnef" and not each.from_nested_message:
            package = unpack_tnef(each.content)
            if isinstance(package, TnefContent) and package.text.strip():
                text = html_to_text(package.text) if package.is_html else package.text
                plain = text.replace("\r\n", "\n").strip()
                return replace(message, untrusted_text=plain, untrusted_own_text=plain)
    return message
