"""Restricted cases and conflicts of interest, over a real store: others see, find, count, open and change nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.domain import load_domain
from notify.model import AlertKind, SendingState
from tests.web.conftest import token_of
from tests.web.office import INCIDENT, NOW, PASSWORD, ROLES, Desk, Office
from tests.web.test_access import ARGUMENTS, ELSEWHERE
from triage.alert_facts import alert_facts
from triage.model import Caseworker
from triage.store.tables_audit import EventRow

REFUSED = (404, 403)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, load_domain())
    office.store.accounts.add("second", "Second Manager", "manager", PASSWORD)
    yield office
    office.store.close()


def account(office: Office, username: str) -> Caseworker:
    (found,) = [each for each in office.store.accounts.people.everybody(NOW) if each.username == username]
    return Caseworker(id=found.id, name=found.name, role=found.role)


def press(desk: Desk, reference: str, what: str, **sent: object):
    page = desk.client.get(f"/cases/{reference}/access").text
    version = page.partition('name="version" value="')[2].partition('"')[0]
    form = {"csrf_token": token_of(page), "version": version} | sent
    return desk.client.post(f"/cases/{reference}/access/{what}", data=form)


def restricted(office: Office, *names: str) -> tuple[str, Desk]:
    """A case that the manager has restricted, to themselves and these."""
    (reference,) = office.receive()
    manager = office.desk_of("manager")
    people = [str(account(office, name).id) for name in names]
    answer = press(manager, reference, "restrict", people=people, reason="A colleague's family")
    assert answer.status_code == 303
    return reference, manager


def actions(office: Office) -> list[str]:
    with Session(office.store.reader._engine) as session:
        return list(session.scalars(select(EventRow.action).order_by(EventRow.id)))


def test_a_restricted_case_is_a_reference_to_everybody_else(office: Office) -> None:
    reference, manager = restricted(office)
    (other,) = office.receive("b")
    for role in ("caseworker", "viewer", "administrator", "second"):
        page = office.desk_of(role).client.get("/").text
        assert reference in page
        assert "Only named people may see this case" in page
        assert f'/cases/{reference}"' not in page
        assert (f"/cases/{reference}/regain" in page) is (role in ("administrator", "second"))
        assert f"/cases/{other}" in page
    assert f"/cases/{reference}" in manager.client.get("/").text


def test_a_narrowed_queue_tells_nothing_of_a_restricted_case(office: Office) -> None:
    reference, manager = restricted(office)
    other = office.desk_of("viewer").client
    assert reference in other.get("/").text
    for address in ("/?given=nobody", "/?state=logged", "/?sort=incident"):
        assert reference not in other.get(address).text
        assert reference in manager.client.get(address).text


@pytest.mark.parametrize("role", ["caseworker", "viewer", "administrator", "second"])
def test_no_page_file_or_paper_of_it_opens_for_others(office: Office, role: str) -> None:
    reference, manager = restricted(office)
    item = manager.client.get(f"/cases/{reference}?view=messages").text.partition('href="/mail/')[2].partition('"')[0]
    view = office.store.reader.case(reference, NOW)
    files = [each.file.id for each in view.documents] + [f.id for each in view.mail for f in each.attachments]
    client = office.desk_of(role).client
    pages = ["", "/print", "/notification", "/rapid-review.docx", "/history.csv", "/access", "/assign", "/record"]
    for page in [*(f"/cases/{reference}{each}" for each in pages), *(f"/files/{each}" for each in files)]:
        assert client.get(page).status_code in REFUSED, page
    assert view.mail
    assert files
    assert client.get(f"/mail/{view.mail[0].id}").status_code in REFUSED
    assert item or view.mail
    assert manager.client.get(f"/cases/{reference}").status_code == 200


@pytest.mark.parametrize("role", ["caseworker", "second"])
def test_every_route_of_a_case_is_closed_to_others_whatever_is_sent(office: Office, role: str) -> None:
    reference, _ = restricted(office)
    view = office.store.reader.case(reference, NOW)
    client = office.desk_of(role).client
    token = token_of(client.get("/").text)
    before, tried = actions(office), 0
    known = ARGUMENTS | {"reference": reference, "other": reference, "file_id": view.documents[0].file.id}
    known |= {"item_id": view.mail[0].id}
    adapter = office.app.url_map.bind("localhost")
    for rule in office.app.url_map.iter_rules():
        if not rule.arguments & {"reference", "file_id", "item_id"}:
            continue
        first = {"answer": re.findall(r"any\((\w+)", rule.rule + "any(none)")[0]}
        arguments = {name: (known | first | ELSEWHERE.get(rule.endpoint, {}))[name] for name in rule.arguments}
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            sent = {"csrf_token": token, "version": "2", "reason": "x"} if method == "POST" else None
            answer = client.open(adapter.build(rule.endpoint, arguments, method=method), method=method, data=sent)
            tried += 1
            open_to_managers = {"GET": 200, "POST": 400}[method] if rule.endpoint.startswith("regaining.") else 404
            assert answer.status_code in (303, 403, 404, open_to_managers), (rule.endpoint, method)
            assert INCIDENT[:30] not in answer.text, (rule.endpoint, method)
            if answer.status_code == 303:
                assert (
                    client.get(answer.location).status_code in REFUSED or "There is a problem" in client.get("/").text
                )
    after = office.store.reader.case(reference, NOW)
    assert tried > 40
    assert set(actions(office)[len(before) :]) <= {"restricted_refused"}
    assert (after.row.version, after.row.state, after.decisions) == (view.row.version, view.row.state, view.decisions)


def test_nobody_else_finds_counts_or_lists_it(office: Office) -> None:
    reference, manager = restricted(office)
    office.receive("b")
    seen = office.store.reader.case(reference, NOW)
    sender = seen.mail[0].sender
    for role, finds in (("viewer", False), ("manager", True)):
        client = manager.client if finds else office.desk_of(role).client
        form = {"csrf_token": token_of(client.get("/search").text), "words": reference, "which": "all"}
        assert (f"/cases/{reference}" in client.post("/search", data=form).text) is finds
        numbers = client.get("/statistics?year=all&exact=1").text if finds else client.get("/statistics?year=all").text
        assert numbers
        assert (f"/mail/{seen.mail[0].id}" in client.get("/mail").text) is finds
    everything = office.store.reader
    who = account(office, "viewer")
    hidden = everything.hidden_from(who)
    whole = everything.statistics(None, None, NOW, exact=True)
    less = everything.statistics(None, None, NOW, exact=True, without=hidden.cases)
    assert sender
    assert whole.blocks != less.blocks


def test_nobody_else_changes_it_though_they_know_its_address(office: Office) -> None:
    reference, _ = restricted(office)
    client = office.desk_of("caseworker").client
    form = {"csrf_token": token_of(client.get("/").text), "version": "2"}
    for page in ("take", "criteria/child_died", "next", "end", "access/open", "access/conflict"):
        assert client.post(f"/cases/{reference}/{page}", data=form).status_code in REFUSED, page
    assert office.store.reader.case(reference, NOW).row.assignee_id is None


def test_the_calendar_leaves_it_out(office: Office) -> None:
    reference, _ = restricted(office, "caseworker")
    feeds = office.store.accounts.feeds

    assert {each.reference for each in feeds.due_dates(account(office, "caseworker"))} == {reference}
    assert feeds.due_dates(account(office, "second")) == []


def test_who_is_named_sees_and_works_on_it(office: Office) -> None:
    reference, _ = restricted(office, "caseworker")
    desk = office.desk_of("caseworker")
    page = desk.client.get(f"/cases/{reference}")

    assert page.status_code == 200
    assert "Restricted" in page.text
    form = {"csrf_token": token_of(page.text), "version": "2"}
    assert desk.client.post(f"/cases/{reference}/take", data=form).status_code == 303
    assert office.store.reader.case(reference, NOW).row.assigned_to == "Caseworker Person"


def test_an_attempt_to_open_it_stands_in_its_history(office: Office) -> None:
    reference, manager = restricted(office)
    office.desk_of("viewer").client.get(f"/cases/{reference}")

    assert actions(office)[-1] == "restricted_refused"
    assert "Viewer Person asked for the case" in manager.client.get(f"/cases/{reference}?view=history").text


def test_only_a_manager_restricts_and_with_a_reason(office: Office) -> None:
    (reference,) = office.receive()
    caseworker = office.desk_of("caseworker")
    assert "Only for named people" not in caseworker.client.get(f"/cases/{reference}/access").text
    answer = press(caseworker, reference, "restrict", reason="x")
    assert (answer.status_code, "may look and not change" in answer.text) == (400, True)
    missing = press(office.desk_of("manager"), reference, "restrict", reason=" ")
    assert missing.status_code == 400
    assert not office.store.reader.case(reference, NOW).row.restricted


def test_a_case_is_opened_to_everybody_again(office: Office) -> None:
    reference, manager = restricted(office)
    assert press(manager, reference, "open", reason="It was another family").status_code == 303

    assert office.desk_of("viewer").client.get(f"/cases/{reference}").status_code == 200
    assert {"case_restricted", "person_named", "case_unrestricted"} <= set(actions(office))


def test_a_conflict_locks_out_even_managers_and_the_named(office: Office) -> None:
    reference, manager = restricted(office, "caseworker", "second")
    for name in ("caseworker", "second"):
        person = str(account(office, name).id)
        assert press(manager, reference, "conflict", person=person, reason="A neighbour").status_code == 303
        assert office.desk_of(name).client.get(f"/cases/{reference}").status_code == 404
    lifted = press(manager, reference, "lift", person=str(account(office, "second").id), reason="Another person")
    assert lifted.status_code == 303
    assert office.desk_of("second").client.get(f"/cases/{reference}").status_code == 200


def test_declaring_ones_own_conflict_ends_ones_own_sight_and_work(office: Office) -> None:
    (reference,) = office.receive()
    desk = office.desk_of("caseworker")
    form = {"csrf_token": token_of(desk.client.get(f"/cases/{reference}").text), "version": "1"}
    desk.client.post(f"/cases/{reference}/take", data=form)
    assert press(desk, reference, "conflict", reason="I know the family").location == "/"

    assert desk.client.get(f"/cases/{reference}").status_code == 404
    assert office.store.reader.case(reference, NOW).row.assignee_id is None
    assert office.desk_of("manager").client.get(f"/cases/{reference}").status_code == 200


def test_a_caseworker_locks_out_nobody_else(office: Office) -> None:
    (reference,) = office.receive()
    answer = press(
        office.desk_of("caseworker"), reference, "conflict", person=str(account(office, "manager").id), reason="x"
    )

    assert answer.status_code == 400
    assert len(ROLES) == 4


def test_nobody_is_given_a_case_that_is_kept_from_them(office: Office) -> None:
    reference, manager = restricted(office)
    page = manager.client.get(f"/cases/{reference}/assign").text
    form = {"csrf_token": token_of(page), "version": page.partition('name="version" value="')[2].partition('"')[0]}
    form |= {"person": str(account(office, "caseworker").id)}
    manager.client.post(f"/cases/{reference}/assign", data=form)

    assert office.store.reader.case(reference, NOW).row.assignee_id is None


def test_viewers_can_be_named_and_people_who_were_shut_out_cannot_take_cases(office: Office) -> None:
    reference, manager = restricted(office, "viewer")
    assert office.desk_of("viewer").client.get(f"/cases/{reference}").status_code == 200
    admin = account(office, "administrator")
    office.store.accounts.people.set_disabled(account(office, "second").id, True, admin, NOW)

    assert "Second Manager" not in manager.client.get(f"/cases/{reference}/access").text
    assert "Second Manager" not in [each.name for each in office.store.reader.people()]


def regain(office: Office, who: str, reference: str, reason: str = "Nobody is left who knows it"):
    desk = office.desk_of(who)
    token = token_of(desk.client.get("/").text)
    return desk.client.post(f"/cases/{reference}/regain", data={"csrf_token": token, "reason": reason})


def leave(office: Office, username: str) -> None:
    """The administrator shuts somebody out."""
    gone = account(office, username)
    office.store.accounts.people.set_disabled(gone.id, True, account(office, "administrator"), NOW)


@pytest.mark.parametrize("role", ["second", "administrator"])
def test_a_case_that_no_manager_is_left_for_is_regained_with_a_reason_that_everybody_learns(
    office: Office, role: str
) -> None:
    reference, _ = restricted(office)
    early = regain(office, role, reference)
    assert (early.status_code, "Ask them to name you" in early.text) == (400, True)
    leave(office, "manager")
    assert regain(office, role, reference, " ").status_code == 400
    assert office.desk_of(role).client.get(f"/cases/{reference}").status_code in REFUSED
    assert regain(office, role, reference).status_code == 303
    page = office.desk_of(role).see(f"/cases/{reference}?view=history")
    assert "regained access, as no manager was left for the case" in page
    assert "Nobody is left who knows it" in page
    assert "Access regained" in page
    assert actions(office).count("access_regained") == 1
    assert office.store.reader.check_history().holds
    assert office.desk_of("caseworker").client.get(f"/cases/{reference}").status_code in REFUSED
    told = alert_facts(office.store.reader, SendingState(), "https://referrals.example", 1, NOW)
    assert [each.subject for each in told if each.kind is AlertKind.ACCESS_REGAINED] == [reference]
    assert load_domain().wording.alerts.lines["access_regained"]


def test_nobody_regains_who_may_not_or_is_in_conflict(office: Office) -> None:
    (reference,) = office.receive()
    second = account(office, "second")
    manager = office.desk_of("manager")
    press(manager, reference, "conflict", person=str(second.id), reason="A neighbour")
    press(manager, reference, "restrict", reason="A colleague's family")
    leave(office, "manager")
    refused = regain(office, "second", reference)
    assert (refused.status_code, "conflict of interest is recorded for you" in refused.text) == (400, True)
    for role in ("caseworker", "viewer"):
        assert regain(office, role, reference).status_code == 403
    assert "access_regained" not in actions(office)


def test_only_restricted_cases_are_regained(office: Office) -> None:
    (reference,) = office.receive()
    assert regain(office, "second", reference).status_code == 404
    assert regain(office, "second", "LIG-0000-AAAAAA").status_code == 404
    assert office.desk_of("second").client.get(f"/cases/{reference}/regain").status_code == 404
