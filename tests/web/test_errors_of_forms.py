"""Every form says all that is wrong with it at once: on top with links that arrive, beside each box, in the title."""

import re

import pytest

from config.domain import load_domain
from tests.web.office import NOW, open_office
from tests.web.test_joining import from_agency, join
from triage.web.access import ADMINISTRATION, OFFICE

LETTER = {"recipient": "nurse@trust.example", "headings": "Agencies involved", "due-day": "17", "due-month": "11"}
LETTER |= {"due-year": "2026", "step": "words"}
RECORD = {"what": "recommendation", "outcome": "notify", "go": "next"}

# Address (of the first case, `A`, and the second, `B`), what is sent, and the boxes that are wrong.
FORMS = (
    ("/cases/A/assign", {}, ["person"]),
    ("/cases/A/criteria/serious_harm", {}, ["judge-criterion-serious_harm"]),
    ("/cases/A/fields/incident.date", {"value-day": "31", "value-month": "2"}, ["value-day", "kind"]),
    ("/cases/A/fields/incident.date", {"value-day": "31", "kind": "fact"}, ["value-day", "reason"]),
    ("/cases/A/fields/parallel.inquest", {"value": "perhaps", "kind": "fact"}, ["value", "reason"]),
    ("/cases/A/fields/incident.location", {"value": "At home"}, ["kind"]),
    ("/cases/A/clocks/la_notification", {}, ["start-day"]),
    ("/cases/A/clocks/la_notification", {"start-day": "1", "start-month": "1", "start-year": "2030"}, ["start-day"]),
    ("/cases/A/next", {}, ["step"]),
    ("/cases/A/next", {"step": "on_hold"}, ["note"]),
    ("/cases/A/next", {"step": "lcspr"}, ["step"]),
    ("/cases/A/end", {}, ["how", "note"]),
    ("/cases/C/reopen", {}, ["note"]),
    ("/cases/A/join", {}, ["other"]),
    ("/cases/A/join", {"other": "LIG-0000-AAAAAA"}, ["other"]),
    ("/cases/A/join/B", {}, ["said"]),
    ("/cases/A/join/B", {"said": "merge_here"}, ["reason"]),
    ("/cases/A/unjoin/D", {}, ["unjoin-D"]),
    ("/cases/A/record", {"step": "kind", "go": "next"}, ["what"]),
    ("/cases/A/record", {"step": "outcome", "go": "next", "what": "recommendation"}, ["outcome"]),
    ("/cases/A/record", RECORD | {"step": "reasons"}, ["decided_by", "decided_role", "decided-day", "reasons"]),
    ("/cases/A/letters/request_information", {}, ["recipient", "due-day", "headings"]),
    ("/cases/A/letters/redirect", {}, ["recipient", "choice"]),
    ("/cases/A/letters/request_information", LETTER, ["subject", "text"]),
    ("/cases/A/letters/request_information", LETTER | {"subject": "Imogen Vale-Hart", "text": "Write."}, ["text"]),
    ("/cases/A/access/restrict", {}, ["restrict-reason"]),
    ("/cases/A/access/conflict", {}, ["conflict-person", "conflict-reason"]),
    ("/mail/1/link", {}, ["reference"]),
    ("/mail/1/link", {"reference": "A"}, ["reference"]),
    ("/search", {}, ["words"]),
    ("/search", {"from-day": "31", "to-day": "32"}, ["from-day", "to-day"]),
    ("/people", {}, ["username", "name", "role"]),
    ("/people", {"username": "J R", "name": "Jo Reed"}, ["username", "role"]),
    ("/people", {"username": "manager", "name": "Jo Reed", "role": "viewer"}, ["username"]),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with open_office(tmp_path_factory.mktemp("office"), load_domain()) as office:
        yield office


@pytest.fixture(scope="module")
def references(office):
    """Two open cases, one that has ended, and one that is joined with the first."""
    found = {"A": office.receive("a")[0], "B": office.receive("b", **from_agency("b"))[0]}
    found |= {"C": office.receive("c", **from_agency("c"))[0], "D": office.receive("d", **from_agency("d"))[0]}
    desk = office.desk_of("caseworker")
    assert desk.send(f"/cases/{found['C']}/end", how="closed:other", note="Agreed.")[0] == 200
    assert join(desk, found["A"], found["D"], "sibling")[0] == 200
    return found


def named(text, references):
    """With the references of this run in place of A to D."""
    return re.sub(r"\b[A-F]\b", lambda found: references[found.group()], text)


@pytest.mark.parametrize(("address", "sent", "boxes"), FORMS, ids=[f"{each[0]}-{len(each[1])}" for each in FORMS])
def test_all_errors_of_a_form_are_named_at_once_and_their_links_arrive(office, references, address, sent, boxes):
    where = named(address, references)
    desk = office.desk_of("administrator" if where == "/people" else "manager")
    drawn_on = where if "/letters/" in where else ""
    kept = {name: references.get(value, value) for name, value in sent.items()}
    before = [(each.row.version, len(each.history)) for each in cases(office, references)]
    status, page = desk.send(where, drawn_on, **kept)
    assert status == 400
    summary = page.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
    assert re.findall(r'href="#([^"]+)"', summary) == [named(each, references) for each in boxes]
    assert "<title>Error: " in page
    for box in boxes:
        assert page.count(f'id="{named(box, references)}"') == 1, box
    assert page.count('class="govuk-error-message"') == len(boxes)
    assert [each[0] for each in before] == [each.row.version for each in cases(office, references)]


def cases(office, references):
    return [office.store.reader.case(each, NOW) for each in references.values()]


def test_no_form_has_been_forgotten(office):
    """Whatever asks for more than a press of a button is in the list above, or has nothing that could be wrong."""
    asked = {each.partition("/cases/")[2].split("/")[1] for each, *_ in FORMS if "/cases/" in each}
    buttons = {"take", "mail", "drafts"}
    others = {"changes", "fields"}  # the first has a test of its own with its answers
    rooms = OFFICE | ADMINISTRATION
    found = {
        rule.rule.split("/")[3]
        for rule in office.app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in rooms and "POST" in rule.methods and rule.rule.startswith("/cases/")
    }
    assert found - buttons - others <= asked


def test_what_was_typed_into_a_judgement_stays_when_somebody_else_was_quicker(office, references):
    desk, case = office.desk_of("caseworker"), references["B"]
    drawn = office.store.reader.case(case, NOW).row.version
    office.desk_of("manager").send(f"/cases/{case}/next", step="awaiting_information")
    where, answers = f"/cases/{case}/criteria/serious_harm", {"value": "supports", "note": "As the consultant writes."}
    status, page = desk.send(where, f"/cases/{case}?view=criteria", version=drawn, **answers)
    assert (status, "Somebody else changed this case" in page) == (409, True)
    assert "Manager Person moved the case on" in page
    assert 'value="As the consultant writes."' in page
    assert re.search(r'value="supports" checked', page)
    status, page = desk.send(where, f"/cases/{case}?view=criteria", **answers)
    assert (status, "Your judgement was saved." in page) == (200, True)
