"""Who may see a case: restricting it to named people, and conflicts of interest."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from triage.casework import confining
from triage.web.context import accounts, case_or_404, now, reader, signed_in
from triage.web.form_page import case_form
from triage.web.forms import Wrong, change_case, filled, notify, placed, text_of, to_case

pages = Blueprint("confining", __name__, url_prefix="/cases/<reference>/access")


@pages.get("")
def show(reference: str) -> ResponseReturnValue:
    """Who may see the case, and what may be changed about it."""
    return _page(reference, "", {})


@pages.get("/<any(restrict, open, conflict, lift):answer>")
def again(reference: str, answer: str) -> ResponseReturnValue:
    """The same with what was typed into one of its forms before the session ended."""
    return _page(reference, answer, {})


@pages.post("/restrict")
def restrict(reference: str) -> ResponseReturnValue:
    """Only these people, and oneself."""
    people = [int(each) for each in request.form.getlist("people") if each.isdecimal() and len(each) < 10]
    wrong = _explained("restrict") or placed(
        change_case(confining.restrict, reference, people, text_of("reason")), nothing_changed="restrict-people"
    )
    return _done(reference, wrong, "case_restricted", "restrict")


@pages.post("/open")
def open_to_all(reference: str) -> ResponseReturnValue:
    """Everybody again."""
    wrong = _explained("open") or placed(change_case(confining.open_to_all, reference, text_of("reason")))
    return _done(reference, wrong, "case_unrestricted", "open")


@pages.post("/conflict")
def declare(reference: str) -> ResponseReturnValue:
    """Lock oneself out, or somebody else; a manager says whom."""
    wrong = _explained("conflict")
    if signed_in().role == "manager":
        wrong = _somebody("conflict") | wrong
    person = request.form.get("person", default=signed_in().id, type=int)
    wrong = wrong or placed(change_case(confining.declare_conflict, reference, person, text_of("reason")))
    if not wrong and person == signed_in().id:
        notify("", "conflict_declared")
        return redirect(url_for("queue.open_cases"), 303)
    return _done(reference, wrong, "conflict_declared", "conflict")


@pages.post("/lift")
def lift(reference: str) -> ResponseReturnValue:
    """No conflict any more."""
    person = request.form.get("person", default=0, type=int)
    wrong = (_somebody("lift") | _explained("lift")) or placed(
        change_case(confining.lift_conflict, reference, person, text_of("reason"))
    )
    return _done(reference, wrong, "conflict_lifted", "lift")


def _somebody(form: str) -> Wrong:
    return filled("person", "nobody_chosen", box=f"{form}-person")


def _explained(form: str) -> Wrong:
    return filled("reason", box=f"{form}-reason")


def _done(reference: str, wrong: Wrong, done: str, form: str) -> ResponseReturnValue:
    return _page(reference, form, wrong) if wrong else to_case(reference, "", done)


def _page(reference: str, form: str, wrong: Wrong) -> ResponseReturnValue:
    case = case_or_404(reference)
    access = reader().case_access(case.row.reference)
    locked = {each.id for each in access.conflicts}
    more = {
        "access": access,
        "people": [each for each in accounts().people.everybody(now()) if not each.disabled and each.id not in locked],
        "named": {each.id for each in access.named},
        "manager": signed_in().role == "manager",
        "me": signed_in().id,
        "form": form,
    }
    return case_form("work/access.html", "Who may see this case?", case, wrong, **more)
