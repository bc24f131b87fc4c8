"""A relay in trouble at any verb: never more than two copies, none without need, no tight loop, the team told."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from notify.dispatch import SendingRules, send_due
from notify.fakes import FakeSentCopies
from notify.model import OutgoingEmail
from notify.ports import CopySearch
from notify.relay import RelayAccess, transport
from tests.integration.smtp_servers import TROUBLES, VERBS, TroubledSmtpServer
from triage.store.engine import open_database, upgrade
from triage.store.outbox import ACKNOWLEDGEMENT, DatabaseOutbox, new_row
from triage.store.tables_audit import EventRow
from triage.store.tables_mail import OutboxRow

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
OURS = "lig.referrals@iowscp.example"
CELLS = [(verb, trouble) for verb in VERBS for trouble in TROUBLES]
ABOUT_THE_EMAIL = {"MAIL", "RCPT", "DATA", "dot"}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('outbox') / 'referrals.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def outbox(database):
    with Session(database) as session, session.begin():
        for table in (OutboxRow,):
            session.query(table).delete()
    outbox = DatabaseOutbox(database)
    outbox.note_relay("", None)
    outbox.release_held("Mina Okafor", NOW - timedelta(days=2))
    return outbox


def put(database, *numbers, kind=ACKNOWLEDGEMENT):
    with Session(database) as session, session.begin():
        session.add_all(new_row(kind, email(number), "waiting", NOW) for number in numbers)


def email(number=1):
    return OutgoingEmail(
        message_id=f"<{number}@iowscp.example>",
        recipient=f"nurse{number}@trust.example",
        subject="Auto: received",
        text="Received.\n.a line with a dot before it\n",
        written_at=NOW,
    )


def state_of(database):
    with Session(database) as session:
        return [(row.state, row.code) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))]


def relay(server):
    return transport(
        RelayAccess(
            host="127.0.0.1",
            port=server.port,
            tls="none",
            username="relay-user",
            password="relay-word",
            sender=OURS,
            sender_name="Partnership Team",
            envelope_sender="",
            timeout=0.15,
        )
    )


def run(outbox, server, minutes, rules=None):
    """A round each simulated minute."""
    for minute in range(minutes):
        at = NOW + timedelta(minutes=minute)
        send_due(outbox, relay(server), lambda at=at: at, rules)


def passing(verb, trouble):
    """The trouble once; a relay that hangs up after the final dot has a second trouble ready at the next try."""
    return [("dot", trouble), (verb, "4xx")] if trouble == "close_after_dot" else [(verb, trouble)]


@pytest.mark.parametrize(("verb", "trouble"), CELLS, ids=lambda value: value)
def test_trouble_that_passes_ends_in_one_state_with_at_most_two_copies(database, outbox, verb, trouble):
    put(database, 1)
    with TroubledSmtpServer(passing(verb, trouble)) as server:
        run(outbox, server, 8)
    refused = trouble == "5xx" and verb in ABOUT_THE_EMAIL
    unknown = trouble == "close_after_dot" or (verb == "dot" and trouble in ("hang", "close"))
    assert state_of(database) == [("failed", "550")] if refused else [("sent", "")]
    assert sum(server.taken.values()) == (0 if refused else 2 if unknown else 1)
    assert server.connections <= 3


@pytest.mark.parametrize(("verb", "trouble"), CELLS, ids=lambda value: value)
def test_trouble_that_stays_is_never_hammered_and_never_makes_a_third_copy(database, outbox, verb, trouble):
    put(database, 1)
    with TroubledSmtpServer([passing(verb, trouble)[-1 if index else 0] for index in range(50)]) as server:
        run(outbox, server, 16)
    assert server.connections <= 5  # at 0, 1, 3, 7 and 15 minutes
    assert max(server.taken.values(), default=0) <= 2


@pytest.mark.parametrize("ending", ["hang", "close", "close_after_dot"])
def test_our_own_copy_spares_the_second_one(database, outbox, ending):
    put(database, 1)
    copies = FakeSentCopies(known={"<1@iowscp.example>"})
    with TroubledSmtpServer([("dot", ending)]) as server:
        run(outbox, server, 8, SendingRules(copies=copies))
    assert state_of(database) == [("sent", "")]
    assert server.taken == Counter({"<1@iowscp.example>": 1})


def test_a_copy_is_waited_for_before_the_one_resend_and_the_team_sees_that_it_may_be_a_second(database, outbox):
    put(database, 1)
    rules = SendingRules(copies=FakeSentCopies(answer=CopySearch.NO_ANSWER))
    with TroubledSmtpServer([("dot", "close")]) as server:
        run(outbox, server, 10, rules)
        assert server.connections == 1
        run(outbox, server, 14, rules)
    assert server.taken == Counter({"<1@iowscp.example>": 2})
    with Session(database) as session:
        actions = session.scalars(select(EventRow.action).order_by(EventRow.id)).all()
    assert actions[-1] == "acknowledgement_possibly_sent_twice"


@pytest.mark.usefixtures("outbox")
def test_an_ordinary_restart_sends_nothing_twice(database):
    put(database, 1, 2, 3)
    with TroubledSmtpServer([]) as server:
        for _ in range(3):
            run(DatabaseOutbox(database), server, 2)
    assert set(server.taken.values()) == {1}
    assert len(server.taken) == 3


def test_one_connection_serves_a_round_and_one_bad_address_holds_up_nobody(database, outbox):
    put(database, *range(5))
    with TroubledSmtpServer([("RCPT", "5xx"), None]) as server:
        run(outbox, server, 1)
    assert [state for state, _ in state_of(database)] == ["failed", "sent", "sent", "sent", "sent"]
    assert server.connections == 2


def test_a_relay_that_is_out_is_asked_once_however_much_is_waiting(database, outbox):
    put(database, *range(30))
    with TroubledSmtpServer([("AUTH", "5xx")] * 50) as server:
        run(outbox, server, 16)
    assert server.connections == 5
    assert {state for state, _ in state_of(database)} == {"waiting"}
    assert outbox.state().relay_code == "sign_in_550"


@pytest.mark.usefixtures("outbox")
def test_the_pace_is_kept_over_rounds_and_restarts(database):
    put(database, *range(25))
    with TroubledSmtpServer([]) as server:
        for seconds in (0, 5, 59):
            at = NOW + timedelta(seconds=seconds)
            report = send_due(DatabaseOutbox(database), relay(server), lambda at=at: at, SendingRules(per_minute=10))
        assert sum(server.taken.values()) == 10
        assert report.rest == "pace"
        run(DatabaseOutbox(database), server, 4, SendingRules(per_minute=10))
    assert sum(server.taken.values()) == 25


def test_too_many_acknowledgements_hold_the_outbox_until_a_person_releases_it_but_alerts_go_out(database, outbox):
    put(database, *range(70))
    put(database, 100, kind="alert")
    with TroubledSmtpServer([]) as server:
        run(outbox, server, 3)
        assert sum(server.taken.values()) == 61
        assert server.taken["<100@iowscp.example>"] == 1
        assert outbox.state().held_code == "too_many_in_ten_minutes"
        outbox.release_held("Mina Okafor", NOW + timedelta(minutes=3))
        at = NOW + timedelta(minutes=4)
        send_due(outbox, relay(server), lambda: at)
    assert sum(server.taken.values()) == 71
    assert outbox.state().held_code == ""


def test_many_returned_acknowledgements_hold_the_outbox(database, outbox):
    put(database, *range(10))
    with TroubledSmtpServer([]) as server:
        run(outbox, server, 1)
        with Session(database) as session, session.begin():
            for row in session.scalars(select(OutboxRow).limit(3)):
                row.delivery, row.delivery_at = "returned", NOW
        put(database, 50)
        run(outbox, server, 2)
    assert outbox.state().held_code == "too_many_returned"
    assert server.taken["<50@iowscp.example>"] == 0


def test_letters_come_back_to_us_and_acknowledgements_to_nobody(database, outbox):
    put(database, 1)
    letter = OutgoingEmail(**{**vars(email(2)), "returned_to_us": True})
    with Session(database) as session, session.begin():
        session.add(new_row("redirect", letter, "waiting", NOW))
    with TroubledSmtpServer([]) as server:
        run(outbox, server, 1)
    assert [line.split(b"<")[1].split(b">")[0] for line in server.senders] == [b"", OURS.encode()]
    assert len(server.recipients) == 2


def test_a_relay_without_starttls_gets_neither_password_nor_mail(database, outbox):
    put(database, 1)
    with TroubledSmtpServer([]) as server:
        access = RelayAccess(**{**vars(relay(server)._access), "tls": "starttls"})
        report = send_due(outbox, transport(access), lambda: NOW)
    assert report.rest == "not_offered"
    assert server.taken == Counter()
    assert server.senders == []
