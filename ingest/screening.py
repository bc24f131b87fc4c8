"""What envelope and text alone say of a mail; `mail_class` decides together with what its documents turned out to be.

Every mail is kept and shown whatever comes out here.
"""

import re

from config.schema.screening import ScreeningRules
from ingest.model import MessageClass, Screening, SourceMessage
from ingest.phrases import matches
from ingest.quoting import own_words
from ingest.rules_machine import Finding, machine_findings
from ingest.rules_protected import protected_reasons
from ingest.rules_sender import authentication_verdict, file_flags, sender_flags

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
    flags += ["server_placeholder"] if any(code == "server_placeholder" for _, code in findings) else []
    flags += _text_flags(message, rules)
    flags += sender_flags(message, rules)
    for each in message.attachments:
        flags += file_flags(each.filename, each.untrusted_filename, each.content, rules)
    return Screening(
        message_class=next((found for found, _ in findings if found is not None), None),
        reasons=tuple(dict.fromkeys(code for _, code in findings)),
        flags=tuple(dict.fromkeys(flags)),
        authentication=authentication_verdict(message, rules.authserv_id),
    )


def safety_flags(text: str, rules: ScreeningRules) -> tuple[str, ...]:
    """`child_may_be_unsafe_now` and `urgent` by the configured phrases; also for the text of a document."""
    unsafe = matches(text, rules.unsafe_states) or matches(text, rules.unsafe_requests)
    if unsafe:
        return ("urgent", "child_may_be_unsafe_now")
    return ("urgent",) if matches(text, rules.urgent) else ()


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
    if names_a_case(message, rules.reference_prefix):
        findings.append((None, "case_reference"))
    return findings


def names_a_case(message: SourceMessage, prefix: str) -> bool:
    """Whether the subject holds a reference of this partnership's shape: prefix, year, serial."""
    pattern = (
        rf"(?<![A-Z0-9])(?:[A-Z]{{2,8}}-)?{re.escape(prefix)}-(?:[A-Z]{{2,8}}-)?\d{{4}}-[A-Z0-9]{{3,8}}(?![A-Z0-9])"
    )
    return bool(prefix) and re.search(pattern, message.untrusted_subject[:1000], re.IGNORECASE) is not None


def _answers_our_domain(message: SourceMessage) -> bool:
    """It answers a mail whose id was made where it is now sent to: one of ours, though we may no longer know it."""
    answered = {each.rstrip(">").rpartition("@")[2].lower() for each in message.in_reply_to}
    ours = {each.rpartition("@")[2] for each in message.recipients}
    return bool(answered & ours) and (message.sender is None or message.sender.domain not in answered)


def _text_flags(message: SourceMessage, rules: ScreeningRules) -> tuple[str, ...]:
    importance = " ".join(value for name in ("Importance", "Priority") for value in message.header_values(name)).lower()
    marked = "high" in importance or "urgent" in importance
    marked = marked or any(value.strip()[:1] in ("1", "2") for value in message.header_values("X-Priority"))
    found = safety_flags(_said(message), rules) or (("urgent",) if marked else ())
    return (*found, "injection") if matches(message.untrusted_text, rules.injection) else found


def _said(message: SourceMessage) -> str:
    """Subject and own words: our own wording, quoted in an answer, speaks of children in danger."""
    subject = message.untrusted_subject
    return f"{subject}.\n\n{own_words(message.untrusted_text, subject)}"
