"""Who gets in: nobody without a sign-in, nothing unsafe without a token, and nothing left in caches or addresses."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import build, sign_in, token_of
from tests.web.desks import letter_desk
from tests.web.fake_cases import FakeAccounts, FakeReader
from triage.web.access import ADMINISTRATION, FOR_EVERY_ROLE, OFFICE, OPEN_ENDPOINTS, REGAINING
from triage.web.wording_people import GUARDS

ARGUMENTS: dict[str, object] = {
    "message_id": 1,
    "reference": "SCP-7F3K-2Q",
    "item_id": 11,
    "file_id": 1,
    "filename": "app.css",
    "key": "abuse_or_neglect",
    "path": "children[0].dob",
    "kind": "la_notification",
    "decision_id": 1,
    "other": "SCP-2M9D-8X",
    "ending": "docx",
    "token": "token",
    "account_id": 7,
    "email_id": 1,
    "page": 1,
}
ELSEWHERE = {"letters.write": {"kind": "request_information"}}  # what a name stands for at one endpoint
LOOKING = ("viewer", "administrator")  # roles that see everything and change nothing
CHANGING = ("caseworker", "manager")


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every route of the app's own table: endpoint, method, address."""
    found = []
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        answers = re.findall(r"any\(([^)]+)\):answer", rule.rule)
        for answer in answers[0].split(", ") if answers else [""]:
            known = ARGUMENTS | {"answer": answer} | ELSEWHERE.get(rule.endpoint, {})
            wanted = {name: known[name] for name in rule.arguments}
            methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            found += [(rule.endpoint, each, adapter.build(rule.endpoint, wanted, method=each)) for each in methods]
    return found


def test_the_route_table_is_covered_without_gaps(app: Flask) -> None:
    assert len(addresses(app)) >= 35
    assert {endpoint for endpoint, *_ in addresses(app)} == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_every_route_but_the_listed_ones_sends_a_stranger_to_sign_in(app: Flask) -> None:
    for endpoint, method, path in addresses(app):
        if endpoint in OPEN_ENDPOINTS or method != "GET":
            continue
        answer = app.test_client().open(path, method=method)
        assert (answer.status_code, answer.location) == (303, "/sign-in"), endpoint
        assert b"Okonjo" not in answer.data


def test_an_address_that_does_not_exist_tells_a_stranger_nothing(stranger: FlaskClient) -> None:
    assert stranger.get("/cases/SCP-0000-00").location == stranger.get("/nowhere").location == "/sign-in"


def test_every_unsafe_route_refuses_a_post_without_its_token(app: Flask, client: FlaskClient) -> None:
    unsafe = [path for _, method, path in addresses(app) if method != "GET"]
    assert len(unsafe) >= 18
    for path in unsafe:
        answer = client.post(path, data={"csrf_token": "made up"})
        assert answer.status_code == 403
        assert "This page has expired" in answer.text


@pytest.mark.parametrize("role", LOOKING)
def test_every_route_by_role_those_that_only_look_change_nothing(app: Flask, accounts: FakeAccounts, role: str) -> None:
    accounts.role = role
    client = app.test_client()
    assert sign_in(client) == 303
    token = token_of(client.get("/").text)
    for endpoint, method, path in addresses(app):
        if endpoint.startswith(("access.", "static", "codes.", "provider.")):
            continue
        with client.open(path, method=method, data={"csrf_token": token} if method == "POST" else None) as answer:
            room = endpoint.split(".")[0]
            closed = room in OFFICE or (method == "POST" and endpoint not in FOR_EVERY_ROLE)
            closed = role != "administrator" if room in {*ADMINISTRATION, REGAINING} else closed
            assert (answer.status_code == 403) is closed, (endpoint, method)


@pytest.mark.parametrize("role", CHANGING)
def test_every_page_to_change_something_opens_for_roles_that_do(app: Flask, accounts: FakeAccounts, role: str) -> None:
    accounts.role = role
    client = app.test_client()
    assert sign_in(client) == 303
    for endpoint, method, path in addresses(app):
        if method == "GET" and endpoint.split(".")[0] in OFFICE:
            assert client.get(path).status_code == 200, endpoint
        if endpoint.split(".")[0] in ADMINISTRATION:
            token = token_of(client.get("/").text)
            assert client.open(path, method=method, data={"csrf_token": token}).status_code == 403, endpoint


