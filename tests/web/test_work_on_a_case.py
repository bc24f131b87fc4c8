"""What people do with a case, through the pages and into a real database: guards, changes, history, two at once."""

import re
from datetime import timedelta

import pytest

from config.domain import load_domain
from tests.web.office import NOW, open_office
from tests.web.test_queue_and_mail import words_of
from triage.store.outbox import DatabaseOutbox


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


def history(office, reference):
    return [(each.actor, each.action, each.detail) for each in office.store.reader.case(reference, NOW).history]


def decide(desk, case, **changes):
    """All steps of recording; the last page."""
    answers = {
        "what": "recommendation",
        "outcome": "notify",
        "decided_by": "P. Lindqvist",
        "decided_role": "Chair",
        "decided__day": "10",
        "decided__month": "11",
        "decided__year": "2026",
        "reasons": "The injury is not explained.",
        "criteria": ["serious_harm"],
    } | changes
    return desk.send(f"/cases/{case}/record", step="check", go="record", **answers)


def test_taking_a_case_takes_it_up_and_says_so(office, desk, case):
    status, page = desk.send(f"/cases/{case}/take", f"/cases/{case}")
    assert status == 200
    assert "The case is yours." in page
    row = office.store.reader.case(case, NOW).row
    assert (row.assigned_to, row.state, row.version) == ("Caseworker Person", "triage", 2)
    assert ("Caseworker Person", "case_taken", "Caseworker Person") in history(office, case)
    assert case in desk.see("/?show=yours")


def test_a_case_is_given_to_somebody_else_and_back_to_nobody(office, desk, case):
    manager = next(each for each in office.store.reader.people() if each.role == "manager")
    desk.send(f"/cases/{case}/assign", person=str(manager.id))
    assert office.store.reader.case(case, NOW).row.assigned_to == "Manager Person"
    assert "assigned the case to Manager Person" in words_of(desk.see(f"/cases/{case}?view=history"))
    desk.send(f"/cases/{case}/assign", person="nobody")
    assert office.store.reader.case(case, NOW).row.assigned_to == ""
    status, page = desk.send(f"/cases/{case}/assign")
    assert (status, "Choose a person, or nobody" in page) == (400, True)
    viewer = office.store.accounts
    assert "Viewer Person" not in desk.see(f"/cases/{case}/assign")
    assert viewer is not None


def test_a_judgement_stands_beside_the_suggestion_and_the_last_one_counts(office, desk, case):
    address = f"/cases/{case}/criteria/serious_harm"
    desk.send(address, f"/cases/{case}?view=criteria", value="cannot_tell")
    status, page = desk.send(address, f"/cases/{case}?view=criteria", value="supports", note="Consultant's letter")
    assert status == 200
    words = words_of(page)
    assert "Suggested by the service Evidence found Judged by caseworker Supports Caseworker Person" in words
    assert "Consultant's letter" in words
    view = office.store.reader.case(case, NOW)
    (harm,) = [each for each in view.criteria if each.key == "serious_harm"]
    assert (harm.judged, harm.suggested.value) == ("supports", "evidenced")
    judged = [detail for _, action, detail in history(office, case) if action == "criterion_judged"]
    assert judged == ["serious_harm,cannot_tell", "serious_harm,supports"]


@pytest.mark.parametrize(
    ("key", "value"), [("serious_incident", "supports"), ("made_up", "supports"), ("serious_harm", "rejected")]
)
def test_only_criteria_of_the_set_are_judged_and_only_in_its_words(office, desk, case, key, value):
    _, page = desk.send(f"/cases/{case}/criteria/{key}", f"/cases/{case}?view=criteria", value=value)
    assert "There is a problem" in page
    assert office.store.reader.case(case, NOW).row.version == 1


