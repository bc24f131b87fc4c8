"""The conditions of the decision table in `may_acknowledge`: one function a row, each a plain yes or no about a mail.

Sources: RFC 3834 (automatic responses), RFC 2919 and 2369 (lists), RFC 3464, 8098 and 5965 (reports), MS-OXCMAIL
(X-Auto-Response-Suppress).
"""

import re
from datetime import timedelta

from notify.authentication import sender_verified
from notify.mail_headers import addresses, values, without_plus, words
from notify.model import IncomingMail
from notify.policy import LOOP_HEADER, AcknowledgementPolicy, matches_domain

# Mail of these classes is a referral, or may be one that a person has to open: the standard wording fits.
ACKNOWLEDGED_CLASSES = {"referral", "reply_with_form", "correction", "encrypted"}
_REPORT_TYPES = {
    "multipart/report",
    "message/delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
    "text/rfc822-headers",
}
_DAEMON = r"mailer-?daemon|postmaster|listserv|majordomo|owner-.*|.*-request|.*-owner|.*-bounces?"
_NOT_READ = r"(?:do[-_.]?not|no)[-_.]?reply|auto[-_.]?(?:reply|mail(?:er)?|responder)|bounces?"
_MACHINE = re.compile(rf"(?:{_DAEMON}|(?:.*[-_.])?(?:{_NOT_READ})(?:[-_.=].*)?)(?:\+.*)?")
_MACHINE_PATH = re.compile(rf"(?:{_DAEMON})(?:\+.*)?")
_AUTO_SUBJECT = re.compile(
    r"\s*(?:\[?auto(?:matic)?(?:ed)?[- ]?(?:response|reply|generated|antwort)|automatische antwort|réponse automatique"
    r"|respuesta autom[áa]tica|risposta automatica|out of (?:the )?office|abwesenheit|absence du bureau|autoreply"
    r"|undeliver|delivery (?:status|failure|report|has failed)|returned (?:mail|to sender)|return receipt"
    r"|mail (?:delivery|system)|(?:non|un)?delivery report|failure notice|message not delivered|not read:|read:"
    r"|gelesen:|lu\s?:|unzustellbar|non recapitabile|vacation|i am away|i'm away)",
    re.IGNORECASE,
)
_AUTO_PREFIX = re.compile(r"\s*auto:\s", re.IGNORECASE)  # RFC 3834, section 3.1.5; ours begin so too
_AUTO_HEADERS = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Reply",
    "X-AutoReply-From",
    "X-Mail-Autoreply",
    "X-MS-Exchange-Inbox-Rules-Loop",
    "X-FC-MachineGenerated",
    "X-No-Ack",
)
_LIST_HEADERS = {"feedback-id", "mailing-list", "x-beenthere", "x-mailing-list", "x-mailman-version", "x-list"}


