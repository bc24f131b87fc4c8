"""Who may write into a case: only a party to it, verified, in answer to an e-mail that only we can have sent."""

import random

import pytest
import yaml

import service
from config.settings import load_settings
from notify.message_ids import own_message_id
from tests.corpus.kinds_pieces import DEAR, changed, envelope, files, form
from tests.corpus.mail_pieces import WORD, attached, mail, text
from triage.store.tables_case import CaseLinkRow
from triage.store.tables_mail import ItemRow, OutboxRow

REFERRER = "g.sayle@channelcoast.icb.nhs.example"


class Office:
    """One installation that takes in mails one by one."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0
        config = folder / "service.yaml"
        senders = {"trusted": ["*.example"], "authserv_id": "mx.iowscp.example"}
        config.write_text(yaml.safe_dump({"data_dir": str(folder / "var"), "senders": senders}), encoding="utf-8")
        self.service = service.Service(load_settings(config))

    def take(self, content):
        self.count += 1
        path = self.folder / f"{self.count:04d}.eml"
        path.write_bytes(content)
        (named,) = self.service.import_paths([path], iter, acknowledge=False).outcomes
        return named[1]

    def relations(self, outcome):
        with self.service.store.work(service.now()) as work:
            links = work._session.query(CaseLinkRow).filter_by(item_id=outcome.taken.item.id)
            return [(link.relation, link.reason) for link in links]

    def rows(self, table):
        with self.service.store.work(service.now()) as work:
            return work._session.query(table).order_by(table.id).all()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def referral(office):
    word = attached("form.docx", form("content_controls.docx"), WORD)
    return office.take(files(envelope(REFERRER, "LIG referral", 1), DEAR, word))


@pytest.fixture(scope="module")
def ours(office, referral):
    """The Message-ID of our acknowledgement."""
    (row,) = [row for row in office.rows(OutboxRow) if row.item_id == referral.taken.item.id]
    return row.message_id


def answer(sender, message_id, number, *, results="dmarc=pass"):
    env = envelope(sender, f"RE: received {number}", number, f"In-Reply-To: {message_id}", f"References: {message_id}")
    return mail(env, text("Thank you. The GP is Dr Amery.\n")).replace(b"dmarc=pass", results.encode())


def test_a_verified_party_joins_its_case(office, referral, ours):
    taken = office.take(answer(REFERRER, ours, 2))
    assert taken.mail.message_class.value == "reply_no_form"
    assert [case.reference for case in taken.taken.linked_cases] == [referral.taken.new_cases[0].reference]
    assert office.relations(taken) == [("joined", "our_message_id")]
    assert taken.taken.item.authentication == "pass"
    assert taken.verdict.permission.value == "no"


@pytest.mark.parametrize(
    ("number", "sender", "results"),
    [
        (10, REFERRER, "dmarc=fail"),
        (11, REFERRER, "dmarc=none"),
        (12, REFERRER, "dmarc=pass header.from=elsewhere.example; x=1"),
        (13, "somebody@channelcoast.icb.nhs.example", "dmarc=pass"),
        (14, "parent@gmail.com", "dmarc=pass"),
    ],
)
def test_everybody_else_is_only_proposed(office, ours, number, sender, results):
    taken = office.take(answer(sender, ours, number, results=results))
    assert office.relations(taken) == [("proposed", "our_message_id")]


def test_results_of_another_server_verify_nobody(office, ours):
    content = answer(REFERRER, ours, 3).replace(b"Results: mx.iowscp.example", b"Results: mx.elsewhere.example")
    taken = office.take(content)
    assert taken.taken.item.authentication == "unknown"
    assert office.relations(taken) == [("proposed", "our_message_id")]


def test_forged_answers_never_join(office, referral, ours):
    choose = random.Random(7)
    token, _, domain = ours.strip("<>").partition("@")
    forged = [own_message_id(token.split(".")[1], choose.randbytes(32), domain) for _ in range(10)]
    for _ in range(10):
        place = choose.randrange(20, 45)
        forged.append(ours[:place] + choose.choice("0123456789abcdef") + ours[place + 1 :])
    reference = referral.taken.new_cases[0].reference
    for number, message_id in enumerate(forged):
        content = answer(REFERRER, message_id, 500 + number).replace(b"RE: received", f"RE: {reference}".encode())
        joined = [relation for relation, _ in office.relations(office.take(content)) if relation == "joined"]
        assert joined == [] or message_id == ours


def test_a_correction_changes_nothing_and_is_proposed(office, referral):
    old = form("content_controls.docx")
    word = attached("corrected.docx", changed(old, "Maya Linnet Ashgrove", "Maya  Linnet Ashgrove"), WORD)
    words = "Please use this version; there was a mistake in the first.\n"
    taken = office.take(files(envelope(REFERRER, "Corrected referral", 600), words, word))
    assert taken.mail.message_class.value == "correction"
    assert taken.taken.new_cases == ()
    assert office.relations(taken) == [("proposed", "other_version")]
    assert taken.taken.item.needs_person
    view = office.service.store.reader.case(referral.taken.new_cases[0].reference, service.now())
    assert "corrected.docx" in {file.filename for each in view.mail for file in each.attachments}


def test_another_incident_of_the_same_child_is_a_new_referral(office):
    word = attached("later.docx", changed(form("content_controls.docx"), "02/08/2026", "14/10/2026"), WORD)
    taken = office.take(files(envelope(REFERRER, "LIG referral", 601), DEAR, word))
    assert len(taken.taken.new_cases) == 1
    assert ("proposed", "same_child") in office.relations(taken)


def test_a_returned_acknowledgement_is_told_on_its_case(office, referral, ours):
    with office.service.store.work(service.now()) as work:
        row = work._session.query(OutboxRow).filter_by(message_id=ours).one()
        row.state = "sent"
        work.commit()
    report = (
        b"Return-Path: <>\r\nFrom: Mail <mailer-daemon@mx.iowscp.example>\r\nTo: lig.referrals@iowscp.example\r\n"
        b"Subject: Undelivered Mail\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        b"--b\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        b"Final-Recipient: rfc822; g.sayle@channelcoast.icb.nhs.example\r\nAction: failed\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " + ours.encode() + b"\r\n--b--\r\n"
    )
    taken = office.take(report)
    assert (taken.mail.message_class.value, taken.verdict.permission.value) == ("bounce", "no")
    assert office.relations(taken) == [("proposed", "undelivered")]
    view = office.service.store.reader.case(referral.taken.new_cases[0].reference, service.now())
    assert "acknowledgement_returned" in {event.action for event in view.history}


def test_a_mail_whose_reader_is_ended_is_an_item_with_its_original(office, monkeypatch):
    from extract.limited_process import LimitedProcess, Stopped

    monkeypatch.setattr(LimitedProcess, "call", lambda *_: Stopped.TIMED_OUT)
    taken = office.take(mail(envelope(REFERRER, "Bomb", 700), text("x\n")))
    assert taken.mail.screening.reasons == ("could_not_be_read_safely",)
    assert (taken.taken.item.needs_person, taken.verdict.permission.value) == (True, "no")
    item = next(each for each in office.rows(ItemRow) if each.id == taken.taken.item.id)
    assert item.message_class == "unreadable"
