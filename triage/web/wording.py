"""Codes to words, all of them in one place. Tables only: `phrases` makes sentences of them."""

from triage.web import wording_intake, wording_work
from triage.web.wording_intake import MESSAGE_ACTIONS

POSSIBLE_BELOW = 0.65  # a positive value less sure than this is worded as possible
CHECK_BELOW = 0.7  # a reading less sure than this asks for a look at the original
LONG_TEXT = 360  # characters; a longer value is folded away behind its beginning
LIVE_RISK, FLAGS = wording_intake.LIVE_RISK, wording_intake.FLAGS
RED_FLAGS, AMBER_FLAGS = wording_intake.RED_FLAGS, wording_intake.AMBER_FLAGS
UNREADABLE_ANSWER = "Could not be read for certain: look at the original"
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
    "answered_before": "it was read again, and was answered the first time",
    "loop": "it carries our own loop mark",
    "unsafe_now": "a child may be unsafe now, so a person should telephone instead",
    **wording_intake.INTAKE,
    # why a mail is what it is, or needs a person
    "empty": "it holds neither text nor an attachment",
    "structure_unreadable": "the e-mail could not be taken apart",
    "other_pathway_words": "its words are those of another process",
    "portal_link": "it holds a link to a file instead of the file",
    "rights_protected": "it is protected by its sender's organisation",
    "password_office": "an attachment needs a password",
    "pgp": "it is encrypted (PGP)",
    "pgp_file": "an attachment is encrypted (PGP)",
    "pgp_inline": "its text is encrypted (PGP)",
    "smime_encrypted": "it is encrypted (S/MIME)",
    "smime_opaque": "it is signed in a way that hides its text (S/MIME)",
    "delivery_report": "it is a delivery report",
    "read_receipt": "it is a read receipt",
    "mail_daemon": "a mail system sent it",
    "calendar_part": "it is a meeting invitation",
    "list_header": "it came through a mailing list",
    "newsletter_words": "its words are those of a newsletter",
    "recall_subject": "its sender asks for an earlier e-mail back",
    "server_placeholder": "the mail system put it in place of an e-mail that it could not give",
    "thread": "it belongs to the same conversation",
    "reference_in_subject": "its subject names the case",
    "unreachable": "the mail relay could not be reached",
    "no_answer_after_data": "the mail relay took it and never confirmed",
    "possibly_sent_twice": "it may have been sent twice",
}

SENDER_CHECKS, MAIL_STATES, FAULTS = (
    wording_intake.SENDER_CHECKS,
    wording_intake.MAIL_STATES,
    wording_intake.FAULTS,
)
ALERTS = wording_intake.ALERTS
ACKNOWLEDGEMENTS = {"yes": "Allowed", "held": "Held for a person", "no": "None, by rule"}

OUTGOING_STATES = {
    "waiting": ("Waiting to be sent", "blue"),
    "sending": ("Being sent", "blue"),
    "sent": ("Sent", "green"),
    "held": ("Held for a person", "yellow"),
    "cancelled": ("Not sent, by a person's decision", "grey"),
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
    "sin_date": "when the notification was made",
    "set_by_person": "as a person has set it",
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
    "unknown_format": "it is of a kind that cannot be read here",
    "format_not_read_yet": "its format cannot be read here",
    "not_a_word_file": "it is not the Word file that it says it is",
    "encrypted": "it needs a password",
    "damaged": "it is damaged",
    "empty_file": "it is empty",
    "scanned_page": "it is a picture of a page: its text was not read",
    "archive": "it is an archive: look at the files inside",
    "too_large": "it is too large to read",
    "too_deep": "it is built too deeply to read",
    "has_doctype": "it holds a construction used in attacks, and was not read",
    "ratio_too_high": "it unpacks to far more than its size, and was not read",
    "dangerous_attachment": "it is of a kind that can do harm: do not open it",
    "macros": "it holds macros: do not enable them",
    "text_too_short": "there is too little text for suggestions that mean much",
    "not_classified": "no suggestions could be made: read the original",
    "not_english": "the text may not be in English, and suggestions are made for English only",
    "model_missing": "the trained reader is not installed, so word rules alone made the suggestions",
    "readers_disagree": "the two readers disagree about the serious incident: read the narrative yourself",
    "notify_looked_after_child_death": "a looked-after child may have died: to be notified, abuse or not",
    "notify_care_leaver_death": "a care leaver may have died, which is notified up to the age of 24",
    "text_cut": "the text is very long, and only its first part was read for suggestions",
}

LOSSES = {
    "picture": "pictures",
    "drawing": "drawings",
    "comment": "comments in the margin",
    "footnote": "footnotes",
    "embedded_object": "files inside the document",
    "embedded_document": "documents inside the document",
    "tracked_deletion": "words deleted with tracked changes",
    "formula": "formulas",
    "symbol": "symbols",
    "phonetic_guide": "readings printed over words",
    "ink": "handwriting on the screen",
    "unknown_element": "parts that could not be read",
    "covered_cell": "cells that lie under others",
    "table_of_contents": "table of contents",
    "page_header": "page header",
    "page_footer": "page footer",
    "margin_note": "notes for the writer in the margin",
    "quoted_line": "lines quoted from an earlier e-mail",
}

UNREAD_FILES = {"unreadable": "an attachment could not be read", "encrypted": "an attachment needs a password"}

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

WHAT_HAPPENS_NEXT = wording_work.WHAT_HAPPENS_NEXT | {
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

ACTIONS = (
    wording_work.ACTIONS
    | MESSAGE_ACTIONS
    | {
        "case_opened": "{who} opened the case.",
        "case_viewed": "{who} viewed the case.",
        "names_shown": "{who} showed the children's names.",
        "mail_received": "{who} took in an e-mail.",
        "mail_received_again": "{who} took in the same e-mail again; nothing was changed.",
        "mail_set_aside": "{who} could not process an e-mail and set it aside for a person.",
        "mail_proposed": "{who} proposed that an e-mail belongs to the case.",
        "acknowledgement_queued": "{who} wrote the acknowledgement to the referrer.",
        "acknowledgement_sent": "{who} sent the acknowledgement to the referrer.",
        "acknowledgement_sent_again": "{who} sent the acknowledgement again, after an attempt that was cut short.",
        "acknowledgement_held": "{who} held the acknowledgement for a person to decide.",
        "acknowledgement_not_sent": "{who} sent no acknowledgement.",
        "acknowledgement_failed": "{who} could not deliver the acknowledgement.",
        "signed_in": "{who} signed in.",
    }
)
