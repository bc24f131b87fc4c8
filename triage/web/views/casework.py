"""Work on a case: who has it, its fields, criteria, clocks, and its way through the process."""

from datetime import date

from flask import Blueprint, abort, g, request
from flask.typing import ResponseReturnValue

from config.domain import DomainConfiguration
from triage.casework import joining, mailroom, moving, working
from triage.casework.moving import REASONS_TO_END
from triage.deadlines import date_here
from triage.lifecycle import steps_onward
from triage.model import CaseState, DeadlineKind
from triage.read_models import CaseView
from triage.web.context import case_or_404, now, reader, rules_of, signed_in
from triage.web.fields_view import field_form, new_fields
from triage.web.form_page import case_form
from triage.web.forms import (
    Wrong,
    change_case,
    chosen,
    date_of,
    dated,
    filled,
    placed,
    text_of,
    to_case,
    typed_date,
)
from triage.web.names import is_child_name
from triage.web.referral_view import row_anchor
from triage.web.source_view import source_of
from triage.web.views.case import show_again

pages = Blueprint("casework", __name__, url_prefix="/cases/<reference>")


@pages.post("/take")
def take(reference: str) -> ResponseReturnValue:
    """Assign it to oneself."""
    return to_case(reference, change_case(working.assign, reference, signed_in().id), "case_taken")


@pages.route("/assign", methods=["GET", "POST"])
def assign(reference: str) -> ResponseReturnValue:
    """Assign it to somebody, or to nobody."""
    case, wrong = case_or_404(reference), Wrong()
    people = [(str(each.id), each.name) for each in reader().people()]
    if request.method == "POST":
        person = request.form.get("person", "")
        wrong = chosen("person", ("nobody", *(number for number, _ in people)), "none") or placed(
            change_case(working.assign, reference, int(person) if person.isdecimal() else None), unknown_person="person"
        )
        if not wrong or "nothing_changed" in wrong.values():
            return to_case(reference, "", "case_assigned")
    standing = str(case.row.assignee_id or "")
    return case_form("work/assign.html", "Who has this case?", case, wrong, people=people, standing=standing)


@pages.route("/criteria/<key>", methods=["GET", "POST"])
def judge(reference: str, key: str) -> ResponseReturnValue:
    """What the caseworker holds of one criterion; asked for on the page of the case."""
    wrong = Wrong()
    if request.method == "POST":
        box = f"judge-criterion-{key}"
        wrong = chosen("value", working.JUDGEMENTS, box=box) or placed(
            change_case(working.judge_criterion, reference, key, request.form["value"], text_of("note")),
            nothing_changed=box,
        )
        if not wrong:
            return to_case(reference, "", "criterion_judged", "criteria", f"criterion-{key}")
    return show_again(reference, "criteria", wrong)


@pages.route("/fields/<path:path>", methods=["GET", "POST"])
def correct(reference: str, path: str) -> ResponseReturnValue:
    """Put one field right; what was read stays."""
    case, wrong = case_or_404(reference), Wrong()
    domain = rules_of(case)
    definition = domain.fields.definition(path)
    if definition is None or definition.internal:
        abort(404)
    form = field_form(case, path, definition, sent=request.method == "POST" or "answers" in g)
    if request.method == "POST":
        box = "value-day" if form.kind == "date" else "value"
        wrong = _misfit(domain, path, form.value, box) | _unexplained()
        kind, reason = request.form.get("kind", ""), text_of("reason")
        wrong = wrong or placed(change_case(working.correct_field, reference, path, form.value, kind, reason))
        if not wrong or "nothing_changed" in wrong.values():
            return to_case(reference, "", "field_corrected", "referral", row_anchor(path))
    elif is_child_name(path):
        reader().note_viewed(reference, signed_in(), now(), names_shown=True)
    field = next((each for each in case.fields if each.path == path), None)
    heading = f"{domain.fields.group(path)}: {definition.label}"
    return case_form("work/field.html", heading, case, wrong, form=form, field=field, source=source_of(case, field))


def _misfit(domain: DomainConfiguration, path: str, value: str, box: str) -> Wrong:
    code = working.misfit(domain, path, value)
    return {box: code} if code else {}


def _unexplained() -> Wrong:
    wrong = chosen("kind", working.CORRECTION_KINDS, "kind_missing")
    return wrong | (filled("reason") if request.form.get("kind") == "fact" else {})


