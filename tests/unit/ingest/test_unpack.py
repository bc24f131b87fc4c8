"""Zip archives: what comes out, and what is refused."""

import io
import struct
import zipfile

import pytest

from ingest.unpack import MAX_MEMBER, ArchiveMember, unpack_zip


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return buffer.getvalue()


def test_members_come_out_byte_for_byte() -> None:
    content = bytes(range(256)) * 100
    assert unpack_zip(archive(("Referral/form.docx", content), ("Referral/", b""))) == (
        ArchiveMember(filename="form.docx", untrusted_path="Referral/form.docx", content=content),
    )


def test_what_a_mac_adds_is_left_out() -> None:
    found = unpack_zip(
        archive(("__MACOSX/._form.docx", b"x"), (".DS_Store", b"x"), ("._form.docx", b"x"), ("form.docx", b"y"))
    )
    assert [member.filename for member in found if isinstance(member, ArchiveMember)] == ["form.docx"]


@pytest.mark.parametrize(
    ("path", "filename"),
    [
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        ("C:\\Windows\\form.pdf", "form.pdf"),
        ("a/../..\\form\u202efdp.exe", "formfdp.exe"),
        ("con", "_con"),
        ("\u200b", "member-1.bin"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names_are_no_paths(path: str, filename: str) -> None:
    (member,) = unpack_zip(archive((path, b"x")))
    assert isinstance(member, ArchiveMember)
    assert member.filename == filename


def test_an_empty_archive_has_no_members() -> None:
    assert unpack_zip(archive()) == ()


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"x" * 100, b"%PDF-1.7", archive(("a", b"x"))[:-10]])
def test_damaged_archives_say_so(content: bytes) -> None:
    assert unpack_zip(content) == "damaged"


def test_any_flipped_byte_is_met() -> None:
    whole = archive(("a.txt", b"hello " * 50), ("b.txt", b"x"))
    for position in range(len(whole)):
        for value in (0x00, 0x41, 0xFF):
            found = unpack_zip(whole[:position] + bytes([value]) + whole[position + 1 :])
            assert isinstance(found, (str, tuple))


def encrypted(content: bytes) -> bytes:
    """The same archive with the encryption flag set in its headers."""
    octets = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = octets.find(signature)
        while start >= 0:
            octets[start + offset] |= 1
            start = octets.find(signature, start + 4)
    return bytes(octets)


def test_a_password_is_asked_for() -> None:
    assert unpack_zip(encrypted(archive(("form.docx", b"x")))) == "encrypted"


def test_too_many_entries() -> None:
    assert unpack_zip(archive(*[(f"{number}.txt", b"") for number in range(501)])) == "too_many_entries"


def test_a_bomb_stops_early() -> None:
    zeros = bytes(20 * 1024 * 1024)
    assert unpack_zip(archive(("bomb", zeros))) == "ratio_too_high"
    assert unpack_zip(archive(("large", bytes(MAX_MEMBER + 1)), method=zipfile.ZIP_STORED)) == "member_too_large"


def test_members_are_large_together() -> None:
    member = bytes(45 * 1024 * 1024)
    names = [(f"{number}.bin", member) for number in range(5)]
    assert unpack_zip(archive(*names, method=zipfile.ZIP_STORED)) == "too_large"


def test_a_directory_that_lies_about_sizes_is_not_believed() -> None:
    octets = bytearray(archive(("bomb", bytes(5 * 1024 * 1024))))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", octets, octets.find(signature) + offset, 10)
    assert unpack_zip(bytes(octets)) in ("damaged", "ratio_too_high")


def test_members_that_share_bytes_are_refused() -> None:
    """Two directory entries that point to one member: the stdlib would unpack it twice."""
    octets = archive(("a.txt", b"hello"))
    directory = octets.find(b"PK\x01\x02")
    end = octets.find(b"PK\x05\x06")
    entry = octets[directory:end]
    tail = bytearray(octets[end:])
    struct.pack_into("<HHLL", tail, 8, 2, 2, 2 * len(entry), directory)
    assert unpack_zip(octets[:directory] + entry * 2 + bytes(tail)) == "overlapping"


def test_unknown_methods_are_told() -> None:
    octets = bytearray(archive(("a.txt", b"hello")))
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", octets, octets.find(signature) + offset, 99)
    assert unpack_zip(bytes(octets)) == "method_not_supported"
