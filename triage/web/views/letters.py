"""Letters on a case: which one, to whom and what for, then its words to read, change and send.

What was answered travels with the form from step to step: nothing is stored before it is sent.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from config.domain import DomainConfiguration
from notify.model import Letter, LetterKind, OutgoingEmail, PersonalKind
from triage.casework import writing
from triage.casework.writing import ASKING, REMINDING, Worded
from triage.deadlines import add_working_days, date_here
from triage.model import ENDED
from triage.read_models import CaseView, OutgoingView
from triage.web.context import case_or_404, letters, now, rules_of
from triage.web.fields_view import is_asked
from triage.web.form_page import case_form
from triage.web.forms import PAGE, Wrong, change_case, date_of, filled, placed, text_of, to_case, typed_date
from triage.web.wording_letters import KINDS

ANSWER_WITHIN = 5  # working days that a request suggests; the person who writes it sets the day
LONGEST_LETTER = 20_000
_TO_AGENCIES = REMINDING | {LetterKind.AGENCY_REQUEST}
_FOR_AGENCIES = ("agency_involvement", "background", "immediate_actions")  # what an agency is asked for, unless changed

_BOXES = {
    "not_an_address": "recipient",
    "not_a_choice": "choice",
    "not_confirmed": "choice",
    "date_behind": "due-day",
    "no_heading": "headings",
}

pages = Blueprint("letters", __name__, url_prefix="/cases/<reference>/letters")


@pages.get("")
def choose(reference: str) -> ResponseReturnValue:
    """Which letter."""
    case = case_or_404(reference)
    kinds = [kind for kind in LetterKind if kind not in REMINDING]
    if _ended(case):
        kinds = [kind for kind in kinds if kind in writing.AFTERWARDS]
    back = url_for("case.show", reference=reference, view="messages")
    return case_form("letters/choose.html", "Write a letter", case, {}, kinds=kinds, back=back)


@pages.route("/<kind>", methods=["GET", "POST"])
def write(reference: str, kind: str) -> ResponseReturnValue:
    """To whom and what for; then its words; then it goes out."""
    case = case_or_404(reference)
    if kind not in set(LetterKind):
        abort(404)
    asked = _asked(case) if LetterKind(kind) in REMINDING else None
    letter = _letter(case, LetterKind(kind), asked)
    if request.method == "GET" or request.form.get("go") == "back":
        return _order(case, letter, {})
    writer = letters(case.row.account)
    unconfirmed = "decision" in rules_of(case).partnership.second_person_for and not any(
        each.kind == "decision" and each.counts for each in case.decisions
    )
    problems = writing.problems_with(letter, writer, _today(case), ended=_ended(case), unconfirmed=unconfirmed)
    if problems:
        return _order(case, letter, {_BOXES.get(each.code, PAGE): each.code for each in problems})
    if request.form.get("step") != "words":
        return _words(case, letter, writer.draft(letter), {})
    worded = Worded(letter=letter, subject=text_of("subject", 200), text=text_of("text", LONGEST_LETTER))
    email = writer.revised(letter, worded.subject, worded.text)
    if request.form.get("go") == "look":
        return _words(case, letter, email, {})
    wrong = filled("subject", "subject_missing") | filled("text", "text_missing")
    wrong = wrong or placed(change_case(writing.send_letter, reference, writer, worded), holds_personal_data="text")
    return _words(case, letter, email, wrong) if wrong else to_case(reference, "", "letter_queued", "messages")


@pages.post("/<int:email_id>/received")
def received(reference: str, email_id: int) -> ResponseReturnValue:
    """What an agency was asked for has come."""
    return to_case(reference, change_case(writing.note_return, reference, email_id), "return_received", "messages")


@pages.post("/<int:email_id>/<any(send, cancel):answer>")
def settle(reference: str, email_id: int, answer: str) -> ResponseReturnValue:
    """Send one that could not be sent, or give it up."""
    verb = writing.send_after_all if answer == "send" else writing.give_up
    return to_case(reference, change_case(verb, reference, email_id), f"letter_{answer}", "messages")


def _letter(case: CaseView, kind: LetterKind, asked: OutgoingView | None) -> Letter:
    """What has been answered so far, with what is usual in place of what was not asked yet."""
    sent, domain = request.method == "POST", rules_of(case)
    known = set(_headings(domain))
    headings = request.form.getlist("headings") if sent else _usual_headings(case, kind, domain)
    return Letter(
        kind=kind,
        recipient=text_of("recipient", 320) if sent else _usual_recipient(case, kind, asked),
        reference=case.row.reference,
        written_at=now(),
        headings=tuple(each for each in headings if each in known) if kind in ASKING else (),
        due=asked.due_on if asked else _due(case, kind),
        asked=date_here(asked.written_at, domain.calendar) if asked else None,
        choice=text_of("choice", 60),
    )


def _order(case: CaseView, letter: Letter, wrong: Wrong) -> ResponseReturnValue:
    more = {
        "headings": _headings(rules_of(case)),
        "typed": typed_date("due") if request.method == "POST" else _as_typed(letter.due),
        "choices": letters(case.row.account).choices(letter.kind),
        "known": _known_addresses(case),
    }
    return _page("order", case, letter, wrong, more)


def _words(case: CaseView, letter: Letter, email: OutgoingEmail, wrong: Wrong) -> ResponseReturnValue:
    more = {
        "email": email,
        "found": _personal_data(case, letter, email),
        "registered": letters(case.row.account).is_registered(letter.recipient),
    }
    return _page("words", case, letter, wrong, more)


def _page(name: str, case: CaseView, letter: Letter, wrong: Wrong, more: Mapping[str, object]) -> ResponseReturnValue:
    about = {
        "letter": letter,
        "asking": letter.kind in ASKING,
        "of": request.values.get("of", ""),
        "back": url_for("case.show", reference=case.row.reference, view="messages"),
    }
    return case_form(f"letters/{name}.html", KINDS[letter.kind.value], case, wrong, **about, **more)


def _due(case: CaseView, kind: LetterKind) -> date | None:
    if kind not in ASKING:
        return None
    if request.method == "POST":
        return date_of("due")
    return add_working_days(_today(case), ANSWER_WITHIN, rules_of(case).calendar)


def _asked(case: CaseView) -> OutgoingView:
    """The request that a reminder is about."""
    asked = request.values.get("of", type=int)
    found = next((each for each in case.outgoing if each.id == asked and each.kind == LetterKind.AGENCY_REQUEST), None)
    if found is None:
        abort(404)
    return found


def _usual_recipient(case: CaseView, kind: LetterKind, asked: OutgoingView | None) -> str:
    if asked is not None:
        return asked.recipient
    return "" if kind in _TO_AGENCIES else next((each.sender for each in case.mail if each.relation == "opened"), "")


def _usual_headings(case: CaseView, kind: LetterKind, domain: DomainConfiguration) -> list[str]:
    if kind is LetterKind.REQUEST_INFORMATION:
        return list(case.missing)
    return [domain.fields.form_heading(path) for path in _FOR_AGENCIES]


def _headings(domain: DomainConfiguration) -> tuple[str, ...]:
    """Everything of our own form that may be asked for; what it has no heading of its own for, with whose it is."""
    shown = (each for each in domain.fields.fields if is_asked(each))
    named = (each.heading or f"{domain.fields.group_of(each.path).title}: {each.label}" for each in shown)
    return tuple(dict.fromkeys(each.removeprefix(": ") for each in named))


def _known_addresses(case: CaseView) -> list[tuple[str, str]]:
    """Addresses that the case knows, each with where it is from."""
    found = {each.sender: "wrote the referral" for each in case.mail if each.relation == "opened" and each.sender}
    for each in case.fields:
        if each.path in ("referrer.email", "representative.email") and each.stands:
            found.setdefault(each.stands, f"on the form: {each.group}")
    for sent in case.outgoing:
        found.setdefault(sent.recipient, "written to before")
    return list(found.items())


def _personal_data(case: CaseView, letter: Letter, email: OutgoingEmail) -> Sequence[PersonalKind]:
    values = [(each.path, each.value) for one in case.fields for each in (one, *one.rivals)]
    values += [(each.path, each.stands) for each in case.fields]
    return letters(case.row.account).personal_data(letter, email, writing.personal_values(values))


def _as_typed(day: date | None) -> dict[str, str]:
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)} if day else {}


def _today(case: CaseView) -> date:
    return date_here(now(), rules_of(case).calendar)


def _ended(case: CaseView) -> bool:
    return case.row.state in ENDED
