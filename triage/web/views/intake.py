"""Messages of the mailboxes that are no e-mail of the team's yet: why, and what a person can do about each."""

from collections.abc import Sequence

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from triage.casework import mailroom
from triage.read_models import UnfinishedMessage
from triage.references import new_reference
from triage.web.context import desk, messages, now, reader, signed_in
from triage.web.forms import change_mail, notify
from triage.web.wording_intake import DISMISSALS

pages = Blueprint("intake", __name__, url_prefix="/intake")


@pages.get("")
def show() -> str:
    """Those that a person has to look at first, then those that wait; and what is wrong with the folders."""
    return render_template(
        "intake.html",
        heading="Not taken in",
        found=_mine(),
        health=reader().health(now()),
        may_change=signed_in().changes_cases,
    )


@pages.post("/<int:message_id>/again")
def again(message_id: int) -> ResponseReturnValue:
    """Fetch or read it with the next poll."""
    done = _is_mine(message_id) and messages().try_again(message_id, signed_in(), now())
    return _back("message_tried_again" if done else "message_settled")


@pages.post("/<int:message_id>/dismiss")
def dismiss(message_id: int) -> ResponseReturnValue:
    """Nothing is to be done about it here."""
    reason = request.form.get("reason", "")
    if reason not in DISMISSALS:
        abort(400)
    done = _is_mine(message_id) and messages().dismiss(message_id, signed_in(), now(), reason)
    return _back("message_dismissed" if done else "message_settled")


@pages.post("/<int:message_id>/open")
def open_case(message_id: int) -> ResponseReturnValue:
    """A case by hand, though nothing of the message is here."""
    found = next((each for each in _mine() if each.id == message_id), None)
    if found is None:
        return _back("message_settled")
    reference = new_reference(desk().domain_of(found.account).partnership.reference_prefix, now())
    item = messages().take_by_hand(message_id, reference, signed_in(), now())
    refused = change_mail(mailroom.open_as_case, item) if item is not None else "already_dealt_with"
    if item is None or refused:
        return _back("message_settled")
    notify("", "case_opened_by_hand")
    references = opened.case_references if (opened := reader().mail_item(item)) else ()
    return redirect(url_for("case.show", reference=references[-1]) if references else url_for("intake.show"), 303)


def _mine() -> Sequence[UnfinishedMessage]:
    """Those of the partnerships that the person is for."""
    mailboxes = reader().hidden_from(signed_in()).mailboxes
    return [each for each in messages().shown() if mailboxes is None or each.account in mailboxes]


def _is_mine(message_id: int) -> bool:
    return any(each.id == message_id for each in _mine())


def _back(done: str) -> ResponseReturnValue:
    notify("", done)
    return redirect(url_for("intake.show"), 303)
