"""A database per test: SQLite always, PostgreSQL where a server's address is given."""

from datetime import UTC, datetime

import pytest

from config.load import configuration_file, load_yaml
from config.schema.calendar import WorkingCalendar
from config.schema.criteria import CriteriaSet
from config.schema.fields import FieldCatalogue
from triage.casework import CaseRules
from triage.store.engine import open_database, upgrade
from triage.store.originals import Originals
from triage.store.queries import DatabaseCaseReader, Wording
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
def wording():
    return Wording(
        catalogue=load_yaml(configuration_file("fields.yaml"), FieldCatalogue),
        criteria=load_yaml(configuration_file("criteria/wt2023.yaml"), CriteriaSet),
        calendar=load_yaml(configuration_file("calendar.yaml"), WorkingCalendar),
    )


@pytest.fixture
def reader(engine, originals, wording):
    return DatabaseCaseReader(engine, originals, wording)


@pytest.fixture(scope="session")
def rules(wording):
    return CaseRules(calendar=wording.calendar, reference_prefix="LIG", configuration="test")
