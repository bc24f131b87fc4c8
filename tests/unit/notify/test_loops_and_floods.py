"""Loops, robots and forged mail: whoever answers us, the exchange ends; whoever is named falsely, hears nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.domain import load_domain
from config.schema.sending import AcknowledgementLimits
from ingest.parse import parse_message
from ingest.screening import screen
from notify.acknowledger import Acknowledger
from notify.may_acknowledge import may_acknowledge
from notify.model import AcknowledgedBefore, Acknowledgement, IncomingMail, Permission
from notify.policy import LOOP_HEADER, AcknowledgementPolicy
from notify.wire import as_message
from triage.store.acknowledged import plain_subject

DOMAIN = load_domain()
NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
FORM = "referral"


class Instance:
    """One installation as far as answering goes: parse, screen, decide, compose, remember."""

    def __init__(self, address, *, fooled=False):
        self.address, self.fooled = address, fooled  # fooled: takes every mail for a referral
        key, domain = address.encode().ljust(32, b"k"), address.rpartition("@")[2]
        policy = AcknowledgementPolicy(
            own_addresses=frozenset({address}),
            trusted=("*.example",),
            untrusted=(),
            personal=(),
            loop_token=f"loop-{domain}",
        )
        self.desk = Acknowledger(partnership=DOMAIN.partnership, policy=policy, key=key, domain=domain)
        self.sent = []  # (recipient, subject of the mail answered)
        self.seen = 0

    def receive(self, raw, now):
        """The answer as bytes, or None."""
        self.seen += 1
        message = parse_message(raw)
        screened = screen(message, DOMAIN.screening)
        sender = message.sender.mailbox if message.sender else None
        mine = [subject for to, subject in self.sent if to == sender]
        same = sum(subject == plain_subject(message.untrusted_subject) for subject in mine)
        thread = (*message.in_reply_to, *message.references)
        mail = IncomingMail(
            sender=sender,
            headers=message.headers,
            content_types=message.content_types,
            message_class=FORM if self.fooled or self.seen == 1 else (screened.message_class or "query"),
            message_id=message.message_id,
            recipients=message.recipients,
            follows_up=self.desk.answers_us(thread),
            before=AcknowledgedBefore(address_last_hour=len(mine), same_subject_last_three_hours=same),
        )
        verdict = self.desk.verdict(mail)
        facts = Acknowledgement(token=f"LIG-{self.seen:05}", references=(f"LIG-{self.seen:05}",), received_at=now)
        if verdict.permission is not Permission.YES:
            return None
        self.sent.append((sender, plain_subject(message.untrusted_subject)))
        return as_message(self.desk.draft(verdict, facts, message.message_id, now), self.address, "Team").as_bytes()


def mail(sender, recipient, subject="LIG referral", number=1):
    return (
        f"From: {sender}\r\nTo: {recipient}\r\nSubject: {subject}\r\nMessage-ID: <{number}@{sender.split('@')[1]}>\r\n"
        "Content-Type: text/plain\r\n\r\nPlease see this.\r\n"
    ).encode()


def without_marks(raw):
    """As a gateway delivers it that takes out every header that it does not know."""
    head, body = raw.split(b"\r\n\r\n", 1)
    known = (b"from:", b"to:", b"subject:", b"date:", b"message-id:", b"content-", b"mime-version:")
    kept = [line for line in head.split(b"\r\n") if line.lower().startswith(known)]
    return b"\r\n".join(kept) + b"\r\n\r\n" + body


@pytest.mark.parametrize("stripped", [False, True], ids=["marked", "marks lost on the way"])
@pytest.mark.parametrize("fooled", [False, True], ids=["classified", "every mail taken for a referral"])
def test_two_instances_wired_to_each_other_settle(stripped, fooled):
    here, there = Instance("lig@here.example", fooled=fooled), Instance("lig@there.example", fooled=fooled)
    post, receivers = mail("lig@there.example", "lig@here.example"), (here, there)
    for turn in range(100):
        if post is None:
            break
        post = receivers[turn % 2].receive(without_marks(post) if stripped else post, NOW + timedelta(seconds=6 * turn))
    assert post is None
    assert len(here.sent) <= 2
    assert len(there.sent) <= 2


@pytest.mark.parametrize("subject", ["Thank you for your message", "Re: LIG referral"])
def test_a_silent_robot_that_answers_everything_without_any_mark_settles(subject):
    ours = Instance("lig@here.example")
    answer = ours.receive(mail("robot@agency.example", "lig@here.example"), NOW)
    answered = 0
    while answer is not None and answered < 100:
        answered += 1
        robot = mail("robot@agency.example", "lig@here.example", subject, number=answered + 1)
        answer = ours.receive(robot, NOW + timedelta(seconds=answered))
    assert answered <= 2
    assert len(ours.sent) <= 2


def test_even_a_robot_whose_answers_look_like_referrals_is_stopped_by_the_limits():
    ours = Instance("lig@here.example", fooled=True)
    for number in range(100):
        ours.receive(mail("robot@agency.example", "lig@here.example", "Our referral", number), NOW)
    assert len(ours.sent) == AcknowledgementLimits().same_subject_in_three_hours


def verified(sender="nurse@trust.example", **headers):
    shown = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return IncomingMail(
        sender=sender,
        headers=(("From", sender), *shown),
        content_types=("text/plain",),
        message_class=FORM,
        recipients=("lig@iowscp.example",),
    )


STRICT = AcknowledgementPolicy(
    own_addresses=frozenset({"lig@iowscp.example"}),
    trusted=("*.example",),
    untrusted=(),
    personal=(),
    loop_token="loop-1",
    require_pass=True,
    authserv_id="mx.iowscp.example",
)
PASS = "mx.iowscp.example; spf=pass; dkim=pass; dmarc=pass header.from=trust.example"


def test_five_thousand_forged_mails_to_one_victim_cause_no_acknowledgement():
    forged = [
        (),
        (("Authentication-Results", "mx.iowscp.example; spf=fail; dkim=none; dmarc=fail header.from=trust.example"),),
        (("Authentication-Results", "mx.attacker.example; dmarc=pass header.from=trust.example"),),
        (
            ("Authentication-Results", "mx.iowscp.example; dmarc=fail header.from=trust.example"),
            ("Authentication-Results", PASS),  # the forger's own, below our server's
        ),
        (("Authentication-Results", "mx.iowscp.example; dmarc=pass header.from=attacker.example"),),
        (("Authentication-Results", "mx.iowscp.example; spf=pass smtp.mailfrom=attacker.example; dkim=pass"),),
        (("Authentication-Results", "mx.iowscp.example (dmarc=pass); none"),),
    ]
    verdicts = [
        may_acknowledge(replace(verified(), headers=(*forged[number % len(forged)], ("Subject", str(number)))), STRICT)
        for number in range(5_000)
    ]
    assert {verdict.permission for verdict in verdicts} == {Permission.HELD}
    assert all("sender_not_verified" in verdict.reasons for verdict in verdicts)


def test_with_a_pass_of_our_own_server_a_referral_is_acknowledged():
    assert may_acknowledge(verified(Authentication_Results=PASS), STRICT).permission is Permission.YES
    exchange = PASS.replace("dmarc=pass", "dmarc=pass action=none").replace("header.from", "compauth=pass header.from")
    assert may_acknowledge(verified(Authentication_Results=exchange), STRICT).permission is Permission.YES


def test_who_claims_our_own_domain_needs_a_pass_whatever_the_setting():
    lenient = replace(STRICT, require_pass=False)
    inside = verified("colleague@iowscp.example")
    assert may_acknowledge(inside, lenient).reasons == ("sender_not_verified",)
    shown = PASS.replace("trust.example", "iowscp.example")
    inside = verified("colleague@iowscp.example", Authentication_Results=shown)
    assert may_acknowledge(inside, lenient).permission is Permission.YES


MARKERS = [
    ("Auto-Submitted", "auto-replied"),
    ("AUTO-SUBMITTED", "Auto-Generated; owner-email=x@y.example"),
    ("Auto-Submitted", "auto-notified"),
    ("auto-submitted", "(vacation) auto-replied"),
    ("Precedence", "bulk"),
    ("precedence", "LIST"),
    ("Precedence", "junk (really)"),
    ("Precedence", "auto_reply"),
    ("X-Precedence", "Bulk"),
    ("List-Id", "<news.lists.example>"),
    ("List-Unsubscribe", "<mailto:off@lists.example>"),
    ("LIST-POST", "NO"),
    ("Feedback-ID", "1:2:3:x"),
    ("X-Mailman-Version", "2.1"),
    ("X-BeenThere", "list@lists.example"),
    ("Mailing-List", "contact x@lists.example"),
    ("X-Loop", "robot@agency.example"),
    ("X-Autoreply", "yes"),
    ("X-Autorespond", "1"),
    ("x-autoresponder", "on"),
    ("X-Auto-Reply", "true"),
    ("X-MS-Exchange-Inbox-Rules-Loop", "a@b.example"),
    ("X-FC-MachineGenerated", "true"),
    ("X-No-Ack", "1"),
    ("X-Ack", "NO"),
    ("X-Auto-Response-Suppress", "All"),
    ("X-Auto-Response-Suppress", "DR,OOF, AutoReply"),
    ("Return-Path", "< >"),
    ("Return-Path", "<SRS0=ab12=QX=agency.example=MAILER-DAEMON@relay.example>"),
    ("Return-Path", "<prvs=0123456789=lig@iowscp.example>"),
    ("X-Failed-Recipients", "a@b.example"),
    ("Delivered-To", "Autoresponder"),
    (LOOP_HEADER, "loop-1"),
]


@pytest.mark.parametrize(("name", "value"), MARKERS, ids=lambda value: value[:30])
def test_no_marker_of_a_machine_is_ever_answered(name, value):
    mail = replace(verified(Authentication_Results=PASS), headers=(("Authentication-Results", PASS), (name, value)))
    assert may_acknowledge(mail, STRICT).permission is Permission.NO


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "no"),
        ("Auto-Submitted", "no (a person)"),
        ("Auto-Submitted", ""),
        ("Precedence", "normal"),
        ("X-Auto-Response-Suppress", "DR, RN, NRN, NDR"),
        ("X-Autoreply", "no"),
        ("X-Ack", "yes"),
        ("Return-Path", "<prvs=0123456789=nurse@trust.example>"),
        ("Return-Path", "<bounce-17@secure-mail.example>"),
    ],
)
def test_what_only_looks_like_a_marker_is_answered(name, value):
    mail = replace(verified(), headers=(("Authentication-Results", PASS), (name, value)))
    assert may_acknowledge(mail, STRICT).permission is Permission.YES


@pytest.mark.parametrize(
    "subjects",
    [
        ("LIG referral", "RE: Lig  Referral!", "Fwd: re: LIG referral"),
        ("", "Re:", " - "),
    ],
)
def test_subjects_are_compared_without_what_repetition_changes(subjects):
    assert len({plain_subject(each) for each in subjects}) == 1
    assert plain_subject("Referral A") != plain_subject("Referral B")
