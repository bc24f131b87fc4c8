"""What a person does with a mail: open it as a case, join it to one, put it aside, read it again, answer it or not."""

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from triage.casework import mailroom
from triage.read_models import MailItem
from triage.web.context import mail_or_404
from triage.web.form_page import form_page
from triage.web.forms import Wrong, change_mail, filled, notify, placed, text_of

pages = Blueprint("mailroom", __name__, url_prefix="/mail/<int:item_id>")


@pages.post("/open")
def open_case(item_id: int) -> ResponseReturnValue:
    """A case by hand."""
    refused = change_mail(mailroom.open_as_case, item_id)
    if refused:
        return _back(item_id, refused, "")
    item = mail_or_404(item_id)
    notify("", "case_opened_by_hand")
    return redirect(url_for("case.show", reference=item.case_references[-1]), 303)


@pages.route("/not-a-referral", methods=["GET", "POST"])
def not_a_referral(item_id: int) -> ResponseReturnValue:
    """Out of the list, with a reason."""
    item, wrong = mail_or_404(item_id), Wrong()
    if request.method == "POST":
        wrong = filled("reason", "what_missing") or placed(
            change_mail(mailroom.set_not_a_referral, item_id, text_of("reason"))
        )
        if not wrong:
            notify("", "mail_not_a_referral")
            return redirect(url_for("mail.needs_person"), 303)
    return _page("not_a_referral", "Not a referral", item, wrong)


@pages.route("/link", methods=["GET", "POST"])
def link(item_id: int) -> ResponseReturnValue:
    """Join it to a case."""
    item, wrong = mail_or_404(item_id), Wrong()
    if request.method == "POST":
        reference = text_of("reference", 40).upper()
        refused = change_mail(mailroom.link_to_case, item_id, reference)
        wrong = placed(refused, unknown="reference", already_linked="reference")
        if not wrong:
            notify("", "mail_linked")
            return redirect(url_for("case.show", reference=reference, view="messages"), 303)
    return _page("link", "Join this e-mail to a case", item, wrong)


@pages.post("/try-again")
def try_again(item_id: int) -> ResponseReturnValue:
    """Read the stored original once more."""
    refused = change_mail(mailroom.try_again, item_id)
    return _back(item_id, refused, "mail_tried_again")


@pages.post("/acknowledgement/<any(send, cancel):answer>")
def acknowledgement(item_id: int, answer: str) -> ResponseReturnValue:
    """Send what was held, or not."""
    verb = mailroom.release_acknowledgement if answer == "send" else mailroom.cancel_acknowledgement
    return _back(item_id, change_mail(verb, item_id), f"acknowledgement_{answer}")


def _back(item_id: int, refused: str, done: str) -> ResponseReturnValue:
    """To the mail, or to the case on whose page the button stood."""
    if refused == "unknown":
        abort(404)
    notify(refused, done)
    reference = request.form.get("case", "")
    known = reference and reference in mail_or_404(item_id).case_references
    target = (
        url_for("case.show", reference=reference, view="messages")
        if known
        else url_for("mail.one_mail", item_id=item_id)
    )
    return redirect(target, 303)


def _page(name: str, heading: str, item: MailItem, wrong: Wrong) -> ResponseReturnValue:
    back = url_for("mail.one_mail", item_id=item.id)
    return form_page(f"work/{name}.html", heading, wrong, item=item, back=back)
