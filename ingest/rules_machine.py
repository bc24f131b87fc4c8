"""Is a mail written by a machine: automatic answers, delivery and read reports, lists, spam, calendars, recalls.

Rules look at headers and structure first (RFC 3834, 3464, 8098, 2369); a subject alone speaks only where nothing else
contradicts it. What a rule says of a mail concerns its class; whether it may be answered is decided in `notify`.
"""

import re
from collections.abc import Callable, Iterable

from config.schema.screening import ScreeningRules
from ingest.model import MessageClass, SourceMessage
from ingest.phrases import found_phrases, matches
from ingest.pictures import is_small_picture
from ingest.quoting import is_forward, own_words

Finding = tuple[MessageClass | None, str]  # a class (None: only worth knowing) and the reason's code

_REPLY_PREFIX = re.compile(r"^\s*(?:(?:re|aw|sv|antw|fw|fwd)\s*:\s*)+", re.IGNORECASE)
_PLACEHOLDER = "retrieval using the imap4 protocol failed for the following message"
_LONGEST_NOTICE = 900  # characters
_PRECEDENCE = ("Precedence", "X-Precedence")
_BULK = {"bulk", "list", "junk"}
_NO_DOCUMENTS = (
    "text/calendar",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)
_SPAM_LEVEL = 5  # Exchange's spam confidence level from which mail goes to Junk
_LIST_HEADERS = (
    *("list-unsubscribe", "list-post", "list-help", "list-subscribe", "feedback-id", "x-mailman-version"),
    *("x-campaign", "x-campaignid", "x-campaign-id", "x-mc-user", "x-csa-complaints", "x-mailgun-tag"),
)


def machine_findings(message: SourceMessage, rules: ScreeningRules) -> list[Finding]:
    """Everything that speaks for a machine, strongest first; the first class is the mail's."""
    return [finding for rule in _RULES if (finding := rule(message, rules)) is not None]


def fits_name(name: str, patterns: Iterable[str]) -> bool:
    """Whether a name fits one of the patterns with `*` at either end; case does not count."""
    lower = name.lower()
    for pattern in patterns:
        core = pattern.strip("*").lower()
        before, after = pattern.startswith("*"), pattern.endswith("*")
        if (
            (before and after and core in lower)
            or (before and not after and lower.endswith(core))
            or (after and not before and lower.startswith(core))
            or lower == core
        ):
            return True
    return False


def local_part(message: SourceMessage) -> str:
    """What stands before the `@` of the sender; empty where there is no one sender."""
    return message.sender.mailbox.rpartition("@")[0] if message.sender else ""


def documents_of(message: SourceMessage) -> int:
    """How many attachments are not pictures inside the text, calendar entries or signatures."""
    return sum(
        not each.inline
        and not each.nested_text
        and each.declared_type not in _NO_DOCUMENTS
        and not is_small_picture(each.filename, each.content)
        for each in message.attachments
    )


def _placeholder(message: SourceMessage, _rules: ScreeningRules) -> Finding | None:
    """Exchange serves a note of its own in place of a mail that it cannot convert."""
    words = f"{message.untrusted_subject} {message.untrusted_text[:500]}".lower()
    return (MessageClass.ENCRYPTED, "server_placeholder") if _PLACEHOLDER in words else None


