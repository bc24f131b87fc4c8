"""Members of archives among the attachments."""

import hashlib
import io
import zipfile

import pytest

from ingest import archives
from ingest.archives import with_members
from ingest.model import Attachment


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return buffer.getvalue()


def attached(content: bytes, path: str = "2", *, nested: bool = False) -> Attachment:
    return Attachment(
        path=path,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        filename="file",
        untrusted_filename="file",
        declared_type="application/zip",
        from_nested_message=nested,
    )


def test_members_stand_behind_their_archive() -> None:
    inner = zipped(("c.txt", b"c"))
    outer = zipped(("folder/a.txt", b"a"), ("inner.zip", inner), ("d.txt", b"d"))
    found = with_members([attached(b"first", "1"), attached(outer, nested=True), attached(b"last", "3")])
    assert [(each.path, each.filename) for each in found] == [
        ("1", "file"),
        ("2", "file"),
        ("2!1", "a.txt"),
        ("2!2", "inner.zip"),
        ("2!2!1", "c.txt"),
        ("2!3", "d.txt"),
        ("3", "file"),
    ]
    assert found[2].from_nested_message
    assert found[2].untrusted_filename == "folder/a.txt"
    assert found[4].sha256 == hashlib.sha256(b"c").hexdigest()


def test_depth_ends() -> None:
    content = b"deep"
    for level in range(6):
        content = zipped((f"{level}.zip", content))
    assert [each.path for each in with_members([attached(content)])] == ["2", "2!1", "2!1!1", "2!1!1!1"]


def test_what_cannot_be_unpacked_stays_as_it_is() -> None:
    damaged = attached(zipped(("a.txt", b"a"))[:-5])
    assert with_members([damaged]) == (damaged,)


def test_all_archives_of_a_mail_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 1000)
    small = zipped(("a.bin", bytes(600)))
    found = with_members([attached(small, "1"), attached(small, "2"), attached(zipped(("b.bin", bytes(300))), "3")])
    assert [each.path for each in found] == ["1", "1!1", "2", "3", "3!1"]
