"""The main stories, from end to end on the demonstration, with and without script."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Complaints
from tests.browser.demo_site import DemoSite, demo_site
from tests.browser.take_screenshots import addresses


@pytest.fixture(scope="module", params=["script", "plain"])
def demo(request: pytest.FixtureRequest) -> Iterator[DemoSite]:
    """One demonstration for browsers that run script, one for those that do not: every story needs its own case."""
    with demo_site() as site:
        yield replace(site, scripted=request.param == "script")


@pytest.fixture
def officer(browser: Browser, demo: DemoSite, complaints: Complaints) -> Iterator[Page]:
    """Somebody at a desk; without script it is somebody with a telephone."""
    page = entered(browser, demo)
    complaints.listen(page)
    yield page
    page.close()
    assert [each for each in complaints if "status of 400" not in each and "status of 409" not in each] == []


def entered(browser: Browser, demo: DemoSite) -> Page:
    """A browser of its own in which somebody has signed in."""
    size = {"width": 1280, "height": 900} if demo.scripted else {"width": 320, "height": 800}
    page = browser.new_page(java_script_enabled=demo.scripted, viewport=size)
    demo.sign_in(page)
    return page


def expect_led_to(place: Locator, demo: DemoSite) -> None:
    """Script takes the focus there; without it the page just shows it."""
    if demo.scripted:
        expect(place).to_be_focused()
    else:
        expect(place).to_be_visible()


def decide(page: Page, what: str, outcome: str, by: str) -> None:
    """All steps of recording, with its answers checked at the end."""
    page.get_by_role("link", name="Record a decision").click()
    page.get_by_label(what).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label(outcome, exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Who decided").fill(by)
    page.get_by_label("Role and organisation").fill("Chair of the group")
    for part, value in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Reasons").fill("The account given does not explain what happened.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check your answers before recording")).to_be_visible()
    expect(page.get_by_text(f"{by}, Chair of the group")).to_be_visible()
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("heading", name="Recorded")).to_be_visible()
    page.get_by_role("link", name="Back to the case").click()


def case_of(page: Page, demo: DemoSite, number: int) -> str:
    """The address of one of the cases as they first stood in the queue: each story has its own."""
    page.goto(demo.address + "/")
    return addresses(page)[number]


def test_a_new_referral_is_triaged_to_a_recorded_decision(officer: Page, demo: DemoSite) -> None:
    officer.goto(demo.address + case_of(officer, demo, -1))
    officer.get_by_role("button", name="Assign to me").click()
    expect(officer.get_by_text("The case is yours.")).to_be_visible()
    officer.get_by_role("link", name="Criteria", exact=True).click()
    officer.locator("summary", has_text="Judge: Serious harm").click()
    card = officer.locator("#criterion-serious_harm")
    card.get_by_label("Supports", exact=True).check()
    card.get_by_role("button", name="Save").click()
    expect(officer.get_by_text("Your judgement was saved.")).to_be_visible()
    decide(officer, "Recommendation to the partners", "Not notifiable: recommend local learning", "P. Lindqvist")
    decide(officer, "Partners' decision on notification", "Do not notify: local learning", "A. Moreau")
    expect(officer.locator(".app-decisions li")).to_have_count(2)
    expect(officer.locator(".app-identity").get_by_text("Local learning")).to_be_visible()


def test_a_held_acknowledgement_is_dealt_with(officer: Page, demo: DemoSite) -> None:
    officer.goto(f"{demo.address}/mail")
    row = officer.get_by_role("row").filter(has_text="Held for a person").first
    row.locator("a[href^='/mail/']").first.click()
    expect(officer.get_by_text("Held for a person").first).to_be_visible()
    officer.get_by_role("button", name="Do not send it").click()
    expect(officer.get_by_text("The acknowledgement will not be sent.")).to_be_visible()
    expect(officer.get_by_role("button", name="Send it", exact=True)).to_have_count(0)


def test_a_field_is_corrected_beside_its_source(officer: Page, demo: DemoSite) -> None:
    case = demo.address + case_of(officer, demo, 0)
    officer.goto(f"{case}/fields/children[0].dob")
    expect(officer.locator("svg.app-page, .app-excerpt")).to_be_visible()
    officer.get_by_label("Day", exact=True).fill("31")
    officer.get_by_label("Month", exact=True).fill("2")
    officer.get_by_label("It was read wrongly or not at all").check()
    officer.get_by_role("button", name="Save").click()
    expect_led_to(officer.locator(".govuk-error-summary"), demo)
    officer.get_by_role("link", name="Enter a real date").click()
    expect_led_to(officer.get_by_label("Day", exact=True), demo)
    officer.get_by_label("Day", exact=True).fill("4")
    officer.get_by_role("button", name="Save").click()
    expect(officer.get_by_text("The field was corrected. What was read is kept beside it.")).to_be_visible()
    expect(officer.get_by_text("Was read as:")).to_be_visible()


def test_a_second_referral_is_merged_and_the_merging_undone(officer: Page, demo: DemoSite) -> None:
    one, other = (case_of(officer, demo, number) for number in (1, 2))
    reference = other.rpartition("/")[2]
    officer.goto(demo.address + one)
    officer.get_by_role("link", name="Join with another case").click()
    officer.get_by_label("Reference of the other case").fill(reference.lower())
    officer.get_by_role("button", name="Compare").click()
    expect(officer.get_by_role("heading", name="How do these cases belong together?")).to_be_visible()
    officer.get_by_label("One referral: the other case goes on in this one").check()
    officer.get_by_role("textbox", name="Reason").fill("The same admission, told by two agencies.")
    officer.get_by_role("button", name="Save").click()
    expect(officer.get_by_text("The other case goes on in this one. Answer the changes")).to_be_visible()
    officer.get_by_role("link", name="Accept or refuse each").click()
    officer.get_by_label("Refuse").first.check()
    officer.get_by_role("button", name="Save answers").click()
    expect(officer.get_by_text("Your answers were saved.")).to_be_visible()
    officer.get_by_role("link", name=reference).first.click()
    expect(officer.get_by_text("This case goes on there")).to_be_visible()
    officer.get_by_role("link", name="Reopen").click()
    officer.get_by_label("Why is it reopened?").fill("They are two children.")
    officer.get_by_role("button", name="Reopen this case").click()
    expect(officer.get_by_text("The case is open again.")).to_be_visible()


def test_a_closed_case_is_found_and_its_front_sheet_printed(officer: Page, demo: DemoSite) -> None:
    case = case_of(officer, demo, 3)
    reference = case.rpartition("/")[2]
    officer.goto(demo.address + case)
    officer.get_by_role("link", name="Close or redirect").click()
    officer.get_by_label("Closed: it was no referral").check()
    officer.get_by_role("textbox", name="Reason").fill("Sent for information, agreed with the referrer by telephone.")
    officer.get_by_role("button", name="End this case").click()
    expect(officer.get_by_text("The case was closed.")).to_be_visible()
    officer.get_by_role("link", name="Search", exact=True).click()
    officer.get_by_label("Words").fill("agreed telephone")
    officer.get_by_label("Closed", exact=True).check()
    officer.get_by_role("button", name="Search").click()
    officer.get_by_role("link", name=reference).click()
    officer.get_by_role("link", name="Front sheet").click()
    expect(officer.get_by_role("heading", name=f"Front sheet of case {reference}")).to_be_visible()
    officer.emulate_media(media="print")
    expect(officer.locator(".govuk-service-navigation")).to_be_hidden()
    assert len(officer.pdf()) > 5000


def test_two_people_edit_at_once_and_neither_loses_anything(officer: Page, browser: Browser, demo: DemoSite) -> None:
    case = demo.address + case_of(officer, demo, 0)
    officer.goto(f"{case}/end")
    officer.get_by_label("Closed: another reason").check()
    officer.get_by_role("textbox", name="Reason").fill("Agreed at the meeting.")
    second = entered(browser, demo)
    second.goto(f"{case}/next")
    second.get_by_label("On hold").check()
    second.get_by_label("Note").fill("Until the trial is over.")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("The case was moved on.")).to_be_visible()
    second.close()
    officer.get_by_role("button", name="End this case").click()
    problem = officer.locator(".govuk-error-summary")
    expect(problem).to_contain_text("Somebody else changed this case")
    expect(problem).to_contain_text("put the case on hold")
    expect(problem).to_contain_text("Until the trial is over.")
    expect(officer.get_by_role("textbox", name="Reason")).to_have_value("Agreed at the meeting.")
    officer.get_by_role("button", name="End this case").click()
    expect(officer.get_by_text("The case was closed.")).to_be_visible()
