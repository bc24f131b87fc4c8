"""Codes to words, in one place. Tables only, and the one rule for a code that no table knows."""

import re
from collections.abc import Mapping

from triage.model import AuditEvent, Finding

POSSIBLE_BELOW = 0.65  # a positive value less sure than this is worded as possible
CHECK_BELOW = 0.7  # a reading less sure than this asks for a look at the original
LONG_TEXT = 360  # characters; a longer value is folded away behind its beginning
LIVE_RISK = "child_may_be_unsafe_now"
UNSAFE_FIRST = "Telephone now: make sure that every child is safe, and that social care (MASH) or the police know."

MESSAGE_CLASSES = {
    "referral": "Referral",
    "correction": "Corrected referral",
    "reply_with_form": "Reply with a form",
    "reply_no_form": "Reply or follow-up",
    "duplicate": "Same e-mail again",
    "auto_reply": "Automatic reply",
    "bounce": "Delivery report",
    "newsletter": "Newsletter or mailing list",
    "spam": "Spam",
    "query": "Question to the team",
    "wrong_pathway": "Form for another process",
    "supporting": "Supporting document",
    "encrypted": "Protected e-mail",
    "calendar": "Meeting invitation",
    "recall": "Request to recall an e-mail",
    "unreadable": "Could not be read",
}

WHAT_TO_DO = {
    "correction": "Compare it with the referral sent before, and use the later one.",
    "reply_with_form": "Check that it belongs to the case it was joined to.",
    "reply_no_form": "Read it, and act on it in its case.",
    "bounce": "Our e-mail did not arrive. Find the right address or telephone the referrer.",
    "spam": "Look at the sender and the subject. If it is a referral after all, open it as a case by hand.",
    "query": "Answer it from the team mailbox.",
    "wrong_pathway": "Telephone the sender and send the form on to the right team today: a child may be at risk.",
    "supporting": "Find the case that it belongs to, or ask the sender for the referral form.",
    "encrypted": "Open it in the mail program, and ask the sender to send it again unprotected if that is allowed.",
    "recall": "The e-mail was kept. Ask the sender what they want.",
    "unreadable": "Open it in the mail program. If it is a referral, ask for it to be sent again as Word or PDF.",
    "referral": "Open the original, and check by hand what could not be read.",
}
WHAT_TO_DO_OTHERWISE = "Read it, and decide whether it belongs to a case."

REASONS = {
    # why there is, or is not, an acknowledgement
    "acknowledged": "nothing spoke against it",
    "own_mail": "it came from one of our own addresses",
    "bounce": "it is a delivery report",
    "no_usable_sender": "there is no sender address that can be used",
    "machine_sender": "the sender is a machine, not a person",
    "auto_submitted": "it was sent automatically",
    "response_suppressed": "the sender's system asks for no automatic replies",
    "bulk": "it is bulk mail",
    "mailing_list": "it came through a mailing list",
    "auto_reply_header": "it is marked as an automatic reply",
    "auto_reply_subject": "its subject is that of an automatic reply",
    "not_a_referral": "it is not a referral, and the standard wording would mislead",
    "duplicate": "the same e-mail was taken in before",
    "follow_up": "the conversation was acknowledged before",
    "import": "it was imported from disk",
    "not_addressed_to_us": "it was not addressed to us by name",
    "sender_not_trusted": "the sender's domain is not on the list of known agencies",
    "personal_sender": "it came from a personal e-mail account",
    "sender_not_verified": "the mail system could not verify the sender",
    "rate_limited": "this sender has had several acknowledgements already",
    "arrived_late": "it had lain in the mailbox for more than a day before it was seen",
    "reply_to_differs": "replies would go to another address than the sender's",
    "spam": "it is marked as spam",
    "could_not_be_read": "part of it could not be read",
    "loop": "it carries our own loop mark",
    "unsafe_now": "a child may be unsafe now, so a person should telephone instead",
    # why a mail is what it is, or needs a person
    "no_referral_found": "no referral was found in it",
    "parse_failed": "the e-mail could not be taken apart",
    "wrong_form": "the form belongs to another process",
    "blank_form": "the form has nothing filled in",
    "link_only": "it holds a link to a file instead of the file",
    "no_attachment": "nothing is attached",
    "possible_duplicate": "it may be about a case that is already open",
    "thread": "it belongs to the same conversation",
    "reference_in_subject": "its subject names the case",
}

