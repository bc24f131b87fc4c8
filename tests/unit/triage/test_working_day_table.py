"""Working days against a table counted by hand on a calendar: Christmas, Easter, substitutes, closures, cut-off."""

from datetime import UTC, date, datetime

import pytest

from config.load import configuration_file, load_yaml
from config.schema.calendar import WorkingCalendar
from triage.deadlines import add_working_days, day_of_receipt, working_days_between

CALENDAR = load_yaml(configuration_file("calendar.yaml"), WorkingCalendar)

COUNTED = [  # start, working days, due
    ("2026-11-09", 5, "2026-11-16"),  # a plain week, Monday to Monday
    ("2026-11-13", 5, "2026-11-20"),  # from a Friday
    ("2026-11-09", 15, "2026-11-30"),  # three plain weeks
    ("2026-11-09", 0, "2026-11-09"),  # no days: the day itself
    ("2026-11-14", 0, "2026-11-16"),  # a Saturday counts as the Monday
    ("2026-11-15", 1, "2026-11-17"),  # a Sunday counts as the Monday
    ("2026-11-14", 5, "2026-11-23"),  # five days from a Saturday
    ("2026-12-18", 5, "2026-12-29"),  # over Christmas with Boxing Day on a Saturday
    ("2026-12-24", 1, "2026-12-29"),  # Christmas Eve: Friday is Christmas, Monday the substitute
    ("2026-12-25", 0, "2026-12-29"),  # Christmas Day itself
    ("2026-12-26", 0, "2026-12-29"),  # Boxing Day on a Saturday
    ("2026-12-28", 0, "2026-12-29"),  # the substitute day itself
    ("2026-12-28", 5, "2027-01-06"),  # five days from a substitute day, over New Year
    ("2026-12-21", 15, "2027-01-14"),  # rapid review over Christmas and New Year
    ("2026-12-31", 1, "2027-01-04"),  # New Year's Day on a Friday
    ("2026-12-11", 15, "2027-01-06"),  # fifteen days that end at the turn of the year
    ("2027-12-24", 1, "2027-12-29"),  # Christmas on a Saturday: Monday and Tuesday are substitutes
    ("2027-12-23", 5, "2028-01-04"),  # five days over both substitute days
    ("2027-12-27", 0, "2027-12-29"),  # substitute of Christmas Day
    ("2027-12-31", 1, "2028-01-04"),  # 1 January 2028 is a Saturday: Monday the 3rd is the substitute
    ("2027-12-31", 5, "2028-01-10"),  # five days over that substitute
    ("2027-12-17", 15, "2028-01-12"),  # fifteen days over three substitutes
    ("2028-01-01", 0, "2028-01-04"),  # New Year's Day on a Saturday
    ("2028-12-22", 5, "2029-01-03"),  # Christmas on a Monday
    ("2028-12-22", 1, "2028-12-27"),  # the first working day after Boxing Day
    ("2025-12-22", 5, "2025-12-31"),  # Christmas on a Thursday
    ("2025-12-24", 1, "2025-12-29"),  # Thursday and Friday are holidays: the Monday
    ("2025-12-31", 1, "2026-01-02"),  # New Year's Day on a Thursday
    ("2025-12-15", 15, "2026-01-08"),  # fifteen days over Christmas 2025
    ("2024-12-23", 5, "2025-01-02"),  # Christmas on a Wednesday
    ("2022-12-23", 1, "2022-12-28"),  # Christmas on a Sunday: Monday Boxing Day, Tuesday substitute
    ("2022-12-23", 5, "2023-01-04"),  # over New Year with its substitute on 2 January
    ("2023-12-22", 5, "2024-01-03"),  # Christmas on a Monday, 2023
    ("2026-04-01", 1, "2026-04-02"),  # the Thursday before Good Friday
    ("2026-04-02", 1, "2026-04-07"),  # Maundy Thursday to Easter Tuesday
    ("2026-04-02", 5, "2026-04-13"),  # five days over Easter
    ("2026-03-27", 5, "2026-04-07"),  # from the Friday before
    ("2026-04-03", 0, "2026-04-07"),  # Good Friday itself
    ("2026-04-06", 5, "2026-04-14"),  # five days from Easter Monday
    ("2026-03-23", 15, "2026-04-15"),  # rapid review over Easter
    ("2027-03-25", 1, "2027-03-30"),  # Easter 2027 begins in March
    ("2027-03-24", 5, "2027-04-02"),  # five days over Easter 2027
    ("2028-04-13", 1, "2028-04-18"),  # Easter 2028
    ("2028-04-10", 15, "2028-05-04"),  # Easter and the early May holiday
    ("2025-04-17", 1, "2025-04-22"),  # Easter 2025
    ("2025-04-14", 15, "2025-05-08"),  # Easter and the early May holiday 2025
    ("2026-05-01", 1, "2026-05-05"),  # early May bank holiday
    ("2026-05-22", 1, "2026-05-26"),  # spring bank holiday
    ("2026-04-27", 5, "2026-05-05"),  # a week into the early May holiday
    ("2026-05-01", 15, "2026-05-26"),  # both May holidays
    ("2026-08-28", 1, "2026-09-01"),  # summer bank holiday
    ("2026-08-24", 5, "2026-09-01"),  # a week into the summer holiday
    ("2022-06-01", 1, "2022-06-06"),  # the two days of the jubilee
    ("2022-09-16", 1, "2022-09-20"),  # the state funeral
    ("2023-05-05", 1, "2023-05-09"),  # the coronation
]
CLOSED = [  # start, working days, closures of the council, due
    (
        "2026-12-24",
        1,
        "2026-12-29 2026-12-30 2026-12-31",
        "2027-01-04",
    ),  # the council is closed from Christmas to New Year
    ("2026-12-21", 5, "2026-12-29 2026-12-30 2026-12-31", "2027-01-05"),  # five days over that closure
    ("2026-11-09", 1, "2026-11-10", "2026-11-11"),  # one day closed
    ("2026-11-09", 0, "2026-11-09", "2026-11-10"),  # closed on the day itself
    ("2026-04-02", 1, "2026-04-07", "2026-04-08"),  # closed on the Tuesday after Easter
    ("2026-12-14", 15, "2026-12-24 2026-12-29 2026-12-30 2026-12-31", "2027-01-13"),  # fifteen days over a long closure
    ("2026-11-14", 5, "2026-11-14", "2026-11-23"),  # a closure on a Saturday changes nothing
]
RECEIVED = [  # moment in UTC, counts as received on, five working days later
    ("2026-12-24 16:59", "2026-12-24", "2027-01-05"),  # in time on Christmas Eve
    ("2026-12-24 17:00", "2026-12-24", "2027-01-05"),  # on the stroke of the cut-off
    ("2026-12-24 17:01", "2026-12-29", "2027-01-06"),  # after it: Friday and Monday are holidays
    ("2026-12-25 09:00", "2026-12-29", "2027-01-06"),  # on Christmas Day
    ("2026-12-31 23:59", "2027-01-04", "2027-01-11"),  # in the last minute of the year
    ("2027-12-24 17:30", "2027-12-29", "2028-01-06"),  # before Christmas on a Saturday
    ("2026-04-02 15:59", "2026-04-02", "2026-04-13"),  # 16:59 in London, before Good Friday
    ("2026-04-02 16:30", "2026-04-07", "2026-04-14"),  # 17:30 in London
    ("2026-06-30 16:01", "2026-07-01", "2026-07-08"),  # 17:01 in London, though not in UTC
    ("2026-06-29 23:30", "2026-06-30", "2026-07-07"),  # half past midnight in London: already the Tuesday
    ("2026-03-29 01:30", "2026-03-30", "2026-04-08"),  # the night in which the clocks go forward, before Easter
    ("2026-10-25 00:30", "2026-10-26", "2026-11-02"),  # the night in which they go back
    ("2026-10-26 17:01", "2026-10-27", "2026-11-03"),  # the first evening in winter time
]


