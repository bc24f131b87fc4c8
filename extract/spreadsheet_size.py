"""How much a workbook unpacks to, and how large its sheets claim to be: counted before anything opens it."""

import io
import re
import zipfile
from typing import IO

from extract.errors import ZIP_FAULTS, DocumentRefused

_MOST_ENTRIES = 2000
_MOST_BYTES = 100 * 2**20  # of all parts, counted while unpacking: declared sizes may lie
_MOST_CELLS = 4_000_000  # of one sheet, empty ones included: readers make room for all of them
_CHUNK = 2**18
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_REPEATED = re.compile(rb"""number-(?:columns|rows)-repeated=["']([0-9]{1,9})["']""")
_MOST_REPEATED = 1_100_000  # rows that OpenDocument programs write for the empty rest of a sheet
_OVERLAP = 32  # bytes: a reference may be cut between two chunks


def check_size(content: bytes) -> None:
    """Nothing for files that are no zip package. Raises DocumentRefused: `too_large`, `damaged`, `encrypted`."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise DocumentRefused("too_large")
            room = _MOST_BYTES
            for entry in entries:
                if entry.flag_bits & 0x1:
                    raise DocumentRefused("encrypted")
                with package.open(entry) as part:
                    room -= _counted(part, room)
    except ZIP_FAULTS as fault:
        raise DocumentRefused("damaged") from fault


def _counted(part: IO[bytes], room: int) -> int:
    """Bytes of a part. Looks at the references of cells on the way."""
    size = rows = columns = 0
    before = b""
    while piece := part.read(_CHUNK):
        size += len(piece)
        if size > room:
            raise DocumentRefused("too_large")
        text = before + piece
        for letters, number in _CELL.findall(text):
            rows, columns = max(rows, int(number)), max(columns, _column(letters))
        if rows * columns > _MOST_CELLS or any(int(each) > _MOST_REPEATED for each in _REPEATED.findall(text)):
            raise DocumentRefused("too_large")
        before = piece[-_OVERLAP:]
    return size


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
