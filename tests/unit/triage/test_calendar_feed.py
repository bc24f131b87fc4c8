"""The calendar of due dates: read back as a calendar program reads it, and with nothing in it but what it may hold."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from triage.account_ports import DueDate
from triage.calendar_feed import as_calendar

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
WORDS = {"la_notification": "local authority notification", "rapid_review": "rapid review, and more " * 6}
DATES = [
    DueDate(reference="LIG-7F3K-2Q", kind="la_notification", due=date(2026, 11, 17), provisional=True),
    DueDate(reference="LIG-7F3K-2Q", kind="rapid_review", due=date(2026, 12, 29), provisional=False),
]


def made(dates=DATES) -> bytes:
    return as_calendar(dates, "Referrals", WORDS.__getitem__, NOW)


def events(content: bytes):
    return Calendar.from_ical(content).walk("VEVENT")


def test_each_clock_is_an_all_day_event_on_its_due_date() -> None:
    first, second = events(made())

    assert (first.decoded("dtstart"), first.decoded("dtend")) == (date(2026, 11, 17), date(2026, 11, 18))
    assert str(first["summary"]) == "LIG-7F3K-2Q: local authority notification (provisional)"
    assert (str(first["status"]), str(second["status"])) == ("TENTATIVE", "CONFIRMED")
    assert str(second["summary"]).startswith("LIG-7F3K-2Q: rapid review, and more rapid review")


def test_a_reminder_comes_the_day_before() -> None:
    (alarm,) = events(made())[0].walk("VALARM")

    assert alarm.decoded("trigger") == timedelta(days=-1, hours=9)


def test_an_event_keeps_its_identity_when_its_date_moves() -> None:
    later = [DueDate(reference="LIG-7F3K-2Q", kind="la_notification", due=date(2026, 11, 20), provisional=False)]

    assert events(made())[0]["uid"] == events(made(later))[0]["uid"]
    assert len({str(each["uid"]) for each in events(made())}) == 2


def test_lines_are_folded_and_ended_as_the_standard_asks() -> None:
    lines = made().split(b"\r\n")

    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)


def test_a_calendar_without_dates_is_a_calendar() -> None:
    assert events(made([])) == []
    assert b"BEGIN:VCALENDAR" in made([])
