"""Header values as text: unfolding, raw 8-bit, encoded words (RFC 2047).

Decoded from the raw bytes, because the usual parsers lose raw 8-bit letters of names silently. Line breaks that come
out of an encoded word are taken out here and reported, so no later stage can carry them into a header of ours.
"""

import base64
import binascii
import codecs
import quopri
import re
from dataclasses import dataclass

MAX_VALUE = 64 * 1024  # characters of one header value that are decoded
MAX_ENCODED_WORDS = 2_000  # further ones stay as they are: 40,000 in one Subject cost seconds elsewhere

# Codecs that are not character sets of mail, or whose decoding is quadratic.
_REFUSED_CODECS = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape"}
# What senders call Latin-1 or ASCII is Windows-1252 in practice (curly quotes at 0x80-0x9F).
_REALLY_WINDOWS = {"iso8859-1", "ascii"}

_ENCODED_WORD = re.compile(r"=\?([!#$%&'*+\-.^_`{|}~0-9A-Za-z]{1,60})\?([bBqQ])\?([^?\s]{0,4000}|[^?]{0,4000})\?=")
_BREAKS = re.compile(r"[\r\n\x00\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_FOLD = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True)
class DecodedValue:
    """A header value as one line, and whether its encoding hid a line break."""

    text: str
    hid_line_break: bool = False


def raw_to_text(value: str) -> str:
    """A raw value as the stdlib parser gives it (bytes as surrogates) as text: UTF-8, else Windows-1252."""
    if value.isascii():
        return value
    return decode_bytes(value.encode("utf-8", "surrogateescape"), "utf-8")


def unfold(value: str) -> str:
    """The value on one line; the blanks of the fold remain (RFC 5322 section 2.2.3)."""
    return _FOLD.sub("", value)


def decode_value(raw: str) -> DecodedValue:
    """A raw header value decoded for people. Never raises; what does not decode stays as written."""
    text = decode_words(unfold(raw_to_text(raw[:MAX_VALUE])).strip())
    one_line = _BREAKS.sub(" ", text)
    return DecodedValue(text=one_line.strip(), hid_line_break=one_line != text)


def decode_words(text: str) -> str:
    """Encoded words decoded; neighbours in one charset are joined first, as some senders split a letter in two."""
    if "=?" not in text:
        return text
    pieces: list[str] = []
    pending: tuple[str, bytes] | None = None
    position = 0
    for count, word in enumerate(_ENCODED_WORD.finditer(text)):
        if count == MAX_ENCODED_WORDS:
            break
        between = text[position : word.start()]
        charset, octets = word[1].partition("*")[0].lower(), _octets(word[2], word[3])
        if pending is not None and not between.strip():
            between = ""
            if pending[0] == charset:
                octets, pending = pending[1] + octets, None
        if pending is not None:
            pieces.append(decode_bytes(pending[1], pending[0]))
        pieces.append(between)
        pending, position = (charset, octets), word.end()
    if pending is not None:
        pieces.append(decode_bytes(pending[1], pending[0]))
    return "".join(pieces) + text[position:]


def without_encoded_words(text: str) -> str:
    """What stands outside the encoded words of a raw value."""
    return _ENCODED_WORD.sub("", text)


def decode_bytes(octets: bytes, charset: str | None) -> str:
    """Octets as text: the declared charset, else UTF-8, else Windows-1252. No letter is replaced or dropped."""
    declared = _codec(charset)
    for name in (declared, "utf-8"):
        if name is None or (name in _REALLY_WINDOWS and not octets.isascii()):
            continue
        try:
            text = octets.decode(name)
        except (UnicodeError, ValueError, LookupError):
            continue
        if not any("\ud800" <= letter <= "\udfff" for letter in text):
            return text
    return _windows(octets)


def _windows(octets: bytes) -> str:
    try:
        return octets.decode("cp1252")
    except UnicodeDecodeError:  # the five octets that Windows-1252 leaves undefined
        return octets.decode("latin-1")


def charset_fits(octets: bytes, charset: str | None) -> bool:
    """Whether the declared charset reads these octets as they are."""
    try:
        octets.decode(_codec(charset) or "ascii")
    except (UnicodeError, ValueError, LookupError):
        return False
    return True


def _codec(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("'\"")).name
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if name in _REFUSED_CODECS else name


def _octets(encoding: str, payload: str) -> bytes:
    octets = payload.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return quopri.decodestring(octets, header=True)
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", octets)
    try:
        return base64.b64decode(clean[: len(clean) - (len(clean) % 4 == 1)] + b"=" * (-len(clean) % 4))
    except (binascii.Error, ValueError):
        return octets
