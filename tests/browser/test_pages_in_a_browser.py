"""The pages in Chromium: accessible, quiet under their policy, usable on a narrow screen and without script."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Complaints

CASE = "/cases/SCP-7F3K-2Q"
PAGES = (
    "/",
    "/needs-a-person",
    "/mail",
    "/mail/11",
    "/mail/66",
    "/health",
    "/closed",
    "/search",
    "/statistics",
    "/calendar",
    "/forms",
    f"{CASE}/print",
    f"{CASE}/notification",
    f"{CASE}/access",
    f"{CASE}/assign",
    f"{CASE}/fields",
    f"{CASE}/fields/children[0].dob",
    f"{CASE}/clocks/la_notification",
    f"{CASE}/next",
    f"{CASE}/end",
    f"{CASE}/record",
    f"{CASE}/join",
    f"{CASE}/join/SCP-2M9D-8X",
    f"{CASE}/changes",
    "/mail/66/link",
    "/mail/66/not-a-referral",
    CASE,
    f"{CASE}?view=criteria&document=2",
    f"{CASE}?view=messages&document=3",
    f"{CASE}?view=history&names=shown",
    "/cases/SCP-2M9D-8X",
    "/cases/SCP-HHHH-HH",
    "/cases/SCP-HHHH-HH?view=criteria",
    "/cases/SCP-HHHH-HH?view=messages",
    "/cases/SCP-HHHH-HH?view=history",
    "/cases/SCP-HHHH-HH/changes",
    "/cases/SCP-HHHH-HH/join/SCP-7F3K-2Q",
    "/cases/SCP-HHHH-HH/fields/children[0].full_name",
    "/cases/SCP-HHHH-HH/end",
    f"{CASE}/record/1/confirm",
)


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_quiet_and_fit_the_screen(
    page: Page, site: str, complaints: Complaints, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + address)
    assert faults(page) == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_sign_in_page_with_its_error_is_accessible_and_takes_the_focus_to_it(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/sign-in")
    assert faults(page) == []
    page.get_by_label("Username").fill("morgan")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert faults(page) == []
    page.close()


def test_a_quote_leads_to_its_mark_and_the_mark_back(page: Page, site: str) -> None:
    page.goto(f"{site}{CASE}?view=criteria")
    page.locator("a[data-mark=mark-2]").first.click()
    mark = page.locator(".app-mark--current")
    expect(mark).to_have_text("a skull fracture and bleeding on the brain")
    expect(mark).to_be_in_viewport()
    expect(page.locator("#mark-2")).to_be_focused()
    page.get_by_role("link", name="Quote 2 in Criteria").click()
    expect(page.locator("#evidence-2")).to_be_in_viewport()


def test_a_source_in_another_document_opens_it_at_the_mark(page: Page, site: str) -> None:
    page.goto(site + CASE)
    page.get_by_role("link", name="document 2, page 1, paragraph 2").click()
    expect(page.locator(".app-mark--current")).to_have_text("3 March 2026")


def test_everything_works_without_script(scriptless: Page, site: str) -> None:
    page = scriptless
    page.get_by_role("link", name="SCP-7F3K-2Q").click()
    page.get_by_role("link", name="Criteria", exact=True).click()
    page.locator("a[data-mark=mark-2]").first.click()
    expect(page.locator("mark", has_text="a skull fracture")).to_be_in_viewport()
    page.locator("summary", has_text="The criterion as printed").first.click()
    expect(page.get_by_text("As printed: abuse or neglect.")).to_be_visible()
    page.get_by_role("link", name="Show names").click()
    expect(page.get_by_text("Rowan Tamsin Ellery").first).to_be_visible()
    page.get_by_role("link", name="2. Covering letter.pdf").click()
    expect(page.get_by_text("Dear colleague,")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download original").click()
    assert started.value.suggested_filename == "Covering letter.pdf"
    assert Path(started.value.path()).read_bytes() == b"<script>alert(1)</script>"
    page.get_by_role("link", name="Queue", exact=True).click()
    page.get_by_role("link", name="Needs a person (3)").click()
    expect(page.get_by_role("heading", name="Needs a person")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{site}/sign-in")


def test_the_keyboard_reaches_the_case_from_the_skip_link(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_case_prints_with_the_whole_original_and_without_navigation(page: Page, site: str) -> None:
    page.goto(site + CASE)
    page.emulate_media(media="print")
    expect(page.locator(".app-tabs")).to_be_hidden()
    assert page.evaluate("(e => e.scrollHeight - e.clientHeight)(document.querySelector('.app-original'))") <= 1
