"""A database per test: SQLite always, PostgreSQL where a server's address is given."""

from datetime import UTC, datetime

import pytest

from config.domain import load_domain
from triage.store.engine import open_database, upgrade
from triage.store.originals import Originals
from triage.store.queries import DatabaseCaseReader
from triage.store.receipt_book import DatabaseReceiptBook

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path):
    engine = open_database(f"sqlite:///{tmp_path / 'referrals.db'}")
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
