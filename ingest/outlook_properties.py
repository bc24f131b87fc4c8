"""The properties of one storage of an Outlook file (MS-OXMSG 2.4): fixed ones in a table, the others in streams."""

import contextlib
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import olefile

from ingest.header_text import decode_bytes

MAX_STREAM = 200 * 1024 * 1024  # bytes of one property
_ENTRY = struct.Struct("<HHI8s")
_UNICODE, _STRING8, _BINARY, _LONG, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040
_CODEPAGES = (0x3FDE, 0x3FFD)  # of the Internet form, of the message
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class Properties:
    """Properties by their 16-bit id. `head` is what stands before the table: 32, 24 in a mail within a mail, else 8."""

    def __init__(self, ole: olefile.OleFileIO, path: tuple[str, ...], head: int) -> None:
        self._ole, self._path = ole, path
        self._fixed = {(number, kind): value for kind, number, value in self._table(head)}
        page = next((number for each in _CODEPAGES if (number := self.number(each))), 0)
        self._charset = {65001: "utf-8", 28591: "latin-1", 20127: "ascii"}.get(page, f"cp{page}" if page else None)

    def text(self, number: int) -> str:
        """A text without NULs, or empty."""
        unicode = self._stream(number, _UNICODE)
        if unicode is not None:
            return unicode.decode("utf-16-le", "replace").replace("\0", "")
        narrow = self._stream(number, _STRING8)
        return decode_bytes(narrow, self._charset).replace("\0", "") if narrow is not None else ""

    def markup(self, number: int) -> str:
        """HTML, which is kept as text or as octets in the mail's code page."""
        octets = self._stream(number, _BINARY)
        return decode_bytes(octets, self._charset).replace("\0", "") if octets is not None else self.text(number)

    def octets(self, number: int) -> bytes | None:
        """A binary property."""
        return self._stream(number, _BINARY)

    def number(self, number: int) -> int | None:
        """A 32-bit integer."""
        value = self._fixed.get((number, _LONG))
        return int(struct.unpack("<i", value[:4])[0]) if value else None

    def moment(self, number: int) -> datetime | None:
        """A time, in UTC."""
        value = self._fixed.get((number, _TIME))
        if value:
            with contextlib.suppress(OverflowError):
                return _EPOCH + timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)
        return None

    def _table(self, head: int) -> Iterator[tuple[int, int, bytes]]:
        name = [*self._path, "__properties_version1.0"]
        table = self._ole.openstream(name).read(1024 * 1024)[head:] if self._ole.exists(name) else b""
        for kind, number, _, value in _ENTRY.iter_unpack(table[: len(table) // _ENTRY.size * _ENTRY.size]):
            yield kind, number, value

    def _stream(self, number: int, kind: int) -> bytes | None:
        name = [*self._path, f"__substg1.0_{number:04X}{kind:04X}"]
        if not self._ole.exists(name) or self._ole.get_size(name) > MAX_STREAM:
            return None
        return bytes(self._ole.openstream(name).read())
