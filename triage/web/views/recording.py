"""Recommendation, decision and notification, each in steps with its answers to check before anything is kept.

What was answered travels with the form from step to step: nothing is stored, and nothing stands in an address.
"""

from flask import Blueprint, abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from triage.casework import deciding
from triage.casework.deciding import CONFIRMATIONS, OUTCOMES, Decided
from triage.read_models import CaseView
from triage.web.context import case_or_404, now, signed_in
from triage.web.drafts import keep
from triage.web.form_page import case_form
from triage.web.forms import (
    Wrong,
    change_case,
    chosen,
    date_of,
    filled,
    placed,
    sent,
    text_of,
    to_case,
    typed_date,
)

STEPS = ("kind", "outcome", "reasons", "check")
_CARRIED = ("what", "outcome", "reasons", "decided_by", "decided_role", "reference")
_STEP_OF = {
    "not_a_choice": "outcome",
    "reason_missing": "reasons",
    "date_ahead": "reasons",
    "not_a_date": "reasons",
    "same_person": "reasons",
    "unknown_criterion": "reasons",
    "who_missing": "reasons",
    "role_missing": "reasons",
    "reasons_missing": "reasons",
}

_FIELD_OF = {
    "same_person": "decided_by",
    "reason_missing": "reasons",
    "date_ahead": "decided-day",
    "unknown_criterion": "criteria-1",
    "already_recorded": "what",
    "no_recommendation": "what",
    "not_decided": "what",
}
_HEADINGS = {
    "kind": "What are you recording?",
    "outcome": "What was the outcome?",
    "reasons": "Who decided, when and why?",
    "check": "Check your answers before recording",
}
_NEEDED = {"decided_by": "who_missing", "decided_role": "role_missing", "reasons": "reasons_missing"}
_ORDER = ("decided_by", "decided_role", "decided-day", "reasons")

pages = Blueprint("recording", __name__, url_prefix="/cases/<reference>/record")


@pages.get("")
def start(reference: str) -> ResponseReturnValue:
    """The first question."""
    laid_out = sent().get("step", "") if "answers" in g else ""
    return _show(case_or_404(reference), laid_out if laid_out in STEPS else "kind", {})


@pages.post("")
def answer(reference: str) -> ResponseReturnValue:
    """One step answered: the next one, the one before, or the record."""
    case, step = case_or_404(reference), request.form.get("step", "")
    if step not in STEPS:
        abort(404)
    if request.form.get("go") == "back":
        return _show(case, _before(step), {})
    if step != "check":
        keep(reference, signed_in().id)
        wrong = _problems(case, step)
        return _show(case, step if wrong else _after(step), wrong)
    return _record(case)


@pages.get("/<int:decision_id>")
def recorded(reference: str, decision_id: int) -> str:
    """What was kept, and what is due now."""
    case = case_or_404(reference)
    decision = next((each for each in case.decisions if each.id == decision_id), None)
    if decision is None:
        abort(404)
    return render_template("record/recorded.html", heading="Recorded", case=case, decision=decision)


@pages.route("/<int:decision_id>/confirm", methods=["GET", "POST"])
def confirm(reference: str, decision_id: int) -> ResponseReturnValue:
    """A second person reads what was recorded, and confirms it or does not."""
    case, wrong = case_or_404(reference), Wrong()
    decision = next((each for each in case.decisions if each.id == decision_id), None)
    if decision is None:
        abort(404)
    if request.method == "POST":
        said, note = request.form.get("said", ""), text_of("note")
        wrong = chosen("said", CONFIRMATIONS) | (filled("note") if said == "not_confirmed" else {})
        wrong = wrong or placed(change_case(deciding.confirm_decision, reference, decision_id, said, note))
        if not wrong:
            return to_case(reference, "", f"decision_{said}")
    mine = decision.account_id == signed_in().id
    return case_form("work/confirm.html", "Second person", case, wrong, decision=decision, mine=mine)


