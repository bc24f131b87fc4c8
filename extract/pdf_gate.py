"""Looks at a PDF before PDFium does: is it one, does it open, is it small enough once unpacked. Reads no text.

A file of half a megabyte can unpack to gigabytes, so every stream is unpacked here by counting, up to a limit.
"""

import base64
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from extract.errors import DocumentRefused

MAX_PAGES = 200
MAX_STREAM = 64 * 1024 * 1024  # bytes of one unpacked stream
MAX_TOTAL = 256 * 1024 * 1024  # bytes of all unpacked streams
MAX_PIXELS = 100_000_000  # of one image: A4 at 600 dpi has 35 million
MAX_OBJECTS = 300_000
_HEADER_WITHIN = 1024  # bytes: readers accept leading rubbish up to there
_HEADER, _END = b"%PDF-1.7\n", b"startxref"
_CHUNK = 1024 * 1024
_NO_DIGITS, _NO_LETTERS, _FIVE = re.compile(rb"[^0-9A-Fa-f]"), re.compile(rb"[^!-uz]"), re.compile(rb"z|[^z]{5}|[^z]+$")
_LZW_CLEAR, _LZW_END, _LZW_FIRST, _LZW_CODES = 256, 257, 258, 4096


def is_pdf(content: bytes) -> bool:
    """Whether bytes are a PDF, be it one whose first line some program has cut off."""
    return _has_header(content) or (_END in content[-_HEADER_WITHIN:] and b" obj" in content)


def _has_header(content: bytes) -> bool:
    return _HEADER[:5] in content[:_HEADER_WITHIN]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A PDF that may be read. `content` opens without a password; it is the file itself where that was sound."""

    content: bytes
    page_count: int
    has_xfa: bool = False  # carries an XML form, whose values may stand nowhere else
    needs_rendering: bool = False  # shows nothing but a notice unless an XML form engine draws it


def check_pdf(content: bytes) -> Checked:
    """What is known of a file before it is read.

    Raises DocumentRefused: `not_a_pdf`, `encrypted`, `too_large`, `damaged`.
    """
    if not is_pdf(content):
        raise DocumentRefused("not_a_pdf")
    if not _has_header(content):
        content = _HEADER + content
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            return _checked(pdf, content)
    except pikepdf.PasswordError as error:
        raise DocumentRefused("encrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DocumentRefused("damaged") from error


def repaired(content: bytes) -> bytes:
    """The same document with its structure written anew, for a reader that could not open the original."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            target = io.BytesIO()
            pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            return target.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError) as error:
        raise DocumentRefused("damaged") from error


def _checked(pdf: pikepdf.Pdf, content: bytes) -> Checked:
    pages = len(pdf.pages)
    if pages == 0:
        raise DocumentRefused("damaged")
    if pages > MAX_PAGES or len(pdf.objects) > MAX_OBJECTS:
        raise DocumentRefused("too_large")
    _count_streams(pdf)
    root = pdf.Root
    form = root.get("/AcroForm")
    return Checked(
        content=content,
        page_count=pages,
        has_xfa=isinstance(form, pikepdf.Dictionary) and form.get("/XFA") is not None,
        needs_rendering=bool(root.get("/NeedsRendering", False)),
    )


def _count_streams(pdf: pikepdf.Pdf) -> None:
    sizes: dict[tuple[int, int], int] = {}
    total = 0
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream):
            continue
        sizes[each.objgen] = _unpacked_size(each)
        total += sizes[each.objgen]
        if total > MAX_TOTAL:
            raise DocumentRefused("too_large")
    for page in pdf.pages:
        parts = page.obj.get("/Contents")
        if isinstance(parts, pikepdf.Array):  # which may name one stream a thousand times
            _within_limit(sum(sizes.get(part.objgen, 0) for part in parts if isinstance(part, pikepdf.Stream)))


