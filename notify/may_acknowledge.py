"""May this mail be acknowledged? One rule a function; the strictest match decides and every match is kept as a reason.

Only the acknowledgement is ever suppressed, never the intake. Sources: RFC 3834 (automatic responses), RFC 2919 and
2369 (lists), RFC 3464 (delivery reports), MS-OXCMAIL (X-Auto-Response-Suppress).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase

from notify.model import AcknowledgementVerdict, IncomingMail, Permission

LOOP_HEADER = "X-Referral-Service-Loop"
LATE_AFTER = timedelta(hours=24)

# Mail of these classes is a referral, or may be one that a person has to open: the standard wording fits.
ACKNOWLEDGED_CLASSES = {"referral", "correction", "encrypted"}
REPORT_TYPES = {
    "multipart/report",
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
}
REPLY_CLASSES = {"reply_with_form", "reply_no_form"}
_MACHINE = re.compile(
    r"(mailer-daemon|postmaster|do-?not-?reply|no-?reply|bounces?|listserv|majordomo|owner-.*|.*-request|.*-bounces?)(\+.*)?"
)
_AUTO_SUBJECT = re.compile(
    r"\s*(automatic reply|auto(matic)?[- ]?(response|reply)|out of (the )?office|undeliver|delivery status"
    r"|returned mail|mail delivery (failed|subsystem)|failure notice|not read:|read:)",
    re.IGNORECASE,
)
_AUTO_HEADERS = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Reply",
    "X-MS-Exchange-Inbox-Rules-Loop",
    "X-FC-MachineGenerated",
    "X-No-Ack",
)


@dataclass(frozen=True, kw_only=True)
class AcknowledgementPolicy:
    """What the rules need to know of this installation. Patterns are domains with `*`, compared in lower case."""

    own_addresses: frozenset[str]
    trusted: tuple[str, ...]
    untrusted: tuple[str, ...]
    personal: tuple[str, ...]
    loop_token: str
    most_an_hour: int = 3  # to one address
    most_a_day: int = 10


Rule = Callable[[IncomingMail, AcknowledgementPolicy], str | None]


def may_acknowledge(mail: IncomingMail, policy: AcknowledgementPolicy) -> AcknowledgementVerdict:
    """The verdict on one mail. The recipient is the From address and nothing else: never Reply-To, never Cc."""
    never = _matches(_NEVER, mail, policy)
    held = _matches(_HELD, mail, policy)
    tags = _matches(_TAGS, mail, policy)
    permission = Permission.NO if never else Permission.HELD if held else Permission.YES
    recipient = mail.sender if permission is not Permission.NO else None
    return AcknowledgementVerdict(permission=permission, reasons=(*never, *held, *tags), recipient=recipient)


def matches_domain(address: str, patterns: Iterable[str]) -> bool:
    """Whether the domain of an address fits one of the patterns (`iow.gov.uk`, `*.nhs.uk`)."""
    domain = address.rpartition("@")[2].lower()
    return any(fnmatchcase(domain, pattern.lower()) for pattern in patterns)


def _matches(rules: tuple[Rule, ...], mail: IncomingMail, policy: AcknowledgementPolicy) -> tuple[str, ...]:
    return tuple(code for rule in rules if (code := rule(mail, policy)))


def _values(mail: IncomingMail, name: str) -> list[str]:
    return [value.strip() for key, value in mail.headers if key.lower() == name.lower()]


def _duplicate(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    return "duplicate" if mail.message_class == "duplicate" else None


def _loop(mail: IncomingMail, policy: AcknowledgementPolicy) -> str | None:
    return "loop" if policy.loop_token in _values(mail, LOOP_HEADER) else None


def _own_mail(mail: IncomingMail, policy: AcknowledgementPolicy) -> str | None:
    said = [mail.sender or ""]
    said += [found for name in ("Sender", "Reply-To", "Return-Path") for found in _addresses(_values(mail, name))]
    return "own_mail" if any(_without_plus(each) in policy.own_addresses for each in said) else None


def _bounce(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    null_path = any(value == "<>" for value in _values(mail, "Return-Path"))
    report = not REPORT_TYPES.isdisjoint(mail.content_types)
    return "bounce" if null_path or report or _values(mail, "X-Failed-Recipients") else None


def _no_usable_sender(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    return "no_usable_sender" if mail.sender is None else None


def _machine_sender(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    return "machine_sender" if _MACHINE.fullmatch((mail.sender or "").partition("@")[0]) else None


def _auto_submitted(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    said = (value.partition(";")[0].strip().lower() for value in _values(mail, "Auto-Submitted"))
    return "auto_submitted" if any(value and value != "no" for value in said) else None


def _response_suppressed(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    asked = {word.strip().lower() for value in _values(mail, "X-Auto-Response-Suppress") for word in value.split(",")}
    return "response_suppressed" if asked & {"all", "autoreply", "oof"} else None


def _bulk(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    said = {value.lower() for name in ("Precedence", "X-Precedence") for value in _values(mail, name)}
    return "bulk" if said & {"bulk", "list", "junk", "auto_reply"} else None


def _mailing_list(mail: IncomingMail, policy: AcknowledgementPolicy) -> str | None:
    names = {key.lower() for key, _ in mail.headers}
    foreign_loop = [value for value in _values(mail, "X-Loop") if value != policy.loop_token]
    marked = any(name.startswith("list-") for name in names) or names & {"feedback-id", "x-mailman-version"}
    return "mailing_list" if marked or foreign_loop else None


def _auto_reply_header(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    marked = any(_values(mail, name) for name in _AUTO_HEADERS)
    refused = any(value.lower() == "no" for value in _values(mail, "X-Ack"))
    robot = any(value.lower().startswith("autoresponder") for value in _values(mail, "Delivered-To"))
    return "auto_reply_header" if marked or refused or robot else None


def _auto_reply_subject(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    # Weak on its own: a person may well forward a referral under such a subject, so the mail's class has the last word.
    said = any(_AUTO_SUBJECT.match(value) for value in _values(mail, "Subject"))
    return "auto_reply_subject" if said and mail.message_class not in ACKNOWLEDGED_CLASSES else None


def _machine_class(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    codes = {"bounce": "bounce", "auto_reply": "auto_submitted", "newsletter": "bulk", "spam": "spam"}
    return codes.get(mail.message_class)


def _not_addressed_to_us(mail: IncomingMail, policy: AcknowledgementPolicy) -> str | None:
    ours = {_without_plus(address) for address in mail.recipients} & policy.own_addresses
    return "not_addressed_to_us" if policy.own_addresses and not ours else None


def _follow_up(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    return "follow_up" if mail.follows_up or mail.message_class in REPLY_CLASSES else None


def _sender_not_verified(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    return "sender_not_verified" if "sender_not_verified" in mail.flags else None


def _rate_limited(mail: IncomingMail, policy: AcknowledgementPolicy) -> str | None:
    over = mail.acknowledged_last_hour >= policy.most_an_hour or mail.acknowledged_last_day >= policy.most_a_day
    return "rate_limited" if over else None


def _arrived_late(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    if mail.arrived_at is None or mail.first_seen_at is None:
        return None
    return "arrived_late" if mail.first_seen_at - mail.arrived_at > LATE_AFTER else None


def _sender_not_trusted(mail: IncomingMail, policy: AcknowledgementPolicy) -> str | None:
    sender = mail.sender or ""
    if matches_domain(sender, policy.personal):
        return "personal_sender"
    trusted = matches_domain(sender, policy.trusted) and not matches_domain(sender, policy.untrusted)
    return None if trusted else "sender_not_trusted"


def _not_a_referral(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    return None if mail.message_class in ACKNOWLEDGED_CLASSES else "not_a_referral"


def _unsafe_now(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    return "unsafe_now" if "child_may_be_unsafe_now" in mail.flags else None


def _reply_to_differs(mail: IncomingMail, _policy: AcknowledgementPolicy) -> str | None:
    domain = (mail.sender or "").rpartition("@")[2]
    others = [each for each in _addresses(_values(mail, "Reply-To")) if each.rpartition("@")[2] != domain]
    return "reply_to_differs" if others else None


def _addresses(values: list[str]) -> list[str]:
    return [
        found.lower() for value in values for found in re.findall(r"[^\s<>,;:\"]{1,200}@[^\s<>,;:\"]{1,200}", value)
    ]


def _without_plus(address: str) -> str:
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


_NEVER: tuple[Rule, ...] = (
    _duplicate,
    _loop,
    _own_mail,
    _bounce,
    _no_usable_sender,
    _machine_sender,
    _auto_submitted,
    _response_suppressed,
    _bulk,
    _mailing_list,
    _auto_reply_header,
    _auto_reply_subject,
    _machine_class,
    _not_addressed_to_us,
    _follow_up,
)
_HELD: tuple[Rule, ...] = (
    _sender_not_verified,
    _rate_limited,
    _arrived_late,
    _sender_not_trusted,
    _not_a_referral,
    _unsafe_now,
)
_TAGS: tuple[Rule, ...] = (_reply_to_differs,)
