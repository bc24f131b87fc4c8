"""The demonstration as a process of its own, for browsers to walk through."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SIGN_IN = re.compile(r"Open (\S+) and sign in as (\S+) with the password (\S+)")


@dataclass(frozen=True, kw_only=True)
class DemoSite:
    """Where it is, and who may sign in."""

    address: str
    username: str
    password: str
    scripted: bool = True  # whether the browsers that visit it run script

    def sign_in(self, page: Page) -> None:
        """As a person would."""
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Username").fill(self.username)
        page.get_by_label("Password", exact=True).fill(self.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{self.address}/")


@contextmanager
def demo_site() -> Iterator[DemoSite]:
    """Started, with its mailbox read; gone afterwards."""
    command = [sys.executable, "-u", "service.py", "demo", "--port", "0"]
    demo = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert demo.stdout is not None
        address, username, password = next(match.groups() for line in demo.stdout if (match := SIGN_IN.search(line)))
        yield DemoSite(address=address.rstrip("/"), username=username, password=password)
    finally:
        demo.terminate()
        demo.wait()
        if demo.stdout is not None:
            demo.stdout.close()
