"""Is mail still coming in and going out? In words for people, in one word for a probe."""

from flask import Blueprint, Response, render_template

from triage.web.context import now, reader, services
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
        version=version,
        check=reader().check_history(),
        waiting=len(reader().needs_person()),
    )


@pages.get("/health/live")
def live() -> Response:
    """`ok` while the pages answer; open to everybody, so it says nothing else."""
    return Response("ok", mimetype="text/plain")
