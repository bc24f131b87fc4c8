"""Tells office files apart by what their containers hold: Word, OpenDocument, workbooks, old binary files."""

import io
import zipfile

from extract.errors import ZIP_FAULTS
from extract.ole import stream_names

_MOST_ENTRIES = 2000
_MIMETYPE = "application/vnd.oasis.opendocument."
_ENCRYPTED_ENTRY = b"manifest:encryption-data"
_MAX_MANIFEST = 1_000_000  # bytes


def parts_of(content: bytes) -> frozenset[str]:
    """Names of the entries of a zip package; none for other bytes and broken packages."""
    if not content.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return frozenset(package.namelist()[:_MOST_ENTRIES])
    except ZIP_FAULTS:
        return frozenset()


def is_word(content: bytes) -> bool:
    """Word since 2007: docx, docm, dotx, dotm."""
    parts = parts_of(content)
    return "[Content_Types].xml" in parts and any(name.startswith("word/") for name in parts)


def is_workbook(content: bytes) -> bool:
    """Workbooks of any age: xlsx, xlsm, xls, ods."""
    parts = parts_of(content)
    if "[Content_Types].xml" in parts:
        return any(name.startswith("xl/") for name in parts)
    if parts:
        return opendocument_kind(content).startswith("spreadsheet")
    return not stream_names(content).isdisjoint({"Workbook", "Book"}) and not is_old_word(content)


def is_old_word(content: bytes) -> bool:
    """Word before 2007: doc and dot."""
    return "WordDocument" in stream_names(content)


def is_works(content: bytes) -> bool:
    """Texts of Microsoft Works: wps."""
    return not stream_names(content).isdisjoint({"CONTENTS", "MatOST"})


def is_opendocument_text(content: bytes) -> bool:
    """OpenDocument texts and their templates: odt and ott."""
    return opendocument_kind(content).startswith("text")


def opendocument_kind(content: bytes) -> str:
    """`text`, `spreadsheet-template` and so on; empty for anything else."""
    kind = _entry(content, "mimetype", 200).decode("ascii", errors="replace").strip()
    return kind.removeprefix(_MIMETYPE) if kind.startswith(_MIMETYPE) else ""


def is_locked_opendocument(content: bytes) -> bool:
    """Whether an OpenDocument file needs a password."""
    return bool(opendocument_kind(content)) and _ENCRYPTED_ENTRY in _entry(
        content, "META-INF/manifest.xml", _MAX_MANIFEST
    )


def _entry(content: bytes, name: str, most: int) -> bytes:
    """The beginning of one entry of a zip package; nothing where it cannot be read."""
    if name not in parts_of(content):
        return b""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(name) as entry:
            return entry.read(most)
    except ZIP_FAULTS:
        return b""
