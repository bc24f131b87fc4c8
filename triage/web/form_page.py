"""The page of a form: everything that is wrong with it on top and beside its box, and what was typed still in it."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from triage.model import ENDED, AuditEvent
from triage.read_models import CaseView
from triage.web.forms import Wrong, sent

CLASH = "edit_clash"


def form_page(template: str, heading: str, wrong: Wrong, **more: Any) -> ResponseReturnValue:
    """The form as it was sent; 200 while nothing is wrong, 409 where others were quicker, else 400."""
    page = render_template(template, heading=heading, wrong=wrong, sent=sent(), **more)
    return page, (409 if CLASH in wrong.values() else 400) if wrong else 200


def case_form(template: str, heading: str, case: CaseView, wrong: Wrong, **more: Any) -> ResponseReturnValue:
    """The same on a case. A clash shows what others changed meanwhile; sent again, the form counts as drawn now."""
    about = {
        "case": case,
        "ended": case.row.state in ENDED,
        "back": url_for("case.show", reference=case.row.reference),
        "meanwhile": changes_since(case) if CLASH in wrong.values() else (),
    }
    return form_page(template, heading, wrong, **(about | more))


def changes_since(case: CaseView) -> list[AuditEvent]:
    """What others changed after the form that was sent had been drawn."""
    version = request.form.get("version", default=0, type=int)
    return [each for each in case.history if each.case_version is not None and each.case_version >= version]
