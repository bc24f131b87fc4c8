"""An empty database for each test: every test of the store runs on SQLite and on PostgreSQL."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from config.domain import load_domain
from tests.conftest import require_tool
from tests.integration import postgresql_server
from triage.store.engine import open_database, upgrade
from triage.store.originals import Originals
from triage.store.queries import DatabaseCaseReader
from triage.store.receipt_book import DatabaseReceiptBook

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """The URL of a database on a server of our own; skipped or failed where PostgreSQL is not installed."""
    if postgresql_server.program("initdb") is None:
        require_tool("initdb")
    with postgresql_server.running_server(tmp_path_factory.mktemp("postgresql")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request, tmp_path):
    if request.param == "sqlite":
        engine = open_database(f"sqlite:///{tmp_path / 'referrals.db'}")
    else:
        engine = open_database(request.getfixturevalue("postgresql"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def originals(tmp_path):
    return Originals(tmp_path / "originals", b"o" * 32)


@pytest.fixture
def book(engine, originals):
    return DatabaseReceiptBook(engine, originals)


@pytest.fixture(scope="session")
def domain():
    return load_domain()


@pytest.fixture
def reader(engine, originals, domain):
    return DatabaseCaseReader(engine, originals, domain)
