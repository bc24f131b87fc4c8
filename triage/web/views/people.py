"""The list of people, for the administrator: adding, roles, shutting out, passwords and codes anew."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from triage.account_ports import ROLES
from triage.web.context import accounts, now, signed_in
from triage.web.forms import notify, text_of

REFUSALS = {
    "taken": "There is somebody with that username already",
    "username": "A username has 2 to 41 small letters, digits, dots, dashes or underlines",
    "name": "Enter the name as it is to stand in the history",
    "role": "Choose a role",
}

pages = Blueprint("people", __name__, url_prefix="/people")


@pages.get("")
def show() -> str:
    """Everybody who may sign in, or might."""
    return _page()


@pages.post("")
def add() -> ResponseReturnValue:
    """A local account; its first password is shown once."""
    person = text_of("username", 60), text_of("name", 210), text_of("role", 20)
    try:
        password = accounts().people.add(person, signed_in(), now())
    except ValueError as error:
        sent = dict(zip(("username", "name", "role"), person, strict=True))
        return _page(refused=REFUSALS[str(error)], wrong=_box(str(error)), sent=sent), 422
    return _page(shown=(person[1], password))


@pages.post("/<int:account_id>/password")
def password(account_id: int) -> ResponseReturnValue:
    """A new password, shown once; it also unlocks the account."""
    try:
        made = accounts().people.new_password(account_id, signed_in(), now())
    except ValueError:
        return _changed("person_not_changed")
    name = next(each.name for each in accounts().people.everybody(now()) if each.id == account_id)
    return _page(shown=(name, made))


@pages.post("/<int:account_id>/role")
def role(account_id: int) -> ResponseReturnValue:
    """Another role."""
    return _change(accounts().people.set_role, account_id, text_of("role", 20))


@pages.post("/<int:account_id>/access")
def access(account_id: int) -> ResponseReturnValue:
    """Shut somebody out, or let them in again."""
    return _change(accounts().people.set_disabled, account_id, text_of("access", 10) != "open")


@pages.post("/<int:account_id>/code")
def code(account_id: int) -> ResponseReturnValue:
    """Forget the key of the codes: the next sign-in sets up another."""
    return _change(accounts().people.reset_code, account_id)


def _change(change: Callable[..., None], account_id: int, *rest: Any) -> ResponseReturnValue:
    try:
        change(account_id, *rest, signed_in(), now())
    except ValueError:
        return _changed("person_not_changed")
    return _changed("person_changed")


def _changed(done: str) -> ResponseReturnValue:
    refused = done if done == "person_not_changed" else ""
    notify(refused, done)
    return redirect(url_for("people.show"), 303)


def _box(problem: str) -> str:
    return "username" if problem == "taken" else problem


def _page(
    *,
    refused: str = "",
    wrong: str = "",
    sent: dict[str, str] | None = None,
    shown: tuple[str, str] | None = None,
) -> str:
    return render_template(
        "people.html",
        heading="People",
        people=accounts().people.everybody(now()),
        role_choices=[(each, each.capitalize()) for each in ROLES],
        refused=refused,
        wrong=wrong,
        error=refused,
        sent=sent or {},
        shown=shown,
        me=signed_in().id,
    )
