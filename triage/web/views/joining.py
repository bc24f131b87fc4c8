"""Joining cases, and answering the changes that are proposed to one: two accounts side by side, and a person's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from triage.casework import joining, proposing, working
from triage.casework.joining import LINKS
from triage.read_joined import ProposalView
from triage.read_models import CaseView
from triage.web.context import case_or_404, now, reader, rules_of, signed_in
from triage.web.form_page import case_form
from triage.web.forms import PAGE, Wrong, change_case, chosen, filled, placed, text_of, to_case
from triage.web.referral_view import value_in_words
from triage.web.views.case import show_again

_ABOUT_JOINING = ("already_linked", "has_decisions", "has_merged", "case_ended", "move_not_allowed")
MERGES = ("merge_here", "merge_there")  # the other case goes on in this one, or this one in the other

pages = Blueprint("joining", __name__, url_prefix="/cases/<reference>")


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One field in both cases; empty where one says nothing of it."""

    label: str
    group: str
    mine: str
    theirs: str

    @property
    def same(self) -> bool:
        """Both say the same."""
        return self.mine == self.theirs


@pages.route("/join", methods=["GET", "POST"])
def find(reference: str) -> ResponseReturnValue:
    """Which other case? By its reference, which is ours and opaque."""
    case, other = case_or_404(reference), text_of("other", 40).upper()
    wrong = Wrong()
    if other == case.row.reference:
        wrong = {"other": "same_case"}
    elif other and reader().case(other, now()) is not None:
        return redirect(url_for("joining.compare", reference=reference, other=other), 303)
    elif other or request.method == "POST":
        wrong = {"other": "unknown"}
    return case_form("work/join_find.html", "Join with another case", case, wrong, typed=text_of("other", 40))


@pages.route("/join/<other>", methods=["GET", "POST"])
def compare(reference: str, other: str) -> ResponseReturnValue:
    """Both cases side by side, and what a person says of them."""
    case, second, wrong = case_or_404(reference), case_or_404(other), Wrong()
    if case.row.reference == second.row.reference or case.row.account != second.row.account:
        abort(404)
    if request.method == "POST":
        said, reason = request.form.get("said", ""), text_of("reason")
        wrong = chosen("said", (*LINKS, *MERGES)) | (filled("reason") if said in MERGES else {})
        wrong = wrong or placed(_join(reference, other, said, reason), **dict.fromkeys(_ABOUT_JOINING, "said"))
        if not wrong:
            return to_case(other if said == "merge_there" else reference, "", f"joined_{said}")
    else:
        for each in (reference, other):
            reader().note_viewed(each, signed_in(), now(), names_shown=True)
    more = {"second": second, "rows": _rows(case, second)}
    return case_form("work/join.html", "How do these cases belong together?", case, wrong, **more)


@pages.route("/unjoin/<other>", methods=["GET", "POST"])
def unjoin(reference: str, other: str) -> ResponseReturnValue:
    """Take back what was said of two cases; asked for on the page of the case."""
    wrong = Wrong()
    if request.method == "POST":
        wrong = filled("reason", box=f"unjoin-{case_or_404(other).row.reference}") or placed(
            change_case(joining.unlink_cases, reference, other, text_of("reason"))
        )
        if not wrong:
            return to_case(reference, "", "unjoined")
    return show_again(reference, "referral", wrong)


@pages.route("/changes", methods=["GET", "POST"])
def changes(reference: str) -> ResponseReturnValue:
    """What a later e-mail or a merged case says otherwise: accept or refuse each."""
    case, wrong = case_or_404(reference), Wrong()
    waiting = [each for each in case.proposals if not each.answer]
    if request.method == "POST":
        answers = _answers()
        wrong = _unfit(case, waiting, answers)
        if not answers:
            wrong = {f"answer-{waiting[0].id}" if waiting else PAGE: "none_answered"}
        wrong = wrong or placed(change_case(proposing.answer_proposals, reference, answers))
        if not wrong:
            return to_case(reference, "", "changes_answered")
    elif waiting:
        reader().note_viewed(reference, signed_in(), now(), names_shown=True)
    return case_form("work/changes.html", "Proposed changes", case, wrong, waiting=waiting)


def _unfit(case: CaseView, waiting: Sequence[ProposalView], answers: Mapping[int, str]) -> Wrong:
    """Every accepted value that is no answer to the question of its field: it has to be typed in."""
    accepted = (each for each in waiting if answers.get(each.id) == "accepted")
    domain = rules_of(case)
    return {
        f"answer-{each.id}": "does_not_fit"
        for each in accepted
        if working.misfit(domain, each.field.path, each.field.value)
    }


def _answers() -> dict[int, str]:
    """Answer by the number of the proposal; what is no number is no answer."""
    answered = ((name.removeprefix("answer-"), value) for name, value in request.form.items() if name[:7] == "answer-")
    return {int(number): value for number, value in answered if number.isdecimal() and len(number) < 10}


def _join(reference: str, other: str, said: str, reason: str) -> str:
    theirs = request.form.get("other_version", default=0, type=int)
    if said in LINKS:
        return change_case(joining.link_cases, reference, other, said, reason)
    if said == "merge_there":
        return change_case(joining.merge_into, reference, other, theirs, reason)
    if said == "merge_here":  # it is the other case that ends
        mine = request.form.get("version", default=0, type=int)
        return change_case(joining.merge_into, other, reference, mine, reason, version=theirs)
    return "not_a_choice"


def _rows(case: CaseView, other: CaseView) -> list[Compared]:
    """Every field that either case has, in the order of the first."""
    sides = [{each.path: each for each in side.fields if each.stands} for side in (case, other)]
    found = []
    for path, one in (sides[1] | sides[0]).items():
        mine, theirs = (side[path].stands if path in side else "" for side in sides)
        found.append(
            Compared(label=one.label, group=one.group, mine=value_in_words(mine), theirs=value_in_words(theirs))
        )
    return found