def _record(case: CaseView) -> ResponseReturnValue:
    reference = case.row.reference
    decided_on = date_of("decided")
    wrong = _problems(case, "outcome") | _problems(case, "reasons")
    refused = next(iter(wrong.values()), "")
    if decided_on is not None and not wrong:
        kind, corrects = _what(case)
        decided = Decided(
            kind=kind,
            outcome=_outcome(kind),
            reasons=text_of("reasons"),
            decided_by=text_of("decided_by", 200),
            decided_role=text_of("decided_role", 200),
            decided_on=decided_on,
            criteria=tuple(request.form.getlist("criteria")),
            external_reference=text_of("reference", 100),
            corrects=corrects,
        )
        refused = change_case(deciding.record_decision, reference, decided)
    if refused:
        return _show(case, _STEP_OF.get(refused, "kind"), wrong or placed(refused, **_FIELD_OF))
    latest = max(each.id for each in case_or_404(reference).decisions)
    return redirect(url_for("recording.recorded", reference=reference, decision_id=latest), 303)


def _problems(case: CaseView, step: str) -> Wrong:
    """Everything that is missing or wrong on one step: field and code, in the order of the page."""
    kind, _ = _what(case)
    if step == "kind":
        return {} if kind else {"what": "not_a_choice"}
    if step == "outcome":
        return {} if _outcome(kind) else {"outcome": "not_a_choice"}
    found = {name: code for name, code in _NEEDED.items() if not text_of(name)}
    day = date_of("decided")
    if day is None or day > now().date():
        found["decided-day"] = "not_a_date" if day is None else "date_ahead"
    if kind == "notification":
        found.pop("reasons", None)
    return {name: found[name] for name in _ORDER if name in found}


def _what(case: CaseView) -> tuple[str, int | None]:
    """Which kind is recorded, and which earlier record it corrects."""
    kind, _, corrected = sent().get("what", "").partition(":")
    if kind not in OUTCOMES:
        return "", None
    standing = {each.kind: each.id for each in case.decisions if each.stands}
    return (kind, standing.get(kind)) if corrected else (kind, None)


def _outcome(kind: str) -> str:
    choices = OUTCOMES.get(kind, ())
    if len(choices) == 1:
        return choices[0]
    chosen = sent().get("outcome", "")
    return chosen if chosen in choices else ""


def _after(step: str) -> str:
    following = STEPS[STEPS.index(step) + 1]
    only_one = len(OUTCOMES.get(sent().get("what", "").partition(":")[0], ())) == 1
    return "reasons" if following == "outcome" and only_one else following


def _before(step: str) -> str:
    earlier = STEPS[max(0, STEPS.index(step) - 1)]
    only_one = len(OUTCOMES.get(sent().get("what", "").partition(":")[0], ())) == 1
    return "kind" if earlier == "outcome" and only_one else earlier


def _show(case: CaseView, step: str, wrong: Wrong) -> ResponseReturnValue:
    kind, corrects = _what(case)
    heading, number = _heading(step, kind), STEPS.index(step) + 1
    more = {
        "number": number,
        "step": step,
        "kind": kind,
        "corrects": corrects,
        "outcome": _outcome(kind),
        "outcomes": OUTCOMES.get(kind, ()),
        "choices": _choices(case),
        "typed": typed_date("decided"),
        "carried": {name: sent().get(name, "") for name in _CARRIED},
        "chosen": sent().getlist("criteria"),
    }
    return case_form(f"record/{step}.html", heading, case, wrong, **more)


def _heading(step: str, kind: str) -> str:
    if step == "reasons" and kind == "notification":
        return "When was the notification sent, and by whom?"
    return _HEADINGS[step]


def _choices(case: CaseView) -> list[tuple[str, bool]]:
    """What can be recorded: each kind once, and then its correction. Kind, and whether it is a correction."""
    have = {each.kind for each in case.decisions}
    return [(kind, kind in have) for kind in OUTCOMES]
