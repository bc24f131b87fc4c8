"""Leaves of a message as attachments: named, marked as inline picture, as container, or as part of an attached mail."""

import hashlib
from collections.abc import Sequence

from ingest import sniff
from ingest.body_text import body_text, is_body
from ingest.filenames import clean_filename, extension_of
from ingest.html_text import cids_used
from ingest.mime_tree import is_opened_signature
from ingest.mime_walk import AttachedMail, Leaf
from ingest.model import Attachment
from ingest.pictures import is_logo

# Structure of a report or of a signed mail's control part: evidence about a mail, no document of it.
REPORT_TYPES = ("message/delivery-status", "message/disposition-notification", "message/feedback-report")
_EXTENSION_OF_TYPE = {
    "text/plain": "txt",
    "text/html": "html",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/rtf": "rtf",
    "application/pkcs7-mime": "p7m",
    "application/pkcs7-signature": "p7s",
}
_NOT_AN_EXTENSION = {"encrypted-office": "bin", "ole": "bin", "elf": "bin", "tnef": "dat"}


def is_report_part(leaf: Leaf) -> bool:
    """Whether a leaf is the machine-readable part of a delivery or read report."""
    return leaf.content_type in REPORT_TYPES or leaf.content_type.startswith("text/rfc822-headers")


def attachments_of(leaves: Sequence[Leaf], nested: Sequence[AttachedMail]) -> tuple[Attachment, ...]:
    """Every leaf that is not text of the mail, byte for byte; each attached mail as a file, and its text; in order."""
    shown = _shown_cids(leaves)
    found = [
        _attachment(leaf, shown.get(leaf.message_path, frozenset()))
        for leaf in leaves
        if leaf.content and not is_body(leaf) and not is_report_part(leaf)
    ]
    for mail in nested:
        if mail.content and not mail.report:
            found.append(_attached_mail(mail))
        text = body_text([leaf for leaf in leaves if leaf.message_path == mail.path and is_body(leaf)])
        if text.strip():
            found.append(_nested_text(mail.path, text))
    return tuple(sorted(found, key=lambda each: _order(each.path)))


def text_leaves_of(leaves: Sequence[Leaf], unread: Sequence[Leaf]) -> tuple[Attachment, ...]:
    """The other leaves, byte for byte: texts of the mail and of attached ones, parts of reports, and what is unread."""
    texts = [leaf for leaf in leaves if is_body(leaf) or is_report_part(leaf)]
    return tuple(_attachment(leaf, frozenset()) for leaf in (*texts, *unread) if leaf.content)


def _shown_cids(leaves: Sequence[Leaf]) -> dict[str, frozenset[str]]:
    """The content ids that the HTML of each message (ours, or an attached one) shows."""
    shown: dict[str, frozenset[str]] = {}
    for leaf in leaves:
        if leaf.content_type == "text/html" and is_body(leaf):
            used = cids_used(leaf.content.decode("latin-1"))
            shown[leaf.message_path] = shown.get(leaf.message_path, frozenset()) | used
    return shown


def _attachment(leaf: Leaf, shown: frozenset[str]) -> Attachment:
    kind = sniff.sniff(leaf.content)
    picture = kind in sniff.IMAGES or (kind is None and leaf.content_type.startswith("image/"))
    return Attachment(
        path=leaf.path,
        content=leaf.content,
        sha256=hashlib.sha256(leaf.content).hexdigest(),
        filename=clean_filename(leaf.filename) or _made_up_name(leaf, kind),
        untrusted_filename=leaf.filename,
        declared_type=leaf.content_type,
        inline=picture and (leaf.content_id in shown or is_logo(leaf.filename, leaf.content)),
        from_nested_message=bool(leaf.message_path),
        container=is_opened_signature(leaf.content, leaf.content_type, leaf.filename),
    )


def _attached_mail(mail: AttachedMail) -> Attachment:
    return Attachment(
        path=mail.path,
        content=mail.content,
        sha256=hashlib.sha256(mail.content).hexdigest(),
        filename=clean_filename(mail.filename) or f"message-{mail.path}.eml",
        untrusted_filename=mail.filename,
        declared_type="message/rfc822",
        from_nested_message=bool(mail.message_path),
        container=True,
    )


def _nested_text(path: str, text: str) -> Attachment:
    content = text.encode("utf-8", "replace")
    return Attachment(
        path=f"{path}.0",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        filename=f"message-{path}.txt",
        untrusted_filename="",
        declared_type="text/plain",
        from_nested_message=True,
        nested_text=True,
    )


def _made_up_name(leaf: Leaf, kind: str | None) -> str:
    extension = extension_of(f"x.{_NOT_AN_EXTENSION.get(kind, kind)}") if kind else ""
    return f"part-{leaf.path}.{extension or _EXTENSION_OF_TYPE.get(leaf.content_type, 'bin')}"


def _order(path: str) -> tuple[int, ...]:
    return tuple(int(step) for step in path.split("."))
