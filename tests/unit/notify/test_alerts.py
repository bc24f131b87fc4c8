"""Telling the team: at once where it matters, once for each matter, never a storm, never a person's name."""

from datetime import UTC, datetime, time, timedelta

import pytest

from config.domain import load_domain
from config.errors import ConfigError
from config.schema.team import TeamRules
from config.settings import load_settings
from notify.alerts import MOST_LINES, AlertDesk
from notify.model import Alert, AlertKind

PARTNERSHIP, WORDING = load_domain().partnership, load_domain().wording.alerts
NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
NIGHT = datetime(2026, 11, 10, 23, tzinfo=UTC)
RISK = Alert(kind=AlertKind.LIVE_RISK, subject="LIG-2026-7KQP3", link="https://referrals.example/cases/LIG-2026-7KQP3")
NEAR = Alert(kind=AlertKind.DEADLINE_NEAR, subject="LIG-2026-M4TXR")


def desk(**rules):
    known = {"addresses": ("team@partnership.example",), **rules}
    return AlertDesk(
        rules=TeamRules(**known),
        wording=WORDING,
        partnership=PARTNERSHIP,
        loop_token="instance-1",
        domain="iowscp.example",
    )


def live_through(desk, facts_at, start, minutes):
    """Every e-mail of a stretch of time, a round a minute, with what the team remembers."""
    memory, sent = {}, []
    for minute in range(minutes):
        now = start + timedelta(minutes=minute)
        telling = desk.due_alerts(facts_at(now), memory, now)
        memory |= dict.fromkeys(telling.told, now)
        sent += [(now, email) for email in telling.emails]
    return sent


def urgent(sent):
    return [(now, email) for now, email in sent if "summary" not in email.subject]


def test_a_child_at_risk_is_told_at_once_also_at_night_and_once():
    sent = urgent(live_through(desk(), lambda _: [RISK], NIGHT, 120))
    assert len(sent) == 1
    assert sent[0][0] == NIGHT
    assert "LIG-2026-7KQP3" in sent[0][1].text
    assert RISK.link in sent[0][1].text


def test_other_matters_wait_for_the_morning():
    sent = urgent(live_through(desk(), lambda _: [NEAR], NIGHT, 12 * 60))
    assert [now.time() for now, _ in sent] == [time(7, 30)]


def test_a_matter_is_told_again_after_a_day_and_not_before():
    sent = urgent(live_through(desk(), lambda _: [NEAR], NOON, 49 * 60))
    assert [now for now, _ in sent] == [NOON, NOON + timedelta(days=1), NOON + timedelta(days=2)]


def test_a_thousand_matters_make_one_email_and_new_ones_every_minute_make_four_an_hour():
    many = [Alert(kind=AlertKind.NEEDS_PERSON, subject=f"E-mail {number}") for number in range(1000)]
    (told,) = desk(digest_at=time(23, 59)).due_alerts(many, {}, NOON).emails
    assert told.text.count("\n- ") == MOST_LINES + 1
    assert "960 more" in told.text
    flood = urgent(live_through(desk(), lambda now: [Alert(kind=AlertKind.NEEDS_PERSON, subject=str(now))], NOON, 60))
    assert len(flood) == 4


def test_even_a_flood_of_live_risk_is_bounded():
    flood = urgent(live_through(desk(), lambda now: [Alert(kind=AlertKind.LIVE_RISK, subject=str(now))], NOON, 60))
    assert len(flood) == 30


def test_one_summary_a_day_even_where_nothing_waits():
    sent = live_through(desk(), lambda _: [], NOON.replace(hour=7), 3 * 24 * 60)
    assert [now.hour for now, _ in sent] == [8, 8, 8]
    assert WORDING.nothing_new in sent[0][1].text


def test_contacts_to_be_checked_are_for_the_summary_only():
    fact = Alert(kind=AlertKind.CONTACT_UNCHECKED, subject="999")
    assert urgent(live_through(desk(), lambda _: [fact], NOON, 60)) == []


def test_every_address_gets_its_own_email_marked_as_automatic():
    both = desk(addresses=("a@partnership.example", "b@partnership.example"), digest_at=time(23, 59))
    emails = both.due_alerts([RISK], {}, NOON).emails
    assert [email.recipient for email in emails] == ["a@partnership.example", "b@partnership.example"]
    assert len({email.message_id for email in emails}) == 2
    assert ("Auto-Submitted", "auto-generated") in emails[0].headers


def test_without_an_address_nobody_is_written_to():
    assert desk(addresses=()).due_alerts([RISK], {}, NOON).emails == ()


def test_numbers_that_nobody_checked_come_into_the_summary():
    later = NOON + timedelta(days=300)
    (summary,) = desk().due_alerts([], {}, later).emails
    assert "999" in summary.text


def test_the_team_is_not_told_in_the_mailbox_that_the_service_reads():
    ours = {"smtp": {"folder": "out", "sender": "lig@iowscp.example"}, "team": {"addresses": ["LIG@iowscp.example"]}}
    with pytest.raises(ConfigError, match=r"team\.addresses"):
        load_settings(**ours)
