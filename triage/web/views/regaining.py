"""Regaining a restricted case that no manager is left for: asked of a reference, as nothing else of it may be seen."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from triage.casework import confining
from triage.casework.desk import By
from triage.casework.guards import Refused, UnknownCase
from triage.web.context import desk, now, reader, signed_in
from triage.web.form_page import form_page
from triage.web.forms import Wrong, filled, placed, text_of, to_case

pages = Blueprint("regaining", __name__, url_prefix="/cases/<reference>/regain")


@pages.get("")
def ask(reference: str) -> ResponseReturnValue:
    """What it means, and why."""
    return _page(reference, {})


@pages.post("")
def regain(reference: str) -> ResponseReturnValue:
    """The person is named for the case, and everybody who may see it learns of it."""
    wrong = filled("reason") or placed(_refused(reference))
    return _page(reference, wrong) if wrong else to_case(reference, "", "access_regained", "history")


def _refused(reference: str) -> str:
    try:
        desk().regain(confining.regain, By(who=signed_in(), now=now()), reference, text_of("reason"))
    except UnknownCase:
        abort(404)
    except Refused as refused:
        return refused.code
    return ""


def _page(reference: str, wrong: Wrong) -> ResponseReturnValue:
    hidden = reader().hidden_from(signed_in())
    if reference not in hidden.references - hidden.apart:
        abort(404)
    back = url_for("queue.open_cases")
    return form_page("work/regain.html", "Regain access", wrong, reference=reference, back=back)
