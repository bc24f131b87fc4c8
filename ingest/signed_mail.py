"""The content of an S/MIME message that is signed and not encrypted (CMS SignedData, RFC 5652), in DER or BER.

Only the content is taken out; nothing is verified here, and nothing here says that a signature is good.
"""

from collections.abc import Iterator

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_OID, _OCTETS, _OCTETS_CONSTRUCTED, _SEQUENCE, _EXPLICIT = 0x06, 0x04, 0x24, 0x30, 0xA0
_MAX_DEPTH = 16
_MAX_ELEMENTS = 1_000_000


class _NotBer(ValueError):
    """The bytes are not what their tags and lengths say."""


class _Ber:
    """Tag, length, value; definite and indefinite lengths."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._elements = 0

    def element(self, start: int, end: int, depth: int = 0) -> tuple[int, int, int, int]:
        """Tag, first and last octet of the value, and where the next element begins."""
        self._elements += 1
        if depth > _MAX_DEPTH or self._elements > _MAX_ELEMENTS or start + 2 > end:
            raise _NotBer
        tag, length = self._content[start], self._content[start + 1]
        value = start + 2
        if length == 0x80:
            stop = self._end_of_contents(value, end, depth)
            return tag, value, stop, stop + 2
        if length > 0x80:
            value += length & 0x7F
            if length & 0x7F > 8 or value > end:
                raise _NotBer
            length = int.from_bytes(self._content[start + 2 : value], "big")
        if value + length > end:
            raise _NotBer
        return tag, value, value + length, value + length

    def children(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The elements of a constructed value."""
        while start < end:
            tag, first, last, start = self.element(start, end)
            yield tag, first, last

    def octets(self, start: int, end: int, depth: int = 0) -> bytes:
        """The octets of a string that may be cut into pieces."""
        pieces = []
        if depth > _MAX_DEPTH:
            raise _NotBer
        for tag, first, last in self.children(start, end):
            if tag == _OCTETS:
                pieces.append(self._content[first:last])
            elif tag == _OCTETS_CONSTRUCTED:
                pieces.append(self.octets(first, last, depth + 1))
        return b"".join(pieces)

    def value(self, first: int, last: int) -> bytes:
        """The octets between two places."""
        return self._content[first:last]

    def _end_of_contents(self, position: int, end: int, depth: int) -> int:
        while self._content[position : position + 2] != b"\0\0":
            _, _, _, position = self.element(position, end, depth + 1)
        return position


def signed_content(content: bytes) -> bytes | None:
    """What was signed; None where this is no signed-data, carries no content, or is damaged."""
    ber = _Ber(content)
    try:
        _, first, last, _ = ber.element(0, len(content))
        kind, wrapper, *_ = ber.children(first, last)
        if ber.value(*kind[1:]) != _SIGNED_DATA or wrapper[0] != _EXPLICIT:
            return None
        _, signed_first, signed_last, _ = ber.element(wrapper[1], wrapper[2])
        for tag, start, end in ber.children(signed_first, signed_last):
            if tag == _SEQUENCE:
                return _encapsulated(ber, start, end)
    except (ValueError, IndexError):
        return None
    return None


def _encapsulated(ber: _Ber, start: int, end: int) -> bytes | None:
    kind, *rest = ber.children(start, end)
    if kind[0] != _OID or ber.value(*kind[1:]) != _DATA or not rest:
        return None
    return ber.octets(*rest[0][1:]) or None
