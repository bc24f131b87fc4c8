"""From which day on a due date counts as overdue."""

from datetime import date, timedelta

import pytest

from config.domain import load_domain
from triage.deadlines import latest_working_day, working_days_between


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-10", "2026-11-10"),
        ("2026-11-15", "2026-11-13"),
        ("2026-12-28", "2026-12-24"),
        ("2026-04-06", "2026-04-02"),
    ],
)
def test_the_latest_working_day_passes_over_weekends_and_holidays(day, expected):
    assert latest_working_day(date.fromisoformat(day), load_domain().calendar) == date.fromisoformat(expected)


def test_what_was_due_before_it_is_exactly_what_is_overdue():
    calendar, day = load_domain().calendar, date(2026, 12, 27)
    last = latest_working_day(day, calendar)
    for back in range(20):
        due = day - timedelta(days=back)
        assert (due < last) is (working_days_between(day, due, calendar) < 0)
