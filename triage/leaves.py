"""A mail's text and attachments as files to read. Only the shapes of the other rooms; nothing is read here."""

from extract.model import InputFile
from ingest.model import Attachment, SourceMessage

BODY = "body"  # path of the mail's own text among its leaves


def leaves(message: SourceMessage) -> list[tuple[str, InputFile]]:
    """The mail's own text first, then each attachment, each with its place in the mail."""
    text = message.untrusted_text.encode("utf-8", "replace")
    body = InputFile(name="e-mail text", content=text, declared_type="text/plain", is_mail_body=True)
    return [(BODY, body), *((each.path, _file(each)) for each in message.attachments)]


def _file(attachment: Attachment) -> InputFile:
    return InputFile(
        name=attachment.filename,
        content=attachment.content,
        declared_type=attachment.declared_type,
        inline=attachment.inline,
    )
