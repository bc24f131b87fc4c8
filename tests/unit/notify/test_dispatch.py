"""Sending with retries: nothing is lost, nothing hammers the relay, nothing goes out a third time."""

from datetime import UTC, datetime, timedelta

from notify.dispatch import MOST_ATTEMPTS, send_due, wait_after
from notify.errors import TransportRefused
from notify.fakes import InMemoryOutbox, RecordingTransport
from notify.model import OutgoingEmail

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


def email(number):
    return OutgoingEmail(
        message_id=f"<{number}@iowscp.example>",
        recipient=f"a{number}@trust.example",
        subject="Auto: received",
        text="Received.",
        written_at=NOW,
    )


def rounds(outbox, transport, *moments):
    for moment in moments:
        send_due(outbox, transport, lambda moment=moment: moment)


def test_one_refused_address_does_not_hold_up_the_next():
    outbox, transport = (
        InMemoryOutbox([email(1), email(2)]),
        RecordingTransport([TransportRefused("550", permanent=True)]),
    )
    rounds(outbox, transport, NOW)
    assert outbox.states == ["failed", "sent"]


def test_a_busy_relay_is_tried_again_later_and_not_before():
    outbox, transport = InMemoryOutbox([email(1)]), RecordingTransport([TransportRefused("451")])
    rounds(outbox, transport, NOW, NOW + timedelta(seconds=59))
    assert transport.sent == []
    rounds(outbox, transport, NOW + timedelta(seconds=60))
    assert outbox.states == ["sent"]


def test_what_was_sent_is_not_sent_again():
    outbox, transport = InMemoryOutbox([email(1)]), RecordingTransport()
    rounds(outbox, transport, NOW, NOW + timedelta(hours=1))
    assert len(transport.sent) == 1


def test_after_two_unknown_outcomes_a_person_decides():
    broken = TransportRefused("no_answer_after_data", outcome_unknown=True)
    outbox, transport = InMemoryOutbox([email(1)]), RecordingTransport([broken, broken])
    rounds(outbox, transport, *(NOW + timedelta(hours=hours) for hours in range(5)))
    assert outbox.states == ["failed"]
    assert transport.sent == []


def test_the_wait_doubles_from_a_minute_to_an_hour_and_ends_after_about_five_days():
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert max(waits) == timedelta(hours=1)
    assert timedelta(days=4.5) < sum(waits, timedelta()) < timedelta(days=5.5)
