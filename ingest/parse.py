"""The bytes of one mail as a SourceMessage, whatever they are.

Nothing in a mail makes this raise: each stage that fails leaves its part empty and a defect code, and the original is
kept elsewhere. Knows nothing of mailboxes, and does not judge the mail.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from email.message import Message
from typing import TypeVar

from ingest import mime_tree, mime_walk
from ingest.addresses import all_addresses, single_address
from ingest.attachments import attachments_of, is_report_part, text_leaves_of
from ingest.body_text import body_text, has_charset_fault, is_body, leaf_text
from ingest.dedupe import content_key
from ingest.header_text import decode_value
from ingest.mail_dates import sent_at
from ingest.mime_walk import Walk
from ingest.model import SourceMessage
from ingest.quoting import text_to_read

MAX_HEADERS = 5_000
_MAX_REPORT = 64 * 1024  # characters kept of a report
_MAX_IDS = 200
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,998}>")
_RECIPIENT_HEADERS = ("to", "cc", "delivered-to", "x-original-to")
_REPORTED_ID = re.compile(r"^(?:original-)?message-id:\s*(<[^<>\s]{1,998}>)", re.IGNORECASE | re.MULTILINE)

Result = TypeVar("Result")


class _Headers:
    """The raw headers of a message, in order."""

    def __init__(self, message: Message) -> None:
        self.raw = [(str(name), str(value)) for name, value in message.raw_items()][:MAX_HEADERS]

    def all(self, *names: str) -> list[str]:
        return [value for key, value in self.raw if key.lower() in names]

    def ids(self, name: str) -> tuple[str, ...]:
        text = " ".join(decode_value(value).text for value in self.all(name))
        return tuple(_MESSAGE_ID.findall(text)[:_MAX_IDS])


class _Stages:
    """Runs each stage on its own, so that what one cannot read does not cost what the others can."""

    def __init__(self) -> None:
        self.defects: list[str] = []

    def note(self, codes: Iterable[str]) -> None:
        self.defects.extend(code for code in codes if code not in self.defects)

    def run(self, name: str, work: Callable[[], Result], otherwise: Result) -> Result:
        try:
            return work()
        except Exception:  # noqa: BLE001 - the message boundary: bad mail is data, kept whole and shown to a person
            self.note([f"{name}_unreadable"])
            return otherwise


def parse_message(content: bytes) -> SourceMessage:
    """The message with everything that could be read; `defects` says what could not. Never raises on content."""
    stages = _Stages()
    message = stages.run("structure", lambda: mime_tree.open_tree(content), None)
    found = Walk()
    if message is None:
        head = stages.run("head", lambda: mime_tree.head_only(content), Message())
    else:
        head = message
        stages.run("structure", lambda: mime_walk.walk(head, found), None)
    stages.note(found.defects)
    return _assembled(_Headers(head), found, stages, hashlib.sha256(content).hexdigest())


def normalised_message_id(raw_values: Sequence[str]) -> str:
    """`<left@right>` of a Message-ID header, without comments and blanks; empty where there is none."""
    for value in raw_values[:1]:
        text = decode_value(value).text
        match = _MESSAGE_ID.search(text)
        return match[0] if match else f"<{text}>" if text and " " not in text and "@" in text else ""
    return ""


def _assembled(headers: _Headers, found: Walk, stages: _Stages, raw_key: str) -> SourceMessage:
    body = [leaf for leaf in found.leaves if not leaf.message_path and is_body(leaf)]
    no_date: tuple[datetime | None, tuple[str, ...]] = (None, ())
    no_headers: tuple[tuple[str, str], ...] = ()
    date, date_defects = stages.run("date", lambda: sent_at(headers.all("date")), no_date)
    message_id = stages.run("message_id", lambda: normalised_message_id(headers.all("message-id")), "")
    sender = stages.run("sender", lambda: single_address(headers.all("from")), None)
    report = stages.run("report", lambda: _report_text(found), "")
    decoded = stages.run("headers", lambda: _decoded(headers, stages), no_headers)
    stages.note(date_defects)
    stages.note(["charset_wrong"] if any(map(has_charset_fault, body)) else [])
    stages.note(["sender_unclear"] if sender is None else [])
    text = stages.run("body", lambda: body_text(body), "")
    subject = next((value for name, value in decoded if name.lower() == "subject"), "")
    answers = bool(headers.all("in-reply-to"))
    return SourceMessage(
        dedupe_key=stages.run("key", lambda: _key(headers, found, message_id, stages, raw_key), raw_key),
        message_id=message_id,
        in_reply_to=stages.run("threading", lambda: headers.ids("in-reply-to"), ()),
        references=stages.run("threading", lambda: headers.ids("references"), ()),
        untrusted_subject=subject,
        sender=sender,
        reply_to=stages.run("reply_to", lambda: single_address(headers.all("reply-to")), None),
        recipients=stages.run("recipients", lambda: all_addresses(headers.all(*_RECIPIENT_HEADERS)), ()),
        sent_at=date,
        headers=decoded,
        untrusted_text=text,
        untrusted_own_text=stages.run("body", lambda: text_to_read(text, subject, in_thread=answers), text),
        attachments=stages.run("attachments", lambda: attachments_of(found.leaves, found.nested), ()),
        text_leaves=stages.run("attachments", lambda: text_leaves_of(found.leaves, found.unread), ()),
        content_types=tuple(found.content_types),
        untrusted_report=report,
        reported_message_ids=tuple(dict.fromkeys(_REPORTED_ID.findall(report)))[:_MAX_IDS],
        defects=tuple(stages.defects),
    )


def _decoded(headers: _Headers, stages: _Stages) -> tuple[tuple[str, str], ...]:
    """All headers for people; a line break that an encoded word hid is gone and noted."""
    decoded = []
    for name, raw in headers.raw:
        value = decode_value(raw)
        decoded.append((decode_value(name).text, value.text))
        if value.hid_line_break:
            stages.note(["header_line_break"])
    return tuple(decoded)


def _key(headers: _Headers, found: Walk, message_id: str, stages: _Stages, raw_key: str) -> str:
    """Where the parts are not known, only the bytes themselves can say that two mails are the same."""
    if "structure_unreadable" in stages.defects:
        return raw_key
    identifying = [message_id, *("\n".join(headers.all(name)) for name in ("date", "from", "subject"))]
    return content_key(identifying, found.leaves)


def _report_text(found: Walk) -> str:
    """Status fields, repeated headers and the heads of returned mails of a delivery or read report."""
    if not any(leaf.report or is_report_part(leaf) for leaf in found.leaves):
        return ""
    pieces = [leaf_text(leaf) for leaf in found.leaves if is_report_part(leaf)]
    pieces += [_head_text(mail.head) for mail in found.nested]
    return "\n\n".join(pieces)[:_MAX_REPORT]


def _head_text(head: Message) -> str:
    return "\n".join(f"{name}: {decode_value(raw).text}" for name, raw in _Headers(head).raw)
