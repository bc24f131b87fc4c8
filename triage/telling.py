"""Tells the team what cannot wait: from what the pages show, through notify's desk, into the outbox."""

from datetime import datetime

from config.schema.team import TeamRules
from notify.ports import TeamDesk
from triage.alert_facts import alert_facts
from triage.store.assembly import Store


def tell_team(store: Store, desk: TeamDesk, rules: TeamRules, public_address: str, now: datetime) -> int:
    """One round, for the scheduler: how many e-mails were put into the outbox. Reads nothing where nobody is told."""
    if not rules.addresses:
        return 0
    facts = alert_facts(store.reader, store.outbox.state(), public_address, rules.near_working_days, now)
    telling = desk.due_alerts(facts, store.alerts.memory(), now)
    store.alerts.tell(telling.emails, telling.told, now)
    return len(telling.emails)
