"""Times and due dates as people say them. No rules: what is due when is decided elsewhere."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from triage.amounts import count
from triage.model import Deadline
from triage.web.phrases import in_words
from triage.web.wording import BASES, DEADLINES, DEADLINES_IN_FULL

_HERE = ZoneInfo("Europe/London")


def as_day(day: date) -> str:
    """`11 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def as_weekday(day: date) -> str:
    """`Wednesday 11 November 2026`."""
    return f"{day:%A} {as_day(day)}"


def as_moment(moment: datetime | None) -> str:
    """`11 November 2026, 4:05pm`, in the time of the United Kingdom; `never` for None."""
    if moment is None:
        return "never"
    here = moment.astimezone(_HERE)
    return f"{as_day(here.date())}, {here.hour % 12 or 12}:{here:%M}{'am' if here.hour < 12 else 'pm'}"


def as_age(moment: datetime, now: datetime) -> str:
    """`2 hours ago`, rounded down; `just now` under a minute, and for times that lie ahead."""
    gone = max(now - moment, timedelta())
    for length, name in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        if gone >= length:
            return f"{count(gone // length, name)} ago"
    return "just now"


def next_step(deadline: Deadline | None) -> str:
    """`Provisional: local authority notification`; what a queue row says beside its due date."""
    if deadline is None:
        return "No date set"
    name = in_words(DEADLINES, deadline.kind)
    return f"Provisional: {name}" if deadline.provisional else name[:1].upper() + name[1:]


def deadline_sentence(deadline: Deadline) -> str:
    """One sentence: what, by when, and from when it counts."""
    name = in_words(DEADLINES_IN_FULL, deadline.kind)
    start = f"counted from {as_day(deadline.counted_from)}, {in_words(BASES, deadline.basis)}"
    if deadline.provisional:
        return f"Provisional: {name} by {as_weekday(deadline.due)}, {start}."
    return f"{name[:1].upper()}{name[1:]} by {as_weekday(deadline.due)}, {start}."