def _report(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    types = set(message.content_types)
    if "message/disposition-notification" in types or _subject_starts(message, rules.read_receipt_subjects, bare=True):
        return (MessageClass.BOUNCE, "read_receipt") if types & {"multipart/report"} or _is_short(message) else None
    if "message/feedback-report" in types:
        return MessageClass.BOUNCE, "feedback_report"
    if "message/delivery-status" in types or message.content_types[:1] == ("multipart/report",):
        return MessageClass.BOUNCE, "delivery_report"
    if "text/rfc822-headers" in types or message.header_values("X-Failed-Recipients"):
        return MessageClass.BOUNCE, "returned_mail"
    return None


def _daemon(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    """Reports in no standard form: from a daemon, or to nobody, or in a short mail whose subject begins so."""
    if _REPLY_PREFIX.match(message.untrusted_subject):
        return None
    name = local_part(message)
    daemon = fits_name(name, rules.daemon_senders)
    null_path = any(value.strip() in ("<>", "") for value in message.header_values("Return-Path"))
    subject = message.untrusted_subject.casefold()
    speaks = any(each.casefold() in subject for each in rules.bounce_subjects)
    begins = _subject_starts(message, rules.bounce_subjects, bare=True) and _is_short(message)
    begins = begins and not _is_plain_spam(message, rules)  # parcels "could not be delivered" as well
    if begins or (daemon and (null_path or speaks or ("daemon" in name and _is_short(message)))):
        return MessageClass.BOUNCE, "mail_daemon"
    return (MessageClass.BOUNCE, "returned_mail") if null_path and speaks else None


def _recall(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    if documents_of(message):
        return None
    if _subject_starts(message, rules.recall_subjects, bare=True):
        return MessageClass.RECALL, "recall_subject"
    asked = matches(own_words(message.untrusted_text)[:500], rules.recall_words)
    return (MessageClass.RECALL, "recall_words") if asked else None


def _auto_reply(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    submitted = [_first_word(value) for value in message.header_values("Auto-Submitted")]
    if any(value.startswith("auto-replied") for value in submitted):
        return MessageClass.AUTO_REPLY, "auto_submitted"
    names = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-AutoReply-From")
    said = [value for name in names for value in message.header_values(name)]
    if any(_first_word(value) not in ("no", "false", "0") for value in said):
        return MessageClass.AUTO_REPLY, "auto_reply_header"
    if any("auto_reply" in value.lower() for name in _PRECEDENCE for value in message.header_values(name)):
        return MessageClass.AUTO_REPLY, "auto_reply_precedence"
    if _subject_starts(message, rules.auto_reply_subjects, bare=True) and _is_short(message):
        return MessageClass.AUTO_REPLY, "auto_reply_subject"
    absent = _subject_starts(message, rules.absence_subjects, bare=True) and "?" not in message.untrusted_text
    if absent and _is_short(message):
        return MessageClass.AUTO_REPLY, "auto_reply_subject"
    if _speaks_as_machine(message, rules):
        return MessageClass.AUTO_REPLY, "auto_reply_words"
    if any(value not in ("no", "") for value in submitted):
        return None, "auto_generated"
    # Nobody writes with the null return path by hand (RFC 5321 section 4.5.5); reports have been recognised before.
    null_path = any(value.strip() == "<>" for value in message.header_values("Return-Path"))
    return (MessageClass.AUTO_REPLY, "null_return_path") if null_path and _is_short(message) else None


def _speaks_as_machine(message: SourceMessage, rules: ScreeningRules) -> bool:
    """Nothing but the standard words of an absence or a ticket system; whoever asks or sends something is a person."""
    text = own_words(message.untrusted_text, message.untrusted_subject).strip()
    notice = 0 < len(text) < _LONGEST_NOTICE and "?" not in text and _is_short(message)
    return notice and matches(text, rules.auto_reply_words)


def _calendar(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    marked = any("calendarmessage" in value.lower() for value in message.header_values("Content-Class"))
    entry = any(each.content.lstrip()[:15].upper() == b"BEGIN:VCALENDAR" for each in message.attachments)
    if entry or "text/calendar" in message.content_types or "application/ics" in message.content_types or marked:
        return MessageClass.CALENDAR, "calendar_part"
    said = _subject_starts(message, rules.calendar_subjects, bare=True) and not message.untrusted_text.strip()
    return (MessageClass.CALENDAR, "calendar_subject") if said else None


def _spam(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    if any(_first_word(value) in ("yes", "true") for value in message.header_values("X-Spam-Flag")):
        return MessageClass.SPAM, "spam_flag"
    if any(_first_word(value) == "yes" for value in message.header_values("X-Spam-Status")):
        return MessageClass.SPAM, "spam_status"
    if _exchange_verdict(message):
        return MessageClass.SPAM, "spam_level"
    if _subject_starts(message, rules.spam_subjects, bare=True):
        return MessageClass.SPAM, "spam_subject"
    return None


def _exchange_verdict(message: SourceMessage) -> bool:
    levels = [value.strip() for value in message.header_values("X-MS-Exchange-Organization-SCL")]
    for report in message.header_values("X-Forefront-Antispam-Report"):
        fields = dict(field.strip().partition(":")[::2] for field in report.upper().split(";"))
        if fields.get("SFV") in ("SPM", "SKB", "SKS") or fields.get("CAT") in ("SPM", "HSPM", "PHSH", "HPHSH", "MALW"):
            return True
        levels.append(fields.get("SCL", ""))
    return any(level.isdecimal() and int(level) >= _SPAM_LEVEL for level in levels)


def _plain_spam(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    """Words of fraud and advertising, and none of our own trade."""
    return (MessageClass.SPAM, "spam_words") if _is_plain_spam(message, rules) else None


def _is_plain_spam(message: SourceMessage, rules: ScreeningRules) -> bool:
    text = f"{message.untrusted_subject}.\n\n{message.untrusted_text}"
    return matches(text, rules.spam_words) and not matches(text, rules.our_topics)


def _newsletter(message: SourceMessage, rules: ScreeningRules) -> Finding | None:
    if any(_first_word(value) in _BULK for name in _PRECEDENCE for value in message.header_values(name)):
        return _unless_own_list(message, rules, "bulk_precedence")
    if any(message.header_values(name) for name in _LIST_HEADERS) or message.header_values("List-Id"):
        return _unless_own_list(message, rules, "list_header")
    if _REPLY_PREFIX.match(message.untrusted_subject) or is_forward(message.untrusted_subject):
        return None
    words = set(found_phrases(f"{message.untrusted_subject}.\n\n{message.untrusted_text}", rules.newsletter_words))
    return (MessageClass.NEWSLETTER, "newsletter_words") if len(words) > 1 and not documents_of(message) else None


def _unless_own_list(message: SourceMessage, rules: ScreeningRules, reason: str) -> Finding | None:
    ids = " ".join(message.header_values("List-Id")).lower()
    own = any(own_id.lower() in ids for own_id in rules.own_list_ids)
    return (None, "own_list") if own else (MessageClass.NEWSLETTER, reason)


_RULES: tuple[Callable[[SourceMessage, ScreeningRules], Finding | None], ...] = (
    _placeholder,
    _report,
    _daemon,
    _recall,
    _auto_reply,
    _calendar,
    _spam,
    _newsletter,
    _plain_spam,
)


def _subject_starts(message: SourceMessage, beginnings: Iterable[str], *, bare: bool = False) -> bool:
    """Whether the subject begins so; with `bare` a person's `Re:` or `Fw:` before it takes it back."""
    subject = message.untrusted_subject.strip()
    if not bare:
        subject = _REPLY_PREFIX.sub("", subject)
    return subject.casefold().startswith(tuple(each.casefold() for each in beginnings))


def _is_short(message: SourceMessage) -> bool:
    """No documents and little text: otherwise a subject proves nothing."""
    return not documents_of(message) and len(message.untrusted_text) < 3_000


def _first_word(value: str) -> str:
    words = re.split(r"[\s;,]", value.strip().lower(), maxsplit=1)
    return words[0]
