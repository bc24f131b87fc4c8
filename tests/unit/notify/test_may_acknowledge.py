"""Every reason not to answer by itself, on headers as real systems write them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from notify.may_acknowledge import may_acknowledge
from notify.model import AcknowledgedBefore, IncomingMail, Permission
from notify.policy import LOOP_HEADER, AcknowledgementPolicy

OURS = "lig.referrals@iowscp.example"
POLICY = AcknowledgementPolicy(
    own_addresses=frozenset({OURS}),
    trusted=("*.example",),
    untrusted=("freemail.example", "lists.*"),
    personal=("gmail.com",),
    loop_token="instance-1",
)
REFERRAL = IncomingMail(
    sender="named.nurse@westcliff-trust.nhs.example",
    headers=(("From", "Named Nurse <named.nurse@westcliff-trust.nhs.example>"), ("Subject", "LIG referral")),
    content_types=("multipart/mixed", "text/plain"),
    message_class="referral",
    message_id="<1@westcliff-trust.nhs.example>",
    recipients=(OURS,),
)


def with_headers(*headers: tuple[str, str]) -> IncomingMail:
    return replace(REFERRAL, headers=REFERRAL.headers + headers)


def test_a_plain_referral_from_a_trusted_domain_is_acknowledged_to_its_from_address():
    verdict = may_acknowledge(REFERRAL, POLICY)
    assert verdict.permission is Permission.YES
    assert verdict.recipient == "named.nurse@westcliff-trust.nhs.example"
    assert verdict.reasons == ()


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ((("auto-submitted", "auto-generated; owner-email=a@b.example"),), "auto_submitted"),
        ((("Auto-Submitted", "AUTO-REPLIED"),), "auto_submitted"),
        ((("X-Auto-Response-Suppress", "DR, RN, OOF"),), "response_suppressed"),
        ((("PRECEDENCE", "Bulk"),), "bulk"),
        ((("X-Precedence", "junk"),), "bulk"),
        ((("List-Unsubscribe", "<mailto:x@y.example>"),), "mailing_list"),
        ((("Feedback-ID", "1:2:3"),), "mailing_list"),
        ((("X-Loop", "someone@else.example"),), "mailing_list"),
        ((("X-Autoreply", "yes"),), "auto_reply_header"),
        ((("X-Ack", "No"),), "auto_reply_header"),
        ((("Return-Path", "<>"),), "bounce"),
        ((("X-Failed-Recipients", "a@b.example"),), "bounce"),
        (((LOOP_HEADER, "instance-1"),), "loop"),
        ((("Sender", f"Team <{OURS}>"),), "own_mail"),
        ((("Reply-To", "LIG.Referrals+case7@iowscp.example"),), "own_mail"),
    ],
)
def test_machines_lists_bounces_and_ourselves_are_never_answered(headers, reason):
    verdict = may_acknowledge(with_headers(*headers), POLICY)
    assert verdict.permission is Permission.NO
    assert verdict.recipient is None
    assert reason in verdict.reasons


@pytest.mark.parametrize(
    "headers",
    [
        (("Auto-Submitted", "no"),),
        (("X-Auto-Response-Suppress", "DR, RN, NRN, NDR"),),
        (("Precedence", "first-class"),),
        (("Subject", "Read: the attached referral"),),  # a form under an odd subject is still a referral
    ],
)
def test_headers_that_only_look_automatic_do_not_suppress(headers):
    assert may_acknowledge(with_headers(*headers), POLICY).permission is Permission.YES


@pytest.mark.parametrize("sender", ["no-reply@police.example", "DoNotReply@x.example".lower(), "bounces+1@x.example"])
def test_machine_addresses_are_never_answered(sender):
    assert "machine_sender" in may_acknowledge(replace(REFERRAL, sender=sender), POLICY).reasons


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sender": "someone@freemail.example"}, "sender_not_trusted"),
        ({"sender": "someone@elsewhere.test"}, "sender_not_trusted"),
        ({"sender": "someone@gmail.com"}, "personal_sender"),
        ({"flags": ("sender_not_verified",)}, "sender_not_verified"),
        ({"flags": ("child_may_be_unsafe_now",)}, "unsafe_now"),
        ({"message_class": "query"}, "not_a_referral"),
        ({"message_class": "wrong_pathway"}, "not_a_referral"),
        ({"before": AcknowledgedBefore(address_last_hour=3)}, "rate_limited"),
        ({"before": AcknowledgedBefore(address_last_day=10)}, "rate_limited"),
        ({"before": AcknowledgedBefore(same_subject_last_three_hours=2)}, "rate_limited"),
        ({"before": AcknowledgedBefore(domain_last_hour=50)}, "rate_limited"),
        ({"before": AcknowledgedBefore(in_all_last_day=1000)}, "rate_limited"),
    ],
)
def test_doubtful_mail_is_held_for_a_person(changes, reason):
    verdict = may_acknowledge(replace(REFERRAL, **changes), POLICY)
    assert verdict.permission is Permission.HELD
    assert reason in verdict.reasons


def test_mail_that_lay_in_the_mailbox_for_days_is_held():
    seen = datetime(2026, 11, 10, 9, tzinfo=UTC)
    late = replace(REFERRAL, arrived_at=seen - timedelta(hours=25), first_seen_at=seen)
    fresh = replace(REFERRAL, arrived_at=seen - timedelta(hours=23), first_seen_at=seen)
    assert may_acknowledge(late, POLICY).reasons == ("arrived_late",)
    assert may_acknowledge(fresh, POLICY).permission is Permission.YES


@pytest.mark.parametrize(
    "changes",
    [{"follows_up": True}, {"message_class": "reply_with_form"}, {"message_class": "duplicate"}, {"sender": None}],
)
def test_follow_ups_duplicates_and_mail_without_a_sender_are_not_answered(changes):
    assert may_acknowledge(replace(REFERRAL, **changes), POLICY).permission is Permission.NO


def test_the_strictest_rule_decides_and_all_are_kept():
    mail = replace(with_headers(("Precedence", "list")), sender="a@gmail.com")
    verdict = may_acknowledge(mail, POLICY)
    assert verdict.permission is Permission.NO
    assert {"bulk", "personal_sender"} <= set(verdict.reasons)


def test_a_differing_reply_to_is_noted_and_never_used():
    verdict = may_acknowledge(with_headers(("Reply-To", "elsewhere@attacker.test")), POLICY)
    assert verdict.permission is Permission.YES
    assert verdict.recipient == REFERRAL.sender
    assert verdict.reasons == ("reply_to_differs",)


def test_blind_copies_are_not_answered():
    assert "not_addressed_to_us" in may_acknowledge(replace(REFERRAL, recipients=("x@y.example",)), POLICY).reasons


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"headers": (("From", "a"), ("To", "Desk <desk@school.example>")), "sender": "desk@school.example"},
            "own_mail",
        ),
        ({"headers": (("To", "lig+a@iow.example"), ("Sender", "LIG@iow.example"))}, "own_mail"),
        ({"headers": (("To", "lig@iow.example"), ("Reply-To", "lig@iow.example"))}, "own_mail"),
        ({"flags": ("marked_as_spam",)}, "spam"),
    ],
)
def test_mail_that_was_sent_to_where_it_comes_from_or_was_marked_as_spam_is_never_answered(changes, reason):
    open_policy = replace(POLICY, own_addresses=frozenset())
    assert reason in may_acknowledge(replace(REFERRAL, **changes), open_policy).reasons


def test_who_also_writes_to_themself_is_answered():
    headers = (("To", "lig@iow.example, ada@school.example"), ("Sender", "ada@school.example"))
    mail = replace(REFERRAL, sender="ada@school.example", headers=headers)
    assert "own_mail" not in may_acknowledge(mail, replace(POLICY, own_addresses=frozenset())).reasons


def test_a_new_referral_in_answer_to_a_mail_that_we_do_not_know_is_acknowledged():
    reply = replace(REFERRAL, message_class="reply_with_form", opens_case=True)
    assert may_acknowledge(reply, POLICY).permission is Permission.YES
    assert may_acknowledge(replace(reply, follows_up=True), POLICY).permission is Permission.NO
