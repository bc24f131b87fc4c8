"""Mail: what needs a person, every mail there ever was, and one mail."""

from flask import Blueprint, render_template

from triage.read_models import MailItem
from triage.web.context import mail_or_404, now, reader, signed_in
from triage.web.phrases import capitalize_first, in_words
from triage.web.views.queue import asked_page, list_counts
from triage.web.wording import LIVE_RISK, REASONS, UNREAD_FILES

pages = Blueprint("mail", __name__)


@pages.get("/needs-a-person")
def needs_person() -> str:
    """Mail that did not become a plain case."""
    items = sorted(reader().needs_person(), key=lambda item: LIVE_RISK not in item.flags)
    stuck = reader().health(now()).stuck_messages
    return render_template(
        "needs_person.html", heading="Needs a person", items=items, why=why, tabs=list_counts(), stuck=stuck
    )


@pages.get("/mail")
def all_mail() -> str:
    """Every mail, whatever became of it."""
    found = reader().mail_page(asked_page())
    return render_template("all_mail.html", heading="All mail", found=found, tabs=list_counts())


@pages.get("/mail/<int:item_id>")
def one_mail(item_id: int) -> str:
    """One mail with its text and attachments."""
    item = mail_or_404(item_id)
    reader().note_mail("mail_viewed", signed_in(), now(), item_id=item_id)
    return render_template(
        "mail_item.html",
        heading=f"E-mail {item.id}",
        item=item,
        why=why,
        may_change=signed_in().changes_cases,
        answers=reader().answers(item.id),
        opened=item.opened_case,
        held=item.answer_held,
    )


def why(item: MailItem) -> list[str]:
    """Why a mail is what it is and where it is, one clause each."""
    found = [in_words(REASONS, code) for code in item.reasons]
    found += [words for kind, words in UNREAD_FILES.items() if any(file.kind == kind for file in item.attachments)]
    if item.needs_person and not found and not item.case_references:
        found.append("no case was opened from it")
    return [capitalize_first(each) for each in dict.fromkeys(found)]
