"""Signing in and out, and two rules: every page is closed unless listed here, and only some roles change."""

from flask import Blueprint, Flask, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from triage.casework.confining import REGAINERS
from triage.web import drafts
from triage.web.context import accounts, now, services
from triage.web.forms import Wrong, filled, text_of

OPEN_ENDPOINTS = frozenset(
    {
        "static", "access.sign_in", "access.check_sign_in", "codes.ask", "codes.check", "codes.offer", "codes.picture",
        "codes.set_up", "provider.leave", "provider.back", "provider.signed_out", "calendar.feed", "health.live",
    }
)  # fmt: skip
# Blueprints of which every page is for changing something.
OFFICE = frozenset({"casework", "confining", "drafting", "joining", "recording", "letters", "mailroom"})
REGAINING = "regaining"  # blueprint for those who may regain a case, the administrator among them
ADMINISTRATION = frozenset({"people", "settings"})  # blueprints of which every page is the administrator's alone
FOR_EVERY_ROLE = frozenset({"access.sign_out", "search.find", "calendar.renew", "calendar.revoke"})  # what any may send
_SIGN_IN = "sign_in"  # opaque id of the session; its state is kept by `Accounts`
_WANTED = "wanted"  # page of ours that was asked for before signing in

pages = Blueprint("access", __name__)


def close_pages(app: Flask) -> None:
    """Require a sign-in for every endpoint outside OPEN_ENDPOINTS, addresses that do not exist included."""
    app.before_request(_require_sign_in)
    app.after_request(lambda response: drafts.forget_when_done(response, OFFICE))
    app.register_blueprint(pages)


def _require_sign_in() -> ResponseReturnValue | None:
    if request.endpoint in OPEN_ENDPOINTS:
        return None
    session_id = session.get(_SIGN_IN, "")
    person = accounts().session(session_id, now()) if session_id else None
    if person is None:
        if waiting_session():
            return redirect(url_for("codes.ask"), 303)
        session.pop(_SIGN_IN, None)
        if drafts.rescue(OFFICE) or (request.method == "GET" and request.endpoint):
            session[_WANTED] = request.full_path.rstrip("?")
        return redirect(url_for("access.sign_in"), 303)
    g.caseworker = person
    drafts.remember_who()
    if request.blueprint == REGAINING:
        return None if person.role in REGAINERS else abort(403)
    if request.blueprint in ADMINISTRATION:
        return None if person.role == "administrator" else abort(403)
    looks_only = request.method in ("GET", "HEAD") and request.blueprint not in OFFICE
    if not (looks_only or person.changes_cases or request.endpoint in FOR_EVERY_ROLE):
        abort(403)
    if request.blueprint in OFFICE:
        drafts.recall()
    return None


@pages.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The sign-in page; straight to the queue for somebody who is signed in."""
    if session.get(_SIGN_IN) and accounts().session(session[_SIGN_IN], now()):
        return redirect(url_for("queue.open_cases"), 303)
    if session.get(_SIGN_IN) and accounts().codes.pending(session[_SIGN_IN], now()):
        return redirect(url_for("codes.ask"), 303)
    return _page({})


@pages.post("/sign-in")
def check_sign_in() -> ResponseReturnValue:
    """Try the pair. The answer never says which half was wrong."""
    if not services().options.local_accounts:
        abort(403)
    wrong = filled("username", "username_empty") | filled("password", "password_empty")
    if wrong:
        return _page(wrong)
    session_id = accounts().sign_in(text_of("username", 100), request.form.get("password", ""), now())
    if session_id is None:
        return _page({"username": "wrong_pair"})
    if accounts().codes.pending(session_id, now()):
        return start_session(session_id, url_for("codes.ask"))
    return start_session(session_id)


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session here and in the book of sessions."""
    accounts().sign_out(session[_SIGN_IN])
    session.clear()
    return redirect(url_for("provider.signed_out" if services().options.provider else "access.sign_in"), 303)


def start_session(session_id: str, following: str = "") -> ResponseReturnValue:
    """Go on under a fresh session: to what was asked for before, or to the next step of signing in."""
    wanted = session.get(_WANTED)
    session.clear()  # a fresh form token: nothing from before the sign-in stays valid
    session[_SIGN_IN] = session_id
    if following and wanted:
        session[_WANTED] = wanted
    return redirect(following or wanted or url_for("queue.open_cases"), 303)


def waiting_session() -> str:
    """The id of a session in which the password was right and a code is asked for; empty where there is none."""
    session_id = str(session.get(_SIGN_IN, ""))
    return session_id if session_id and accounts().codes.pending(session_id, now()) else ""


def _page(wrong: Wrong) -> ResponseReturnValue:
    page = render_template(
        "sign_in.html", heading="Sign in", wrong=wrong, sent=request.form, provider=services().options.provider
    )
    return page, 403 if wrong else 200
