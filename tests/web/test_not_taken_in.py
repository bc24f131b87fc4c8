"""Messages that are no e-mail yet: each is shown with its reason, and a person can do something about it."""

import pytest

from config.domain import load_domain
from ingest.errors import MailboxUnavailable
from ingest.imap_connection import _LATER, _NO_PASSWORDS, _NOT_OPENED, _SLOW_DOWN, _TOKEN_ENDED, _TOKEN_NOT_TAKEN
from ingest.model import ListedMessage
from ingest.oauth_tokens import _ADVICE
from ingest.ports import MOST_FAULTS, FolderStatus, MessageState
from tests.web.office import NOW, open_office
from triage.web.wording_intake import FAULTS, MAIL_STATES


@pytest.fixture
def office(tmp_path):
    with open_office(tmp_path, load_domain()) as office:
        book = office.store.book
        book.note_opened("referrals", "INBOX", FolderStatus(uidvalidity=7, exists=4), NOW)
        listed = [ListedMessage(uid=uid, internal_date=NOW, size=400_000_000) for uid in (1, 2, 3, 4)]
        large, gone, refused, _waiting = book.note_listed("referrals", "INBOX", 7, listed, NOW)
        book.note_oversize(large, NOW)
        book.note_gone(gone, NOW)
        for _ in range(MOST_FAULTS):
            book.note_fault(refused, "connection_broken", NOW)
        yield office


@pytest.fixture
def desk(office):
    return office.desk_of("caseworker")


def states(office):
    return sorted(each.state for each in office.store.reader.messages.shown())


def numbered(office, state):
    return next(each.id for each in office.store.reader.messages.shown() if each.state == state)


def test_each_is_shown_with_its_reason_and_the_lists_point_to_it(desk):
    page = desk.see("/intake")
    for words in ("Too large to be fetched", "Gone from the mailbox", "the connection broke", "not fetched yet"):
        assert words in page
    assert "3 messages" in desk.see("/needs-a-person")
    assert "3 messages of the mailbox could not be taken in" in desk.see("/health")


def test_one_is_opened_as_a_case_by_hand(office, desk):
    status, page = desk.send(f"/intake/{numbered(office, 'oversize')}/open", "/intake")
    assert (status, "A case was opened." in page) == (200, True)
    assert states(office) == ["gone", "listed", "set_aside"]
    (row,) = office.store.reader.queue(NOW)
    assert row.state == "triage"
    assert "too large" in desk.see(f"/mail/{office.store.reader.mail()[0].id}")


def test_one_is_tried_again_or_taken_off_the_list_once(office, desk):
    stuck = numbered(office, "set_aside")
    _, page = desk.send(f"/intake/{stuck}/again", "/intake")
    assert "tried again with the next poll" in page
    missing = numbered(office, "gone")
    _, page = desk.send(f"/intake/{missing}/dismiss", "/intake", reason="dealt_with")
    assert "has left this list" in page
    _, page = desk.send(f"/intake/{missing}/dismiss", "/intake", reason="dealt_with")
    assert "Nothing was changed" in page
    assert desk.send(f"/intake/{missing}/dismiss", "/intake", reason="anything")[0] == 400
    assert states(office) == ["listed", "listed", "oversize"]


def test_who_only_looks_changes_nothing(office):
    viewer = office.desk_of("viewer")
    assert "intake/" not in viewer.see("/intake")
    assert viewer.send(f"/intake/{numbered(office, 'gone')}/again", "/needs-a-person")[0] == 403


def test_what_is_odd_about_a_folder_is_said_in_words(office, desk):
    office.store.book.raise_alert("referrals", "INBOX", "folder_shrank", NOW, "40 to 3 messages")
    for address in ("/intake", "/health", "/"):
        assert "More than half" in desk.see(address)


def test_every_state_and_fault_has_words():
    assert {state.value for state in MessageState} == set(MAIL_STATES)
    faults = {each.code for each in (_LATER, _NO_PASSWORDS, _NOT_OPENED, _SLOW_DOWN, _TOKEN_ENDED, _TOKEN_NOT_TAKEN)}
    faults |= {code for code, _ in _ADVICE.values()} | {MailboxUnavailable("x", retryable=True).code}
    assert faults <= set(FAULTS)
