"""What an OLE2 container holds: the shell of Word, Excel and Works files before 2007. Reads no text."""

import io

import olefile

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_MAGIC = b"\xec\xa5"
_FILE_PASS = b"\x2f\x00"  # the record that begins the encrypted part of a workbook ([MS-XLS] 2.4.117)
_RECORD_HEADER = 4
_FIRST_RECORDS = 40  # the password record stands near the beginning of the workbook


def is_ole(content: bytes) -> bool:
    """Whether bytes are an OLE2 container."""
    return content.startswith(_SIGNATURE)


def stream_names(content: bytes) -> frozenset[str]:
    """Names of the streams and storages at the container's root; none for other bytes and damaged containers."""
    if not is_ole(content):
        return frozenset()
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            return frozenset(path[0] for path in container.listdir(streams=True, storages=True))
    except Exception:  # noqa: BLE001  # a hostile container makes the library raise anything
        return frozenset()


def is_locked(content: bytes) -> bool:
    """Whether a Word file or workbook in the container needs a password ([MS-DOC] 2.5.2, [MS-XLS] 2.4.117)."""
    names = stream_names(content)
    if "EncryptedPackage" in names:
        return True
    if "WordDocument" in names:
        header = _beginning(content, "WordDocument", 12)
        return header[:2] == _WORD_MAGIC and len(header) == 12 and bool(header[11] & 0x01)
    workbook = next((each for each in ("Workbook", "Book") if each in names), None)
    return workbook is not None and _has_password_record(_beginning(content, workbook, 4096))


def _beginning(content: bytes, name: str, size: int) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container, container.openstream(name) as stream:
            return bytes(stream.read(size))
    except Exception:  # noqa: BLE001  # as above
        return b""


def _has_password_record(data: bytes) -> bool:
    position = 0
    for _ in range(_FIRST_RECORDS):
        if position + _RECORD_HEADER > len(data):
            return False
        if data[position : position + 2] == _FILE_PASS:
            return True
        position += _RECORD_HEADER + int.from_bytes(data[position + 2 : position + 4], "little")
    return False
