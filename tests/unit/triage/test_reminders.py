"""Which days the team is reminded of a due date: the working day before, the day itself, and every day after."""

from datetime import UTC, date, datetime

import pytest

from config.load import configuration_file, load_yaml
from config.schema.calendar import WorkingCalendar
from notify.model import AlertKind, SendingState
from triage.alert_facts import alert_facts
from triage.deadlines import working_days_between
from triage.model import Deadline, DeadlineKind
from triage.read_models import QueueRow, ServiceHealth

CALENDAR = load_yaml(configuration_file("calendar.yaml"), WorkingCalendar)
DUE = date(2026, 12, 29)  # the Tuesday after Christmas: Friday and Monday are holidays
NEAR, OVER = AlertKind.DEADLINE_NEAR, AlertKind.DEADLINE_OVER


class Watched:
    """One open case with one clock."""

    def __init__(self, today: date) -> None:
        self.today = today

    def queue(self, _now: datetime) -> list[QueueRow]:
        clock = Deadline(kind=DeadlineKind.LA_NOTIFICATION, counted_from=date(2026, 12, 18), due=DUE, basis="received")
        return [
            QueueRow(
                reference="LIG-7F3K-2Q", initials="TJM", state="triage", agency="A", serious_incident="met", reasons=(),
                received_at=datetime(2026, 12, 18, 9, tzinfo=UTC), missing_headings=(), next_deadline=clock,
                working_days_left=working_days_between(self.today, DUE, CALENDAR),
            )
        ]  # fmt: skip

    def needs_person(self) -> list[object]:
        return []

    def late_returns(self, _now: datetime) -> list[str]:
        return []

    def health(self, now: datetime) -> ServiceHealth:
        return ServiceHealth(
            last_poll_at=now,
            last_good_poll_at=now,
            poll_fault="",
            waiting_messages=0,
            waiting_emails=0,
            failed_emails=0,
        )


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        (date(2026, 12, 22), []),
        (date(2026, 12, 23), []),
        (date(2026, 12, 24), [NEAR]),  # the last working day before
        (date(2026, 12, 25), [NEAR]),
        (date(2026, 12, 28), [NEAR]),
        (date(2026, 12, 29), [NEAR]),  # due today
        (date(2026, 12, 30), [OVER]),
        (date(2027, 1, 8), [OVER]),
    ],
)
def test_the_team_is_reminded_before_and_after(today: date, reminded: list[AlertKind]) -> None:
    now = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    facts = alert_facts(Watched(today), SendingState(), "https://x.example", 1, now)

    assert [fact.kind for fact in facts] == reminded
    assert all(fact.subject == "LIG-7F3K-2Q" for fact in facts)
    assert "TJM" not in str(facts)
