"""Signing in on the pages over a real store: by password and code, and by a provider on this machine."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from flask.testing import FlaskClient

from config.domain import DomainConfiguration, load_domain
from tests.web.conftest import token_of
from tests.web.desks import letter_desk
from tests.web.local_provider import CLIENT, SECRET, TENANT, LocalProvider, running
from triage.model import Caseworker
from triage.store.assembly import Store
from triage.store.sessions import SignInRules
from triage.web.app import Ports, WebOptions, create_app
from triage.web.provider import Provider, ProviderRules

PASSWORD = "a long enough password"
START = datetime(2026, 11, 10, 9, tzinfo=UTC)
RETURN = "/sign-in/provider/return"


class House:
    """Pages with local accounts, and a clock that stands still."""

    def __init__(self, folder: Path, domain: DomainConfiguration, *, codes: bool = True, **options: object) -> None:
        self.now = START
        self.store = Store(f"sqlite:///{folder / 'referrals.db'}", folder, domain)
        self.accounts = self.store.accounts.with_rules(SignInRules(codes=codes))
        for role in ("caseworker", "administrator"):
            self.accounts.add(role, f"{role.title()} Person", role, PASSWORD)
        told = WebOptions(
            partnership_name="Harrow Vale", secret_key=b"k" * 32, clock=lambda: self.now, secure_cookies=False,
            version="0", **options,
        )  # fmt: skip
        self.app = create_app(Ports(reader=self.store.reader, accounts=self.accounts, letters=letter_desk), told)

    def browser(self) -> FlaskClient:
        return self.app.test_client()

    def password(self, browser: FlaskClient, username: str = "caseworker") -> str:
        form = {"csrf_token": token_of(browser.get("/sign-in").text), "username": username, "password": PASSWORD}
        return str(browser.post("/sign-in", data=form).location)

    def key(self, browser: FlaskClient) -> str:
        found = re.search(r'app-code">([A-Z2-7 ]+)<', browser.get("/sign-in/set-up").text)
        assert found
        return found[1].replace(" ", "")

    def send_code(self, browser: FlaskClient, page: str, code: str):
        return browser.post(page, data={"csrf_token": token_of(browser.get(page).text), "code": code})

    def enrolled(self, username: str = "caseworker") -> tuple[FlaskClient, str]:
        browser = self.browser()
        self.password(browser, username)
        key = self.key(browser)
        assert self.send_code(browser, "/sign-in/set-up", pyotp.TOTP(key).at(self.now)).location == "/"
        return browser, key

    def again(self, username: str, key: str) -> tuple[FlaskClient, str]:
        """Signed in once more, later."""
        browser = self.browser()
        self.password(browser, username)
        self.send_code(browser, "/sign-in/code", pyotp.TOTP(key).at(self.now))
        return browser, key


@pytest.fixture(scope="module")
def domain() -> DomainConfiguration:
    return load_domain()


@pytest.fixture
def house(tmp_path: Path, domain: DomainConfiguration) -> Iterator[House]:
    house = House(tmp_path, domain)
    yield house
    house.store.close()


def test_a_code_is_set_up_at_the_first_sign_in_and_asked_for_at_the_next(house: House) -> None:
    browser, key = house.enrolled()
    assert browser.get("/").status_code == 200
    house.now += timedelta(minutes=1)
    again = house.browser()
    assert house.password(again) == "/sign-in/code"
    assert again.get("/").location == "/sign-in/code"
    assert house.send_code(again, "/sign-in/code", pyotp.TOTP(key).at(house.now)).location == "/"
    assert again.get("/").status_code == 200


def test_the_picture_of_the_key_is_for_the_one_who_sets_it_up(house: House) -> None:
    browser = house.browser()
    house.password(browser)
    house.key(browser)
    picture = browser.get("/sign-in/set-up.svg")

    assert picture.mimetype == "image/svg+xml"
    assert b"<path" in picture.data
    assert picture.headers["Cache-Control"] == "no-store"
    assert house.browser().get("/sign-in/set-up.svg").status_code == 404


def test_a_wrong_code_is_told_apart_from_nothing_and_counts(house: House) -> None:
    browser, _ = house.enrolled()
    house.now += timedelta(minutes=1)
    browser = house.browser()
    house.password(browser)
    for _ in range(5):
        answer = house.send_code(browser, "/sign-in/code", "000000")
        assert answer.status_code == 403
        assert "<title>Error: Enter the code" in answer.text
    assert browser.get("/sign-in/code").location == "/sign-in"
    locked = house.browser()
    form = {"csrf_token": token_of(locked.get("/sign-in").text), "username": "caseworker", "password": PASSWORD}
    assert locked.post("/sign-in", data=form).status_code == 403


def test_the_page_that_was_asked_for_is_reached_through_both_steps(house: House) -> None:
    _, key = house.enrolled()
    house.now += timedelta(minutes=1)
    browser = house.browser()
    browser.get("/statistics?year=all")
    house.password(browser)

    code = pyotp.TOTP(key).at(house.now)
    assert house.send_code(browser, "/sign-in/code", code).location == "/statistics?year=all"


def test_each_step_gives_the_cookie_another_content(house: House) -> None:
    browser = house.browser()
    browser.get("/sign-in")
    seen = [browser.get_cookie("referrals").value]
    house.password(browser)
    seen.append(browser.get_cookie("referrals").value)
    house.send_code(browser, "/sign-in/set-up", pyotp.TOTP(house.key(browser)).at(house.now))
    seen.append(browser.get_cookie("referrals").value)

    assert len(set(seen)) == 3


def test_the_steps_are_nobodys_without_a_password(house: House) -> None:
    for page in ("/sign-in/code", "/sign-in/set-up"):
        assert house.browser().get(page).location == "/sign-in"


def test_an_idle_session_is_over(house: House) -> None:
    browser, _ = house.enrolled()
    house.now += timedelta(minutes=16)

    assert browser.get("/").location == "/sign-in"


def test_the_calendar_is_read_by_its_address_alone_until_it_is_taken_back(house: House) -> None:
    browser, _ = house.enrolled()
    page = browser.post("/calendar/renew", data={"csrf_token": token_of(browser.get("/calendar").text)}).text
    address = re.search(r"http://localhost(/calendar/[\w-]+\.ics)", page)[1]
    feed = house.browser().get(address)

    assert (feed.mimetype, feed.data[:15]) == ("text/calendar", b"BEGIN:VCALENDAR")
    assert address not in browser.get("/calendar").text
    browser.post("/calendar/revoke", data={"csrf_token": token_of(browser.get("/calendar").text)})
    assert house.browser().get(address).status_code == 404


def test_the_administrator_adds_somebody_who_can_sign_in(house: House) -> None:
    browser, _ = house.enrolled("administrator")
    form = {"csrf_token": token_of(browser.get("/people").text)}
    bad = browser.post("/people", data=form | {"username": "J R", "name": "Jo Reed", "role": "viewer"})
    assert bad.status_code == 400
    assert "A username has" in bad.text
    page = browser.post("/people", data=form | {"username": "j.reed", "name": "Jo Reed", "role": "viewer"}).text
    password = re.search(r'app-code">([^<]+)<', page)[1]

    assert house.accounts.sign_in("j.reed", password, house.now)
    assert password not in browser.get("/people").text


def test_somebody_shut_out_is_out_with_the_next_click(house: House) -> None:
    theirs, _ = house.enrolled("caseworker")
    browser, _ = house.enrolled("administrator")
    (person,) = [each for each in house.accounts.people.everybody(house.now) if each.username == "caseworker"]
    form = {"csrf_token": token_of(browser.get("/people").text), "access": "shut"}
    assert browser.post(f"/people/{person.id}/access", data=form).location == "/people"

    assert theirs.get("/").location == "/sign-in"
    assert "Shut out" in browser.get("/people").text


def test_changes_of_people_by_the_page(house: House) -> None:
    browser, _ = house.enrolled("administrator")
    house.enrolled("caseworker")
    (person,) = [each for each in house.accounts.people.everybody(house.now) if each.username == "caseworker"]
    form = {"csrf_token": token_of(browser.get("/people").text)}
    browser.post(f"/people/{person.id}/role", data=form | {"role": "manager"})
    browser.post(f"/people/{person.id}/code", data=form)
    page = browser.post(f"/people/{person.id}/password", data=form).text
    (after,) = [each for each in house.accounts.people.everybody(house.now) if each.id == person.id]

    assert (after.role, after.has_code) == ("manager", False)
    password = re.search(r'app-code">([^<]+)<', page)[1]
    assert house.accounts.sign_in("caseworker", password, house.now)
    assert house.accounts.sign_in("caseworker", PASSWORD, house.now) is None


def test_oneself_is_not_changed_on_the_page(house: House) -> None:
    browser, _ = house.enrolled("administrator")
    (me,) = [each for each in house.accounts.people.everybody(house.now) if each.username == "administrator"]
    form = {"csrf_token": token_of(browser.get("/people").text), "access": "shut"}
    browser.post(f"/people/{me.id}/access", data=form)

    assert "That cannot be changed" in browser.get("/people").text


def test_settings_show_rules_and_old_contacts_and_nothing_secret(tmp_path: Path, domain: DomainConfiguration) -> None:
    house = House(tmp_path, domain, shown_settings=(("Relay", "relay.example, from lig@x.example"),))
    browser, key = house.enrolled("administrator")
    assert domain.version in browser.get("/settings").text
    assert "relay.example" in browser.get("/settings").text
    assert "Check again" not in browser.get("/settings").text
    house.now = datetime(2027, 6, 1, 9, tzinfo=UTC)
    browser, _ = house.again("administrator", key)
    assert "Check again" in browser.get("/settings").text
    house.store.close()


@pytest.fixture(scope="module")
def server() -> Iterator[LocalProvider]:
    with running() as provider:
        yield provider


@pytest.fixture
def entra(
    server: LocalProvider, tmp_path: Path, domain: DomainConfiguration, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    server.claims, server.now = {}, int(START.timestamp())
    rules = ProviderRules(
        tenant=TENANT, client_id=CLIENT, client_secret=SECRET, authority=server.address,
        redirect_uri=f"https://referrals.example{RETURN}",
    )  # fmt: skip
    house = House(tmp_path, domain, provider=Provider(rules), local_accounts=False)
    yield house
    house.store.close()


def test_a_work_account_signs_in_and_out(entra: House, server: LocalProvider) -> None:
    browser = entra.browser()
    assert "Sign in with your work account" in browser.get("/sign-in").text
    assert "Password" not in browser.get("/sign-in").text
    answer = browser.get(RETURN, query_string=server.approve(browser.get("/sign-in/provider").location))
    assert answer.location == "/"
    page = browser.get("/").text
    assert "Robin Ash" in page
    left = browser.post("/sign-out", data={"csrf_token": token_of(page)})
    assert left.location == "/signed-out"
    assert f"{server.address}/{TENANT}/logout" in browser.get("/signed-out").text
    assert browser.get("/").location == "/sign-in"


def test_passwords_are_refused_where_only_the_provider_signs_in(entra: House) -> None:
    browser = entra.browser()
    token = token_of(entra.browser().get("/sign-in").text) if "csrf_token" in browser.get("/sign-in").text else "x"
    form = {"csrf_token": token, "username": "caseworker", "password": PASSWORD}

    assert browser.post("/sign-in", data=form).status_code == 403
    assert browser.get("/").location == "/sign-in"


def test_an_answer_is_taken_once_and_by_the_browser_that_asked(entra: House, server: LocalProvider) -> None:
    browser, other = entra.browser(), entra.browser()
    answer = server.approve(browser.get("/sign-in/provider").location)
    other.get("/sign-in/provider")

    assert other.get(RETURN, query_string=answer).status_code == 403
    assert browser.get(RETURN, query_string=answer).location == "/"
    assert browser.get(RETURN, query_string=answer).status_code == 403


@pytest.mark.parametrize(("claims", "words"), [({"roles": []}, "no role"), ({"nonce": "x"}, "could not be confirmed")])
def test_refusals_are_told_in_words(entra: House, server: LocalProvider, claims: dict, words: str) -> None:
    server.claims = claims
    browser = entra.browser()
    page = browser.get(RETURN, query_string=server.approve(browser.get("/sign-in/provider").location))

    assert page.status_code == 403
    assert words in page.text


def test_somebody_closed_here_stays_out_though_the_provider_vouches(entra: House, server: LocalProvider) -> None:
    browser = entra.browser()
    browser.get(RETURN, query_string=server.approve(browser.get("/sign-in/provider").location))
    (person,) = [each for each in entra.accounts.people.everybody(entra.now) if each.by_provider]
    entra.accounts.people.set_disabled(person.id, True, Caseworker(id=0, name="A", role="administrator"), entra.now)
    assert browser.get("/").location == "/sign-in"
    page = browser.get(RETURN, query_string=server.approve(browser.get("/sign-in/provider").location))

    assert (page.status_code, "has been closed" in page.text) == (403, True)


def test_without_a_provider_there_is_no_way_to_one(house: House) -> None:
    for page in ("/sign-in/provider", RETURN, "/signed-out"):
        assert house.browser().get(page).status_code == 404
