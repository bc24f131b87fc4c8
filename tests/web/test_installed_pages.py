"""What an installation's settings make of its pages; and that no secret among them is shown."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from config.domain import DomainConfiguration, load_domain
from config.settings import Settings, load_settings
from tests.web.conftest import token_of
from tests.web.desks import letter_desk
from triage.installed_pages import Told, installed_pages, shown_settings
from triage.store.assembly import Store

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
SECRET = "never to be seen"
TOLD = Told(clock=lambda: NOW, version="1", demo_notice="", blank_form=lambda ending: ending.encode())


def settings_with(**changes: object) -> Settings:
    box = {"name": "lig", "host": "imap.example", "port": 993, "username": "lig@x.example", "password": SECRET}
    smtp = {"host": "relay.example", "sender": "lig@x.example", "password": SECRET}
    provider = {"tenant": "6f1d2c3b-4a59-4e68-8d77-9c0b1a2d3e4f", "client_id": "x", "client_secret": SECRET}
    web = {"public_address": "https://referrals.example", "sign_in": {"provider": provider}, "secure_cookies": False}
    return load_settings(mailboxes=[box], smtp=smtp, web=web, database=f"postgresql://u:{SECRET}@db/x", **changes)


def sites_of(domain: DomainConfiguration) -> Any:
    """The part of an installation's sites that its pages ask for."""
    pictures = SimpleNamespace(page=lambda _content, _page: None)
    return SimpleNamespace(general=SimpleNamespace(domain=domain), letters=letter_desk, pictures=pictures)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCP_CONFIG", raising=False)


def test_no_secret_is_among_the_settings_that_are_shown() -> None:
    shown = dict(shown_settings(settings_with()))

    assert SECRET not in str(shown)
    assert shown["Database"] == "postgresql"
    assert shown["Mailbox lig"] == "lig@x.example at imap.example, folder INBOX, TLS implicit, password"
    assert shown["Sign-in with work accounts"] == "on"
    assert shown["Sign-in with a password"] == "off"


@pytest.mark.parametrize(("codes", "following"), [(True, "/sign-in/code"), (False, "/")])
def test_codes_are_asked_for_where_the_settings_say_so(tmp_path: Path, codes: bool, following: str) -> None:
    domain = load_domain()
    store = Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path, domain)
    store.accounts.add("morgan", "Morgan Tees", "manager", "a long enough password")
    sites = sites_of(domain)
    settings = load_settings(web={"secure_cookies": False, "sign_in": {"codes": codes}})
    client = installed_pages(settings, store, sites, TOLD).test_client()
    form = {"csrf_token": token_of(client.get("/sign-in").text), "username": "morgan"}
    answer = client.post("/sign-in", data=form | {"password": "a long enough password"})
    store.close()

    assert answer.location == following


def test_with_a_provider_the_pages_lead_to_it(tmp_path: Path) -> None:
    domain = load_domain()
    store = Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path, domain)
    sites = sites_of(domain)
    page = installed_pages(settings_with(), store, sites, TOLD).test_client().get("/sign-in").text
    store.close()

    assert "/sign-in/provider" in page
    assert "Password" not in page