def test_a_corrected_field_keeps_what_was_read_and_counts_everywhere(office, desk, case):
    path = f"/cases/{case}/fields/children[0].full_name"
    status, page = desk.send(path, value="Imogen Hartvale", kind="misread")
    assert status == 200
    assert "The field was corrected" in page
    view = office.store.reader.case(case, NOW)
    (name,) = [each for each in view.fields if each.path == "children[0].full_name"]
    assert (name.value, name.stands, name.correction.by) == ("Imogen Vale-Hart", "Imogen Hartvale", "Caseworker Person")
    assert view.row.initials == "IH"
    page = desk.see(f"/cases/{case}")
    assert "Hartvale" not in page
    assert "Vale-Hart" not in page
    words = words_of(desk.see(f"/cases/{case}?names=shown"))
    assert "Imogen Hartvale Corrected by Caseworker Person" in words
    assert "Was read as: Imogen Vale-Hart" in words


def test_opening_the_form_of_a_name_is_recorded_as_showing_names(office, desk, case):
    desk.see(f"/cases/{case}/fields/children[0].full_name")
    assert [action for _, action, _ in history(office, case)].count("names_shown") == 1
    desk.see(f"/cases/{case}/fields/incident.date")
    assert [action for _, action, _ in history(office, case)].count("names_shown") == 1


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        (
            "incident.date",
            {"value__day": "31", "value__month": "2", "value__year": "2026", "kind": "misread"},
            "real date",
        ),
        ("incident.date", {"value__day": "5", "value__month": "11", "value__year": "2026"}, "Choose why"),
        ("incident.location", {"value": "At home", "kind": "fact"}, "Enter the reason"),
        ("parallel.police_investigation", {"value": "perhaps", "kind": "misread"}, "Choose one"),
    ],
)
def test_a_correction_that_cannot_be_right_is_refused_and_what_was_typed_stays(office, desk, case, path, fields, said):
    status, page = desk.send(f"/cases/{case}/fields/{path}", **fields)
    assert status == 400
    assert said in page
    assert "<title>Error: " in page
    if "value" in fields and path == "incident.location":
        assert 'value="At home"' in page
    assert office.store.reader.case(case, NOW).row.version == 1


def test_what_was_missing_can_be_typed_in(office, desk, case):
    assert office.store.reader.case(case, NOW).missing_paths == ("representative.name",)
    assert 'href="/cases/' + case + '/fields/representative.name"' in desk.see(f"/cases/{case}")
    desk.send(f"/cases/{case}/fields/representative.name", value="A. Osei", kind="misread")
    view = office.store.reader.case(case, NOW)
    assert view.missing_paths == ()
    words = words_of(desk.see(f"/cases/{case}"))
    assert "A. Osei Entered by Caseworker Person" in words
    assert "representative.phone" in desk.see(f"/cases/{case}/fields")


def test_a_field_that_the_record_does_not_have_has_no_page(desk, case):
    for path in ("made.up", "children[0].surname", "criteria_ticked[0]", "__class__"):
        assert desk.client.get(f"/cases/{case}/fields/{path}").status_code == 404


def test_the_real_start_of_a_clock_replaces_the_provisional_one(office, desk, case):
    status, page = desk.send(
        f"/cases/{case}/clocks/la_notification",
        start__day="5",
        start__month="11",
        start__year="2026",
        note="The authority's e-mail of that day",
    )
    assert status == 200
    (clock,) = [each for each in office.store.reader.case(case, NOW).deadlines if each.kind == "la_notification"]
    assert (clock.provisional, clock.due.isoformat(), clock.basis) == (False, "2026-11-12", "set_by_person")
    assert "by Thursday 12 November 2026, counted from 5 November 2026, as a person has set it" in words_of(page)
    status, page = desk.send(
        f"/cases/{case}/clocks/la_notification", start__day="11", start__month="11", start__year="2026"
    )
    assert (status, "today or in the past" in page) == (400, True)


def test_of_two_people_at_once_the_second_sees_the_first_and_loses_nothing(office, desk, case):
    path = f"/cases/{case}/fields/incident.location"
    stale = office.store.reader.case(case, NOW).row.version
    office.desk_of("manager").send(
        f"/cases/{case}/clocks/la_notification", start__day="5", start__month="11", start__year="2026"
    )
    status, page = desk.send(path, version=stale, value="The family home", kind="fact", reason="Told by police")
    assert status == 409
    words = words_of(page)
    assert "Somebody else changed this case while you were working on it" in words
    assert "Manager Person set the start of a clock" in words
    assert 'value="The family home"' in page
    assert "Told by police" in page
    assert "incident.location" not in {each.path for each in office.store.reader.case(case, NOW).fields}
    status, _ = desk.send(path, value="The family home", kind="fact", reason="Told by police")
    assert status == 200


