"""Where each agency's return stands: awaited, late or received, and when the agency is to be reminded. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from config.schema.calendar import WorkingCalendar
from notify.model import LetterKind
from triage.deadlines import date_here
from triage.read_models import OutgoingView

REMIND_BEFORE = timedelta(days=2)  # calendar days before the due date
REMIND_AGAIN_EVERY = timedelta(days=3)  # once it is overdue
MOST_REMINDERS = 4
_REMINDERS = (LetterKind.AGENCY_CHASER, LetterKind.AGENCY_OVERDUE)
_GONE = ("waiting", "sending", "sent")


@dataclass(frozen=True, kw_only=True)
class AgencyReturn:
    """One request to an agency, where its answer stands, and the reminder that today calls for, if any."""

    request: OutgoingView
    standing: str
    reminder: LetterKind | None
    reminded: tuple[date, ...]


def agency_returns(
    outgoing: Iterable[OutgoingView], today: date, calendar: WorkingCalendar
) -> tuple[AgencyReturn, ...]:
    """The requests among the e-mails of one case, oldest first. An answer to a reminder answers its request."""
    gone = [each for each in outgoing if each.state in _GONE]
    requests = [each for each in gone if each.kind == LetterKind.AGENCY_REQUEST]
    return tuple(_return_of(each, gone, today, calendar) for each in requests)


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


def _return_of(
    request: OutgoingView, gone: Sequence[OutgoingView], today: date, calendar: WorkingCalendar
) -> AgencyReturn:
    reminders = [
        each
        for each in gone
        if each.kind in _REMINDERS and each.recipient == request.recipient and each.written_at > request.written_at
    ]
    answers = [each.delivery_at for each in (request, *reminders) if each.delivery == "answered" and each.delivery_at]
    answered = date_here(min(answers), calendar) if answers else None
    reminded = tuple(date_here(each.written_at, calendar) for each in reminders)
    due = request.due_on
    return AgencyReturn(
        request=request,
        standing=standing_of_return(due, answered, today),
        reminder=reminder_due(due, reminded, today) if due and answered is None else None,
        reminded=reminded,
    )
