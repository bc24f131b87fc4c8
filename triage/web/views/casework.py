"""Work on a case: who has it, its fields, criteria, clocks, and its way through the process."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from triage.casework import joining, mailroom, moving, working
from triage.casework.moving import REASONS_TO_END
from triage.lifecycle import steps_onward
from triage.model import ENDED, AuditEvent, CaseState, DeadlineKind
from triage.read_models import CaseView, FieldView
from triage.web.context import case_or_404, desk, now, reader, signed_in
from triage.web.fields_view import field_form, new_fields
from triage.web.forms import change_case, date_of, sent, text_of, to_case, typed_date
from triage.web.names import is_child_name
from triage.web.referral_view import row_anchor
from triage.web.source_view import source_of

pages = Blueprint("casework", __name__, url_prefix="/cases/<reference>")


@pages.post("/take")
def take(reference: str) -> ResponseReturnValue:
    """Assign it to oneself."""
    return to_case(reference, change_case(working.assign, reference, signed_in().id), "case_taken")


@pages.route("/assign", methods=["GET", "POST"])
def assign(reference: str) -> ResponseReturnValue:
    """Assign it to somebody, or to nobody."""
    case, refused = case_or_404(reference), ""
    if request.method == "POST":
        chosen = request.form.get("person", "")
        refused = (
            change_case(working.assign, reference, int(chosen) if chosen.isdigit() else None) if chosen else "none"
        )
        if refused in ("", "nothing_changed"):
            return to_case(reference, "", "case_assigned")
    people = [(str(each.id), each.name) for each in reader().people()]
    return _form("assign", "Who has this case?", case, refused, people=people, chosen=str(case.row.assignee_id or ""))


@pages.post("/criteria/<key>")
def judge(reference: str, key: str) -> ResponseReturnValue:
    """What the caseworker holds of one criterion."""
    refused = change_case(working.judge_criterion, reference, key, request.form.get("value", ""), text_of("note"))
    return to_case(reference, refused, "criterion_judged", "criteria", f"criterion-{key}")


@pages.route("/fields/<path:path>", methods=["GET", "POST"])
def correct(reference: str, path: str) -> ResponseReturnValue:
    """Put one field right; what was read stays."""
    case = case_or_404(reference)
    fields = desk().domain_of(case.row.account).fields
    definition = fields.definition(path)
    if definition is None or definition.internal:
        abort(404)
    refused = ""
    if request.method == "POST":
        form = field_form(case, path, definition, sent=True)
        kind, reason = request.form.get("kind", ""), text_of("reason")
        refused = change_case(working.correct_field, reference, path, form.value, kind, reason)
        if refused in ("", "nothing_changed"):
            return to_case(reference, "", "field_corrected", "referral", row_anchor(path))
    else:
        form = field_form(case, path, definition, sent="answers" in g)
        if is_child_name(path):
            reader().note_viewed(reference, signed_in(), now(), names_shown=True)
    group = fields.group(path)
    field = _field(case, path)
    more = {"form": form, "field": field, "source": source_of(case, field)}
    return _form("field", f"{group}: {definition.label}", case, refused, **more)


@pages.get("/fields")
def add_field(reference: str) -> ResponseReturnValue:
    """What could be typed in because it was not read."""
    case = case_or_404(reference)
    groups = new_fields(case, desk().domain_of(case.row.account).fields)
    return _form("fields", "Add what was not read", case, "", groups=groups)


@pages.route("/clocks/<kind>", methods=["GET", "POST"])
def clock(reference: str, kind: str) -> ResponseReturnValue:
    """Set the day from which a clock really counts."""
    case, refused = case_or_404(reference), ""
    if kind not in set(DeadlineKind):
        abort(404)
    if request.method == "POST":
        start = date_of("start")
        refused = (
            change_case(working.start_clock, reference, DeadlineKind(kind), start, text_of("note"))
            if start
            else "not_a_date"
        )
        if not refused:
            return to_case(reference, "", "deadline_set", anchor="next")
    typed = typed_date("start") if refused or "answers" in g else {}
    return _form(
        "clock", "From which day does it count?", case, refused, kind=kind, typed=typed, known=_known_dates(case)
    )


@pages.route("/next", methods=["GET", "POST"])
def move(reference: str) -> ResponseReturnValue:
    """The next step, or on hold and back."""
    case, refused = case_or_404(reference), ""
    if request.method == "POST":
        chosen, note = request.form.get("step", ""), text_of("note")
        if chosen == CaseState.ON_HOLD:
            refused = change_case(moving.hold, reference, note)
        elif chosen == "resume":
            refused = change_case(moving.resume, reference)
        elif chosen in set(CaseState):
            refused = change_case(moving.move_on, reference, CaseState(chosen), note)
        else:
            refused = "not_a_choice"
        if not refused:
            return to_case(reference, "", "state_changed")
    state = CaseState(case.row.state)
    return _form("move", "Next step", case, refused, steps=steps_onward(state), held=state is CaseState.ON_HOLD)


@pages.route("/end", methods=["GET", "POST"])
def end(reference: str) -> ResponseReturnValue:
    """Close, redirect or withdraw, with a reason."""
    case, refused = case_or_404(reference), ""
    if request.method == "POST":
        how, _, reason = request.form.get("how", "").partition(":")
        known = how in {each.value for each in REASONS_TO_END}
        refused = (
            change_case(moving.end, reference, CaseState(how), reason, text_of("note")) if known else "not_a_choice"
        )
        if not refused:
            return to_case(reference, "", f"case_{how}")
    return _form("end", "Close, redirect or withdraw", case, refused, reasons=REASONS_TO_END)


@pages.route("/reopen", methods=["GET", "POST"])
def reopen(reference: str) -> ResponseReturnValue:
    """An ended case goes on."""
    case, refused = case_or_404(reference), ""
    if request.method == "POST":
        verb = joining.unmerge if case.row.state == CaseState.MERGED else moving.reopen
        refused = change_case(verb, reference, text_of("note"))
        if not refused:
            return to_case(reference, "", "case_reopened")
    return _form("reopen", "Reopen this case", case, refused)


@pages.post("/mail/<int:item_id>/<any(accept, reject):answer>")
def link(reference: str, item_id: int, answer: str) -> ResponseReturnValue:
    """Does the proposed mail belong to this case?"""
    verb = mailroom.accept_link if answer == "accept" else mailroom.reject_link
    return to_case(reference, change_case(verb, reference, item_id), f"mail_{answer}ed", "messages")


def _form(name: str, heading: str, case: CaseView, refused: str, **more: Any) -> ResponseReturnValue:
    """A page with one question. After a refusal it keeps what was typed and says what happened meanwhile."""
    page = render_template(
        f"work/{name}.html",
        heading=heading,
        case=case,
        refused=refused,
        error=refused,
        meanwhile=changes_since(case) if refused == "edit_clash" else (),
        back=url_for("case.show", reference=case.row.reference),
        ended=case.row.state in ENDED,
        sent=sent(),
        **more,
    )
    return page, (409 if refused == "edit_clash" else 400) if refused else 200


def changes_since(case: CaseView) -> list[AuditEvent]:
    """What others changed after the form that was sent had been drawn."""
    version = request.form.get("version", default=0, type=int)
    return [each for each in case.history if each.case_version is not None and each.case_version >= version]


def _field(case: CaseView, path: str) -> FieldView | None:
    return next((each for each in case.fields if each.path == path), None)


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
