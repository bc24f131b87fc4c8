"""Accounts on a real database: passwords, codes, providers, calendars and the list of people."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from triage.account_ports import ProviderPerson, ProviderTry
from triage.model import Caseworker
from triage.store.accounts import MOST_FAILURES, DatabaseAccounts
from triage.store.sessions import SignInRules
from triage.store.tables_audit import AccountRow, EventRow, SignInRow

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
LATER = timedelta(seconds=31)
PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PERSON = ProviderPerson(subject="tenant:object", name="Robin Ash", username="robin.ash@council.example", role="viewer")


def accounts_of(engine, **rules) -> DatabaseAccounts:
    return DatabaseAccounts(engine, QUICK, key=b"k" * 32, rules=SignInRules(**rules))


@pytest.fixture
def plain(engine) -> DatabaseAccounts:
    accounts = accounts_of(engine)
    accounts.add("morgan", "Morgan Tees", "manager", PASSWORD)
    return accounts


@pytest.fixture
def coded(engine) -> DatabaseAccounts:
    accounts = accounts_of(engine, codes=True)
    accounts.add("morgan", "Morgan Tees", "manager", PASSWORD)
    return accounts


def enrolled(accounts: DatabaseAccounts) -> str:
    """The key of Morgan's codes."""
    waiting = accounts.sign_in("morgan", PASSWORD, NOW)
    key = accounts.codes.offered_key(waiting, NOW)
    assert accounts.codes.enrol(waiting, pyotp.TOTP(key).at(NOW), NOW)
    return key


def morgan(accounts: DatabaseAccounts) -> Caseworker:
    (person,) = [each for each in accounts.people.everybody(NOW) if each.username == "morgan"]
    return Caseworker(id=person.id, name=person.name, role=person.role)


def actions(engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(EventRow.action).order_by(EventRow.id)))


def test_a_password_alone_signs_in_where_no_code_is_asked_for(plain) -> None:
    assert plain.session(plain.sign_in("Morgan", PASSWORD, NOW), NOW).name == "Morgan Tees"


def test_the_session_idles_out_and_ages_out(engine) -> None:
    accounts = accounts_of(engine, idle=timedelta(minutes=15), longest=timedelta(hours=8))
    accounts.add("morgan", "Morgan Tees", "manager", PASSWORD)
    idle = accounts.sign_in("morgan", PASSWORD, NOW)
    assert accounts.session(idle, NOW + timedelta(minutes=16)) is None
    old = accounts.sign_in("morgan", PASSWORD, NOW)
    for minutes in range(0, 8 * 60, 10):
        assert accounts.session(old, NOW + timedelta(minutes=minutes))
    assert accounts.session(old, NOW + timedelta(hours=8, minutes=1)) is None


def test_between_password_and_code_nobody_is_signed_in(coded) -> None:
    waiting = coded.sign_in("morgan", PASSWORD, NOW)

    assert coded.session(waiting, NOW) is None
    assert coded.codes.pending(waiting, NOW).stage == "enrol"
    assert coded.codes.pending(waiting, NOW + timedelta(minutes=11)) is None


def test_a_code_is_set_up_with_proof_and_the_session_id_changes(coded, engine) -> None:
    waiting = coded.sign_in("morgan", PASSWORD, NOW)
    key = coded.codes.offered_key(waiting, NOW)
    assert coded.codes.offered_key(waiting, NOW) == key
    assert coded.codes.enrol(waiting, "000000", NOW) is None

    session_id = coded.codes.enrol(waiting, pyotp.TOTP(key).at(NOW), NOW)
    assert session_id not in (None, waiting)
    assert coded.session(session_id, NOW).name == "Morgan Tees"
    assert coded.codes.pending(waiting, NOW) is None
    with Session(engine) as session:
        assert key not in session.scalar(select(AccountRow.code_key))


