"""Telling the team: what to say, to whom and when, so that nothing urgent waits and nobody is flooded. Pure.

Each matter is told once in so many hours. At most one urgent e-mail goes out in a while, listing all that is new, so a
thousand matters make one e-mail. In quiet hours only a child at risk and sending or reading that has stopped may ring;
the rest waits. One summary comes each morning.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from config.schema.letters import AlertWordings
from config.schema.partnership import Partnership
from config.schema.team import TeamRules
from notify import layout
from notify.contacts import unchecked
from notify.model import Alert, AlertKind, OutgoingEmail, Telling
from notify.policy import LOOP_HEADER

SOONEST_AT_RISK = timedelta(minutes=2)  # a child at risk does not wait for the ordinary interval
MOST_LINES = 40  # of one e-mail; the page has them all


RINGS_AT_NIGHT = {AlertKind.LIVE_RISK, AlertKind.MAILBOX_UNREACHABLE, AlertKind.SENDING_HELD}
ONLY_IN_DIGEST = {AlertKind.LATE_RETURN, AlertKind.CONTACT_UNCHECKED}
URGENT, DIGEST = "urgent", "digest"  # what the memory calls the two e-mails themselves


@dataclass(frozen=True, kw_only=True)
class AlertDesk:
    """Rules, wording, and the marks of our own mail. Fulfils notify.ports.TeamDesk."""

    rules: TeamRules
    partnership: Partnership
    wording: AlertWordings
    loop_token: str
    domain: str  # of our Message-IDs

    def due_alerts(self, facts: Sequence[Alert], memory: Mapping[tuple[str, str], datetime], now: datetime) -> Telling:
        """The e-mails due at `now`; none where no address is configured. Contacts that nobody checks are added."""
        if not self.rules.addresses:
            return Telling()
        old = unchecked(self.partnership, now.astimezone(layout.LONDON).date())
        facts = [*facts, *(Alert(kind=AlertKind.CONTACT_UNCHECKED, subject=each.value) for each in old)]
        urgent = [fact for fact in _ordered(facts) if self._rings(fact, memory, now)]
        told = [(fact.kind.value, fact.subject) for fact in urgent]
        emails: list[OutgoingEmail] = []
        if urgent:
            emails += [compose_urgent(urgent, to, now, self.wording) for to in self.rules.addresses]
            told.append((URGENT, ""))
        if self._digest_due(memory, now):
            emails += [compose_digest(_ordered(facts), to, now, self.wording) for to in self.rules.addresses]
            told.append((DIGEST, ""))
        return Telling(emails=tuple(self._marked(email) for email in emails), told=tuple(told))

    def _rings(self, fact: Alert, memory: Mapping[tuple[str, str], datetime], now: datetime) -> bool:
        if fact.kind in ONLY_IN_DIGEST or (self._quiet(now) and fact.kind not in RINGS_AT_NIGHT):
            return False
        told = memory.get((fact.kind.value, fact.subject))
        if told is not None and now - told < timedelta(hours=self.rules.repeat_hours):
            return False
        last = memory.get((URGENT, ""))
        between = SOONEST_AT_RISK if fact.kind is AlertKind.LIVE_RISK else timedelta(minutes=self.rules.minutes_between)
        return last is None or now - last >= between

    def _quiet(self, now: datetime) -> bool:
        clock, begin, end = now.astimezone(layout.LONDON).time(), self.rules.quiet_from, self.rules.quiet_until
        return begin <= clock < end if begin <= end else clock >= begin or clock < end

    def _digest_due(self, memory: Mapping[tuple[str, str], datetime], now: datetime) -> bool:
        local = now.astimezone(layout.LONDON)
        last = memory.get((DIGEST, ""))
        if local.time() < self.rules.digest_at or self._quiet(now):
            return False
        return last is None or last.astimezone(layout.LONDON).date() < local.date()

    def _marked(self, email: OutgoingEmail) -> OutgoingEmail:
        mark = hashlib.sha256(
            f"{email.recipient}\0{email.written_at.isoformat()}\0{email.subject}".encode()
        ).hexdigest()
        headers = (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"))
        return replace(
            email,
            message_id=f"<alert.{mark[:32]}@{self.domain}>",
            headers=(*headers, (LOOP_HEADER, self.loop_token)),
        )


def compose_urgent(facts: Sequence[Alert], recipient: str, now: datetime, wording: AlertWordings) -> OutgoingEmail:
    """One e-mail for all that is urgent."""
    subject = wording.urgent_subject.format(count=_matters(len(facts)), day=layout.day(now.date()), subject="", link="")
    return _email(recipient, subject, [wording.urgent_intro, *_lines(facts, wording)], now, wording)


def compose_digest(facts: Sequence[Alert], recipient: str, now: datetime, wording: AlertWordings) -> OutgoingEmail:
    """Where everything stands."""
    today = layout.day(now.astimezone(layout.LONDON).date())
    lines = _lines(facts, wording) or [wording.nothing_new]
    return _email(recipient, wording.digest_subject.format(day=today), [wording.digest_intro, *lines], now, wording)


def _lines(facts: Sequence[Alert], wording: AlertWordings) -> list[str]:
    shown = [wording.lines[each.kind.value].format(subject=each.subject, link=each.link) for each in facts[:MOST_LINES]]
    rest = len(facts) - MOST_LINES
    listed = [layout.item(line) for line in shown] + ([layout.item(f"and {rest} more")] if rest > 0 else [])
    return ["\n".join(listed)] if listed else []


def _email(recipient: str, subject: str, blocks: list[str], now: datetime, wording: AlertWordings) -> OutgoingEmail:
    text = "\n\n".join([*blocks, layout.paragraph(wording.closing)]) + "\n"
    return OutgoingEmail(message_id="", recipient=recipient, subject=subject, text=text, written_at=now)


def _ordered(facts: Iterable[Alert]) -> list[Alert]:
    kinds = list(AlertKind)
    return sorted(facts, key=lambda fact: (kinds.index(fact.kind), fact.subject))


def _matters(count: int) -> str:
    return "one matter" if count == 1 else f"{count} matters"
