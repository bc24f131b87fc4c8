"""Ten thousand hostile mails: the acknowledgement depends on reference, time, missing items and recipient alone."""

import random
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

from config.domain import load_domain
from notify.acknowledger import Acknowledger
from notify.model import Acknowledgement, IncomingMail, Permission
from notify.policy import AcknowledgementPolicy
from notify.wire import as_message

DOMAIN = load_domain()
NOW = datetime(2026, 11, 10, 16, 5, tzinfo=UTC)
OURS = "lig.referrals@iowscp.example"
DESK = Acknowledger(
    partnership=DOMAIN.partnership,
    policy=AcknowledgementPolicy(
        own_addresses=frozenset({OURS}), trusted=("*.example",), untrusted=(), personal=("*.test",), loop_token="loop-1"
    ),
    key=b"k" * 32,
    domain="iowscp.example",
)
FIXED = {
    "from", "to", "subject", "date", "message-id", "in-reply-to", "references", "auto-submitted", "precedence",
    "x-auto-response-suppress", "x-referral-service-loop", "content-type", "content-transfer-encoding", "mime-version",
}  # fmt: skip
VARYING = re.compile(rb"(?mi)^(?:In-Reply-To|References|Message-ID): .*\r\n")
PIECES = (
    "Imogen Vale-Hart", "\r\nBcc: all@attacker.test", "=?utf-8?q?hi=0D=0ABcc:_x=40y.test?=", "{reference}",
    "{team.name}", "%s%n", "<script>alert(1)</script>", "\u202egnp.exe", "\u2028Cc: x@y.test", "\x00\x0b\x0c",
    "999-999", "ünïcödé-näme", "<a@b.example>", "boundary=xyz", "=\r\n.\r\nQUIT", "Sofortüberweisung", "A" * 400, "..",
)  # fmt: skip
HEADERS = ("Subject", "Reply-To", "Sender", "Cc", "X-Anything", "Thread-Topic", "Organization", "Comments", "Keywords")
HEADINGS = tuple(field.heading or field.label for field in DOMAIN.fields.fields if field.required)


def garbage(chance):
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 4)))


def hostile(chance):
    local = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz0123456789-") for _ in range(chance.randint(3, 20)))
    sender = f"x{local}@{chance.choice(('trust', 'police', 'school'))}.{chance.choice(('example', 'example', 'test'))}"
    return IncomingMail(
        sender=sender,
        headers=(("From", f'"{garbage(chance)}" <{sender}>'), *((name, garbage(chance)) for name in HEADERS)),
        content_types=("text/plain",),
        message_class=chance.choice(("referral", "correction", "encrypted", "query")),
        message_id=chance.choice(
            (f"<{garbage(chance)}@{local}.example>", f"<{local}.1@mail.example>", garbage(chance), "")
        ),
        recipients=(OURS,),
    )


def acknowledged(mail, facts):
    verdict = DESK.verdict(mail)
    if verdict.permission is Permission.NO:
        return None
    return as_message(DESK.draft(verdict, facts, mail.message_id, NOW), OURS, "Partnership Team").as_bytes()


def long_words(text):
    return set(re.findall(r"\w{6,}", text))


EVERYTHING = Acknowledgement(token="LIG-1", references=("LIG-1",), received_at=NOW, missing_headings=HEADINGS)
HARMLESS = IncomingMail(
    sender="a@b.example", headers=(), content_types=(), message_class="referral", recipients=(OURS,)
)
TEMPLATES = {}
for missing in ((), HEADINGS[:1], HEADINGS[1:4], HEADINGS):
    first = Acknowledgement(
        token="LIG-2026-00000", references=("LIG-2026-00000",), received_at=NOW, missing_headings=missing
    )
    TEMPLATES[missing] = VARYING.sub(b"", acknowledged(HARMLESS, first))
OURS_ALONE = long_words(acknowledged(HARMLESS, EVERYTHING).decode())


def test_ten_thousand_hostile_mails_change_nothing_but_what_we_put_in():
    chance = random.Random(20261110)
    made = 0
    for number in range(10_000):
        facts = Acknowledgement(
            token=f"LIG-2026-{number:05}",
            references=(f"LIG-2026-{number:05}",),
            received_at=NOW,
            missing_headings=chance.choice(list(TEMPLATES)),
        )
        mail = hostile(chance)
        raw = acknowledged(mail, facts)
        if raw is None:
            continue
        made += 1
        expected = TEMPLATES[facts.missing_headings].replace(b"a@b.example", mail.sender.encode())
        assert VARYING.sub(b"", raw) == expected.replace(b"LIG-2026-00000", facts.references[0].encode()), number
        head = message_from_bytes(raw, policy=policy.compat32)
        assert {name.lower() for name in dict(head)} <= FIXED
        assert head.get_all("To") == [mail.sender]
        words = long_words(" ".join([*(value for _, value in mail.headers), mail.message_id]))
        assert not words & long_words(VARYING.sub(b"", raw).decode()) - OURS_ALONE - long_words(mail.sender)
    assert made > 5_000
