"""Due dates as an iCalendar file (RFC 5545): reference and name of the clock, and nothing of any person."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from triage.account_ports import DueDate

_REMINDED = timedelta(days=-1, hours=9)  # at nine the day before: all-day events begin at midnight
_DAY = timedelta(days=1)


def as_calendar(dates: Sequence[DueDate], name: str, words: Callable[[str], str], now: datetime) -> bytes:
    """A calendar of all-day events. `words` names a kind of clock; `name` is the calendar's own."""
    calendar = Calendar()
    calendar.add("prodid", "-//Safeguarding referrals//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=1))
    for each in dates:
        calendar.add_component(_event(each, words(each.kind), now))
    return bytes(calendar.to_ical())


def _event(one: DueDate, words: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", hashlib.sha256(f"{one.reference}/{one.kind}".encode()).hexdigest()[:32] + "@due-dates")
    event.add("dtstamp", now)
    event.add("dtstart", one.due)
    event.add("dtend", one.due + _DAY)
    event.add("summary", f"{one.reference}: {words}{' (provisional)' if one.provisional else ''}")
    event.add("status", "TENTATIVE" if one.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{one.reference}: {words}")
    alarm.add("trigger", _REMINDED)
    event.add_component(alarm)
    return event
