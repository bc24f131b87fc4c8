"""Whatever is done to the history behind the service's back is found, on both databases."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from triage.store import history_chain
from triage.store.accounts import DatabaseAccounts
from triage.store.desk_work import HistoryLine
from triage.store.tables_audit import EventRow

NOW = datetime(2026, 11, 10, 9, 0, 0, 123456, tzinfo=UTC)
LINES = 12


@pytest.fixture
def told(engine, reader):
    """A history of twelve lines, one of them with words."""
    DatabaseAccounts(engine).add("mina", "Mina Okafor", "caseworker", "a long enough password")
    who = reader.people()[0]
    for number in range(LINES - 1):
        reader.note_looked("searched", who, NOW + timedelta(minutes=number), detail=str(number))
    with Session(engine) as session, session.begin():
        session.execute(
            text(
                "INSERT INTO item (dedupe_key, reference, message_id, received_at, sender, subject, text, message_class,"  # noqa: E501
                " reasons, flags, needs_person, permission, permission_reasons)"
                " VALUES ('k', 'R', '', '2026-11-10 09:00:00', '', '', '', 'query', '[]', '[]', true, 'no', '[]')"
            )
        )
    with reader.work(NOW) as work:
        item = work.item_to_change(1)
        outcome = work.add_outcome(item, who, "not_a_referral", "An invitation.")
        work.record_by(who, HistoryLine(action="mail_not_a_referral", about=outcome), item=item)
        work.commit()
    return engine


def tamper(engine, *statements):
    """As somebody with the database's own rights would: past its triggers."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in triggers:
                connection.execute(text(f'DROP TRIGGER "{name}"'))
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def test_a_history_as_it_was_written_holds_whoever_wrote_its_lines(told, reader):
    assert DatabaseAccounts(told).sign_in("mina", "a long enough password", NOW)
    found = reader.check_history()
    assert (found.holds, found.lines, len(found.head)) == (True, LINES + 1, 16)


def test_an_empty_history_holds(reader):
    assert reader.check_history().holds


@pytest.mark.parametrize(
    ("fault", "statements"),
    [
        ("changed", ["UPDATE event SET actor = 'Somebody Else' WHERE position = 3"]),
        ("changed", ["UPDATE event SET happened_at = '2026-11-09 09:00:00' WHERE position = 12"]),
        ("missing", ["DELETE FROM event WHERE position = 5"]),
        ("missing", ["DELETE FROM event WHERE position = 12"]),
        ("missing", ["DELETE FROM event"]),
        ("changed", ["DELETE FROM event WHERE position = 12",
                     "UPDATE history_head SET position = 11, mac = (SELECT mac FROM event WHERE position = 11)"]),
        ("changed", ["UPDATE event SET position = 99 WHERE position = 2", "UPDATE event SET position = 2 WHERE position = 3",  # noqa: E501
                     "UPDATE event SET position = 3 WHERE position = 99"]),
        ("words_changed", ["UPDATE item_outcome SET reason = 'Something else.'"]),
        ("words_changed", ["DELETE FROM item_outcome"]),
        ("outside", ["INSERT INTO event (happened_at, actor, action, detail, about, digest, mac)"
                     " VALUES ('2026-11-10 10:00:00', 'Mina Okafor', 'case_closed', '', '', '', '')"]),
    ],
)  # fmt: skip
def test_what_is_done_behind_its_back_is_found(told, reader, fault, statements):
    tamper(told, *statements)
    found = reader.check_history()
    assert (found.holds, found.fault) == (False, fault)


def test_random_changes_are_all_found(told, reader):
    rng = random.Random(20261110)
    columns = {"actor": "'x'", "action": "'x'", "detail": "'x'", "mac": "'x'", "digest": "'x'", "about": "'note:77'"}
    for _ in range(40):
        column, place = rng.choice(sorted(columns)), rng.randint(1, LINES)
        with Session(told) as session:
            before = session.execute(text(f"SELECT {column} FROM event WHERE position = {place}")).scalar_one()
        tamper(told, f"UPDATE event SET {column} = {columns[column]} WHERE position = {place}")
        assert not reader.check_history().holds, (column, place)
        with told.begin() as connection:
            if told.dialect.name == "postgresql":
                connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text(f"UPDATE event SET {column} = :old WHERE position = {place}"), {"old": before})
            if told.dialect.name == "postgresql":
                connection.execute(text("SET session_replication_role = origin"))
    assert reader.check_history().holds


def test_lines_are_chained_in_the_order_in_which_they_were_written(engine):
    with Session(engine) as session, session.begin():
        session.add_all(EventRow(happened_at=NOW, actor="service", action=f"step_{n}", detail="") for n in range(5))
    with Session(engine) as session:
        rows = session.query(EventRow).order_by(EventRow.position).all()
        assert [(row.position, row.action) for row in rows] == [(n + 1, f"step_{n}") for n in range(5)]
        assert len({row.mac for row in rows}) == 5


def test_another_key_does_not_verify(told):
    from triage.store.engine import open_database

    other = open_database(told.url, b"another key")
    with Session(other.execution_options(reading=True)) as session:
        assert history_chain.verify(session).fault == "changed"
    other.dispose()
