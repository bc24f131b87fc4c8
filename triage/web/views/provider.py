"""The way to the sign-in provider and back."""

import secrets

import structlog
from flask import Blueprint, abort, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from triage.web.access import start_session
from triage.web.context import accounts, now, services
from triage.web.provider import Provider, ProviderRefused

_ATTEMPT = "attempt"  # opaque id of the try that this browser began
_WHY = {
    "declined": "You did not finish signing in. Try again.",
    "stale": "This sign-in was begun elsewhere or too long ago. Try again.",
    "unreachable": "The sign-in service cannot be reached. Try again in a few minutes.",
    "not_proven": "What the sign-in service sent could not be confirmed. If it happens again, tell your administrator.",
    "no_role": "Your account has no role in this service. Ask your administrator for one.",
    "shut_out": "Your account has been closed here. Ask your administrator.",
}
_log = structlog.get_logger(__name__)

pages = Blueprint("provider", __name__)


@pages.get("/sign-in/provider")
def leave() -> ResponseReturnValue:
    """Send the browser to the provider."""
    try:
        address, attempt = _provider().begin()
    except ProviderRefused as refused:
        return _refused(refused.code)
    attempt_id = secrets.token_urlsafe(32)
    accounts().providers.begin(attempt_id, attempt, now())
    session[_ATTEMPT] = attempt_id
    return redirect(address, 303)


@pages.get("/sign-in/provider/return")
def back() -> ResponseReturnValue:
    """Take the provider's answer, once, from the browser that asked."""
    provider = _provider()
    attempt = accounts().providers.take(str(session.pop(_ATTEMPT, "")), now())
    if attempt is None:
        return _refused("stale")
    try:
        person = provider.finish(request.args, attempt, now())
    except ProviderRefused as refused:
        return _refused(refused.code)
    session_id = accounts().providers.sign_in(person, now())
    return _refused("shut_out") if session_id is None else start_session(session_id)


@pages.get("/signed-out")
def signed_out() -> str:
    """Signed out here; the provider's own session is ended there."""
    address = _provider().sign_out_address()
    return render_template("signed_out.html", heading="You are signed out", address=address)


def _provider() -> Provider:
    return services().options.provider or abort(404)


def _refused(code: str) -> ResponseReturnValue:
    _log.warning("sign_in_refused", code=code)
    return render_template("error.html", heading="You are not signed in", text=_WHY[code], signed_in=False), 403
