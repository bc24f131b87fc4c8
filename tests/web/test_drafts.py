"""What was typed survives the end of a session, a closed browser and a mistake, and nobody else sees it."""

from datetime import timedelta

import pytest

from config.domain import load_domain
from tests.web.conftest import token_of
from tests.web.office import PASSWORD, open_office
from tests.web.test_queue_and_mail import words_of

REASONS = "The injury is not explained, and three agencies were worried."


@pytest.fixture(scope="session")
def domain():
    return load_domain()


@pytest.fixture
def office(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        yield office


@pytest.fixture
def case(office):
    return office.receive()[0]


@pytest.fixture
def desk(office):
    return office.desk_of("caseworker")


def typed(step, **changes):
    answers = {
        "step": step,
        "go": "next",
        "what": "recommendation",
        "outcome": "notify",
        "decided_by": "P. Lindqvist",
        "decided_role": "Chair",
        "decided-day": "10",
        "decided-month": "11",
        "decided-year": "2026",
        "reasons": REASONS,
        "criteria": ["serious_harm"],
    }
    return answers | changes


def sign_in_again(desk, username="caseworker"):
    """After the end of a session; where that leads, followed."""
    token = token_of(desk.client.get("/sign-in").text)
    form = {"csrf_token": token, "username": username, "password": PASSWORD}
    return desk.client.post("/sign-in", data=form, follow_redirects=True)


def expire(office, desk, address, answers):
    """The form is filled in slowly: the session has ended when it is sent."""
    page = desk.see(address)
    office.clock.time += timedelta(hours=9)
    data = {"csrf_token": token_of(page), "version": "1"} | answers
    answer = desk.client.post(address, data=data)
    assert (answer.status_code, answer.location) == (303, "/sign-in")


def test_a_form_sent_after_the_session_ended_is_laid_out_again(office, desk, case):
    expire(office, desk, f"/cases/{case}/record", typed("reasons"))
    page = sign_in_again(desk).text
    assert "Not saved yet" in page
    assert REASONS in page
    assert 'value="P. Lindqvist"' in page
    assert office.store.reader.case(case, office.clock.time).decisions == ()
    status, page = desk.send(f"/cases/{case}/record", version=1, **typed("check", go="record"))
    assert (status, "Recorded" in page) == (200, True)
    assert "Not saved yet" not in desk.see(f"/cases/{case}/record")


def test_a_correction_and_an_ending_are_kept_as_well(office, desk, case):
    address = f"/cases/{case}/fields/children[0].dob"
    expire(office, desk, address, {"value-day": "3", "value-month": "3", "value-year": "2024", "reason": "As told"})
    page = sign_in_again(desk).text
    assert "As told" in page
    assert 'name="value-day" type="text" value="3"' in page.replace('inputmode="numeric" ', "") or 'value="3"' in page
    expire(office, desk, f"/cases/{case}/end", {"how": "closed:other", "note": "Agreed by telephone"})
    assert "Agreed by telephone" in sign_in_again(desk).text


def test_nobody_else_sees_what_was_typed(office, desk, case):
    expire(office, desk, f"/cases/{case}/record", typed("reasons"))
    page = sign_in_again(desk, "manager").text
    assert REASONS not in page
    assert "Not saved yet" not in page
    assert REASONS in sign_in_again_as_owner(office, case)


def sign_in_again_as_owner(office, case):
    return office.desk_of("caseworker").see(f"/cases/{case}/record")


def test_each_step_is_kept_so_that_a_closed_browser_loses_nothing(office, desk, case):
    desk.send(f"/cases/{case}/record", version=1, **typed("reasons"))
    page = office.desk_of("caseworker").see(f"/cases/{case}/record")
    assert "Not saved yet" in page
    assert REASONS in page


def test_what_is_not_wanted_any_more_is_thrown_away(desk, case):
    desk.send(f"/cases/{case}/record", version=1, **typed("reasons"))
    desk.send(f"/cases/{case}/drafts/discard", f"/cases/{case}/record", form="record")
    assert "Not saved yet" not in desk.see(f"/cases/{case}/record")


def test_all_that_is_missing_is_said_at_once_each_with_a_link_to_its_place(desk, case):
    answers = typed("reasons", decided_by="", decided_role=" ", reasons="") | {
        "decided-day": "31",
        "decided-month": "2",
    }
    status, page = desk.send(f"/cases/{case}/record", version=1, **answers)
    assert status == 400
    words = words_of(page)
    for said in ("Enter who decided or sent it", "Enter their role", "Enter the reasons", "Enter a real date"):
        assert words.count(said) == 2, said
    for anchor in ("decided_by", "decided_role", "decided-day", "reasons"):
        assert f'<a href="#{anchor}">' in page
        assert f'id="{anchor}"' in page
    assert "<title>Error: " in page


def test_a_date_ahead_is_refused_on_its_own_step(desk, case):
    status, page = desk.send(f"/cases/{case}/record", version=1, **typed("reasons", **{"decided-year": "2027"}))
    assert (status, "The date must be today or in the past" in page) == (400, True)
