"""Where the partnership asks for it, a record counts only once a second person has confirmed it."""

from dataclasses import replace

import pytest

from config.domain import load_domain
from tests.web.office import NOW, open_office
from tests.web.test_queue_and_mail import words_of
from tests.web.test_work_on_a_case import decide


@pytest.fixture(scope="session")
def domain():
    domain = load_domain()
    partnership = domain.partnership.model_copy(update={"second_person_for": ("decision",)})
    return replace(domain, partnership=partnership)


@pytest.fixture
def office(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        yield office


@pytest.fixture
def waiting(office):
    """A case whose decision waits, and the address at which it is confirmed."""
    case, desk = office.receive()[0], office.desk_of("caseworker")
    decide(desk, case)
    _, page = decide(desk, case, what="decision", outcome="local_learning", decided_by="A. Moreau")
    assert "It counts once somebody else has read and confirmed it" in words_of(page)
    return case, f"/cases/{case}/record/{view(office, case).decisions[-1].id}/confirm"


def view(office, case):
    return office.store.reader.case(case, NOW)


def test_what_was_recorded_moves_nothing_until_it_is_confirmed(office, waiting):
    case, address = waiting
    assert view(office, case).row.state == "partner_decision"
    manager = office.desk_of("manager")
    assert "Waits for a second person" in manager.see(f"/cases/{case}")
    status, page = manager.send(address, said="confirmed")
    assert (status, "It counts now" in page) == (200, True)
    assert view(office, case).row.state == "local_learning"
    last = view(office, case).decisions[-1]
    assert (last.confirmed, last.confirmed_by, last.waits) == ("confirmed", "Manager Person", False)
    assert ("decision_confirmed", "decision:local_learning") in [
        (e.action, e.detail) for e in view(office, case).history
    ]
    assert office.store.reader.check_history().holds
    assert manager.send(address, said="confirmed")[0] == 400


def test_nobody_confirms_what_they_entered(office, waiting):
    case, address = waiting
    desk = office.desk_of("caseworker")
    assert "somebody else has to confirm it" in words_of(desk.see(address))
    assert desk.send(address, said="confirmed", version=view(office, case).row.version)[0] == 400
    assert view(office, case).row.state == "partner_decision"


def test_a_no_needs_its_reason_and_a_correction_can_follow(office, waiting):
    case, address = waiting
    manager = office.desk_of("manager")
    assert manager.send(address, said="not_confirmed")[0] == 400
    assert manager.send(address, said="")[0] == 400
    assert manager.send(address, said="not_confirmed", note="The minutes say otherwise.")[0] == 200
    assert view(office, case).row.state == "partner_decision"
    assert "Not confirmed by Manager Person: The minutes say otherwise." in words_of(manager.see(f"/cases/{case}"))
    decide(manager, case, what="decision:again", outcome="notify", decided_by="A. Moreau")
    assert view(office, case).decisions[-1].waits


def test_a_notification_does_not_follow_a_decision_that_is_not_confirmed(office, waiting):
    case, _ = waiting
    desk = office.desk_of("caseworker")
    decide(desk, case, what="decision:again", outcome="notify", decided_by="A. Moreau")
    office.clock.time = NOW.replace(day=11)
    desk = office.desk_of("caseworker")
    sent = {"what": "notification", "outcome": "", "decided_by": "Council", "decided__day": "11"}
    status, page = decide(desk, case, **sent)
    assert (status, "Record the decision to notify first" in page) == (400, True)
    latest = view(office, case).decisions[-1].id
    office.desk_of("manager").send(f"/cases/{case}/record/{latest}/confirm", said="confirmed")
    assert decide(desk, case, **sent)[0] == 200
    assert view(office, case).row.state == "scoping"
