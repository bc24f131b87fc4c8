"""The original's pages as pictures with what was read marked on them, and its place beside the form of a field."""

from dataclasses import replace

import pytest

from config.domain import load_domain
from extract.document import Place
from extract.model import PagePicture
from tests.web.desks import letter_desk
from tests.web.office import INCIDENT, NOW, Desk, open_office, read_mail
from triage import casework
from triage.web.app import Ports, WebOptions, create_app

BOX = (72.0, 90.0, 320.0, 104.0)


@pytest.fixture(scope="session")
def domain():
    return load_domain()


@pytest.fixture
def office(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        ports = Ports(
            reader=office.store.reader,
            accounts=office.store.accounts,
            letters=letter_desk,
            pictures=lambda content, page: (
                PagePicture(png=b"\x89PNG of " + content, width=595.0, height=842.0) if page <= 2 else None
            ),
        )
        options = WebOptions(
            partnership_name="Harrow Vale", secret_key=b"k" * 32, clock=office.clock, secure_cookies=False, version="0"
        )
        office.app = create_app(ports, options)
        yield office


@pytest.fixture
def case(office):
    plain = read_mail("a")
    place = Place(part="page", page=1, box=BOX, paragraph=1)
    extraction = plain.referrals[0].extraction
    readings = tuple(replace(each, place=place) for each in extraction.record.readings)
    paragraph = replace(next(extraction.document.paragraphs()), place=place)
    document = replace(extraction.document, items=(paragraph,), page_count=2)
    extraction = replace(extraction, record=replace(extraction.record, readings=readings), document=document)
    return office.receive(
        "a",
        files=(casework.ReadFile(path="1", content=b"%PDF form", extraction=extraction),),
        referrals=(replace(plain.referrals[0], extraction=extraction),),
    )[0]


@pytest.fixture
def desk(office) -> Desk:
    return office.desk_of("caseworker")


def file_of(office, case):
    return office.store.reader.case(case, NOW).documents[0].file.id


def test_pages_are_shown_as_pictures_with_marks_only_with_the_names(office, desk, case):
    text = desk.see(f"/cases/{case}")
    assert "Show its pages as pictures, with names" in text
    assert "<image" not in desk.see(f"/cases/{case}?page=1")
    page = desk.see(f"/cases/{case}?names=shown&page=1")
    assert f'<image href="/cases/{case}/pages/{file_of(office, case)}/1.png" width="595.0"' in page
    assert 'viewBox="0 0 595.0 842.0"' in page
    assert 'class="app-box app-box--evidence" x="70.0" y="88.0" width="252.0" height="18.0"' in page
    assert "app-box--source" in page
    assert "page 1 of 2" in page
    assert "Next page" in page
    assert INCIDENT not in page.partition('class="app-read"')[0].partition("<svg")[2]


def test_a_page_that_there_is_not_falls_back_to_the_text(desk, case):
    assert INCIDENT[:30] in desk.see(f"/cases/{case}?names=shown&page=3")


def test_the_picture_itself_is_recorded_and_belongs_to_its_case(office, desk, case):
    file_id = file_of(office, case)
    answer = desk.client.get(f"/cases/{case}/pages/{file_id}/1.png")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.data == b"\x89PNG of %PDF form"
    assert answer.headers["Cache-Control"] == "no-store"
    looked = [each.detail for each in office.store.reader.case(case, NOW).history if each.action == "page_shown"]
    assert looked == [f"file:{file_id},page:1"]
    other = office.receive("b")[0]
    for address in (
        f"/cases/{other}/pages/{file_id}/1.png",
        f"/cases/{case}/pages/{file_id}/9.png",
        "/cases/LIG-0/pages/1/1.png",
    ):
        assert desk.client.get(address).status_code == 404, address


def test_the_place_of_a_field_stands_beside_its_form(desk, case):
    page = desk.see(f"/cases/{case}/fields/children[0].dob")
    assert 'viewBox="0 62.0 595.0 70.0"' in page
    assert '<rect class="app-box app-box--source" x="70.0" y="88.0" width="252.0" height="18.0">' in page


def test_without_a_picture_the_lines_around_stand_beside_the_form(tmp_path, domain):
    with open_office(tmp_path, domain) as office:
        case = office.receive()[0]
        page = office.desk_of("caseworker").see(f"/cases/{case}/fields/incident.summary")
    assert "The place in f.pdf where it was read" in page
    assert "app-mark--source" in page
