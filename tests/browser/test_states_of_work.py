"""Pages over a real store in the states that work leaves them in, for every role: accessible, and nothing too wide.

All on a screen of 320 pixels, which is what 400 % of zoom leave of 1280.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from config.domain import load_domain
from ingest.model import ListedMessage
from ingest.ports import MOST_FAULTS
from notify.dispatch import send_due
from notify.fakes import RecordingTransport
from tests.browser.conftest import Complaints
from tests.browser.test_pages_in_every_state import check
from tests.web.office import NOW, PASSWORD, Office, open_office
from tests.web.test_errors_of_forms import FORMS, named
from tests.web.test_joining import from_agency, join
from tests.web.test_need_to_know import account, press
from tests.web.test_sign_in import House
from tests.web.test_work_on_a_case import decide
from triage.web.server import serve

LETTERS = ("request_information", "agency_request", "redirect", "outcome", "wrong_form")
PAGES = {
    "manager": (
        *(f"/cases/A?view={view}" for view in ("referral", "criteria", "messages", "history")),
        *(f"/cases/A/letters/{kind}" for kind in LETTERS),
        "/cases/A/letters",
        "/cases/A/letters/agency_overdue?of=REQUEST",
        "/cases/A/access",
        "/cases/A/changes",
        "/cases/A/join/B",
        "/cases/A/record",
        "/cases/A/notification",
        "/cases/A/print",
        "/cases/B?view=messages",
        "/cases/B/record/DECISION",
        "/cases/B/record/DECISION/confirm",
        "/cases/E/access",
        "/intake",
        "/statistics?exact=yes",
        "/",
    ),
    "caseworker": (
        "/",
        "/closed",
        "/cases/A/end",
        "/cases/A/access",
        "/cases/B/record/DECISION/confirm",
        "/cases/C",
        "/cases/C/reopen",
        "/cases/C/letters",
        "/cases/E",
        "/cases/F",
        "/intake",
    ),
    "viewer": ("/", "/cases/A", "/cases/B?view=messages", "/cases/B/assign", "/intake", "/calendar"),
    "administrator": ("/", "/people", "/settings", "/health", "/cases/A?view=history", "/cases/E/regain"),
}
ERRORS = (
    *FORMS,
    ("/cases/E/regain", {}, ["reason"]),
    ("/cases/E/access/open", {}, ["open-reason"]),
    ("/cases/A/access/lift", {}, ["lift-person", "lift-reason"]),
    ("/cases/A/changes", {}, ["answer"]),
    ("/cases/B/record/DECISION/confirm", {}, ["said"]),
    ("/mail/1/not-a-referral", {}, ["reason"]),
)
SEND = """([action, fields]) => {
  const form = document.createElement("form");
  for (const [name, value] of fields) {
    const box = document.createElement("input");
    box.name = name; box.value = value; form.append(box);
  }
  form.method = "post"; form.action = action; document.body.append(form); form.submit();
}"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A running office, and what stands for the names in the lists above."""

    office: Office
    address: str
    names: dict[str, str]

    def at(self, path: str) -> str:
        """The address of one of the lists."""
        for name in ("REQUEST", "DECISION"):
            path = path.replace(name, self.names[name])
        return self.address + named(path, self.names)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    domain = load_domain()
    partnership = domain.partnership.model_copy(update={"second_person_for": ("decision",)})
    with open_office(tmp_path_factory.mktemp("office"), replace(domain, partnership=partnership)) as office:
        names = busy(office)
        server = serve(office.app, "127.0.0.1", 0)
        server.start()
        yield Place(office=office, address=server.address, names=names)
        server.stop()


