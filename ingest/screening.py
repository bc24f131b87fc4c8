"""What kind of mail this is: first by its envelope and text, then together with what its documents turned out to be.

Every mail is kept and shown whatever comes out here. Only the class decides what happens next, so where the signs
contradict each other the one wins that loses no referral.
"""

from collections.abc import Collection

from config.schema.screening import ScreeningRules
from ingest.model import MessageClass, Screening, SourceMessage
from ingest.phrases import matches
from ingest.quoting import own_words
from ingest.rules_machine import Finding, machine_findings
from ingest.rules_protected import protected_reasons
from ingest.rules_sender import file_flags, sender_flags

_FORM, _OTHER_FORM, _ENCRYPTED = "referral_form", "other_form", "encrypted"
_DOCUMENTS = {"supporting_document", "other_document"}
_UNREADABLE = {"unreadable", "archive"}
# A form in such a mail is our own returned one, or an old one that somebody wants back: never a new referral.
_NEVER_A_REFERRAL = {MessageClass.BOUNCE, MessageClass.RECALL}
# These are what they are even where they answer one of our mails.
_NEVER_A_REPLY = {MessageClass.AUTO_REPLY, MessageClass.CALENDAR, MessageClass.SPAM, MessageClass.UNREADABLE}
# The message was read, and yet not all of it: a person should look at the original.
_PARTLY_READ = ("part_unreadable", "parts_beyond_limit")


def screen(message: SourceMessage, rules: ScreeningRules) -> Screening:
    """Class, reasons and flags as far as envelope and text tell; the class is None where the documents decide."""
    findings = machine_findings(message, rules)
    protections = protected_reasons(message, rules)
    findings += [(MessageClass.ENCRYPTED, code) for code in protections]
    findings += _content_findings(message, rules)
    flags = ["encrypted"] if protections else []
    flags += ["link_only"] if "portal_link" in protections else []
    flags += _text_flags(message, rules)
    flags += sender_flags(message, rules)
    for each in message.attachments:
        flags += file_flags(each.filename, each.untrusted_filename, each.content, rules)
    return Screening(
        message_class=next((found for found, _ in findings if found is not None), None),
        reasons=tuple(dict.fromkeys(code for _, code in findings)),
        flags=tuple(dict.fromkeys(flags)),
    )


def decide_class(
    screening: Screening, kinds: Collection[str], body_is_referral: bool, answers_us: bool
) -> MessageClass:
    """The mail's class, from the screening and the kinds of its documents (values of extract's DocumentKind).

    A filled-in form makes a referral of any mail but a delivery report or a recall; typed answers do so too, except in
    bulk mail. `answers_us`: its references name one of our mails.
    """
    found = screening.message_class
    if found in _NEVER_A_REFERRAL:
        return found
    has_form = _FORM in kinds
    typed = body_is_referral and found not in (MessageClass.NEWSLETTER, MessageClass.SPAM)
    if has_form or typed:
        return MessageClass.REPLY_WITH_FORM if answers_us else MessageClass.REFERRAL
    if _OTHER_FORM in kinds:
        return MessageClass.WRONG_PATHWAY
    if found in _NEVER_A_REPLY or (found is not None and not answers_us):
        return found
    if _ENCRYPTED in kinds or found is MessageClass.ENCRYPTED:
        return MessageClass.ENCRYPTED
    if answers_us or "answers_our_domain" in screening.reasons:
        return MessageClass.REPLY_NO_FORM
    return _without_form(screening, set(kinds))


def safety_flags(text: str, rules: ScreeningRules) -> tuple[str, ...]:
    """`child_may_be_unsafe_now` and `urgent` by the configured phrases; also for the text of a document."""
    unsafe = matches(text, rules.unsafe_states) or matches(text, rules.unsafe_requests)
    if unsafe:
        return ("urgent", "child_may_be_unsafe_now")
    return ("urgent",) if matches(text, rules.urgent) else ()


def _without_form(screening: Screening, kinds: set[str]) -> MessageClass:
    if kinds & _DOCUMENTS:
        return MessageClass.SUPPORTING
    if kinds & _UNREADABLE:
        return MessageClass.UNREADABLE
    # A child in danger now is for children's social care or the police, whatever else the mail asks.
    elsewhere = "other_pathway_words" in screening.reasons or "child_may_be_unsafe_now" in screening.flags
    return MessageClass.WRONG_PATHWAY if elsewhere else MessageClass.QUERY


def _content_findings(message: SourceMessage, rules: ScreeningRules) -> list[Finding]:
    """What the text says beyond its class."""
    findings: list[Finding] = []
    if "structure_unreadable" in message.defects:
        findings.append((MessageClass.UNREADABLE, "structure_unreadable"))
    findings += [(None, code) for code in _PARTLY_READ if code in message.defects]
    if not message.untrusted_text.strip() and not message.attachments:
        findings.append((None, "empty"))
    if _answers_our_domain(message):
        findings.append((None, "answers_our_domain"))
    if matches(_said(message), rules.other_pathways):
        findings.append((None, "other_pathway_words"))
    return findings


def _answers_our_domain(message: SourceMessage) -> bool:
    """It answers a mail whose id was made where it is now sent to: one of ours, though we may no longer know it."""
    answered = {each.rstrip(">").rpartition("@")[2].lower() for each in message.in_reply_to}
    ours = {each.rpartition("@")[2] for each in message.recipients}
    return bool(answered & ours) and (message.sender is None or message.sender.domain not in answered)


def _text_flags(message: SourceMessage, rules: ScreeningRules) -> tuple[str, ...]:
    importance = " ".join(value for name in ("Importance", "Priority") for value in message.header_values(name)).lower()
    marked = "high" in importance or "urgent" in importance
    marked = marked or any(value.strip()[:1] in ("1", "2") for value in message.header_values("X-Priority"))
    found = safety_flags(_said(message), rules)
    return found or (("urgent",) if marked else ())


def _said(message: SourceMessage) -> str:
    """Subject and own words: our own wording, quoted in an answer, speaks of children in danger."""
    subject = message.untrusted_subject
    return f"{subject}.\n\n{own_words(message.untrusted_text, subject)}"
