"""Is mail still coming in and going out? In words for people, in one word for a probe."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from triage.casework.desk import By
from triage.deadlines import date_here
from triage.web.context import being_read, desk, letters, now, reader, services, signed_in
from triage.web.forms import notify
from triage.web.views.queue import troubles

pages = Blueprint("health", __name__)


@pages.get("/health")
def show() -> str:
    """The state of intake and sending."""
    state = reader().health(now())
    version = services().options.version
    return render_template(
        "health.html",
        heading="Health",
        health=state,
        troubles=troubles(state),
        being_read=being_read(),
        version=version,
        check=reader().check_history(),
        waiting=len(reader().needs_person()),
        unsent=reader().unsent(),
        unchecked=letters("").unchecked_contacts(date_here(now(), desk().domain.calendar)),
        may_change=signed_in().changes_cases,
    )


@pages.post("/health/release")
def release() -> ResponseReturnValue:
    """Acknowledgements that were stopped altogether go out again."""
    desk().release_sending(By(who=signed_in(), now=now()))
    notify("", "sending_released")
    return redirect(url_for("health.show"), 303)


@pages.get("/health/live")
def live() -> Response:
    """`ok` while the pages answer; open to everybody, so it says nothing else."""
    return Response("ok", mimetype="text/plain")
