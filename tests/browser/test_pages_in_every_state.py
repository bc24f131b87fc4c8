"""Lists with nothing in them, with 300 cases and long names, and forms with their errors: accessible as well."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sign_in
from tests.browser.test_pages_in_a_browser import CASE, faults
from tests.web.conftest import build
from tests.web.fake_cases import FakeAccounts, FakeReader
from triage.web.server import serve

LONG = (
    "Wilhelmina-Josephine Featherstonehaugh-Cholmondeley of the Harrow Vale and Wexborough Hospitals Foundation Trust"
)


def crowded() -> FakeReader:
    reader = FakeReader()
    some = list(reader.cases.values())
    for number in range(300):
        case = some[number % len(some)]
        row = replace(case.row, reference=f"SCP-{number:04}-XX", agency=LONG, initials="WJF-C, " * 6, assigned_to=LONG)
        reader.cases[row.reference] = replace(case, row=row)
    return reader


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, str]]:
    servers = {
        name: serve(build(reader, FakeAccounts()), "127.0.0.1", 0)
        for name, reader in {"empty": FakeReader(empty=True), "many": crowded(), "plain": FakeReader()}.items()
    }
    for server in servers.values():
        server.start()
    yield {name: server.address for name, server in servers.items()}
    for server in servers.values():
        server.stop()


def opened(browser: Browser, site: str) -> Page:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    sign_in(page, site)
    return page


@pytest.mark.parametrize("state", ["empty", "many"])
def test_lists_are_accessible_and_fit_with_nothing_and_with_300_cases(
    browser: Browser, sites: dict[str, str], state: str
) -> None:
    page = opened(browser, sites[state])
    for address in ("/", "/?show=waiting", "/closed", "/needs-a-person", "/mail", "/statistics", "/health"):
        page.goto(sites[state] + address)
        assert faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.close()


def test_forms_with_their_errors_are_accessible(browser: Browser, sites: dict[str, str]) -> None:
    page = opened(browser, sites["plain"])
    for address, button in (
        (f"{CASE}/record", "Continue"),
        (f"{CASE}/changes", "Save answers"),
        (f"{CASE}/join", "Compare"),
        ("/search", "Search"),
    ):
        page.goto(sites["plain"] + address)
        page.get_by_role("button", name=button, exact=True).click()
        assert page.locator(".govuk-error-summary").is_visible(), address
        assert page.title().startswith("Error: "), address
        assert faults(page) == [], address
    page.close()