def test_recommendation_decision_and_notification_are_three_events_by_different_people(office, desk, case):
    status, page = decide(desk, case)
    assert (status, "Recommendation to the partners" in page) == (200, True)
    assert office.store.reader.case(case, NOW).row.state == "partner_decision"
    status, page = decide(desk, case, what="decision", decided_by="p.  LINDQVIST")
    assert (status, "must be by different people" in page) == (400, True)
    status, page = decide(desk, case, what="decision", decided_by="R. Adjei")
    assert status == 200
    status, page = decide(desk, case, what="notification", decided_by="T. Moss", reasons="", reference="N-1")
    assert status == 200
    view = office.store.reader.case(case, NOW)
    assert view.row.state == "scoping"
    assert [each.kind for each in view.decisions] == ["recommendation", "decision", "notification"]
    clocks = {each.kind.value: each for each in view.deadlines}
    assert clocks["la_notification"].met_on.isoformat() == "2026-11-10"
    assert (clocks["rapid_review"].due.isoformat(), clocks["rapid_review"].provisional) == ("2026-12-01", False)
    assert view.row.next_deadline.kind != "la_notification"


def test_recording_shows_the_answers_to_check_and_keeps_nothing_before(office, desk, case):
    address = f"/cases/{case}/record"
    status, page = desk.send(address, step="kind", go="next", what="recommendation")
    assert "What was the outcome?" in page
    status, page = desk.send(address, step="outcome", go="next", what="recommendation", outcome="notify")
    assert "Who decided, when and why?" in page
    assert " checked" not in page
    answers = {"what": "recommendation", "outcome": "notify", "decided_by": "P. Lindqvist", "decided_role": "Chair"}
    day = {"decided__day": "10", "decided__month": "11", "decided__year": "2026"}
    status, page = desk.send(address, step="reasons", go="next", **answers, **day)
    assert (status, "Enter the reasons" in page) == (400, True)
    assert 'value="P. Lindqvist"' in page
    status, page = desk.send(address, step="reasons", go="next", **answers, **day, reasons="Because.")
    assert status == 200
    assert "Check your answers before recording" in page
    assert "Because." in page
    assert office.store.reader.case(case, NOW).decisions == ()
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert hidden["decided-day"] == "10"
    status, page = desk.send(address, step="check", go="back", **answers, **day, reasons="Because.")
    assert 'value="P. Lindqvist"' in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": "decision"}, "Record the recommendation first"),
        ({"what": "notification", "decided__day": "11"}, "Record the decision to notify first"),
        ({"decided__day": "12"}, "today or in the past"),
        ({"decided__month": "13"}, "real date"),
        ({"reasons": " "}, "Enter the reasons"),
        ({"outcome": "reject"}, "Choose one of the answers"),
        ({"criteria": ["made_up"]}, "no such criterion"),
    ],
)
def test_what_is_out_of_order_or_incomplete_is_not_recorded(office, case, changes, said):
    office.clock.time = NOW + timedelta(days=1)
    desk = office.desk_of("caseworker")
    status, page = decide(desk, case, **changes)
    assert status == 400
    assert said in page
    assert office.store.reader.case(case, NOW).decisions == ()


def test_a_notification_sent_before_the_referral_came_can_be_recorded_at_once(office, desk, case):
    status, _ = decide(desk, case, what="notification", decided__day="6", reasons="")
    assert status == 200
    view = office.store.reader.case(case, NOW)
    assert view.row.state == "logged"
    assert {each.kind.value: each.due.isoformat() for each in view.deadlines}["rapid_review"] == "2026-11-27"


