"""Tells each team what cannot wait: from what the pages show, through notify's desk, into the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from config.schema.team import TeamRules
from notify.ports import TeamDesk
from triage.alert_facts import alert_facts
from triage.read_models import MailItem, QueueRow, ServiceHealth
from triage.store.assembly import Store
from triage.store.queries import DatabaseCaseReader


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who is told of what: the matters of one mailbox, or with no `account` of all that have no team of their own."""

    account: str = ""
    rules: TeamRules
    others: frozenset[str] = frozenset()  # mailboxes with teams of their own

    def minds(self, account: str) -> bool:
        """Whether this team looks after the cases of a mailbox."""
        return account == self.account if self.account else account not in self.others


def tell_team(store: Store, desk: TeamDesk, team: Team, public_address: str, now: datetime) -> int:
    """One round, for the scheduler: how many e-mails were put into the outbox. Reads nothing where nobody is told.

    Every team is told that mail does not come in or go out: it may be theirs.
    """
    if not team.rules.addresses:
        return 0
    theirs = _OfTeam(store.reader, team)
    facts = alert_facts(theirs, store.outbox.state(), public_address, team.rules.near_working_days, now)
    telling = desk.due_alerts(facts, store.alerts.memory(team.account), now)
    store.alerts.tell(telling.emails, telling.told, now, team.account)
    return len(telling.emails)


class _OfTeam:
    """What one team looks after; the state of the service is everybody's."""

    def __init__(self, reader: DatabaseCaseReader, team: Team) -> None:
        self._reader, self._team = reader, team

    def queue(self, now: datetime) -> Sequence[QueueRow]:
        return [row for row in self._reader.queue(now) if self._team.minds(row.account)]

    def needs_person(self) -> Sequence[MailItem]:
        return [item for item in self._reader.needs_person() if self._team.minds(item.account)]

    def late_returns(self, now: datetime) -> Sequence[str]:
        theirs = {row.reference for row in self.queue(now)}
        return [reference for reference in self._reader.late_returns(now) if reference in theirs]

    def health(self, now: datetime) -> ServiceHealth:
        return self._reader.health(now)
