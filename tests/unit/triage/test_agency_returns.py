"""Agencies' returns: awaited, late or received, matched to their request, and reminded before and after their day."""

from datetime import UTC, date, datetime, timedelta

from config.domain import load_domain
from notify.model import LetterKind
from triage.agency_returns import agency_returns, reminder_due, standing_of_return
from triage.read_models import OutgoingView

DUE = date(2026, 11, 24)
ASKED = datetime(2026, 11, 10, 16, 5, tzinfo=UTC)
CALENDAR = load_domain().calendar


def email(kind=LetterKind.AGENCY_REQUEST, recipient="school@academy.example", **changes):
    given = {"state": "sent", "written_at": ASKED, "sent_at": ASKED, "due_on": DUE} | changes
    return OutgoingView(id=1, kind=kind, recipient=recipient, subject="", text="", **given)


def standings(*emails, today=DUE):
    return [(each.standing, each.reminder) for each in agency_returns(emails, today, CALENDAR)]


def test_an_agency_is_reminded_before_and_after_its_day_and_not_for_ever():
    days = [DUE + timedelta(days=offset) for offset in range(-10, 40)]
    reminded: list[date] = []
    kinds = []
    for today in days:
        kind = reminder_due(DUE, reminded, today)
        if kind:
            kinds.append((kind, (today - DUE).days))
            reminded.append(today)
    assert kinds == [
        (LetterKind.AGENCY_CHASER, -2),
        (LetterKind.AGENCY_OVERDUE, 1),
        (LetterKind.AGENCY_OVERDUE, 4),
        (LetterKind.AGENCY_OVERDUE, 7),
    ]


def test_returns_are_awaited_late_or_received():
    day = timedelta(days=1)
    assert standing_of_return(DUE, None, DUE) == "awaited"
    assert standing_of_return(DUE, None, DUE + day) == "late"
    assert standing_of_return(DUE, DUE, DUE + day) == "received"
    assert standing_of_return(DUE, DUE + day, DUE + day) == "received_late"


def test_each_request_stands_by_itself_and_an_answer_to_its_reminder_answers_it():
    later = ASKED + timedelta(days=12)
    other = email(recipient="police@force.example")
    reminder = email(LetterKind.AGENCY_CHASER, written_at=later, delivery="answered", delivery_at=later)
    assert standings(email(), other, reminder) == [("received", None), ("awaited", LetterKind.AGENCY_CHASER)]
    assert standings(email(), reminder, today=DUE + timedelta(days=9)) == [("received", None)]


def test_a_request_that_has_not_gone_out_and_other_letters_await_nothing():
    assert standings(email(state="cancelled"), email(state="failed"), email(LetterKind.REQUEST_INFORMATION)) == []


def test_an_answer_late_in_the_evening_counts_for_the_day_here():
    half_past_midnight_in_summer = datetime(2026, 7, 2, 23, 30, tzinfo=UTC)
    asked = email(due_on=date(2026, 7, 2), delivery="answered", delivery_at=half_past_midnight_in_summer)
    assert standings(asked, today=date(2026, 7, 9)) == [("received_late", None)]


def test_an_automatic_answer_or_a_return_is_no_answer():
    away = email(delivery="out_of_office", delivery_at=ASKED)
    assert standings(away, today=DUE + timedelta(days=1)) == [("late", LetterKind.AGENCY_OVERDUE)]