def is_duplicate(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """The same mail has come before; whatever was to be said has been."""
    return mail.message_class == "duplicate"


def is_our_own_loop(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """It carries our own mark, or one of our Message-IDs as its own."""
    return mail.made_by_us or policy.loop_token in values(mail, LOOP_HEADER)


def is_from_us(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """Any address that says where it comes from, or where answers go, is ours; or it was sent to where it comes from.

    The latter tells our own mail even where nobody has configured an alias. A person who also writes to themself is
    not meant: that is one recipient among others.
    """
    behind = {without_plus(each) for name in ("Sender", "Reply-To", "Return-Path") for each in addresses(mail, name)}
    sender, sent_to = without_plus(mail.sender or ""), {without_plus(each) for each in addresses(mail, "To")}
    to_itself = sent_to == {sender} or bool((behind - {sender}) & sent_to)
    return to_itself or not policy.own_addresses.isdisjoint(behind | {sender})


def is_report(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """A delivery, read or abuse report, by structure, null return path or class."""
    null_path = any(re.fullmatch(r"<\s*>", value) for value in values(mail, "Return-Path"))
    report = not _REPORT_TYPES.isdisjoint(mail.content_types) or mail.message_class == "bounce"
    return bool(null_path or report or values(mail, "X-Failed-Recipients"))


def has_no_usable_sender(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """No From, several, or one that does not parse."""
    return mail.sender is None or len(values(mail, "From")) > 1


def is_from_machine(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """An address that nobody reads."""
    by_name = _MACHINE.fullmatch((mail.sender or "").rpartition("@")[0])
    paths = (each.rpartition("@")[0] for each in addresses(mail, "Return-Path"))
    by_path = any(_MACHINE_PATH.fullmatch(each) for each in paths)
    return bool(by_name or by_path or "noreply_sender" in mail.flags)


def is_auto_submitted(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """RFC 3834, or so recognised at intake."""
    return any(word != "no" for word in words(mail, "Auto-Submitted")) or mail.message_class == "auto_reply"


def asks_for_silence(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """Exchange's own header. Suppressing receipts alone (DR, RN, NRN, NDR) does not count."""
    asked = {word for value in values(mail, "X-Auto-Response-Suppress") for word in re.split(r"[\s,;]+", value.lower())}
    return bool(asked & {"all", "autoreply", "oof"})


def is_bulk(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """Precedence, as bulk mailers and responders write it."""
    said = {word for name in ("Precedence", "X-Precedence") for word in words(mail, name)}
    return bool(said & {"bulk", "list", "junk", "auto_reply", "auto-reply"}) or mail.message_class == "newsletter"


def is_from_list(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """Headers of mailing lists, and loop marks of others."""
    names = {key.lower() for key, _ in mail.headers}
    marked = any(name.startswith("list-") for name in names) or names & _LIST_HEADERS
    return bool(marked or any(value != policy.loop_token for value in values(mail, "X-Loop")))


def has_auto_reply_header(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """Headers that autoresponders invented for themselves."""
    marked = any(word not in ("no", "false", "0") for name in _AUTO_HEADERS for word in words(mail, name))
    robot = any(value.lower().startswith("autoresponder") for value in values(mail, "Delivered-To"))
    return marked or "no" in words(mail, "X-Ack") or robot


def has_auto_reply_subject(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """Weak but for RFC 3834's `Auto:`. A person may forward a referral under such a subject, so the class decides."""
    said = values(mail, "Subject")
    weakly = any(_AUTO_SUBJECT.match(value) for value in said) and mail.message_class not in ACKNOWLEDGED_CLASSES
    return weakly or any(_AUTO_PREFIX.match(value) for value in said)


def is_spam(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """So marked by the mail system, whatever else it may be, or plainly so."""
    return mail.message_class == "spam" or "marked_as_spam" in mail.flags


def is_not_addressed_to_us(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """A blind copy, or a list that leads here."""
    ours = {without_plus(address) for address in mail.recipients} & policy.own_addresses
    return "blind_copy" in mail.flags or (bool(policy.own_addresses) and not ours)


def is_no_letter(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """An entry for a calendar, a request to forget a mail, or what a server put in a mail's place."""
    return mail.message_class in ("calendar", "recall") or "server_placeholder" in mail.flags


def follows_up(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """Its thread was acknowledged, or has a person on it; not so a new referral in a thread that is unknown here."""
    in_a_case = mail.message_class == "reply_with_form" and not mail.opens_case
    return mail.follows_up or mail.message_class == "reply_no_form" or in_a_case


def is_not_verified(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """The check failed; or it is required, or the sender claims a domain of ours, and there is no pass."""
    if "sender_not_verified" in mail.flags:
        return True
    own_domains = {address.rpartition("@")[2] for address in policy.own_addresses}
    needed = policy.require_pass or (mail.sender or "").rpartition("@")[2] in own_domains
    return needed and not sender_verified(mail, policy.authserv_id)


def is_over_limit(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """One more would be more than the limits allow."""
    before, limits = mail.before, policy.limits
    return (
        before.address_last_hour >= limits.address_an_hour
        or before.address_last_day >= limits.address_a_day
        or before.same_subject_last_three_hours >= limits.same_subject_in_three_hours
        or before.domain_last_hour >= limits.domain_an_hour
        or before.in_all_last_day >= limits.in_all_a_day
    )


def arrived_late(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """It lay at the server (by the server's own date) before we first saw it: a restore, a first import, an outage."""
    if mail.arrived_at is None or mail.first_seen_at is None:
        return False
    return mail.first_seen_at - mail.arrived_at > timedelta(hours=policy.limits.late_after_hours)


def is_from_private_person(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """A mail provider for private persons."""
    return matches_domain(mail.sender or "", policy.personal)


def is_not_trusted(mail: IncomingMail, policy: AcknowledgementPolicy) -> bool:
    """Not the domain of a registered agency."""
    return not is_from_private_person(mail, policy) and not policy.trusts(mail.sender or "")


def is_no_referral(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """The standard wording would mislead."""
    return mail.message_class not in ACKNOWLEDGED_CLASSES


def speaks_of_danger_now(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """An acknowledgement may never be the only response."""
    return "child_may_be_unsafe_now" in mail.flags


def wants_answers_elsewhere(mail: IncomingMail, _policy: AcknowledgementPolicy) -> bool:
    """Reply-To names another domain than From."""
    domain = (mail.sender or "").rpartition("@")[2]
    return any(each.rpartition("@")[2] != domain for each in addresses(mail, "Reply-To"))
