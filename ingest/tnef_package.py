"""The files in a `winmail.dat` (TNEF, MS-OXTNEF), by tnefparse: the one adapter of that library.

Any fault of the package or of its reader is a result. What a file is, is for others.
"""

import logging
import warnings
from dataclasses import dataclass
from typing import Any

import tnefparse

from ingest.header_text import decode_bytes

MAX_SIZE = 64 * 1024 * 1024  # bytes of a package
MAX_FILES = 500
_MAX_DEPTH = 5  # messages within messages

logging.getLogger("tnefparse").setLevel(logging.CRITICAL + 1)  # its lines hold content


@dataclass(frozen=True, kw_only=True)
class PackedFile:
    """One file as named in the package."""

    filename: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class TnefContent:
    """The files in order, those of messages inside included, and the text where the package carries one."""

    files: tuple[PackedFile, ...]
    text: str = ""
    is_html: bool = False


def unpack_tnef(content: bytes) -> TnefContent | str:
    """What is in the package, or a code: `damaged`, `too_large`."""
    if len(content) > MAX_SIZE:
        return "too_large"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            package = tnefparse.TNEF(content, do_checksum=False)
            files = tuple(_files(package, 0))[:MAX_FILES]
            html, plain = _text(package.htmlbody), _text(package.body)
    except Exception:  # noqa: BLE001 - the library raises whatever it stumbles on
        return "damaged"
    return TnefContent(files=files, text=plain or html, is_html=not plain and bool(html))


def _files(package: Any, depth: int) -> list[PackedFile]:
    found: list[PackedFile] = []
    for attached in package.attachments:
        inner = getattr(attached, "embed", None)
        if inner is not None and depth < _MAX_DEPTH:
            text = _text(inner.body) or _text(inner.htmlbody)
            if text.strip():
                found.append(PackedFile(filename="message.txt", content=text.encode("utf-8", "replace")))
            found += _files(inner, depth + 1)
        elif isinstance(attached.data, bytes) and attached.data:
            found.append(PackedFile(filename=_name(attached), content=attached.data))
    return found


def _name(attached: Any) -> str:
    """The long name in whatever type the library gives it, else the short one."""
    try:
        name = _text(attached.long_filename())
    except UnicodeDecodeError:
        name = ""
    return name or _text(attached._name)  # noqa: SLF001 - `name` decodes strictly and raises on any code page


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else b""
    if isinstance(value, bytes):
        value = decode_bytes(value, None)
    return str(value).replace("\0", "") if isinstance(value, str) else ""
