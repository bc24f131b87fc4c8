"""Takes the pictures of docs/images from the demonstration: `make screenshots`.

With an address, a username and a password it takes them from a demonstration that is running already.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.demo_site import ROOT, DemoSite, demo_site

IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}
LONGEST = 1600  # pixels of a page that are kept
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Camera:
    """Takes pictures of pages of one site."""

    def __init__(self, page: Page, site: DemoSite, folder: Path) -> None:
        self.page, self.site, self.folder = page, site, folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str, address: str = "") -> None:
        """The top of a page."""
        if address:
            self.page.goto(self.site.address + address)
        size = self.page.viewport_size or WIDE
        height = self.page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(height, LONGEST)}
        picture = Image.open(io.BytesIO(self.page.screenshot(clip=clip, full_page=True)))
        picture.convert("RGB").quantize(64).save(self.folder / f"{name}.png", optimize=True)


def addresses(page: Page) -> list[str]:
    """Of the cases in the queue, in its order."""
    return [each.get_attribute("href") or "" for each in page.locator("a.app-reference").all()]


def walk(camera: Camera) -> None:
    """Every page, as somebody new to it would come by."""
    page = camera.page
    page.goto(f"{camera.site.address}/sign-in")
    camera.take("sign-in")
    camera.site.sign_in(page)
    camera.take("queue")
    cases = addresses(page)
    case = next((each for each in cases if _has(camera, each, "Show its pages as pictures")), cases[0])
    camera.take("case", f"{case}?view=criteria")
    for view in ("referral", "messages", "history"):
        camera.take(f"case-{view}", f"{case}?view={view}")
    camera.take("case-page-picture", f"{case}?names=shown&page=1")
    camera.take("correct-field", f"{case}/fields/children[0].dob")
    for name, form in _FORMS.items():
        camera.take(name, f"{case}/{form}")
    _letter(camera, case)
    page.goto(f"{camera.site.address}{case}/record")
    page.get_by_label("Recommendation to the partners").check()
    page.get_by_role("button", name="Continue").click()
    camera.take("record-outcome")
    page.get_by_label("Not notifiable: recommend local learning").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    camera.take("record-errors")
    for name, address in _PAGES.items():
        camera.take(name, address)
    page.goto(f"{camera.site.address}/needs-a-person")
    page.locator("main a[href^='/mail/']").first.click()
    camera.take("mail")
    page.goto(f"{camera.site.address}/search")
    page.get_by_label("Words").fill("injury")
    page.get_by_role("button", name="Search").click()
    camera.take("search-found")
    _merge(camera, cases[1], cases[2])
    page.set_viewport_size(NARROW)
    camera.take("queue-narrow", "/")
    camera.take("case-narrow", case)


def _letter(camera: Camera, case: str) -> None:
    """What a letter asks for, and its words to read before it goes out."""
    camera.take("letter-order", f"{case}/letters/agency_request")
    camera.page.get_by_label("To which address?").fill("head@academy.example")
    camera.page.get_by_role("button", name="Show the letter").click()
    camera.take("letter-words")


def _merge(camera: Camera, one: str, other: str) -> None:
    """Two referrals become one: what is asked, and what is proposed afterwards."""
    page = camera.page
    camera.take("compare-cases", f"{one}/join/{other.rpartition('/')[2]}")
    page.get_by_label("One referral: the other case goes on in this one").check()
    page.get_by_role("textbox", name="Reason").fill("The same admission, told by two agencies.")
    page.get_by_role("button", name="Save").click()
    camera.take("case-other-cases")
    page.get_by_role("link", name="Accept or refuse each").click()
    camera.take("proposed-changes")


_FORMS = {
    "assign": "assign",
    "add-field": "fields",
    "clock": "clocks/la_notification",
    "next-step": "next",
    "end": "end",
    "join": "join",
    "front-sheet": "print",
    "notification-sheet": "notification",
    "letters": "letters",
    "record": "record",
}
_PAGES = {
    "needs-a-person": "/needs-a-person",
    "all-mail": "/mail",
    "closed": "/closed",
    "search": "/search",
    "statistics": "/statistics",
    "health": "/health",
    "blank-form": "/forms",
    "not-found": "/nowhere",
}


def _has(camera: Camera, case: str, words: str) -> bool:
    camera.page.goto(camera.site.address + case)
    return camera.page.get_by_text(words).count() > 0


def take_all(site: DemoSite, folder: Path = IMAGES) -> None:
    """All pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        walk(Camera(browser.new_page(viewport=WIDE), site, folder))
        browser.close()


def main() -> None:
    if len(sys.argv) == 4:
        address, username, password = sys.argv[1:]
        take_all(DemoSite(address=address, username=username, password=password))
        return
    with demo_site() as site:
        take_all(site)


if __name__ == "__main__":
    main()