def days(text: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(each) for each in text.split())


@pytest.mark.parametrize(("start", "number", "due"), COUNTED)
def test_days_counted_by_hand(start: str, number: int, due: str) -> None:
    assert add_working_days(date.fromisoformat(start), number, CALENDAR) == date.fromisoformat(due)


@pytest.mark.parametrize(("start", "number", "due"), COUNTED)
def test_the_way_back_counts_the_same_days(start: str, number: int, due: str) -> None:
    first = add_working_days(date.fromisoformat(start), 0, CALENDAR)
    assert working_days_between(first, date.fromisoformat(due), CALENDAR) == number
    assert working_days_between(date.fromisoformat(due), first, CALENDAR) == -number


@pytest.mark.parametrize(("start", "number", "closures", "due"), CLOSED)
def test_days_counted_by_hand_with_closures(start: str, number: int, closures: str, due: str) -> None:
    closed = CALENDAR.model_copy(update={"closures": days(closures)})
    assert add_working_days(date.fromisoformat(start), number, closed) == date.fromisoformat(due)


@pytest.mark.parametrize(("moment", "received", "due"), RECEIVED)
def test_receipt_counted_by_hand(moment: str, received: str, due: str) -> None:
    counted = day_of_receipt(datetime.fromisoformat(moment).replace(tzinfo=UTC), CALENDAR)
    assert counted == date.fromisoformat(received)
    assert add_working_days(counted, 5, CALENDAR) == date.fromisoformat(due)


def test_the_table_is_long_enough() -> None:
    assert len(COUNTED) + len(CLOSED) + len(RECEIVED) >= 60
