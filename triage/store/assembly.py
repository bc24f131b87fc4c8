"""The whole store behind one door: database, originals, keys, and the ports that the other rooms ask for."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from config.domain import DomainConfiguration
from triage.store.accounts import DatabaseAccounts
from triage.store.alert_book import DatabaseAlertBook
from triage.store.case_lookup import bring_up_to_date
from triage.store.engine import open_database, upgrade
from triage.store.judged_cases import JudgedCases
from triage.store.lease import Lease
from triage.store.originals import Originals, derive_key, load_or_create_key
from triage.store.outbox import DatabaseOutbox
from triage.store.queries import DatabaseCaseReader
from triage.store.receipt_book import DatabaseReceiptBook
from triage.store.unit_of_work import UnitOfWork


class Store:
    """Everything that the service keeps: a database at `url`, and originals and keys under `data_dir`.

    Cases of a mailbox are shown by its own rules in `domains`, all others by `domain`. Opening it brings the schema up
    to date. Raises SQLAlchemyError or OSError where that cannot be done.
    """

    def __init__(
        self,
        url: str,
        data_dir: Path,
        domain: DomainConfiguration,
        domains: Mapping[str, DomainConfiguration] | None = None,
    ) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self._master = load_or_create_key(data_dir / "keys" / "master")
        self._originals = Originals(data_dir / "originals", self.key("originals"))
        self._engine = open_database(url, self.key("audit"))
        upgrade(self._engine)
        bring_up_to_date(self._engine)
        self.polling = Lease(self._engine, "polling")
        self.book = DatabaseReceiptBook(self._engine, self._originals, self.polling)
        self.outbox = DatabaseOutbox(self._engine)
        self.alerts = DatabaseAlertBook(self._engine)
        self.reader = DatabaseCaseReader(self._engine, self._originals, domain, domains)
        self.judged = JudgedCases(self._engine)
        self.accounts = DatabaseAccounts(self._engine, key=self.key("accounts"))

    def work(self, now: datetime) -> UnitOfWork:
        """A transaction over a mail and its cases."""
        return UnitOfWork(self._engine, self._originals, now, self.polling)

    def key(self, purpose: str) -> bytes:
        """32 bytes that are always the same here and for this purpose, and nowhere else."""
        return derive_key(self._master, purpose)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
