"""Messages that do not go the usual way: each is seen by a person, with its reason and a way on, and stops no other."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ingest.archives import open_message
from ingest.model import ListedMessage, MessageClass, Screening, SourceMessage
from triage import casework
from triage.store.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture
def fetched(book):
    """Makes a receipt whose original, the same for all, is stored."""

    def fetch(uid, account="referrals"):
        listed = book.note_listed(account, "INBOX", 7, [ListedMessage(uid=uid, internal_date=NOW)], NOW)
        receipt = next(each for each in listed if each.uid == uid)
        book.note_fetched(receipt, b"poison", NOW)
        return next(each for each in book.unprocessed() if (each.uid, each.account) == (uid, account))

    return fetch


def set_aside(engine, originals, receipt, domain):
    with UnitOfWork(engine, originals, NOW) as work:
        casework.set_aside(work, receipt, domain)
        work.commit()


def test_a_poison_mail_that_comes_again_is_one_item_for_a_person(engine, originals, book, reader, domain, fetched):
    for uid in (1, 2):
        set_aside(engine, originals, fetched(uid), domain)
    set_aside(engine, originals, fetched(1, "north"), domain)
    assert list(book.unprocessed()) == []
    items = reader.needs_person()
    assert sorted(item.account for item in items) == ["north", "referrals"]  # to two partnerships: a matter of both
    (ours,) = [item for item in items if item.account == "referrals"]
    assert [each.state for each in ours.deliveries] == ["set_aside", "duplicate"]
    assert reader.original(ours.attachments[0].id)[1] == b"poison"


def test_a_substitute_of_the_mail_system_is_told_apart_from_a_mail(engine, originals, reader, domain, fetched):
    mail = casework.ReadMail(
        dedupe_key="k1",
        message=replace(
            SourceMessage(dedupe_key="k1", message_id=""), untrusted_subject="Retrieval using the IMAP4 protocol failed"
        ),
        message_class=MessageClass.ENCRYPTED,
        screening=Screening(message_class=MessageClass.ENCRYPTED, flags=(casework.SERVER_PLACEHOLDER,)),
        received_at=NOW,
    )
    with UnitOfWork(engine, originals, NOW) as work:
        casework.take_in(work, fetched(1), mail, domain)
        work.commit()
    (item,) = reader.needs_person()
    assert item.state == "placeholder"


def test_every_leaf_of_a_mail_is_a_part_of_its_own(engine, originals, reader, domain, fetched):
    inner = b"From: b@trust.example\r\nSubject: within\r\n\r\ninner caf\xe9 words"
    content = (
        b'From: a@trust.example\r\nSubject: outer\r\nContent-Type: multipart/mixed; boundary="zz"\r\n\r\n'
        b"--zz\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nouter caf\xe9 words\r\n"
        b"--zz\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--zz--\r\n"
    )
    message = open_message(content)
    mail = casework.ReadMail(
        dedupe_key="k1",
        message=message,
        message_class=MessageClass.QUERY,
        screening=Screening(message_class=MessageClass.QUERY),
        received_at=NOW,
    )
    with UnitOfWork(engine, originals, NOW) as work:
        taken = casework.take_in(work, fetched(1), mail, domain)
        kept = {part.path: originals.get(part.sha256) for part in taken.item.parts}
        work.commit()
    assert kept["text:1"] == b"outer caf\xe9 words"
    assert b"inner caf\xe9 words" in kept.values()
    (item,) = reader.needs_person()
    assert [file.filename for file in item.attachments] == ["e-mail.eml"]
