"""Text of mails that Outlook keeps as compressed RTF only (MS-OXRTFCP): unpacked, and its words without formatting."""

import re
import struct

MAX_UNPACKED = 20 * 1024 * 1024  # bytes
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20"
    b"\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE | re.DOTALL
)
_UNSHOWN = {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"themedata", b"listtable", b"header"}
_AS_TEXT = {b"par": "\n", b"line": "\n", b"tab": "\t", b"cell": "\t", b"row": "\n", b"emdash": "—", b"endash": "–",
            b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•"}  # fmt: skip


def unpacked_rtf(packed: bytes) -> bytes:
    """The RTF in a PR_RTF_COMPRESSED property; empty where it is damaged or too large."""
    if len(packed) < 16:
        return b""
    _, raw_size, kind, _ = struct.unpack_from("<IIII", packed)
    if kind == 0x414C454D:  # "MELA": stored as it is
        return packed[16 : 16 + raw_size]
    if kind != 0x75465A4C or raw_size > MAX_UNPACKED:  # "LZFu"
        return b""
    return _unpack(packed[16:], raw_size)


def _unpack(packed: bytes, raw_size: int) -> bytes:
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b"\0"))
    write, out, position = len(_DICTIONARY), bytearray(), 0
    while position < len(packed) and len(out) < raw_size:
        control, position = packed[position], position + 1
        for bit in range(8):
            if control >> bit & 1:
                if position + 2 > len(packed):
                    return bytes(out)
                reference, position = int.from_bytes(packed[position : position + 2], "big"), position + 2
                start = reference >> 4
                if start == write % _WINDOW:
                    return bytes(out)
                piece = [(start + step) % _WINDOW for step in range((reference & 15) + 2)]
            elif position < len(packed):
                window[write % _WINDOW], position = packed[position], position + 1
                piece = [write % _WINDOW]
                out.append(window[piece[0]])
                write += 1
                continue
            else:
                return bytes(out)
            for place in piece:
                letter = window[place]
                out.append(letter)
                window[write % _WINDOW] = letter
                write += 1
    return bytes(out[:raw_size])


def rtf_to_text(rtf: bytes) -> str:
    """The words of an RTF text; HTML that Outlook hid in it (MS-OXRTFEX) shows as its words too."""
    pieces: list[str] = []
    hidden, stack, skip, first = False, [], 0, False
    for match in _TOKEN.finditer(rtf[:MAX_UNPACKED]):
        word, number, octet, symbol, brace, text = match.groups()
        if brace == b"{":
            stack.append(hidden)
            first = True
            continue
        if brace == b"}":
            hidden, skip = (stack.pop() if stack else False), 0
        elif first and (symbol == b"*" or word in _UNSHOWN):
            hidden = True
        elif word == b"u" and number and not hidden:
            pieces.append(chr(int(number) % 0x10000))
            skip = 1
        elif word in _AS_TEXT and not hidden:
            pieces.append(_AS_TEXT[word])
        elif word == b"htmlrtf":
            hidden = number != b"0"
        elif not hidden and (octet or text or (symbol and symbol in b"\\{}~")):
            said = bytes([int(octet, 16)]) if octet else text or symbol.replace(b"~", b" ")
            pieces.append(said[skip:].decode("cp1252", "replace"))
            skip = 0
        first = False
    return re.sub(r"[\ud800-\udfff]", "", "".join(pieces)).strip()
