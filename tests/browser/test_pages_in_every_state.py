"""Lists with nothing in them, and lists and cases with 300 cases and long names: accessible, and nothing too wide."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sign_in
from tests.browser.test_pages_in_a_browser import faults
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


def check(page: Page, what: str) -> None:
    """No fault, and nothing to scroll sideways: 320 pixels are what 400 % of zoom leave of 1280."""
    assert faults(page) == [], what
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, what


@pytest.mark.parametrize("state", ["empty", "many"])
def test_lists_are_accessible_and_fit_with_nothing_and_with_300_cases(
    browser: Browser, sites: dict[str, str], state: str
) -> None:
    page = opened(browser, sites[state])
    lists = ("/", "/?show=waiting", "/?state=logged&sort=received&area=x", "/closed", "/needs-a-person", "/mail")
    for address in (*lists, "/statistics", "/health"):
        page.goto(sites[state] + address)
        check(page, address)
    page.close()


@pytest.mark.parametrize("reference", ["SCP-0001-XX", "SCP-0002-XX"])
def test_a_case_with_long_names_fits(browser: Browser, sites: dict[str, str], reference: str) -> None:
    page = opened(browser, sites["many"])
    for view in ("referral", "criteria", "messages", "history"):
        page.goto(f"{sites['many']}/cases/{reference}?view={view}")
        check(page, reference)
    page.close()