@pages.get("/fields")
def add_field(reference: str) -> ResponseReturnValue:
    """What could be typed in because it was not read."""
    case = case_or_404(reference)
    groups = new_fields(case, rules_of(case).fields)
    return case_form("work/fields.html", "Add what was not read", case, {}, groups=groups)


@pages.route("/clocks/<kind>", methods=["GET", "POST"])
def clock(reference: str, kind: str) -> ResponseReturnValue:
    """Set the day from which a clock really counts."""
    case, wrong = case_or_404(reference), Wrong()
    if kind not in set(DeadlineKind):
        abort(404)
    if request.method == "POST":
        wrong = dated("start", date_here(now(), rules_of(case).calendar)) or placed(
            change_case(working.start_clock, reference, DeadlineKind(kind), date_of("start"), text_of("note"))
        )
        if not wrong:
            return to_case(reference, "", "deadline_set", anchor="next")
    known, typed = _known_dates(case), typed_date("start")
    heading = "From which day does it count?"
    return case_form("work/clock.html", heading, case, wrong, kind=kind, typed=typed, known=known)


@pages.route("/next", methods=["GET", "POST"])
def move(reference: str) -> ResponseReturnValue:
    """The next step, or on hold and back."""
    case, wrong = case_or_404(reference), Wrong()
    if request.method == "POST":
        wrong = chosen("step", (*CaseState, "resume"))
        if request.form.get("step") == CaseState.ON_HOLD:
            wrong |= filled("note")
        wrong = wrong or placed(_move(reference, request.form["step"]), move_not_allowed="step")
        if not wrong:
            return to_case(reference, "", "state_changed")
    state = CaseState(case.row.state)
    steps, held = steps_onward(state), state is CaseState.ON_HOLD
    return case_form("work/move.html", "Next step", case, wrong, steps=steps, held=held)


def _move(reference: str, step: str) -> str:
    if step == CaseState.ON_HOLD:
        return change_case(moving.hold, reference, text_of("note"))
    if step == "resume":
        return change_case(moving.resume, reference)
    return change_case(moving.move_on, reference, CaseState(step), text_of("note"))


@pages.route("/end", methods=["GET", "POST"])
def end(reference: str) -> ResponseReturnValue:
    """Close, redirect or withdraw, with a reason."""
    case, wrong = case_or_404(reference), Wrong()
    if request.method == "POST":
        how, _, reason = request.form.get("how", "").partition(":")
        wrong = chosen("how", [f"{one}:{why}" for one, reasons in REASONS_TO_END.items() for why in reasons])
        wrong |= filled("note")
        wrong = wrong or placed(change_case(moving.end, reference, CaseState(how), reason, text_of("note")))
        if not wrong:
            return to_case(reference, "", f"case_{how}")
    return case_form("work/end.html", "Close, redirect or withdraw", case, wrong, reasons=REASONS_TO_END)


@pages.route("/reopen", methods=["GET", "POST"])
def reopen(reference: str) -> ResponseReturnValue:
    """An ended case goes on."""
    case, wrong = case_or_404(reference), Wrong()
    if request.method == "POST":
        verb = joining.unmerge if case.row.state == CaseState.MERGED else moving.reopen
        wrong = filled("note") or placed(change_case(verb, reference, text_of("note")))
        if not wrong:
            return to_case(reference, "", "case_reopened")
    return case_form("work/reopen.html", "Reopen this case", case, wrong)


@pages.post("/mail/<int:item_id>/<any(accept, reject):answer>")
def link(reference: str, item_id: int, answer: str) -> ResponseReturnValue:
    """Does the proposed mail belong to this case?"""
    verb = mailroom.accept_link if answer == "accept" else mailroom.reject_link
    return to_case(reference, change_case(verb, reference, item_id), f"mail_{answer}ed", "messages")


def _known_dates(case: CaseView) -> list[tuple[str, date]]:
    """Days that the clock might count from, as the case knows them."""
    found = [("Received", case.row.received_at.date())]
    for each in case.fields:
        if each.path in ("incident.date", "incident.date_known", "notifications.sin_date"):
            try:
                found.append((each.label, date.fromisoformat(each.stands)))
            except ValueError:
                continue
    return found