@pytest.mark.parametrize("role", LOOKING)
def test_nothing_to_press_is_shown_to_roles_that_only_look(app: Flask, accounts: FakeAccounts, role: str) -> None:
    accounts.role = role
    client = app.test_client()
    sign_in(client)
    for address in (
        "/",
        "/mail/11",
        *(f"/cases/SCP-7F3K-2Q?view={view}" for view in ("referral", "criteria", "messages")),
    ):
        forms = re.findall(r"<form[^>]*>", client.get(address).text)
        sending = {re.findall('action="([^"]+)"', form)[0] for form in forms if 'method="get"' not in form}
        assert sending <= {"/sign-out", "/search"}, address


def test_signing_in_leads_to_the_page_that_was_asked_for(stranger: FlaskClient) -> None:
    stranger.get("/cases/SCP-7F3K-2Q?view=criteria")
    token = token_of(stranger.get("/sign-in").text)
    form = {"csrf_token": token, "username": "morgan", "password": "correct horse"}
    assert stranger.post("/sign-in", data=form).location == "/cases/SCP-7F3K-2Q?view=criteria"


def test_a_wrong_pair_gets_one_answer_whatever_was_wrong(stranger: FlaskClient) -> None:
    for changes in ({"password": "no"}, {"username": "nobody"}):
        form = {
            "csrf_token": token_of(stranger.get("/sign-in").text),
            "username": "morgan",
            "password": "correct horse",
        }
        answer = stranger.post("/sign-in", data=form | changes)
        assert answer.status_code == 403
        assert GUARDS["wrong_pair"] in answer.text
        assert "<title>Error: Sign in" in answer.text
        assert "correct horse" not in answer.text


def test_the_form_token_from_before_the_sign_in_is_worth_nothing_after_it(stranger: FlaskClient) -> None:
    before = token_of(stranger.get("/sign-in").text)
    assert sign_in(stranger) == 303
    assert stranger.post("/sign-out", data={"csrf_token": before}).status_code == 403


def test_signing_out_ends_the_session_for_its_holder_and_in_the_book(
    client: FlaskClient, accounts: FakeAccounts
) -> None:
    token = token_of(client.get("/").text)
    assert client.post("/sign-out", data={"csrf_token": token}).location == "/sign-in"
    assert accounts.open == set()
    assert client.get("/").location == "/sign-in"


def test_a_session_that_the_book_has_ended_is_over(client: FlaskClient, accounts: FakeAccounts) -> None:
    accounts.open.clear()
    assert client.get("/cases/SCP-7F3K-2Q").location == "/sign-in"


@pytest.mark.parametrize(("secure", "name"), [(True, "__Host-referrals"), (False, "referrals")])
def test_the_cookie_holds_an_opaque_id_and_no_script_or_other_site_gets_it(secure: bool, name: str) -> None:
    client = build(FakeReader(), FakeAccounts(), secure=secure).test_client()
    base = "https://localhost" if secure else "http://localhost"
    answer = client.get("/sign-in", base_url=base)
    form = {"csrf_token": token_of(answer.text), "username": "morgan", "password": "correct horse"}
    cookie = client.post("/sign-in", data=form, base_url=base).headers["Set-Cookie"]
    assert cookie.startswith(f"{name}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert ("Secure" in cookie) is secure
    assert "Domain" not in cookie


def test_a_short_secret_key_is_refused() -> None:
    from datetime import UTC, datetime

    from triage.web.app import Ports, WebOptions, create_app

    options = WebOptions(
        partnership_name="x", secret_key=b"short", clock=lambda: datetime.now(UTC), secure_cookies=True, version="1"
    )
    with pytest.raises(ValueError, match="16 bytes"):
        create_app(Ports(reader=FakeReader(), accounts=FakeAccounts(), letters=letter_desk), options)
