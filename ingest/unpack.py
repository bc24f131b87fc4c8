"""The members of a zip archive, within limits. Nothing is written to disk; nested archives are left to the caller.

The directory of an archive may lie, so sizes are counted while reading, and members may not share bytes: 10 KB of
overlapping members read as 200 MB in the stdlib.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from ingest.filenames import clean_filename

MAX_ENTRIES = 500
MAX_MEMBER = 50 * 1024 * 1024  # bytes
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 100  # unpacked to packed, above RATIO_FROM
RATIO_FROM = 1024 * 1024
_CHUNK = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}


@dataclass(frozen=True, kw_only=True)
class ArchiveMember:
    """One file out of an archive. `untrusted_path` is as stored; it is never used as a path."""

    filename: str  # cleaned, its last component only
    untrusted_path: str
    content: bytes


class _Refused(Exception):
    """The archive is not unpacked; the message is the code."""


def unpack_zip(content: bytes, budget: int = MAX_TOTAL) -> tuple[ArchiveMember, ...] | str:
    """All members, or a code why none is given out. `budget`: bytes that they may have together, at most MAX_TOTAL.

    Codes: `damaged`, `encrypted`, `too_many_entries`, `member_too_large`, `too_large`, `ratio_too_high`, `overlapping`,
    `method_not_supported`. Folders, `__MACOSX` and files whose name begins with a dot are left out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _members(archive, content, min(budget, MAX_TOTAL))
    except _Refused as refusal:
        return str(refusal)
    except RuntimeError:  # how zipfile says that a password is needed
        return "encrypted"
    except NotImplementedError:
        return "method_not_supported"
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, struct.error, OverflowError):
        return "damaged"


def _members(archive: zipfile.ZipFile, content: bytes, left: int) -> tuple[ArchiveMember, ...]:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise _Refused("too_many_entries")
    _refuse_overlaps(entries, content)
    wanted = [entry for entry in entries if _is_wanted(entry)]
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in wanted):
        raise _Refused("encrypted")
    if any(entry.compress_type not in _METHODS for entry in wanted):
        raise _Refused("method_not_supported")
    members: list[ArchiveMember] = []
    for number, entry in enumerate(wanted, start=1):
        unpacked = _read(archive, entry, left)
        left -= len(unpacked)
        filename = clean_filename(entry.filename) or f"member-{number}.bin"
        members.append(ArchiveMember(filename=filename, untrusted_path=entry.filename, content=unpacked))
    return tuple(members)


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    hidden = parts[-1].startswith(".") or "__MACOSX" in parts
    return not entry.is_dir() and not hidden and bool(parts[-1])


def _refuse_overlaps(entries: list[zipfile.ZipInfo], content: bytes) -> None:
    """No two members may share bytes of the archive."""
    end_of_last = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        start = entry.header_offset
        header = _LOCAL_HEADER.unpack_from(content, start)
        data = start + _LOCAL_HEADER.size + header[9] + header[10]
        if start < end_of_last or data + entry.compress_size > len(content):
            raise _Refused("overlapping" if start < end_of_last else "damaged")
        end_of_last = data + entry.compress_size


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """One member, counted as it unpacks: the size that the directory gives is not believed."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(entry) as member:
        while piece := member.read(_CHUNK):
            size += len(piece)
            if size > MAX_MEMBER:
                raise _Refused("member_too_large")
            if size > left:
                raise _Refused("too_large")
            if size > RATIO_FROM and size > MAX_RATIO * max(entry.compress_size, 1):
                raise _Refused("ratio_too_high")
            pieces.append(piece)
    return b"".join(pieces)
