"""What a file is by its first bytes. Only names for things; whether it can be read is for the reader to find out."""

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"BM", "bmp"),
    (b"x\x9f>\x22", "tnef"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
)
_TELLING = 4  # bytes of a mark that stand there by no chance
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (  # names of streams are UTF-16
    ("__substg1.0_", "msg"),
    ("EncryptedPackage", "encrypted-office"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_ZIP_MEMBERS = (
    (b"word/document", "docx"),
    (b"xl/workbook", "xlsx"),
    (b"ppt/presentation", "pptx"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_EDGE = 64 * 1024  # member names stand at the start (first header) and at the end (directory) of an archive
IMAGES = frozenset({"png", "jpg", "gif", "tif", "bmp"})
EXECUTABLES = frozenset({"exe", "elf"})


def sniff(content: bytes) -> str | None:
    """A file-name extension such as `pdf` or `docx`, `encrypted-office`, `tnef`; None where nothing is recognised."""
    if content.startswith(_OLE):
        return _ole_kind(content)
    if content.startswith(b"PK\x03\x04"):
        edges = content[:_EDGE] + content[-_EDGE:]
        return next((kind for mark, kind in _ZIP_MEMBERS if mark in edges), "zip")
    found = next(((mark, kind) for mark, kind in _MAGIC if content.startswith(mark)), None)
    if b"%PDF-" in content[:1024] and (found is None or len(found[0]) < _TELLING):
        return "pdf"  # some scanners write a few bytes before the header
    return found[1] if found else None


def _ole_kind(content: bytes) -> str:
    return next((kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in content), "ole")
