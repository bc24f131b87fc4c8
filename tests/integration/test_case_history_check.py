"""The lines of one case are verified without reading the history of all."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from tests.integration.test_case_lookup import new_case
from triage.model import Caseworker
from triage.store.tables_audit import AccountRow

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
WHO = Caseworker(id=1, name="M Khan", role="manager")


@pytest.fixture
def history(engine, reader):
    from sqlalchemy.orm import Session

    with Session(engine) as session, session.begin():
        session.add(AccountRow(username="m", name="M Khan", role="manager", password_hash=""))
        session.add_all([new_case(1), new_case(2)])
    for number in (1, 2, 1, 2, 1):
        reader.note_viewed(f"LIG-{number}", WHO, NOW)
    return reader


def test_a_case_whose_lines_are_as_they_were_written_holds(history):
    assert (history.check_case_history("LIG-1").holds, history.check_case_history("LIG-1").lines) == (True, 3)
    assert (history.check_case_history("LIG-0").holds, history.check_case_history("LIG-0").lines) == (True, 0)


def unguarded(engine, statement):
    """What somebody with the database in their hands would do."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER USER"))
        else:
            for verb in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS event_no_{verb}"))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE event SET action = 'case_taken' WHERE position = 3", "changed"),
        ("UPDATE event SET case_id = 1 WHERE position = 4", "changed"),
        ("DELETE FROM event WHERE position = 2", "missing"),
    ],
)
def test_a_line_that_was_changed_or_follows_nothing_is_found(engine, history, statement, fault):
    unguarded(engine, statement)
    assert history.check_case_history("LIG-1").fault == fault