def test_each_code_is_taken_once_and_only_around_its_time(coded) -> None:
    key = enrolled(coded)
    then = NOW + LATER
    waiting = coded.sign_in("morgan", PASSWORD, then)
    assert coded.codes.pending(waiting, then).stage == "code"
    assert coded.codes.offered_key(waiting, then) == ""
    for wrong in (pyotp.TOTP(key).at(NOW), pyotp.TOTP(key).at(then + timedelta(minutes=5)), "", "１２３４５６"):
        assert coded.codes.check(waiting, wrong, then) is None
    right = pyotp.TOTP(key).at(then)
    assert coded.codes.check(waiting, f"{right[:3]} {right[3:]}", then)
    again = coded.sign_in("morgan", PASSWORD, then)
    assert coded.codes.check(again, right, then) is None


def test_an_enrolled_person_cannot_set_up_another_key_with_the_password_alone(coded) -> None:
    enrolled(coded)
    waiting = coded.sign_in("morgan", PASSWORD, NOW + LATER)

    assert coded.codes.enrol(waiting, "000000", NOW + LATER) is None
    assert coded.codes.offered_key(waiting, NOW + LATER) == ""


def test_wrong_codes_lock_the_account_as_wrong_passwords_do(coded, engine) -> None:
    key = enrolled(coded)
    then = NOW + LATER
    waiting = coded.sign_in("morgan", PASSWORD, then)
    for _ in range(MOST_FAILURES):
        assert coded.codes.check(waiting, "000000", then) is None

    assert coded.codes.check(waiting, pyotp.TOTP(key).at(then), then) is None
    assert coded.sign_in("morgan", PASSWORD, then) is None
    assert coded.sign_in("morgan", PASSWORD, then + timedelta(minutes=16))
    assert "account_locked" in actions(engine)


def test_a_right_password_does_not_wipe_out_the_count_of_wrong_codes(coded) -> None:
    enrolled(coded)
    then = NOW + LATER
    for _ in range(MOST_FAILURES):
        waiting = coded.sign_in("morgan", PASSWORD, then)
        assert coded.codes.check(waiting, "000000", then) is None

    assert coded.sign_in("morgan", PASSWORD, then) is None


def test_a_key_of_another_installation_lets_nobody_in(coded, engine) -> None:
    key = enrolled(coded)
    moved = DatabaseAccounts(engine, QUICK, key=b"x" * 32, rules=SignInRules(codes=True))
    then = NOW + LATER
    waiting = moved.sign_in("morgan", PASSWORD, then)

    assert moved.codes.check(waiting, pyotp.TOTP(key).at(then), then) is None


def test_a_try_at_the_provider_is_taken_once_and_soon(plain) -> None:
    attempt = ProviderTry(state="s", nonce="n", verifier="v")
    plain.providers.begin("id", attempt, NOW)
    assert plain.providers.take("other", NOW) is None
    assert plain.providers.take("id", NOW) == attempt
    assert plain.providers.take("id", NOW) is None
    plain.providers.begin("late", attempt, NOW)
    assert plain.providers.take("late", NOW + timedelta(minutes=11)) is None


def test_people_of_the_provider_are_known_by_what_never_changes(plain) -> None:
    first = plain.session(plain.providers.sign_in(PERSON, NOW), NOW)
    renamed = ProviderPerson(subject=PERSON.subject, name="Robin Ash-Lee", username="other@x.example", role="manager")
    second = plain.session(plain.providers.sign_in(renamed, NOW), NOW)

    assert (first.id, first.role) == (second.id, "viewer")
    assert (second.name, second.role) == ("Robin Ash-Lee", "manager")


def test_a_provider_name_never_opens_a_local_account(plain) -> None:
    thief = ProviderPerson(subject="tenant:thief", name="Morgan Tees", username="morgan", role="viewer")
    person = plain.session(plain.providers.sign_in(thief, NOW), NOW)

    assert person.id != morgan(plain).id
    assert plain.sign_in("tenant:thief", "", NOW) is None


