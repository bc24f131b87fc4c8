"""Opens the database: SQLite with durable commits, or PostgreSQL, and brings its schema up to date."""

import sqlite3
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url

from triage.store.history_chain import KEY


def open_database(url: str, history_key: bytes = b"") -> Engine:
    """An engine on `url`; `history_key` chains the history (empty: in tests only).

    For SQLite every commit survives a power cut (WAL, synchronous=FULL), and foreign keys hold.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, execution_options={KEY: history_key})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
        event.listen(engine, "begin", _begin)
    return engine


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database does not have yet. Safe to repeat."""
    with as_file(files("triage.store") / "migrations") as scripts, engine.begin() as connection:
        configuration = Config()
        configuration.set_main_option("script_location", str(scripts))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")


def schema_is_current(engine: Engine) -> bool:
    """Whether every migration has run."""
    with as_file(files("triage.store") / "migrations") as scripts, engine.connect() as connection:
        configuration = Config()
        configuration.set_main_option("script_location", str(scripts))
        head = ScriptDirectory.from_config(configuration).get_current_head()
        return MigrationContext.configure(connection).get_current_revision() == head


def _make_durable(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves: the driver would begin them too late
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail at once when another has written in between, so
    # writers queue up from their first statement; readers never wait for anyone.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