FLAGS = {
    LIVE_RISK: "Child may be unsafe now",
    "urgent": "Marked urgent",
    "encrypted": "Protected",
    "link_only": "Link instead of a file",
    "personal_sender": "Personal e-mail account",
    "sender_is_not_referrer": "Sent by someone other than the referrer",
    "sender_not_verified": "Sender not verified",
    "reply_to_differs": "Replies go elsewhere",
    "noreply_sender": "Sender takes no replies",
    "injection": "Holds instructions aimed at software",
    "dangerous_attachment": "Dangerous attachment",
    "unsafe_filename": "Odd file name",
    "possible_duplicate": "May be a duplicate",
}
RED_FLAGS = frozenset({LIVE_RISK})
AMBER_FLAGS = frozenset({"urgent", "dangerous_attachment", "injection", "sender_not_verified", "possible_duplicate"})

MAIL_STATES = {
    "listed": "Seen in the mailbox, not fetched yet",
    "fetched": "Fetched, waiting to be read",
    "parsed": "Read, waiting to be sorted",
    "routed": "Sorted, not moved out of the inbox yet",
    "filed": "Sorted and moved out of the inbox",
    "retry": "Will be tried again",
    "parse_failed": "Could not be read",
    "oversize": "Too large to read",
    "encrypted": "Protected",
    "placeholder": "Only a placeholder was in the mailbox",
    "duplicate": "Same e-mail as one before",
    "gone": "Gone from the mailbox before it could be fetched",
    "quarantined": "Set aside as dangerous",
}

CASE_STATES = {
    "logged": ("New", "blue"),
    "needs_person": ("Needs a person", "yellow"),
    "triage": ("In triage", "blue"),
    "closed": ("Closed", "grey"),
}

ACKNOWLEDGEMENTS = {"yes": "Sent by the service", "held": "Held for a person", "no": "None is sent"}

OUTGOING_STATES = {
    "waiting": ("Waiting to be sent", "blue"),
    "sending": ("Being sent", "blue"),
    "sent": ("Sent", "green"),
    "held": ("Held for a person", "yellow"),
    "failed": ("Could not be sent", "red"),
}

DEADLINES = {
    "la_notification": "local authority notification",
    "rapid_review": "rapid review",
    "acknowledge": "reply to the referrer",
}
DEADLINES_IN_FULL = {
    "la_notification": "the local authority notifies the national Panel, if it is a serious incident,",
    "rapid_review": "the rapid review goes to the national Panel",
    "acknowledge": "a person confirms receipt to the referrer",
}
BASES = {
    "received": "when the e-mail arrived",
    "date_known": "when the agency became aware, as the form says",
    "sin_date": "when the notification was made, as the form says",
}

DOCUMENT_KINDS = {
    "referral_form": "Referral form",
    "blank_form": "Blank form",
    "other_form": "Form of another process",
    "supporting_document": "Supporting document",
    "other_document": "Other document",
    "unreadable": "Could not be read",
    "encrypted": "Needs a password",
    "archive": "Archive",
    "inline_image": "Picture in the e-mail",
    "signature": "Signature",
}

WARNINGS = {
    "unreadable": "it could not be read",
    "encrypted": "it needs a password",
    "damaged": "it is damaged",
    "unsafe_filename": "its name was cleaned",
    "dangerous_attachment": "it is of a kind that can do harm: do not open it",
    "macros": "it holds macros: do not enable them",
    "too_large": "it is too large to read",
    "no_text": "it holds no text, only pictures",
    "text_may_be_missing": "some of its text may be missing",
    "type_differs": "it is not what its name says",
    "struck_text": "it holds struck-out words",
    "hidden_text": "it holds hidden text",
    "unsure_mark": "a tick could not be read for certain",
    "timeout": "reading it took too long",
    "text_too_short": "There is too little text for suggestions that mean much.",
    "not_classified": "No suggestions could be made for this referral. Read the original.",
    "text_cut": "The text is very long; only its first part was read for suggestions.",
    "not_english": "The text may not be in English; suggestions are made for English only.",
    "model_missing": "Part of the language software was missing, so suggestions rest on fewer signs.",
    "injection": "The text holds instructions aimed at software. They were not followed.",
}

FAULTS = {
    "mailbox_unavailable": "the mailbox does not answer",
    "sign_in_refused": "the mailbox refuses the sign-in",
    "listing_not_trusted": "the mailbox gave a list that cannot be right",
    "folder_missing": "the mailbox folder is not there",
}

SECTIONS = {
    "incident": "What happened",
    "background": "Background",
    "agency_involvement": "Agency involvement",
    "rationale": "Why the criteria are thought met",
}
SECTION_FIELDS = {
    "incident": "incident.summary",
    "background": "background",
    "agency_involvement": "agency_involvement",
    "rationale": "rationale",
}

PARTS = {
    "A": "Part A: the serious-incident test",
    "B": "Part B: criteria the partners must take into account",
    "C": "Part C: circumstances to have regard to",
}

