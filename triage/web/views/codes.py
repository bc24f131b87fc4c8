"""The second step of signing in with a password: the one-time code, and setting it up."""

from io import BytesIO

import pyotp
import segno
from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from triage.account_ports import Pending
from triage.web.access import start_session, waiting_session
from triage.web.context import accounts, now, services
from triage.web.forms import Wrong

_WRONG = {"code": "wrong_code"}

pages = Blueprint("codes", __name__, url_prefix="/sign-in")


@pages.get("/code")
def ask() -> ResponseReturnValue:
    """The question for a code; for somebody who has none yet, setting one up."""
    waiting = _waiting()
    if waiting is None:
        return redirect(url_for("access.sign_in"), 303)
    if waiting.stage == "enrol":
        return redirect(url_for("codes.offer"), 303)
    return render_template("code.html", heading="Enter the code", wrong={})


@pages.post("/code")
def check() -> ResponseReturnValue:
    """Take the code."""
    session_id = accounts().codes.check(waiting_session(), request.form.get("code", "")[:20], now())
    if session_id is None:
        return render_template("code.html", heading="Enter the code", wrong=_WRONG), 403
    return start_session(session_id)


@pages.get("/set-up")
def offer() -> ResponseReturnValue:
    """A key for the person's authenticator."""
    key = accounts().codes.offered_key(waiting_session(), now())
    return _offer(key, {}) if key else redirect(url_for("access.sign_in"), 303)


@pages.get("/set-up.svg")
def picture() -> Response:
    """The key as a picture that an authenticator reads; for nobody but the one who is setting it up."""
    waiting = _waiting()
    key = accounts().codes.offered_key(waiting_session(), now())
    if waiting is None or not key:
        abort(404)
    address = pyotp.TOTP(key).provisioning_uri(name=waiting.username, issuer_name=services().options.partnership_name)
    drawn = BytesIO()
    segno.make(address).save(drawn, kind="svg", scale=5, border=4, svgclass=None, lineclass=None, light="#fff")
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@pages.post("/set-up")
def set_up() -> ResponseReturnValue:
    """Take the key, once a code proves that the authenticator has it."""
    session_id = accounts().codes.enrol(waiting_session(), request.form.get("code", "")[:20], now())
    if session_id is not None:
        return start_session(session_id)
    key = accounts().codes.offered_key(waiting_session(), now())
    return (_offer(key, _WRONG), 403) if key else redirect(url_for("access.sign_in"), 303)


def _waiting() -> Pending | None:
    return accounts().codes.pending(waiting_session(), now())


def _offer(key: str, wrong: Wrong) -> str:
    groups = " ".join(key[at : at + 4] for at in range(0, len(key), 4))
    return render_template("code_set_up.html", heading="Set up your codes", wrong=wrong, key=groups)