def busy(office: Office) -> dict[str, str]:
    """Joined, merged, restricted, ended, decided and waiting cases, a late return, a draft, and mail not taken in."""
    office.store.accounts.add("second", "Second Manager", "manager", PASSWORD)
    other = {"children[0].dob": "2024-03-03", "incident.location": "At home"}
    more = {"A": {}, "B": from_agency("b"), "C": from_agency("c"), "D": from_agency("d"), "E": from_agency("e")}
    more["F"] = from_agency("f", **other)
    names = {name: office.receive(name.lower(), **how)[0] for name, how in more.items()}
    desk, manager = office.desk_of("caseworker"), office.desk_of("manager")
    desk.send(f"/cases/{names['C']}/end", how="closed:other", note="Agreed.")
    join(desk, names["A"], names["D"], "sibling", other_version=1)
    join(desk, names["A"], names["F"], "merge_here", reason="The same admission.")
    decide(desk, names["B"])
    decide(desk, names["B"], what="decision", outcome="local_learning", decided_by="A. Moreau")
    press(manager, names["E"], "restrict", reason="A colleague's family")
    press(manager, names["A"], "conflict", person=str(account(office, "viewer").id), reason="A neighbour")
    names["DECISION"] = str(office.store.reader.case(names["B"], NOW).decisions[-1].id)
    names["REQUEST"] = asked_of_an_agency(office, names["A"])
    draft = {"how": ["closed:other"], "note": ["Not yet agreed with anybody."]}
    office.store.reader.keep_draft(names["A"], account(office, "caseworker").id, "end", draft, NOW)
    not_taken_in(office)
    return names


def asked_of_an_agency(office: Office, reference: str) -> str:
    desk, where = office.desk_of("manager"), f"/cases/{reference}/letters/agency_request"
    day = {"due__day": "11", "due__month": "11", "due__year": "2026"}
    asked = {"recipient": "head@academy.example", "headings": ["Agencies involved"], **day}
    status, page = desk.send(where, step="words", drawn_on=where, subject="Information", text="Please ring.", **asked)
    assert (status, "will be sent" in page) == (200, True)
    send_due(office.store.outbox, RecordingTransport(), office.clock)
    (sent,) = [each for each in office.store.reader.case(reference, NOW).outgoing if each.kind == "agency_request"]
    office.clock.time = NOW + timedelta(days=2)
    return str(sent.id)


def not_taken_in(office: Office) -> None:
    book = office.store.book
    listed = [ListedMessage(uid=900 + each, internal_date=NOW, size=400_000_000) for each in range(3)]
    large, refused, _waiting = book.note_listed("referrals", "INBOX", 7, listed, NOW)[-3:]
    book.note_oversize(large, NOW)
    for _ in range(MOST_FAULTS):
        book.note_fault(refused, "connection_broken", NOW)


def entered(browser: Browser, place: Place, role: str) -> Page:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{place.address}/sign-in")
    page.get_by_label("Username").fill(role)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{place.address}/")
    return page


@pytest.mark.parametrize("role", PAGES)
def test_pages_of_every_role_are_accessible_and_fit_in_every_state(
    browser: Browser, place: Place, role: str, complaints: Complaints
) -> None:
    page = entered(browser, place, role)
    complaints.listen(page)
    for path in PAGES[role]:
        page.goto(place.at(path))
        check(page, f"{role} {path}")
    page.close()
    assert [each for each in complaints if "status of 4" not in each] == []


def test_every_form_with_its_errors_is_accessible_and_fits(browser: Browser, place: Place) -> None:
    pages = {role: entered(browser, place, role) for role in ("manager", "second", "administrator")}
    for path, sent, _ in ERRORS:
        role = {"/people": "administrator", "/cases/E/regain": "second"}.get(path, "manager")
        page = pages[role]
        page.goto(place.at(path.replace("/lift", "").replace("/open", "")))
        token = page.locator("input[name=csrf_token]").first.get_attribute("value")
        version = page.locator("input[name=version]")
        fields = [*((name, place.names.get(value, value)) for name, value in sent.items()), ("csrf_token", token)]
        fields += [("version", version.first.get_attribute("value"))] if version.count() else []
        with page.expect_navigation():
            page.evaluate(SEND, [place.at(path), fields])
        assert page.title().startswith("Error: "), path
        check(page, f"{path} {sent}")
    for page in pages.values():
        page.close()


def test_the_steps_of_signing_in_and_their_errors_are_accessible_and_fit(browser: Browser, tmp_path: Path) -> None:
    house = House(tmp_path, load_domain())
    server = serve(house.app, "127.0.0.1", 0)
    server.start()
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{server.address}/sign-in")
    page.get_by_role("button", name="Sign in").click()
    check(page, "nothing entered")
    page.get_by_label("Username").fill("caseworker")
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    check(page, "setting up codes")
    page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    check(page, "a wrong code")
    page.close()
    server.stop()
    house.store.close()
