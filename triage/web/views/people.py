"""The list of people, for the administrator: adding, roles, shutting out, passwords and codes anew."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from triage.account_ports import ROLES, USERNAME
from triage.web.context import accounts, desk, now, signed_in
from triage.web.form_page import form_page
from triage.web.forms import Wrong, chosen, filled, notify, placed, text_of

_BOXES = {"taken": "username", "username": "username", "name": "name", "role": "role"}  # by what the book refuses

pages = Blueprint("people", __name__, url_prefix="/people")


@pages.get("")
def show() -> ResponseReturnValue:
    """Everybody who may sign in, or might."""
    return _page()


@pages.post("")
def add() -> ResponseReturnValue:
    """A local account; its first password is shown once."""
    username, name, role = text_of("username", 60), text_of("name", 210), text_of("role", 20)
    wrong = filled("username", "username_missing")
    if username and not USERNAME.fullmatch(username.lower()):
        wrong = {"username": "username"}
    wrong |= filled("name", "name_missing") | chosen("role", ROLES, "role")
    if wrong:
        return _page(wrong)
    try:
        password = accounts().people.add((username, name, role), signed_in(), now())
    except ValueError as error:
        return _page(placed(str(error), **_BOXES))
    return _page(shown=(name, password))


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


@pages.post("/<int:account_id>/partnerships")
def partnerships(account_id: int) -> ResponseReturnValue:
    """Whose cases they see."""
    names = request.form.getlist("partnerships")
    mailboxes = [box for name, boxes in desk().partnerships.items() if name in names for box in boxes]
    return _change(accounts().people.set_mailboxes, account_id, mailboxes)


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


def _page(wrong: Wrong | None = None, shown: tuple[str, str] | None = None) -> ResponseReturnValue:
    more = {
        "people": accounts().people.everybody(now()),
        "role_choices": [(each, each.capitalize()) for each in ROLES],
        "shown": shown,
        "partnerships": desk().partnerships,
        "me": signed_in().id,
    }
    return form_page("people.html", "People", wrong or {}, **more)