def test_somebody_shut_out_stays_out_by_every_way(plain, engine) -> None:
    admin = Caseworker(id=0, name="Ada Min", role="administrator")
    local, theirs = plain.sign_in("morgan", PASSWORD, NOW), plain.providers.sign_in(PERSON, NOW)
    token = plain.feeds.renew(morgan(plain), NOW)
    for person in plain.people.everybody(NOW):
        plain.people.set_disabled(person.id, True, admin, NOW)

    assert plain.session(local, NOW) is None
    assert plain.session(theirs, NOW) is None
    assert plain.sign_in("morgan", PASSWORD, NOW) is None
    assert plain.providers.sign_in(PERSON, NOW) is None
    assert plain.feeds.owner(token) is None
    assert actions(engine).count("person_shut_out") == 2


def test_a_calendar_token_is_one_a_person_and_can_be_taken_back(plain, engine) -> None:
    who = morgan(plain)
    first = plain.feeds.renew(who, NOW)
    assert plain.feeds.owner(first).id == who.id
    second = plain.feeds.renew(who, NOW)
    assert plain.feeds.owner(first) is None
    assert plain.feeds.has_one(who)
    plain.feeds.revoke(who, NOW)
    assert plain.feeds.owner(second) is None
    assert plain.feeds.owner("") is None
    assert not plain.feeds.has_one(who)
    with Session(engine) as session:
        assert second not in str(session.execute(select(AccountRow.feed_hash)).all())


def test_a_new_person_gets_a_password_once(plain) -> None:
    admin = morgan(plain)
    password = plain.people.add(("j.reed", "Jo Reed", "caseworker"), admin, NOW)

    assert plain.session(plain.sign_in("j.reed", password, NOW), NOW).role == "caseworker"
    refused = {
        "taken": ("j.reed", "X", "viewer"),
        "username": ("a b", "X", "viewer"),
        "name": ("new", "", "viewer"),
        "role": ("new", "X", "boss"),
    }
    for why, bad in refused.items():
        with pytest.raises(ValueError, match=why):
            plain.people.add(bad, admin, NOW)


def test_changes_to_a_person_end_their_sessions_and_stand_in_the_history(plain, engine) -> None:
    admin = Caseworker(id=0, name="Ada Min", role="administrator")
    who = morgan(plain)
    for change in (
        lambda: plain.people.set_role(who.id, "viewer", admin, NOW),
        lambda: plain.people.reset_code(who.id, admin, NOW),
        lambda: plain.people.new_password(who.id, admin, NOW),
    ):
        with Session(engine) as session, session.begin():
            session_id = "fixed"
            session.merge(SignInRow(id_hash=_hash(session_id), account_id=who.id, began_at=NOW, last_seen_at=NOW))
        change()
        assert plain.session("fixed", NOW) is None
    assert actions(engine)[-3:] == ["role_changed", "code_reset", "password_renewed"]
    assert plain.sign_in("morgan", PASSWORD, NOW) is None


def test_nobody_shuts_themselves_out_or_raises_themselves(plain) -> None:
    who = morgan(plain)
    with pytest.raises(ValueError, match="oneself"):
        plain.people.set_disabled(who.id, True, who, NOW)
    with pytest.raises(ValueError, match="oneself"):
        plain.people.set_role(who.id, "administrator", who, NOW)


def test_what_the_provider_says_of_its_people_is_not_changed_here(plain) -> None:
    admin = morgan(plain)
    plain.providers.sign_in(PERSON, NOW)
    (theirs,) = [each for each in plain.people.everybody(NOW) if each.by_provider]
    with pytest.raises(ValueError, match="provider"):
        plain.people.set_role(theirs.id, "manager", admin, NOW)
    with pytest.raises(ValueError, match="provider"):
        plain.people.new_password(theirs.id, admin, NOW)


def _hash(session_id: str) -> str:
    from triage.store.sessions import hashed

    return hashed(session_id)
