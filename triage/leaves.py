"""A mail's text and attachments as files to read, and what they turned out to be; only shapes of the other rooms."""

import re
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate

from extract.document import Envelope
from extract.model import Extraction, InputFile
from ingest.model import Attachment, DocumentFacts, SourceMessage

_FORWARD = re.compile(r"\s*(?:(?:re|aw|sv)\s*:\s*)*(?:fw|fwd|wg|tr)\s*:", re.I)
_SENDER = re.compile(
    r"^[> \t]*\*?From:\*?[ \t]*(?P<name>[^\n<\[]{3,80}?)[ \t]*"
    r"(?:[<\[](?:mailto:)?(?P<address>[^\s<>\]]+@[^\s<>\]]+)[>\]])?[ \t]*$",
    re.M | re.I,
)
_DATED = re.compile(r"^[> \t]*\*?(?:Date|Sent):\*?[ \t]*(?P<said>.{6,80})$", re.M | re.I)
_MOST_HEADERS = 400  # characters
BODY = "body"  # path of the mail's own text among its leaves
FEWEST_ROWS = 4  # of a table that somebody may have filled in; signatures are laid out in smaller ones
CELLS_A_ROW = 1.5  # on average; the bars between sections are single cells
_MAX_TEXT = 200_000  # characters of a document's words that are looked at


def leaves(message: SourceMessage) -> list[tuple[str, InputFile]]:
    """The mail's own text first, then each attachment, each with its place in the mail.

    Text with tables comes as it was written, so that what was picked by highlight or bold can be told; not in an
    answer, of which only the sender's own words are read.
    """
    markup = _tables_of(message)
    kind = "text/html" if markup else "text/plain"
    text = markup or message.untrusted_own_text.encode("utf-8", "replace")
    body = InputFile(
        name="e-mail text", content=text, declared_type=kind, is_mail_body=True, envelope=_envelope(message)
    )
    return [(BODY, body), *((each.path, _file(each)) for each in message.attachments)]


def _envelope(message: SourceMessage) -> Envelope | None:
    """From whom (where certain) and when; nothing of a mail that is passed on, whose sender wrote none of it."""
    if _FORWARD.match(message.untrusted_subject):
        return _passed_on(message.untrusted_text)
    return Envelope(
        sender_name=message.sender.display_name if message.sender else "",
        sender_address=message.sender.mailbox if message.sender else "",
        sent=message.sent_at.date() if message.sent_at else None,
    )


def _passed_on(text: str) -> Envelope | None:
    """From whom and when the mail came that stands below a forward's headers; None where they do not say."""
    sender = _SENDER.search(text)
    if sender is None:
        return None
    headers = text[sender.end() : sender.end() + _MOST_HEADERS]
    dated = _DATED.search(headers)
    name = " ".join(sender["name"].strip(" \"'*").split())
    return Envelope(
        sender_name=name,
        sender_address=(sender["address"] or "").lower(),
        sent=_day(dated["said"]) if dated else None,
        passed_on=True,
    )


def _day(said: str) -> date | None:
    """The day of a `Date:` or `Sent:` line; None where it is none."""
    found = parsedate(said.replace(" at ", " "))
    try:
        return date(*found[:3]) if found else None
    except ValueError:
        return None


def _tables_of(message: SourceMessage) -> bytes:
    """The mail's HTML where it is one whole text and holds a table to fill in; else nothing."""
    whole = "".join(message.untrusted_own_text.split()) == "".join(message.untrusted_text.split())
    written = [each.content for each in message.text_leaves if each.declared_type == "text/html"]
    if not whole or len(written) != 1:
        return b""
    markup = written[0].lower()
    rows, cells = markup.count(b"<tr"), markup.count(b"<td") + markup.count(b"<th")
    return written[0] if rows >= FEWEST_ROWS and cells >= CELLS_A_ROW * rows else b""


def document_facts(message: SourceMessage, extractions: Iterable[tuple[str, Extraction]]) -> tuple[DocumentFacts, ...]:
    """What each leaf turned out to be, in the words of `ingest`; each extraction with its place in the mail."""
    attached = {each.path: each for each in message.attachments}
    return tuple(_facts(path, extraction, attached.get(path)) for path, extraction in extractions)


def _facts(path: str, extraction: Extraction, attachment: Attachment | None) -> DocumentFacts:
    return DocumentFacts(
        kind=extraction.kind.value,
        filename=attachment.untrusted_filename or attachment.filename if attachment else "",
        content=attachment.content if attachment else b"",
        text=_words(extraction),
        is_body=path == BODY,
        container=attachment is not None and attachment.container,
        nested_text=attachment is not None and attachment.nested_text,
    )


def _words(extraction: Extraction) -> str:
    """The words of a document, a paragraph a line."""
    pieces: list[str] = []
    length = 0
    for paragraph in extraction.document.paragraphs() if extraction.document else ():
        pieces.append(paragraph.text)
        length += len(pieces[-1])
        if length > _MAX_TEXT:
            break
    return "\n\n".join(pieces)


def _file(attachment: Attachment) -> InputFile:
    return InputFile(
        name=attachment.filename,
        content=attachment.content,
        declared_type=attachment.declared_type,
        inline=attachment.inline,
        is_mail_body=attachment.nested_text,
        is_container=attachment.container,
    )
