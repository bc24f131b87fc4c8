"""Letters that a person sends by a click: drafts from configured wording, and when an agency is to be reminded. Pure.

A draft may be changed before it goes out; `personal_data` then says whether it may.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from config.schema.letters import LetterWording, LetterWordings
from config.schema.partnership import Partnership
from notify import layout
from notify.compose import urgent_contacts
from notify.message_ids import safe_message_id
from notify.model import OutgoingEmail
from notify.policy import LOOP_HEADER

REMIND_BEFORE = timedelta(days=2)  # calendar days before the due date
REMIND_AGAIN_EVERY = timedelta(days=3)  # once it is overdue
MOST_REMINDERS = 4


class LetterKind(StrEnum):
    """Which letter; also the kind of its row in the outbox."""

    REQUEST_INFORMATION = "request_information"
    AGENCY_REQUEST = "agency_request"
    AGENCY_CHASER = "agency_chaser"
    AGENCY_OVERDUE = "agency_overdue"
    REDIRECT = "redirect"
    OUTCOME = "outcome"
    WRONG_FORM = "wrong_form"


@dataclass(frozen=True, kw_only=True)
class LetterRequest:
    """What a letter is made of. `headings` come from our own configuration; nothing comes from a mail."""

    kind: LetterKind
    recipient: str
    reference: str  # ours, opaque
    message_id: str  # of `message_ids.own_message_id`, so that answers are recognised
    written_at: datetime
    loop_token: str
    headings: tuple[str, ...] = ()
    due: date | None = None
    asked: date | None = None  # when the information was first asked for
    choice: str = ""  # of `pathways` or `outcomes`
    answers: str = ""  # the Message-ID of the mail that it answers, unchecked


def compose_letter(request: LetterRequest, partnership: Partnership, wording: LetterWordings) -> OutgoingEmail:
    """The draft. Raises KeyError for a choice that the wording does not offer."""
    letter: LetterWording = getattr(wording, request.kind.value)
    known = {
        "reference": request.reference,
        "team": partnership.team,
        "contact": partnership.contact.value,
        "due": layout.day(request.due) if request.due else "",
        "asked": layout.day(request.asked) if request.asked else "",
    }
    whole = {
        "{items}": layout.items(request.headings),
        "{urgent}": urgent_contacts(partnership),
        "{pathway}": layout.paragraph(wording.pathways[request.choice]) if request.kind is LetterKind.REDIRECT else "",
        "{outcome}": layout.paragraph(wording.outcomes[request.choice]) if request.kind is LetterKind.OUTCOME else "",
    }
    blocks = [whole.get(each, layout.paragraph(each.format(**known, **_BLANK))) for each in letter.paragraphs]
    thread = safe_message_id(request.answers)
    return OutgoingEmail(
        message_id=request.message_id,
        recipient=request.recipient,
        subject=letter.subject.format(**known, **_BLANK),
        text="\n\n".join([wording.greeting, *(block for block in blocks if block), wording.closing.format(**known)])
        + "\n",
        written_at=request.written_at,
        in_reply_to=thread,
        references=(thread,) if thread else (),
        headers=((LOOP_HEADER, request.loop_token),),
        returned_to_us=True,
    )


def changed(draft: OutgoingEmail, subject: str, text: str) -> OutgoingEmail:
    """The draft as a person has changed it. Line breaks in the subject become blanks."""
    plain = "".join(each if each.isprintable() else " " for each in subject).replace("=?", "= ?")
    return replace(draft, subject=" ".join(plain.split()), text=text.replace("\r\n", "\n").rstrip() + "\n")


def reminder_due(due: date, reminded: Sequence[date], today: date) -> LetterKind | None:
    """Which reminder an unanswered request calls for today; None for none. `reminded`: the days of earlier ones."""
    if len(reminded) >= MOST_REMINDERS:
        return None
    last = max(reminded, default=None)
    if today > due:
        rested = last is None or last <= due or today - last >= REMIND_AGAIN_EVERY
        return LetterKind.AGENCY_OVERDUE if rested else None
    return LetterKind.AGENCY_CHASER if last is None and due - today <= REMIND_BEFORE else None


def standing_of_return(due: date | None, answered: date | None, today: date) -> str:
    """Where an agency's return stands: awaited, late, received or received_late."""
    late = due is not None and (answered or today) > due
    if answered is None:
        return "late" if late else "awaited"
    return "received_late" if late else "received"


_BLANK = {"items": "", "urgent": "", "pathway": "", "outcome": ""}
