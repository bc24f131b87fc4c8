"""Working days of England, and the clocks of a new case."""

from datetime import UTC, date, datetime

import pytest

from config.load import configuration_file, load_yaml
from config.schema.calendar import WorkingCalendar
from triage.deadlines import add_working_days, day_of_receipt, provisional_deadlines, working_days_between
from triage.model import DeadlineKind

CALENDAR = load_yaml(configuration_file("calendar.yaml"), WorkingCalendar)


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)  # November: London is on UTC


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 9), 5, date(2026, 11, 16)),  # Monday to Monday over a weekend
        (date(2026, 11, 7), 0, date(2026, 11, 9)),  # a Saturday counts as the Monday
        (date(2026, 4, 1), 5, date(2026, 4, 10)),  # Good Friday and Easter Monday
        (date(2026, 12, 23), 3, date(2026, 12, 30)),  # Boxing Day 2026 is a Saturday: Monday 28 is the substitute
        (date(2026, 8, 28), 1, date(2026, 9, 1)),  # summer bank holiday
        (date(2026, 11, 9), 15, date(2026, 11, 30)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(start, days, due):
    assert add_working_days(start, days, CALENDAR) == due


def test_closures_of_the_council_do_not_count():
    closed = CALENDAR.model_copy(update={"closures": (date(2026, 11, 10),)})
    assert add_working_days(date(2026, 11, 9), 1, closed) == date(2026, 11, 11)


def test_days_left_turn_negative_once_overdue():
    assert working_days_between(date(2026, 11, 9), date(2026, 11, 16), CALENDAR) == 5
    assert working_days_between(date(2026, 11, 16), date(2026, 11, 9), CALENDAR) == -5
    assert working_days_between(date(2026, 11, 9), date(2026, 11, 9), CALENDAR) == 0


@pytest.mark.parametrize(
    ("arrived", "counts_as"),
    [
        (at(10, 16, 59), date(2026, 11, 10)),
        (at(10, 17, 1), date(2026, 11, 11)),
        (at(13, 18), date(2026, 11, 16)),  # Friday evening
        (at(14, 9), date(2026, 11, 16)),  # Saturday
    ],
)
def test_mail_after_the_cut_off_counts_from_the_next_working_day(arrived, counts_as):
    assert day_of_receipt(arrived, CALENDAR) == counts_as


def test_the_cut_off_is_london_time_in_summer():
    assert day_of_receipt(datetime(2026, 7, 1, 16, 30, tzinfo=UTC), CALENDAR) == date(2026, 7, 2)  # 17:30 in London


def test_a_new_case_shows_the_notification_clock_from_receipt_as_provisional():
    clocks = {each.kind: each for each in provisional_deadlines(at(10, 9), None, CALENDAR)}
    assert set(clocks) == {DeadlineKind.LA_NOTIFICATION, DeadlineKind.ACKNOWLEDGE}
    assert clocks[DeadlineKind.LA_NOTIFICATION].due == date(2026, 11, 17)
    assert all(each.provisional and each.basis == "received" for each in clocks.values())


def test_a_notification_date_on_the_form_starts_the_rapid_review_clock_instead():
    clocks = {each.kind: each for each in provisional_deadlines(at(10, 9), date(2026, 11, 6), CALENDAR)}
    assert clocks[DeadlineKind.RAPID_REVIEW].due == date(2026, 11, 27)
    assert DeadlineKind.LA_NOTIFICATION not in clocks
