"""A person's calendar of due dates: its private address, made anew or taken back at will, and the file itself."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from triage.calendar_feed import as_calendar
from triage.web.context import accounts, now, services, signed_in
from triage.web.phrases import capitalize_first, in_words
from triage.web.wording import DEADLINES

pages = Blueprint("calendar", __name__, url_prefix="/calendar")


@pages.get("")
def show() -> str:
    """Whether an address is out, and how it is used."""
    return _page("")


@pages.post("/renew")
def renew() -> str:
    """A new address, shown this once."""
    return _page(accounts().feeds.renew(signed_in(), now()))


@pages.post("/revoke")
def revoke() -> ResponseReturnValue:
    """No address."""
    accounts().feeds.revoke(signed_in(), now())
    return redirect(url_for("calendar.show"), 303)


@pages.get("/<token>.ics")
def feed(token: str) -> Response:
    """Due dates for a calendar program, which signs in by nothing but the address."""
    owner = accounts().feeds.owner(token)
    if owner is None:
        abort(404)
    name = f"Due dates, {services().options.partnership_name}"
    content = as_calendar(
        accounts().feeds.due_dates(owner), name, lambda kind: capitalize_first(in_words(DEADLINES, kind)), now()
    )
    return Response(content, mimetype="text/calendar")


def _page(token: str) -> str:
    address = url_for("calendar.feed", token=token, _external=True) if token else ""
    has_one = accounts().feeds.has_one(signed_in())
    return render_template("calendar.html", heading="Calendar of due dates", address=address, has_one=has_one)