def test_a_record_is_never_edited_but_corrected_by_a_further_one(office, desk, case):
    decide(desk, case)
    status, page = decide(desk, case, outcome="local_learning")
    assert (status, "It has been recorded already" in page) == (400, True)
    status, _ = decide(desk, case, what="recommendation:again", outcome="local_learning")
    assert status == 200
    first, second = office.store.reader.case(case, NOW).decisions
    assert (first.stands, second.stands, second.corrects) == (False, True, first.id)
    assert "Corrected since Recommendation to the partners" in words_of(desk.see(f"/cases/{case}"))


def test_a_case_is_closed_with_a_reason_found_again_and_reopened(office, desk, case):
    status, page = desk.send(f"/cases/{case}/end", how="closed:no_further_action")
    assert (status, "Enter the reason" in page) == (400, True)
    status, page = desk.send(f"/cases/{case}/end", how="closed:no_further_action", note="Decided by the group.")
    assert status == 200
    assert case not in desk.see("/")
    assert case in desk.see("/closed")
    assert "Decided by the group." in desk.see(f"/cases/{case}?view=history")
    for address, fields in (
        (f"/cases/{case}/take", {}),
        (f"/cases/{case}/criteria/serious_harm", {"value": "supports"}),
    ):
        _, page = desk.send(address, f"/cases/{case}", version=2, **fields)
        assert "The case has ended" in page
    status, page = desk.send(f"/cases/{case}/reopen", note="New facts")
    assert status == 200
    row = office.store.reader.case(case, NOW).row
    assert (row.state, "reopened" in row.flags) == ("triage", True)
    assert case in desk.see("/")


def test_a_case_on_hold_goes_back_to_where_it_was(office, desk, case):
    desk.send(f"/cases/{case}/next", step="awaiting_information")
    status, page = desk.send(f"/cases/{case}/next", step="on_hold")
    assert (status, "Enter the reason" in page) == (400, True)
    desk.send(f"/cases/{case}/next", step="on_hold", note="Trial in March")
    assert office.store.reader.case(case, NOW).row.state == "on_hold"
    assert case in desk.see("/?show=waiting")
    desk.send(f"/cases/{case}/next", step="resume")
    assert office.store.reader.case(case, NOW).row.state == "awaiting_information"
    status, page = desk.send(f"/cases/{case}/next", step="lcspr")
    assert (status, "cannot go there" in page) == (400, True)


def test_a_held_acknowledgement_is_sent_or_not_by_a_person(office, desk):
    (first,), (second,) = office.receive("a"), office.receive("b")
    outbox = DatabaseOutbox(office.store.outbox._engine)
    page = desk.see(f"/cases/{first}?view=messages")
    assert "Held because:" in page
    items = {item.case_references[0]: item.id for item in office.store.reader.mail()}
    desk.send(f"/mail/{items[first]}/acknowledgement/send", f"/cases/{first}?view=messages", case=first)
    assert len(outbox.due(NOW)) == 1
    _, page = desk.send(f"/mail/{items[second]}/acknowledgement/cancel", f"/mail/{items[second]}")
    assert "will not be sent" in page
    assert len(outbox.due(NOW)) == 1
    assert any(action == "acknowledgement_released" for _, action, _ in history(office, first))
    assert any(action == "acknowledgement_cancelled" for _, action, _ in history(office, second))
    _, page = desk.send(f"/mail/{items[second]}/acknowledgement/send", f"/mail/{items[second]}")
    assert "Somebody has dealt with this already" in page


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_who_may_only_look_changes_nothing_even_with_a_good_token(office, case, role):
    desk = office.desk_of(role)
    token = re.search(r'name="csrf_token" value="([^"]+)"', desk.see(f"/cases/{case}")).group(1)
    answer = desk.client.post(f"/cases/{case}/take", data={"csrf_token": token, "version": "1"})
    assert answer.status_code == 403
    row = office.store.reader.case(case, NOW).row
    assert (row.version, row.assigned_to) == (1, "")


def test_what_people_recorded_cannot_be_changed_in_the_database(office, desk, case):
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    desk.send(f"/cases/{case}/criteria/serious_harm", f"/cases/{case}?view=criteria", value="supports", note="x")
    for statement in ("UPDATE judgement SET value = 'does_not'", "DELETE FROM judgement"):
        with office.store.outbox._engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))
