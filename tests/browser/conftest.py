"""A real browser over the pages, which stand on invented cases."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import require_tool
from tests.web.conftest import build
from tests.web.fake_cases import FakeAccounts, FakeReader
from triage.web.server import serve

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = require_tool("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    server = serve(build(FakeReader(hostile=True), FakeAccounts()), "127.0.0.1", 0)
    server.start()
    yield server.address
    server.stop()


class Complaints(list[str]):
    """What the browser complained of: console errors (policy violations among them), script faults, dialogs."""

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("dialog", lambda dialog: (self.append(f"dialog: {dialog.message}"), dialog.dismiss()))


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in")
    page.get_by_label("Username").fill("morgan")
    page.get_by_label("Password", exact=True).fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site}/")


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def page(browser: Browser, site: str, complaints: Complaints) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints.listen(page)
    sign_in(page, site)
    yield page
    page.close()


@pytest.fixture
def scriptless(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    sign_in(page, site)
    yield page
    page.close()
