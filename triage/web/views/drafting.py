"""Throwing away what one had typed and not sent off."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from triage.web.context import reader, signed_in

pages = Blueprint("drafting", __name__, url_prefix="/cases/<reference>")


@pages.post("/drafts/discard")
def discard(reference: str) -> ResponseReturnValue:
    """It is not wanted any more."""
    reader().drop_draft(reference, signed_in().id, request.form.get("form", "")[:60])
    return redirect(url_for("case.show", reference=reference), 303)
