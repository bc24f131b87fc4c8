"""Which reader takes a file: by its first bytes and what its package holds, never by its name or declared type.

A new format is one more `Format` in `FORMATS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from extract.document import SourceDocument
from extract.docx_reader import read_docx
from extract.errors import DocumentRefused
from extract.html_reader import is_html, read_html
from extract.image_reader import read_image
from extract.model import DocumentKind, OnPage
from extract.office_converter import reader_of
from extract.office_formats import (
    is_locked_opendocument,
    is_old_word,
    is_opendocument_text,
    is_word,
    is_workbook,
    is_works,
    opendocument_kind,
    parts_of,
)
from extract.ole import is_ole
from extract.pdf_gate import is_pdf
from extract.pdf_reader import read_pdf
from extract.spreadsheet_reader import read_spreadsheet
from extract.text_reader import read_text

Reader = Callable[[bytes], SourceDocument]
ScanReader = Callable[[bytes, OnPage], SourceDocument]


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format: how its bytes are recognised, and its reader or what to say instead."""

    name: str
    recognises: Callable[[bytes], bool]
    reader: Reader | None = None
    scan_reader: ScanReader | None = None  # the same, telling of each page that it had to recognise
    kind: DocumentKind = DocumentKind.UNREADABLE  # where there is no reader
    warning: str = "format_not_read_yet"

    def read(self, content: bytes, on_page: OnPage | None = None) -> SourceDocument:
        """The document. Raises DocumentRefused for damaged and encrypted content, and where there is no reader."""
        if self.scan_reader is not None and on_page is not None:
            return self.scan_reader(content, on_page)
        if self.reader is None:
            raise DocumentRefused(self.warning)
        return self.reader(content)


def _is_broken_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04") and not parts_of(content)


def _is_office(content: bytes) -> bool:
    return "[Content_Types].xml" in parts_of(content) or bool(opendocument_kind(content))


def is_picture(content: bytes) -> bool:
    """Whether bytes are a picture file of a format that is read."""
    return (
        content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"))
        or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")
        or content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypavif")
    )


def _is_encrypted_office(content: bytes) -> bool:
    return is_locked_opendocument(content) or (is_ole(content) and "EncryptedPackage".encode("utf-16-le") in content)


def is_text(content: bytes) -> bool:
    """Whether bytes are plain text in UTF-8 or Windows-1252, without control characters."""
    return (
        bool(content.strip())
        and b"\0" not in content
        and not any(byte < 9 or 13 < byte < 27 for byte in content[:4000])
    )


def read_plain(content: bytes) -> SourceDocument:
    """Plain text in UTF-8, else Windows-1252."""
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return read_text(content.decode("cp1252", errors="replace"))


FORMATS = (
    Format(name="pdf", recognises=is_pdf, reader=read_pdf, scan_reader=read_pdf),
    Format(name="docx", recognises=is_word, reader=read_docx),
    Format(name="encrypted_office", recognises=_is_encrypted_office, kind=DocumentKind.ENCRYPTED, warning="encrypted"),
    Format(name="opendocument", recognises=is_opendocument_text, reader=reader_of(".odt")),
    Format(name="workbook", recognises=is_workbook, reader=read_spreadsheet),
    Format(name="office", recognises=_is_office),
    Format(
        name="zip", recognises=lambda content: bool(parts_of(content)), kind=DocumentKind.ARCHIVE, warning="archive"
    ),
    Format(name="broken_package", recognises=_is_broken_zip, warning="damaged"),
    Format(
        name="archive",
        recognises=lambda content: content.startswith((b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b")),
        kind=DocumentKind.ARCHIVE,
        warning="archive",
    ),
    Format(name="doc", recognises=is_old_word, reader=reader_of(".doc")),
    Format(name="works", recognises=is_works, reader=reader_of(".wps")),
    Format(name="ole", recognises=is_ole),
    Format(name="rtf", recognises=lambda content: content.lstrip()[:5] == b"{\\rtf", reader=reader_of(".rtf")),
    Format(name="image", recognises=is_picture, reader=read_image, scan_reader=read_image),
    Format(name="html", recognises=is_html, reader=read_html),
    Format(name="text", recognises=is_text, reader=read_plain),
)


def format_of(content: bytes) -> Format | None:
    """The first format that recognises the bytes; None for bytes that nothing here knows."""
    return next((each for each in FORMATS if each.recognises(content)), None)


def read_document(content: bytes) -> SourceDocument:
    """The document in a file. Raises DocumentRefused for damaged, encrypted and unknown content."""
    found = format_of(content)
    if found is None:
        raise DocumentRefused("unknown_format")
    return found.read(content)
