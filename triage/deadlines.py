"""Working-day arithmetic for England, and the provisional deadlines of a new case.

Sources of the periods stand beside them in `config/calendar.yaml`. The day from which a period runs is day 0.
"""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays

from config.schema.calendar import WorkingCalendar
from triage.model import Deadline, DeadlineKind


def is_working_day(day: date, calendar: WorkingCalendar) -> bool:
    """Monday to Friday, no bank holiday in England, no closure of the council."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year) and day not in calendar.closures


def add_working_days(start: date, days: int, calendar: WorkingCalendar) -> date:
    """The day that is `days` working days after `start`; with 0, `start` itself or the next working day."""
    day = start
    while not is_working_day(day, calendar):
        day += timedelta(days=1)
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day, calendar):
            day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date, calendar: WorkingCalendar) -> int:
    """Working days after `start` up to and including `end`; negative where `end` lies before `start`."""
    if end < start:
        return -working_days_between(end, start, calendar)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)


def date_here(moment: datetime, calendar: WorkingCalendar) -> date:
    """The date where the calendar is kept."""
    return moment.astimezone(ZoneInfo(calendar.time_zone)).date()


def latest_working_day(day: date, calendar: WorkingCalendar) -> date:
    """`day` itself, or the last working day before it: what was due before that day is overdue."""
    while not is_working_day(day, calendar):
        day -= timedelta(days=1)
    return day


def day_of_receipt(moment: datetime, calendar: WorkingCalendar) -> date:
    """The working day on which mail counts as received: after the cut-off, at weekends and on holidays the next one."""
    local = moment.astimezone(ZoneInfo(calendar.time_zone))
    day = local.date() + timedelta(days=1) if local.time() > calendar.cut_off else local.date()
    return add_working_days(day, 0, calendar)


def provisional_deadlines(
    received_at: datetime, sin_date: date | None, calendar: WorkingCalendar
) -> tuple[Deadline, ...]:
    """The clocks of a new case, all provisional until a person has set from when they count.

    Where the mailbox is the council's, receipt may itself make the local authority aware, so its five days are shown
    from receipt. With a notification date on the form the rapid review is shown from that date instead.
    """
    received = day_of_receipt(received_at, calendar)
    deadlines = [deadline_from(DeadlineKind.ACKNOWLEDGE, received, "received", calendar)]
    if sin_date is None:
        deadlines.append(deadline_from(DeadlineKind.LA_NOTIFICATION, received, "received", calendar))
    else:
        deadlines.append(deadline_from(DeadlineKind.RAPID_REVIEW, sin_date, "sin_date", calendar))
    return tuple(deadlines)


def deadline_from(kind: DeadlineKind, start: date, basis: str, calendar: WorkingCalendar) -> Deadline:
    """One clock from the day on which it starts, provisional."""
    clock = getattr(calendar, kind.value)
    due = add_working_days(start, clock.working_days, calendar)
    return Deadline(kind=kind, counted_from=start, due=due, basis=basis)


@cache
def _bank_holidays(year: int) -> HolidayBase:
    return country_holidays("GB", subdiv="ENG", years=year)
