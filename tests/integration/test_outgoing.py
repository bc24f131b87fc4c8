"""The store's side of our e-mails: limits that count right, delivery that shows, what the team was told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.domain import load_domain
from config.schema.team import TeamRules
from notify.alerts import AlertDesk
from notify.model import AcknowledgedBefore, Alert, AlertKind, OutgoingEmail, SendingState
from triage.alert_facts import alert_facts
from triage.store import outbox
from triage.store.acknowledged import acknowledged_before
from triage.store.alert_book import DatabaseAlertBook
from triage.store.tables_audit import EventRow
from triage.store.tables_mail import ItemRow, OutboxRow

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


def email(number, recipient="nurse@trust.example"):
    return OutgoingEmail(
        message_id=f"<{number}@iowscp.example>",
        recipient=recipient,
        subject="Auto: received",
        text="Received.",
        written_at=NOW,
    )


def acknowledged(session, number, at, *, subject="LIG referral", recipient="nurse@trust.example", state="sent"):
    item = ItemRow(
        dedupe_key=f"k{number}",
        reference=f"LIG-{number}",
        received_at=at,
        subject=subject,
        message_class="referral",
        reasons=[],
        flags=[],
        needs_person=False,
        permission_reasons=[],
    )
    session.add(item)
    session.flush()
    row = outbox.new_row("acknowledgement", email(number, recipient), state, at)
    row.item_id = item.id
    session.add(row)
    session.flush()
    return row


@pytest.fixture
def session(engine):
    with Session(engine) as session, session.begin():
        yield session


def ago(**span):
    return NOW - timedelta(**span)


def test_limits_count_address_domain_and_subject_each_in_its_span(session):
    acknowledged(session, 1, ago(minutes=59))
    acknowledged(session, 2, ago(hours=2), subject="RE: lig  referral")
    acknowledged(session, 3, ago(hours=4))
    acknowledged(session, 4, ago(minutes=5), subject="Another", recipient="doctor@trust.example")
    acknowledged(session, 5, ago(minutes=5), recipient="x@nottrust.example")
    assert acknowledged_before(session, "nurse@trust.example", "Lig referral", NOW) == AcknowledgedBefore(
        address_last_hour=1,
        address_last_day=3,
        same_subject_last_three_hours=2,
        domain_last_hour=2,
        in_all_last_day=5,
    )


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_did_not_go_out_by_itself_counts_for_nothing(session, state):
    acknowledged(session, 1, ago(minutes=1), state=state)
    assert acknowledged_before(session, "nurse@trust.example", "LIG referral", NOW) == AcknowledgedBefore()


def test_letters_and_alerts_count_for_nothing(session):
    session.add(outbox.new_row("alert", email(1), "sent", ago(minutes=1)))
    assert acknowledged_before(session, "nurse@trust.example", "", NOW) == AcknowledgedBefore()


def test_a_return_is_shown_on_the_email_that_it_names_and_a_later_word_does_not_hide_it(session):
    row = acknowledged(session, 1, ago(minutes=5))
    assert outbox.note_delivery(session, ["<unknown@x.example>"], "returned", NOW) == []
    assert outbox.note_delivery(session, ["<1@iowscp.example>"], "returned", NOW) == [row]
    outbox.note_delivery(session, ["<1@iowscp.example>"], "out_of_office", NOW)
    assert (row.delivery, row.delivery_at) == ("returned", NOW)
    assert session.scalars(select(EventRow.action)).all() == ["acknowledgement_returned"]


def test_a_released_email_bears_the_day_of_its_release(session):
    row = acknowledged(session, 1, ago(days=6), state="held")
    outbox.release(session, row, "Mina Okafor", NOW)
    assert row.state == "waiting"
    assert outbox.stored_email(row).written_at == NOW
    with pytest.raises(ValueError, match="waiting"):
        outbox.release(session, row, "Mina Okafor", NOW)
    outbox.cancel(session, row, "Mina Okafor", NOW)
    assert [event.actor for event in session.scalars(select(EventRow))] == ["Mina Okafor", "Mina Okafor"]


def test_a_case_may_have_several_letters_of_one_kind(session):
    for number in (1, 2):
        row = outbox.queue_letter(session, None, "agency_request", email(number), date(2026, 11, 24))
    session.flush()
    assert row.due_on == date(2026, 11, 24)


def test_the_team_is_told_once_also_after_a_restart(engine):
    desk = AlertDesk(
        rules=TeamRules(addresses=("team@partnership.example",)),
        wording=load_domain().wording.alerts,
        partnership=load_domain().partnership,
        loop_token="loop-1",
        domain="iowscp.example",
    )
    fact = Alert(kind=AlertKind.LIVE_RISK, subject="LIG-2026-7KQP3")
    for minute in range(20):
        book, at = DatabaseAlertBook(engine), NOW + timedelta(minutes=minute)
        telling = desk.due_alerts([fact], book.memory(), at)
        book.tell(telling.emails, telling.told, at)
    with Session(engine) as session:
        rows = session.scalars(select(OutboxRow)).all()
    assert [outbox.stored_email(row).subject[:20] for row in rows] == ["Referrals: one matte", "Referrals: summary o"]
    assert {row.kind for row in rows} == {"alert"}


def test_facts_for_the_team_name_no_person_and_link_to_the_page(reader, engine):
    sending = SendingState(held_code="too_many_returned", relay_code="unreachable", relay_failures=4)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        acknowledged(session, 1, NOW, state="failed")
        item = session.scalars(select(ItemRow)).one()
        item.needs_person, item.subject, item.flags = True, "Imogen Vale-Hart", ["child_may_be_unsafe_now"]
    facts = alert_facts(reader, sending, "https://referrals.example/", 1, NOW)
    assert {fact.kind.value for fact in facts} == {"live_risk", "email_failed", "sending_held", "relay_out"}
    assert "Imogen" not in str(facts)
    assert f"https://referrals.example/mail/{item.id}" in [fact.link for fact in facts]