SERIOUS_INCIDENT = {
    "met": ("Met", "strong"),
    "possible": ("Possible", "yellow"),
    "not_met": ("Not met", "grey"),
    "not_classified": ("No suggestion", "grey"),
}
SERIOUS_INCIDENT_RULE = {
    "met": "abuse or neglect is known or suspected, and a child died or serious harm is evidenced",
    "possible": "abuse or neglect is known or suspected, and serious harm is possible",
    "not_met": "abuse or neglect, together with death or serious harm, was not found in the text",
}

ANSWERS = {
    "yes": "Yes",
    "no": "No",
    "unknown": "Not known",
    "not_applicable": "Not applicable",
    "male": "Male",
    "female": "Female",
}

WHAT_HAPPENS_NEXT = {
    "logged": (
        "Read the original beside what was read from it, make sure that each child is safe now, and get what is "
        "missing from the referrer. Then raise it with the local authority: the partners decide whether it is "
        "notified to the national Panel, and the service only suggests."
    ),
    "needs_person": (
        "Part of this referral could not be read, so start with the original and ask the referrer for what is missing. "
        "Check every field and suggestion against it before raising the case with the local authority."
    ),
    "triage": (
        "Judge each criterion against the text, and bring the case to the review group (LIG) for its recommendation. "
        "The local authority notifies the national Panel where the partners find a serious incident."
    ),
    "closed": "This case is closed. Nothing further is due.",
}

ACTIONS = {
    "case_opened": "{who} opened the case.",
    "case_viewed": "{who} viewed the case.",
    "names_shown": "{who} showed the children's names.",
    "mail_received": "{who} took in an e-mail.",
    "mail_received_again": "{who} took in the same e-mail again; nothing was changed.",
    "mail_linked": "{who} joined an e-mail to the case.",
    "mail_proposed": "{who} proposed that an e-mail belongs to the case.",
    "fields_read": "{who} read the fields of the form.",
    "criteria_suggested": "{who} suggested which criteria are touched.",
    "deadline_set": "{who} set a due date.",
    "deadlines_set": "{who} set provisional due dates.",
    "acknowledgement_queued": "{who} wrote the acknowledgement to the referrer.",
    "acknowledgement_sent": "{who} sent the acknowledgement to the referrer.",
    "acknowledgement_sent_again": "{who} sent the acknowledgement again, after an attempt that was cut short.",
    "acknowledgement_held": "{who} held the acknowledgement for a person to decide.",
    "acknowledgement_not_sent": "{who} sent no acknowledgement.",
    "acknowledgement_refused": "{who} sent no acknowledgement.",
    "acknowledgement_failed": "{who} could not deliver the acknowledgement.",
    "email_sent": "{who} sent an e-mail.",
    "email_failed": "{who} could not deliver an e-mail.",
    "state_changed": "{who} changed the state of the case.",
    "case_closed": "{who} closed the case.",
    "signed_in": "{who} signed in.",
}


def in_words(table: Mapping[str, str], code: str) -> str:
    """The words of a code; a code that the table does not know comes back as itself, with spaces."""
    return table.get(code) or str(code).replace("_", " ")


def in_tag(table: Mapping[str, tuple[str, str]], code: str) -> tuple[str, str]:
    """Words and colour of a tag; an unknown code is grey."""
    return table.get(code) or (code.replace("_", " ").capitalize(), "grey")


def capitalize_first(text: str) -> str:
    """The first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def warning(code: str) -> str:
    """A warning in words; what follows a colon, an at sign or a space is its place, and is kept."""
    name, place = (*re.split(r"[:@ ]\s*", code, maxsplit=1), "")[:2]
    words = in_words(WARNINGS, name)
    return f"{words} ({place.replace('_', ' ')})" if place else words


def event_sentence(event: AuditEvent) -> str:
    """One sentence of the history."""
    who = "The service" if event.actor == "service" else event.actor
    known = ACTIONS.get(event.action)
    return known.format(who=who) if known else f"{who}: {event.action.replace('_', ' ')}."


def event_detail(event: AuditEvent) -> str:
    """The codes behind an event, in words."""
    codes = [each.strip() for each in event.detail.split(",") if each.strip()]
    return "; ".join(REASONS.get(each) or in_words(MESSAGE_CLASSES, each) for each in codes)


def suggestion(finding: Finding) -> str:
    """What a finding says, in words and never as a number."""
    if not finding.positive:
        return "denied in the text" if finding.against else "nothing found"
    if finding.value == "possible" or finding.probability < POSSIBLE_BELOW:
        return "possible"
    words = finding.value if finding.value in ("known", "suspected") else ""
    return f"evidence found: {words}" if words else "evidence found"
