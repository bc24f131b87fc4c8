"""Words for what intake found out about a mail: why it is what it is, which case it belongs to, who sent it."""

INTAKE = {
    "our_message_id": "it answers an e-mail of ours",
    "undelivered": "it says that our acknowledgement did not arrive",
    "same_child": "it is about the same child",
    "same_form": "it holds the same form again",
    "other_version": "it holds another version of the form",
    "same_form_again": "the same form has come before",
    "other_version_of_a_case": "it is another version of a referral that we have",
    "case_reference": "its subject names a case",
    "names_a_case": "its subject names a case",
    "case_not_known_here": "it names a case that is not known here",
    "answers_us": "it answers an e-mail of ours",
    "answers_our_domain": "it answers an e-mail of ours",
    "could_not_be_read_safely": "reading it took too much, so it was not read",
    "document_not_readable": "its document could not be read",
    "form_not_recognised": "its document seems to be a referral of an unknown shape",
    "form_of_another_pathway": "it holds the form of another process",
    "locked_document": "an attachment needs a password",
    "password_archive": "an archive needs a password",
    "blank_form": "the form in it is blank",
    "supporting_document": "it holds papers and no form",
    "supporting_words": "it speaks of papers for a case",
    "only_a_program": "nothing but a program is attached",
    "auto_reply_words": "its words are those of an automatic answer",
    "recall_words": "its sender asks for an earlier e-mail back",
    "spam_words": "its words are those of spam",
    "no_letter": "it is nothing that one answers",
}

SENDER_CHECKS = {
    "pass": "verified by our mail system",
    "fail": "our mail system found that it does not come from there",
    "none": "our mail system could not tell",
    "unknown": "not checked",
}

LIVE_RISK = "child_may_be_unsafe_now"
FLAGS = {
    LIVE_RISK: "Child may be unsafe now",
    "urgent": "Marked urgent",
    "encrypted": "Protected",
    "link_only": "Link instead of a file",
    "personal_sender": "Personal e-mail account",
    "sender_is_not_referrer": "Sent by someone other than the referrer",
    "sender_not_verified": "Sender not verified",
    "reply_to_differs": "Replies go elsewhere",
    "blind_copy": "Not addressed to us by name",
    "marked_as_spam": "Marked as spam by the mail system",
    "server_placeholder": "Substitute by the mail system",
    "noreply_sender": "Sender takes no replies",
    "injection": "Holds instructions aimed at software",
    "dangerous_attachment": "Dangerous attachment",
    "unsafe_filename": "Odd file name",
    "possible_duplicate": "May be a duplicate",
    "reopened": "Reopened",
}
RED_FLAGS = frozenset({LIVE_RISK})
AMBER_FLAGS = frozenset(
    {"urgent", "dangerous_attachment", "injection", "sender_not_verified", "marked_as_spam", "possible_duplicate"}
)
