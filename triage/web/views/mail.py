"""Mail: what needs a person, every mail there ever was, and one mail."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, render_template

from triage.read_models import Delivery, MailItem
from triage.web.context import reader, signed_in
from triage.web.phrases import capitalize_first, in_words
from triage.web.views.queue import list_counts
from triage.web.wording import LIVE_RISK, REASONS, UNREAD_FILES

pages = Blueprint("mail", __name__)


@dataclass(frozen=True, kw_only=True)
class MailLine:
    """One line of all mail: a mail, or a message that became none of its own (`again`; `item` is the first of it)."""

    at: datetime
    item: MailItem | None
    again: Delivery | None = None


@pages.get("/needs-a-person")
def needs_person() -> str:
    """Mail that did not become a plain case."""
    items = sorted(reader().needs_person(), key=lambda item: LIVE_RISK not in item.flags)
    return render_template("needs_person.html", heading="Needs a person", items=items, why=why, tabs=list_counts())


@pages.get("/mail")
def all_mail() -> str:
    """Every mail, whatever became of it."""
    mails = {item.id: item for item in reader().mail()}
    lines = [MailLine(at=item.received_at, item=item) for item in mails.values()]
    again = reader().deliveries()
    lines += [MailLine(at=each.received_at, item=mails.get(each.item_id or 0), again=each) for each in again]
    lines.sort(key=lambda line: line.at, reverse=True)
    return render_template("all_mail.html", heading="All mail", lines=lines, tabs=list_counts())


@pages.get("/mail/<int:item_id>")
def one_mail(item_id: int) -> str:
    """One mail with its text and attachments."""
    item = reader().mail_item(item_id)
    if item is None:
        abort(404)
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
