"""Mail that needs a person, through the pages and into a real database: nothing lost, answered or opened twice."""

import pytest

from config.domain import load_domain
from ingest.model import MessageClass, SourceMessage
from notify.model import AcknowledgementVerdict, Permission
from tests.web.office import NOW, email, open_office, read_mail
from triage import casework


@pytest.fixture(scope="session")
def domain():
    return load_domain()


@pytest.fixture
def office(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        yield office


@pytest.fixture
def desk(office):
    return office.desk_of("caseworker")


@pytest.fixture
def query(office):
    """A mail without a case that needs a person; its id."""
    office.receive("q", message_class=MessageClass.QUERY, files=(), referrals=())
    return office.store.reader.needs_person()[0].id


def test_a_mail_is_opened_as_a_case_by_hand_and_can_be_worked_on(office, desk, query):
    status, page = desk.send(f"/mail/{query}/open", f"/mail/{query}")
    assert status == 200
    assert "A case was opened." in page
    (row,) = office.store.reader.queue(NOW)
    assert (row.state, row.serious_incident) == ("triage", "not_classified")
    assert office.store.reader.needs_person() == []
    view = office.store.reader.case(row.reference, NOW)
    assert len(view.criteria) >= 8
    assert view.missing_paths
    for tab in ("referral", "criteria", "messages", "history"):
        assert desk.see(f"/cases/{row.reference}?view={tab}")
    desk.send(f"/cases/{row.reference}/fields/children[0].full_name", value="Ada Finch", kind="misread")
    assert office.store.reader.queue(NOW)[0].initials == "AF"
    _, page = desk.send(f"/mail/{query}/open", f"/mail/{query}")
    assert "A case has been opened from this e-mail" in page
    assert len(office.store.reader.queue(NOW)) == 1


def test_not_a_referral_needs_a_reason_and_stays_findable(office, desk, query):
    status, page = desk.send(f"/mail/{query}/not-a-referral")
    assert (status, "Enter what it is, and what was done about it" in page) == (400, True)
    status, _ = desk.send(f"/mail/{query}/not-a-referral", reason="An invitation to a conference.")
    assert status == 200
    assert office.store.reader.needs_person() == []
    assert f'href="/mail/{query}"' in desk.see("/mail")
    assert "An invitation to a conference." in desk.see(f"/mail/{query}")
    status, page = desk.send(f"/mail/{query}/not-a-referral", reason="Again")
    assert (status, "dealt with this already" in page) == (400, True)


def test_a_mail_is_joined_to_a_case(office, desk, query):
    (reference,) = office.receive("a")
    status, page = desk.send(f"/mail/{query}/link", reference="LIG-2026-NOPE22")
    assert (status, "no case with that reference" in page) == (400, True)
    status, _ = desk.send(f"/mail/{query}/link", reference=reference.lower())
    assert status == 200
    mails = office.store.reader.case(reference, NOW).mail
    assert [(each.id, each.relation) for each in mails if each.id == query] == [(query, "linked")]
    status, page = desk.send(f"/mail/{query}/link", reference=reference)
    assert (status, "belongs to that case already" in page) == (400, True)


def reply(office, reference):
    """A mail that may belong to the case; its id."""
    message = SourceMessage(dedupe_key="r", message_id="<r@trust.example>")
    office.receive("r", message=message, message_class=MessageClass.REPLY_NO_FORM, files=(), referrals=())
    item = office.store.reader.mail()[0].id
    with office.store.reader.work(NOW) as work:
        work.link(work.case_to_change(reference), item, "proposed", "thread")
        work.commit()
    return item


def test_a_proposed_mail_is_accepted_or_rejected_by_a_person(office, desk):
    (reference,) = office.receive("a")
    item = reply(office, reference)
    assert "It may belong to this case" in desk.see(f"/cases/{reference}?view=messages")
    desk.send(f"/cases/{reference}/mail/{item}/accept", f"/cases/{reference}?view=messages")
    relations = {each.id: each.relation for each in office.store.reader.case(reference, NOW).mail}
    assert relations[item] == "linked"


def test_a_rejected_proposal_is_not_lost(office, desk):
    (reference,) = office.receive("a")
    item = reply(office, reference)
    desk.send(f"/cases/{reference}/mail/{item}/reject", f"/cases/{reference}?view=messages")
    assert item not in {each.id for each in office.store.reader.case(reference, NOW).mail}
    assert item in {each.id for each in office.store.reader.needs_person()}
    _, page = desk.send(f"/cases/{reference}/mail/{item}/accept", f"/cases/{reference}?view=messages")
    assert "dealt with this already" in page


def test_try_again_reads_the_stored_original_once_more_without_a_second_answer(office, desk, query):
    desk.send(f"/mail/{query}/acknowledgement/send", f"/mail/{query}")
    status, page = desk.send(f"/mail/{query}/try-again", f"/mail/{query}")
    assert (status, "will be read again" in page) == (200, True)
    (receipt,) = office.store.book.unprocessed()
    assert office.store.book.original(receipt) == b"raw mail 1"
    with office.store.work(NOW) as work:
        assert work.item_with_key("q") is None
        taken = casework.take_in(work, receipt, read_mail("q"), office.domain)
        verdict = AcknowledgementVerdict(permission=Permission.YES, reasons=("acknowledged",), recipient="n@t.example")
        casework.settle_acknowledgement(work, taken, verdict, email(9), automatic=True)
        work.plan_move(receipt, "Processed")
        work.commit()
    assert len(office.store.outbox.due(NOW)) == 1
    newest = office.store.reader.mail()[0]
    assert "answered_before" in newest.acknowledgement_reasons
    assert len(office.store.reader.queue(NOW)) == 1
    assert office.store.reader.needs_person() == []


def test_a_mail_that_opened_a_case_is_not_read_again(office, desk):
    office.receive("a")
    item = office.store.reader.mail()[0].id
    _, page = desk.send(f"/mail/{item}/try-again", f"/mail/{item}")
    assert "A case has been opened from this e-mail" in page
    assert office.store.book.unprocessed() == []
