"""Joining cases, and answering the changes that are proposed to one: two accounts side by side, and a person's word."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from triage.casework import joining, proposing
from triage.casework.joining import LINKS
from triage.model import ENDED
from triage.read_models import CaseView
from triage.web.context import case_or_404, now, reader, signed_in
from triage.web.forms import change_case, sent, text_of, to_case
from triage.web.referral_view import value_in_words
from triage.web.views.casework import changes_since

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
    if other == case.row.reference:
        return _find_page(case, "same_case")
    if other and reader().case(other, now()) is None:
        return _find_page(case, "unknown")
    if other:
        return redirect(url_for("joining.compare", reference=reference, other=other), 303)
    return _find_page(case, "unknown" if request.method == "POST" else "")


@pages.route("/join/<other>", methods=["GET", "POST"])
def compare(reference: str, other: str) -> ResponseReturnValue:
    """Both cases side by side, and what a person says of them."""
    case, second = case_or_404(reference), case_or_404(other)
    if case.row.reference == second.row.reference or case.row.account != second.row.account:
        abort(404)
    said, reason = request.form.get("said", ""), text_of("reason")
    refused = ""
    if request.method == "POST":
        refused = _join(reference, other, said, reason)
        if not refused:
            return to_case(other if said == "merge_there" else reference, "", f"joined_{said}")
    else:
        for each in (reference, other):
            reader().note_viewed(each, signed_in(), now(), names_shown=True)
    return _page("join", "How do these cases belong together?", case, refused, second=second, rows=_rows(case, second))


@pages.post("/unjoin/<other>")
def unjoin(reference: str, other: str) -> ResponseReturnValue:
    """Take back what was said of two cases."""
    return to_case(reference, change_case(joining.unlink_cases, reference, other, text_of("reason")), "unjoined")


@pages.route("/changes", methods=["GET", "POST"])
def changes(reference: str) -> ResponseReturnValue:
    """What a later e-mail or a merged case says otherwise: accept or refuse each."""
    case, refused = case_or_404(reference), ""
    waiting = [each for each in case.proposals if not each.answer]
    if request.method == "POST":
        refused = change_case(proposing.answer_proposals, reference, _answers()) if _answers() else "none_answered"
        if not refused:
            return to_case(reference, "", "changes_answered")
    elif waiting:
        reader().note_viewed(reference, signed_in(), now(), names_shown=True)
    return _page("changes", "Proposed changes", case, refused, waiting=waiting)


def _answers() -> dict[int, str]:
    """Answer by the number of the proposal; what is no number is no answer."""
    sent = ((name.removeprefix("answer-"), value) for name, value in request.form.items() if name[:7] == "answer-")
    return {int(number): value for number, value in sent if number.isdecimal() and len(number) < 10}


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


def _find_page(case: CaseView, refused: str) -> ResponseReturnValue:
    return _page("join_find", "Join with another case", case, refused, typed=text_of("other", 40))


def _page(name: str, heading: str, case: CaseView, refused: str, **more: Any) -> ResponseReturnValue:
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