def _unpacked_size(stream: pikepdf.Stream) -> int:
    """Bytes of a stream after all its filters; pictures count by their pixels."""
    if _pixels(stream) > MAX_PIXELS:
        raise DocumentRefused("too_large")
    data = stream.read_raw_bytes()
    for name in _filters(stream):
        if name in ("/FlateDecode", "/Fl"):
            data = _inflated(data)
        elif name in ("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"):
            data = _from_ascii(name, data)
        elif name in ("/LZWDecode", "/LZW"):
            return max(len(data), _lzw_size(data))
        elif name in ("/RunLengthDecode", "/RL"):
            return max(len(data), _run_length_size(data))
    return len(data)


def _pixels(stream: pikepdf.Stream) -> int:
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    numbers = isinstance(width, int) and isinstance(height, int)
    return int(width) * int(height) if numbers else 0


def _filters(stream: pikepdf.Stream) -> list[str]:
    names = stream.get("/Filter")
    if names is None:
        return []
    if isinstance(names, pikepdf.Name):
        return [str(names)]
    return [str(each) for each in names] if isinstance(names, pikepdf.Array) else []


def _from_ascii(name: str, data: bytes) -> bytes:
    """What characters stand for; those that stand for nothing are passed over, as PDF readers do."""
    text = b"".join(data.split())
    if "85" not in name:
        digits = _NO_DIGITS.sub(b"", text.partition(b">")[0])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    letters = _NO_LETTERS.sub(b"", text.removeprefix(b"<~").partition(b"~")[0])
    try:
        return base64.a85decode(letters)
    except ValueError:
        return b"".join(_five(group) for group in _FIVE.findall(letters))


def _five(group: bytes) -> bytes:
    """One group of ASCII85 where others around it may be broken (ISO 32000-1, 7.4.3)."""
    try:
        return base64.a85decode(group)
    except ValueError:
        return b"\0\0\0\0"


def _inflated(data: bytes) -> bytes:
    """The unpacked bytes, as many as come before a fault: PDF readers show those too."""
    decoder = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    rest = data
    while rest and not decoder.eof:
        try:
            piece = decoder.decompress(rest, _CHUNK)
        except zlib.error:
            break
        rest = decoder.unconsumed_tail
        if not piece and not rest:
            break
        size += len(piece)
        if size > MAX_STREAM:
            raise DocumentRefused("too_large")
        pieces.append(piece)
    return b"".join(pieces)


def _run_length_size(data: bytes) -> int:
    """Bytes that run-length packed data unpacks to (ISO 32000-1, 7.4.5)."""
    size = position = 0
    while position < len(data) and data[position] != 128:
        length = data[position]
        size += length + 1 if length < 128 else 257 - length
        position += length + 2 if length < 128 else 2
    return _within_limit(size)


def _lzw_size(data: bytes) -> int:
    """Bytes that LZW data unpacks to, counted without unpacking them (ISO 32000-1, 7.4.4)."""
    lengths: list[int] = []
    size = previous = 0
    for code in _lzw_codes(data, lengths):
        if code == _LZW_CLEAR:
            lengths.clear()
            previous = 0
            continue
        if code == _LZW_END:
            break
        known = code < _LZW_CLEAR or code - _LZW_FIRST < len(lengths)
        length = (1 if code < _LZW_CLEAR else lengths[code - _LZW_FIRST]) if known else previous + 1
        if previous and len(lengths) < _LZW_CODES:
            lengths.append(previous + 1)
        size = _within_limit(size + length)
        previous = length
    return size


def _lzw_codes(data: bytes, lengths: list[int]) -> Iterator[int]:
    """The codes of 9 to 12 bits; their width grows with the table that the caller fills."""
    held = bits = 0
    for byte in data:
        held, bits = (held << 8) | byte, bits + 8
        filled = _LZW_FIRST + len(lengths)
        width = 9 + (filled >= 511) + (filled >= 1023) + (filled >= 2047)
        if bits >= width:
            bits -= width
            yield held >> bits
            held &= (1 << bits) - 1


def _within_limit(size: int) -> int:
    if size > MAX_STREAM:
        raise DocumentRefused("too_large")
    return size


def is_shell(checked: Checked, *, has_fields: bool) -> bool:
    """Whether the pages are only the notice of an XML form, whose values are not on them."""
    return checked.needs_rendering or (checked.has_xfa and not has_fields)
