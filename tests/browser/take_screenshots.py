"""Takes the pictures of the README from the demonstration: `make screenshots`."""

import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIGN_IN = re.compile(r"Open (\S+) and sign in as (\S+) with the password (\S+)")


def take(page: Page, address: str, username: str, password: str) -> None:
    page.goto(address)
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.screenshot(path=IMAGES / "queue.png", clip={"x": 0, "y": 0, "width": 1280, "height": 900})
    page.click("table a[href^='/cases/'] >> nth=1")
    page.click("text=Criteria")
    page.screenshot(path=IMAGES / "case.png")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-u", "service.py", "demo", "--port", "0"]
    demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address, username, password = next(match.groups() for line in demo.stdout if (match := SIGN_IN.search(line)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            take(browser.new_page(viewport={"width": 1280, "height": 900}), address, username, password)
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


if __name__ == "__main__":
    main()
