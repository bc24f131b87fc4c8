"""Who may see a case: restricting it to named people, and conflicts of interest."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from triage.casework import confining
from triage.web.context import accounts, case_or_404, now, reader, signed_in
from triage.web.forms import change_case, notify, text_of, to_case

pages = Blueprint("confining", __name__, url_prefix="/cases/<reference>/access")


@pages.get("")
def show(reference: str) -> ResponseReturnValue:
    """Who may see the case, and what may be changed about it."""
    return _page(reference, "", "")


@pages.post("/restrict")
def restrict(reference: str) -> ResponseReturnValue:
    """Only these people, and oneself."""
    people = [int(each) for each in request.form.getlist("people") if each.isdecimal() and len(each) < 10]
    refused = change_case(confining.restrict, reference, people, text_of("reason"))
    return _done(reference, refused, "case_restricted", "restrict")


@pages.post("/open")
def open_to_all(reference: str) -> ResponseReturnValue:
    """Everybody again."""
    refused = change_case(confining.open_to_all, reference, text_of("reason"))
    return _done(reference, refused, "case_unrestricted", "open")


@pages.post("/conflict")
def declare(reference: str) -> ResponseReturnValue:
    """Lock oneself out, or somebody else."""
    person = request.form.get("person", default=signed_in().id, type=int)
    refused = change_case(confining.declare_conflict, reference, person, text_of("reason"))
    if not refused and person == signed_in().id:
        notify("", "conflict_declared")
        return redirect(url_for("queue.open_cases"), 303)
    return _done(reference, refused, "conflict_declared", "conflict")


@pages.post("/lift")
def lift(reference: str) -> ResponseReturnValue:
    """No conflict any more."""
    person = request.form.get("person", default=0, type=int)
    refused = change_case(confining.lift_conflict, reference, person, text_of("reason"))
    return _done(reference, refused, "conflict_lifted", "lift")


def _done(reference: str, refused: str, done: str, form: str) -> ResponseReturnValue:
    if not refused:
        return to_case(reference, "", done)
    return _page(reference, refused, form), 422


def _page(reference: str, refused: str, form: str) -> str:
    case = case_or_404(reference)
    access = reader().case_access(case.row.reference)
    locked = {each.id for each in access.conflicts}
    return render_template(
        "work/access.html",
        heading="Who may see this case?",
        case=case,
        access=access,
        people=[each for each in accounts().people.everybody(now()) if not each.disabled and each.id not in locked],
        named={each.id for each in access.named},
        manager=signed_in().role == "manager",
        me=signed_in().id,
        refused=refused,
        wrong=form,
        error=refused,
        meanwhile=(),
        sent=request.form,
        back=url_for("case.show", reference=case.row.reference),
    )
