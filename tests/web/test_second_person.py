"""Where the partnership asks for it, a record counts only once a second person has confirmed it."""

from dataclasses import replace

import pytest

from config.domain import load_domain
from notify.model import Letter, LetterKind
from tests.web.desks import letter_desk
from tests.web.office import NOW, open_office
from tests.web.test_queue_and_mail import words_of
from tests.web.test_work_on_a_case import decide
from triage.casework.desk import Desk, Edit
from triage.casework.guards import NotConfirmed
from triage.casework.writing import Worded, send_letter


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


def test_no_letter_tells_an_outcome_before_the_decision_is_confirmed(office, waiting):
    case, address = waiting
    desk, letter = office.desk_of("manager"), f"/cases/{case}/letters/outcome"
    status, page = desk.send(letter, recipient="nurse@trust.example", choice="local_learning")
    assert (status, "counts only once a second person has confirmed it" in page) == (400, True)
    words = {"step": "words", "subject": "Outcome", "text": "Local learning.", "recipient": "nurse@trust.example"}
    assert desk.send(letter, letter, choice="local_learning", **words)[0] == 400
    assert desk.send(letter, recipient="nurse@trust.example", choice="more_information")[0] == 200
    desk.send(address, said="confirmed")
    status, page = desk.send(letter, recipient="nurse@trust.example", choice="local_learning")
    assert (status, 'name="text"' in page) == (200, True)
    assert desk.send(letter, letter, choice="local_learning", **words)[0] == 200


def test_the_verb_refuses_such_a_letter_too(office, waiting):
    case, _ = waiting
    letter = Letter(
        kind=LetterKind.OUTCOME, recipient="nurse@trust.example", reference=case, written_at=NOW, choice="notify"
    )
    who = next(each for each in office.store.reader.people() if each.role == "manager")
    edit = Edit(who=who, now=NOW, reference=case, version=view(office, case).row.version)
    worded = Worded(letter=letter, subject="Outcome", text="It is notified.")
    with pytest.raises(NotConfirmed):
        Desk(office.store.reader).change_case(send_letter, edit, letter_desk(), worded)


def test_statistics_and_papers_count_only_what_is_confirmed(office, waiting):
    case, _ = waiting
    desk, manager = office.desk_of("caseworker"), office.desk_of("manager")
    decide(desk, case, what="decision:again", outcome="notify", decided_by="A. Moreau")

    def funnel():
        (block,) = [b for b in office.store.reader.statistics(None, None, NOW, exact=True).blocks if b.name == "funnel"]
        return {bar.name: bar.count for bar in block.bars}

    assert (funnel()["recommendation"], funnel()["decision:notify"]) == (1, 0)
    assert "do not send the notification on the strength of it" in words_of(desk.see(f"/cases/{case}/notification"))
    assert "waits for a second person" in words_of(desk.see(f"/cases/{case}/print"))
    latest = view(office, case).decisions[-1].id
    manager.send(f"/cases/{case}/record/{latest}/confirm", said="confirmed")
    assert funnel()["decision:notify"] == 1
    assert "on the strength of it" not in words_of(desk.see(f"/cases/{case}/notification"))
    decide(desk, case, what="decision:again", outcome="local_learning", decided_by="A. Moreau")
    assert funnel()["decision:notify"] == 0
