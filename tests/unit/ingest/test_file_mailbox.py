"""Mail from disk."""

from pathlib import Path

import pytest

from ingest.file_mailbox import FileMailbox
from tests.corpus.outlook_files import OutlookMail, outlook_file

MAIL = b"From: a@x.example\r\nSubject: one\r\n\r\nOne\r\n"


def names(mailbox: FileMailbox) -> list[str]:
    mailbox.open()
    return [mailbox.name_of(message.uid) for message in mailbox.list_messages()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "02.eml").write_bytes(MAIL)
    (tmp_path / "01.EML").write_bytes(MAIL.replace(b"one", b"first"))
    (tmp_path / "01.EML.truth.json").write_text("{}")
    (tmp_path / "old.msg").write_bytes(b"\xd0\xcf")
    (tmp_path / ".hidden.eml").write_bytes(MAIL)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "03.eml").write_bytes(MAIL)
    (tmp_path / "zz.mbox").write_bytes(
        b"From a Tue\n" + MAIL + b"\n\nFrom b Tue\n" + MAIL.replace(b"one", b"two") + b"\n"
    )
    return tmp_path


def test_a_folder_in_name_order(folder: Path) -> None:
    mailbox = FileMailbox([folder])
    assert names(mailbox) == ["01.EML", "02.eml", "sub/03.eml", "zz.mbox#1", "zz.mbox#2"]
    skipped = [(each.path.name, each.reason) for each in mailbox.skipped]
    assert skipped == [("01.EML.truth.json", "not_mail"), ("old.msg", "not_mail")]


def test_contents_are_the_files(folder: Path) -> None:
    mailbox = FileMailbox([folder])
    mailbox.open()
    first, *_, last = [mailbox.fetch(message.uid) for message in mailbox.list_messages()]
    assert first == MAIL.replace(b"one", b"first")
    assert last is not None
    assert last.startswith(b"From: a@x.example")
    assert b"Subject: two" in last


def test_numbers_are_stable_and_exact(folder: Path) -> None:
    mailbox = FileMailbox([folder])
    mailbox.open()
    uids = [message.uid for message in mailbox.list_messages()]
    again = FileMailbox([folder / "02.eml"])
    again.open()
    assert [message.uid for message in again.list_messages()] == [uids[1]]
    assert len(set(uids)) == 5
    assert all(0 < uid < 2**52 for uid in uids)


def test_maildirs_are_recognised(tmp_path: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    (tmp_path / "box" / "new" / "2.host").write_bytes(MAIL)
    (tmp_path / "box" / "cur" / "1.host:2,S").write_bytes(MAIL)
    (tmp_path / "box" / "tmp" / "0.host").write_bytes(MAIL)
    assert names(FileMailbox([tmp_path / "box"])) == ["1.host:2,S", "2.host"]
    assert names(FileMailbox([tmp_path])) == ["box/1.host:2,S", "box/2.host"]


def test_a_given_file_may_have_any_name(tmp_path: Path) -> None:
    (tmp_path / "message").write_bytes(MAIL)
    (tmp_path / "list").write_bytes(b"From a Tue\n" + MAIL)
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7")
    mailbox = FileMailbox([tmp_path / "message", tmp_path / "list", tmp_path / "form.pdf", tmp_path / "none.eml"])
    assert names(mailbox) == ["message", "list#1"]
    assert [each.reason for each in mailbox.skipped] == ["not_mail", "not_found"]


def test_two_equal_files_are_two_messages(tmp_path: Path) -> None:
    for part in ("a", "b"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "one.eml").write_bytes(MAIL)
    mailbox = FileMailbox([tmp_path / "a", tmp_path / "b"])
    assert names(mailbox) == ["one.eml", "one.eml"]
    assert [mailbox.fetch(message.uid) for message in mailbox.list_messages()] == [MAIL, MAIL]


def test_a_file_that_changes_or_goes_is_none(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(MAIL)
    mailbox = FileMailbox([tmp_path])
    mailbox.open()
    uid = mailbox.list_messages()[0].uid
    (tmp_path / "one.eml").write_bytes(MAIL + b"more")
    assert mailbox.fetch(uid) is None
    (tmp_path / "one.eml").unlink()
    assert mailbox.fetch(uid) is None
    assert mailbox.fetch(uid + 1) is None


def test_outlook_files_are_messages(tmp_path: Path) -> None:
    content = outlook_file(OutlookMail(text="Dear team"))
    (tmp_path / "Referral.MSG").write_bytes(content)
    mailbox = FileMailbox([tmp_path])
    assert names(mailbox) == ["Referral.MSG"]
    assert mailbox.fetch(mailbox.list_uids()[0]) == content


def test_prose_that_looks_like_a_separator_does_not_cut_a_message(tmp_path: Path) -> None:
    prose = MAIL + b"\nFrom Monday on she stayed at home.\n\n>From here\n\nFrom what we know\n"
    (tmp_path / "box.mbox").write_bytes(
        b"From a@x.example Thu Jan  1 10:23:00 2026\n" + prose + b"\nFrom - Fri Jan  2\n" + MAIL
    )
    mailbox = FileMailbox([tmp_path])
    mailbox.open()
    assert [mailbox.fetch(uid) for uid in mailbox.list_uids()] == [prose, MAIL]


def test_a_message_of_an_earlier_run_has_lost_its_name(tmp_path: Path) -> None:
    mailbox = FileMailbox([tmp_path])
    mailbox.open()
    assert mailbox.name_of(12) == "earlier import 12"


def test_an_empty_file_is_a_message_too(tmp_path: Path) -> None:
    (tmp_path / "empty.eml").write_bytes(b"")
    (tmp_path / "empty.mbox").write_bytes(b"")
    assert names(FileMailbox([tmp_path])) == ["empty.eml"]
