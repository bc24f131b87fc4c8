"""Outlook's own files written by hand: `.msg` (an OLE container of properties) and `winmail.dat` (TNEF)."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


@dataclass(frozen=True, kw_only=True)
class OutlookMail:
    """What a `.msg` is to hold. An attachment is (name, content), or (name, OutlookMail) for a mail within."""

    subject: str = "Referral"
    sender: tuple[str, str] = ("Ada Finch", "ada.finch@harbour-school.example")
    to: tuple[str, str] = ("Partnership", "lig@partnership.example")
    text: str = ""
    html: str = ""
    rtf: bytes = b""
    headers: str = ""
    message_class: str = "IPM.Note"
    message_id: str = ""
    sent: datetime | None = None
    narrow: bool = False  # 8-bit strings in Windows-1252, as old Outlook wrote them
    attachments: Sequence[tuple[str, "bytes | OutlookMail"]] = field(default=())


def outlook_file(mail: OutlookMail) -> bytes:
    """The bytes of a `.msg`."""
    return compound_file(_message(mail, head=bytes(32)))


def _message(mail: OutlookMail, head: bytes) -> dict[str, "bytes | Tree"]:
    texts = {
        0x001A: mail.message_class,
        0x0037: mail.subject,
        0x0C1A: mail.sender[0],
        0x0C1F: mail.sender[1],
        0x007D: mail.headers,
        0x1000: mail.text,
        0x1035: mail.message_id,
    }
    tree: dict[str, bytes | Tree] = dict(_texts(texts, narrow=mail.narrow))
    if mail.html:
        tree["__substg1.0_10130102"] = mail.html.encode("cp1252")
    if mail.rtf:
        tree["__substg1.0_10090102"] = mail.rtf
    table = head + _fixed(0x3FDE, 0x0003, struct.pack("<ii", 1252, 0))
    if mail.sent:
        ticks = int((mail.sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        table += _fixed(0x0039, 0x0040, struct.pack("<Q", ticks))
    tree["__properties_version1.0"] = table
    recipient = dict(_texts({0x3001: mail.to[0], 0x39FE: mail.to[1]}, narrow=mail.narrow))
    recipient["__properties_version1.0"] = bytes(8) + _fixed(0x0C15, 0x0003, struct.pack("<ii", 1, 0))
    tree["__recip_version1.0_#00000000"] = recipient
    for number, (name, content) in enumerate(mail.attachments):
        attached: dict[str, bytes | Tree] = dict(_texts({0x3707: name}, narrow=mail.narrow))
        attached["__properties_version1.0"] = bytes(8)
        if isinstance(content, OutlookMail):
            attached["__substg1.0_3701000D"] = _message(content, head=bytes(24))
        else:
            attached["__substg1.0_37010102"] = content
        tree[f"__attach_version1.0_#{number:08X}"] = attached
    return tree


def _texts(values: Mapping[int, str], *, narrow: bool) -> dict[str, bytes]:
    kind, encoding = (0x001E, "cp1252") if narrow else (0x001F, "utf-16-le")
    return {f"__substg1.0_{number:04X}{kind:04X}": text.encode(encoding) for number, text in values.items() if text}


def _fixed(number: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HHI", kind, number, 6) + value


def compound_file(tree: Tree) -> bytes:
    """A compound file (MS-CFB, version 3) of storages and streams; siblings in one chain."""
    entries: list[list[int | str | bytes]] = []  # name, type, right sibling, child, content
    _add(entries, "Root Entry", tree, kind=5)
    mini, mini_fat = bytearray(), []
    sectors: list[bytes] = []
    fat: list[int] = []
    placed: list[tuple[int, int]] = []
    for name, kind, _, _, content in entries:
        if kind != 2 or not content:
            placed.append((END, 0))
        elif len(content) < CUTOFF:
            placed.append((len(mini) // MINI, len(content)))
            count = -(-len(content) // MINI)
            mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), END]
            mini += content.ljust(count * MINI, b"\0")
        else:
            placed.append((_store(content, sectors, fat), len(content)))
        assert len(name) <= 31
    placed[0] = (_store(bytes(mini), sectors, fat), len(mini)) if mini else (END, 0)
    mini_start = _store(struct.pack(f"<{len(mini_fat)}I", *mini_fat), sectors, fat, fill=b"\xff") if mini else END
    directory = b"".join(_entry(entry, place) for entry, place in zip(entries, placed, strict=True))
    directory_start = _store(directory.ljust(-(-len(directory) // SECTOR) * SECTOR, b"\0"), sectors, fat)
    count = 1
    while count * 128 < len(fat) + count:
        count += 1
    first = len(sectors)
    fat += [FAT] * count
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(count * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6s9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, count, directory_start, 0,
        CUTOFF, mini_start, -(-len(mini_fat) * 4 // SECTOR), END, 0,
    )  # fmt: skip
    difat = struct.pack("<109I", *range(first, first + count), *[FREE] * (109 - count))
    return header + difat + b"".join(sectors) + packed


def _add(entries: list[list[int | str | bytes]], name: str, content: "bytes | Tree", kind: int = 0) -> int:
    place = len(entries)
    is_stream = isinstance(content, bytes)
    entries.append([name, kind or (2 if is_stream else 1), FREE, FREE, content if is_stream else b""])
    if not is_stream:
        children = [_add(entries, each, inner) for each, inner in content.items()]
        for one, following in pairwise(children):
            entries[one][2] = following
        if children:
            entries[place][3] = children[0]
    return place


def _entry(entry: list[int | str | bytes], place: tuple[int, int]) -> bytes:
    name, kind, right, child, _ = entry
    encoded = str(name).encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, FREE, right, child)
    return head + bytes(36) + struct.pack("<IQ", *place)


def _store(content: bytes, sectors: list[bytes], fat: list[int], fill: bytes = b"\0") -> int:
    start = len(sectors)
    pieces = [content[at : at + SECTOR].ljust(SECTOR, fill) for at in range(0, len(content), SECTOR)]
    sectors += pieces
    fat += [*range(start + 1, start + len(pieces)), END]
    return start


def winmail(files: Sequence[tuple[str, bytes]], text: str = "") -> bytes:
    """A `winmail.dat` with these files, and a text where there is one."""
    package = struct.pack("<IH", 0x223E9F78, 1) + _attribute(1, 0x0006, 0x9007, struct.pack("<II", 1252, 0))
    if text:
        package += _attribute(1, 0x0002, 0x800C, text.encode("cp1252") + b"\0")
    for name, content in files:
        package += _attribute(2, 0x0006, 0x9002, bytes(14))
        package += _attribute(2, 0x0001, 0x8010, name.encode("cp1252") + b"\0")
        package += _attribute(2, 0x0006, 0x800F, content)
    return package


def _attribute(level: int, kind: int, number: int, value: bytes) -> bytes:
    return struct.pack("<BHHI", level, number, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)
