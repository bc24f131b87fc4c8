"""Two partnerships on one service: who is for one sees nothing of the other, by whatever page, list, number or verb."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from config.domain import load_domain
from ingest.model import ListedMessage, MessageClass
from tests.web.conftest import token_of
from tests.web.office import INCIDENT, NOW, Office
from tests.web.test_access import ARGUMENTS, ELSEWHERE
from tests.web.test_need_to_know import account, actions
from triage.read_lists import ListQuery
from triage.read_models import SearchQuery

OTHER = "wexborough"  # the other partnership's mailbox


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    domain = load_domain()
    partnership = domain.partnership.model_copy(update={"name": "Wexborough Partnership", "reference_prefix": "WEX"})
    office = Office(tmp_path, domain, {"referrals": domain, OTHER: replace(domain, partnership=partnership)})
    for role in ("caseworker", "manager", "viewer"):
        set_mailboxes(office, role, ["referrals"])
    yield office
    office.store.close()


def set_mailboxes(office: Office, username: str, mailboxes: list[str]) -> None:
    administrator = account(office, "administrator")
    office.store.accounts.people.set_mailboxes(account(office, username).id, mailboxes, administrator, NOW)


@pytest.mark.parametrize("role", ["caseworker", "manager", "viewer"])
def test_every_route_of_the_other_partnerships_cases_is_closed_whatever_is_sent(office: Office, role: str) -> None:
    (own,), (other,) = office.receive("a"), office.receive("b", OTHER)
    view = office.store.reader.case(other, NOW)
    client = office.desk_of(role).client
    token = token_of(client.get("/").text)
    before, tried = actions(office), 0
    known = ARGUMENTS | {"reference": other, "other": other, "file_id": view.documents[0].file.id}
    known |= {"item_id": view.mail[0].id}
    adapter = office.app.url_map.bind("localhost")
    for rule in office.app.url_map.iter_rules():
        if not rule.arguments & {"reference", "file_id", "item_id"}:
            continue
        first = {"answer": re.findall(r"any\((\w+)", rule.rule + "any(none)")[0]}
        arguments = {name: (known | first | ELSEWHERE.get(rule.endpoint, {}))[name] for name in rule.arguments}
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            sent = {"csrf_token": token, "version": "1", "reason": "x"} if method == "POST" else None
            answer = client.open(adapter.build(rule.endpoint, arguments, method=method), method=method, data=sent)
            tried += 1
            if answer.status_code == 303:
                answer = client.get(answer.location)
            assert answer.status_code in (403, 404), (rule.endpoint, method)
            assert INCIDENT[:30] not in answer.text, (rule.endpoint, method)
    assert tried > 40
    assert set(actions(office)[len(before) :]) <= {"restricted_refused"}
    assert office.store.reader.case(other, NOW).row.version == view.row.version
    assert client.get(f"/cases/{own}").status_code == 200


@pytest.mark.parametrize(("role", "sees"), [("caseworker", False), ("manager", False), ("administrator", True)])
def test_no_list_search_count_or_calendar_has_the_other_partnerships_cases(
    office: Office, role: str, sees: bool
) -> None:
    (own,), (other,) = office.receive("a"), office.receive("b", OTHER)
    office.receive("q", OTHER, message_class=MessageClass.QUERY, referrals=())
    office.receive("q2", OTHER, message_class=MessageClass.QUERY, referrals=())
    client = office.desk_of(role).client
    page = client.get("/").text
    assert (own in page, other in page) == (True, sees)
    assert f"Open ({2 if sees else 1})" in page
    assert f"Needs a person ({2 if sees else 0})" in page
    theirs = [each.id for each in office.store.reader.mail() if each.id > 1]
    for address in ("/mail", "/needs-a-person"):
        assert any(f"/mail/{each}" in client.get(address).text for each in theirs) is sees
    form = {"csrf_token": token_of(client.get("/search").text), "words": "fractured", "which": "all"}
    assert (other in client.post("/search", data=form).text) is sees
    who = account(office, role)
    due = {each.reference for each in office.store.accounts.feeds.due_dates(who)}
    assert (own in due, other in due) == (True, sees)
    assert office.store.reader.case_page(ListQuery(), NOW).total == 2
    assert len(office.store.reader.search(SearchQuery(words="fractured"), NOW)) == 2


def test_numbers_and_messages_not_taken_in_are_those_of_the_own_partnership(office: Office) -> None:
    office.receive("a")
    office.receive("b", OTHER)
    book = office.store.book
    (message,) = book.note_listed(OTHER, "INBOX", 7, [ListedMessage(uid=77, internal_date=NOW)], NOW)
    book.note_oversize(message, NOW)
    manager, everybody = office.desk_of("manager"), office.desk_of("administrator")
    assert "1 case" not in manager.see("/intake")
    assert OTHER not in manager.see("/intake")
    assert OTHER in everybody.see("/intake")
    (shown,) = office.store.reader.messages.shown()
    token = token_of(manager.see("/intake"))
    for verb in ("again", "dismiss", "open"):
        sent = {"csrf_token": token, "reason": "dealt_with"}
        manager.client.post(f"/intake/{shown.id}/{verb}", data=sent)
    assert [each.state for each in office.store.reader.messages.shown()] == [shown.state]
    numbers = manager.see("/statistics.csv?exact=yes&year=all")
    assert "How many" not in numbers
    assert re.search(r"Received,1\b", numbers), numbers


def test_a_mail_is_joined_by_hand_to_cases_of_its_own_partnership_only(office: Office) -> None:
    (own,) = office.receive("a")
    office.receive("q", OTHER, message_class=MessageClass.QUERY, referrals=())
    (mail,) = [each for each in office.store.reader.mail() if not each.case_references]
    set_mailboxes(office, "manager", [])
    status, page = office.desk_of("manager").send(f"/mail/{mail.id}/link", reference=own)
    assert (status, "There is no case with that reference" in page) == (400, True)


def test_the_administrator_says_whose_cases_somebody_sees(office: Office) -> None:
    (other,) = office.receive("b", OTHER)
    desk, who = office.desk_of("administrator"), account(office, "manager")
    assert "Wexborough Partnership" in desk.see("/people")
    status, page = desk.send(f"/people/{who.id}/partnerships", "/people", partnerships=["Wexborough Partnership"])
    assert (status, "The person was changed" in page) == (200, True)
    assert other in office.desk_of("manager").see("/")
    desk.send(f"/people/{who.id}/partnerships", "/people", partnerships=[load_domain().partnership.name])
    assert other not in office.desk_of("manager").see("/")
    desk.send(f"/people/{who.id}/partnerships", "/people")
    assert other in office.desk_of("manager").see("/")
    assert actions(office).count("mailboxes_changed") == 6
    own = account(office, "administrator").id
    assert "That cannot be changed" in desk.send(f"/people/{own}/partnerships", "/people")[1]
