"""The pages over invented cases, with somebody signed in."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.desks import letter_desk
from tests.web.fake_cases import NOW, FakeAccounts, FakeReader
from triage.web.app import Ports, WebOptions, create_app


def build(reader: FakeReader, accounts: FakeAccounts, *, secure: bool = False) -> Flask:
    options = WebOptions(
        partnership_name="Harrow Vale Safeguarding Children Partnership",
        secret_key=b"0123456789abcdef0123456789abcdef",
        clock=lambda: NOW,
        secure_cookies=secure,
        version="0.1.0",
        demo_notice="Every person and case here is invented.",
        blank_form=lambda ending: f"a blank form as {ending}".encode(),
    )
    return create_app(Ports(reader=reader, accounts=accounts, letters=letter_desk), options)


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, "the form has no token"
    return found.group(1)


def sign_in(client: FlaskClient, **changes: str) -> int:
    token = token_of(client.get("/sign-in").text)
    form = {"csrf_token": token, "username": "morgan", "password": "correct horse"} | changes
    return client.post("/sign-in", data=form).status_code


@pytest.fixture
def reader() -> FakeReader:
    return FakeReader(hostile=True)


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()


@pytest.fixture
def app(reader: FakeReader, accounts: FakeAccounts) -> Flask:
    return build(reader, accounts)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    client = app.test_client()
    assert sign_in(client) == 303
    return client
