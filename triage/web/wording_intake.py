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
    "message_set_aside": "it could not be fetched or processed, and a person took it up by hand",
    "message_oversize": "it is too large to be fetched, and a person took it up by hand",
    "message_gone": "it was gone before it could be fetched, and a person took it up by hand",
}

# Of one message: how far it has come. Of those in `STUCK` a person has to do something.
MAIL_STATES = {
    "listed": "Seen in the mailbox, not fetched yet",
    "fetched": "Fetched, waiting to be read",
    "routed": "Sorted",
    "filed": "Sorted and filed",
    "placeholder": "Only a substitute was in the mailbox: open it in the mail program",
    "duplicate": "Same e-mail as one before",
    "gone": "Gone from the mailbox before it could be fetched",
    "moved": "Moved by somebody, and taken in from where it was found",
    "known": "Filed by us, and seen again by the nightly comparison",
    "oversize": "Too large to be fetched: it is in the mailbox only",
    "set_aside": "Could not be processed: open it in the mail program",
    "dismissed": "A person has dealt with it",
}
STUCK = ("set_aside", "oversize", "gone")
WAYS_ON = {
    "set_aside": "Open it in the mail program. Try again once the fault is mended, or open a case by hand from it.",
    "oversize": "Open it in the mail program. Ask for the form in a smaller e-mail, or open a case by hand from it.",
    "gone": "Look for it in the mailbox's other folders, its deleted items included. Moved back, it is taken in.",
}
WAIT = "Nothing: it is tried again by itself. If it waits for long, look at Health."
DISMISSALS = {"dealt_with": "Dealt with in the mail program", "not_a_referral": "Not a referral"}

ALERTS = {
    "folder_renumbered": "The mail server has numbered a folder anew. All of it is listed again, and nothing twice.",
    "folder_shrank": "More than half of a folder's messages have left it, not by us. Ask who moved or deleted them.",
    "messages_vanished": "Messages that were seen once are in none of the folders. They are listed below as gone.",
}

# Why a mailbox cannot be read, or one message not fetched; each as a clause.
FAULTS = {
    "mailbox_unavailable": "the mailbox does not answer",
    "server_not_found": "the mail server's name is not known; check the setting host, and the network",
    "server_refuses_connections": "the mail server refuses connections; check host and port, and that it is running",
    "server_silent": "the mail server did not answer in time",
    "connection_broken": "the connection broke",
    "no_tls": "no protected connection could be made; check the settings tls and port",
    "certificate_not_trusted": "the mail server's certificate is not trusted; check it, or the setting host",
    "login_refused": "the mail server refused the login; correct username and password",
    "login_unavailable": "the mail server cannot check logins now",
    "passwords_not_taken": "the mail server takes no passwords; use oauth2",
    "mailbox_not_connected": "the login worked but the mailbox cannot be opened; check username, access and IMAP",
    "throttled": "the mail server asks us to slow down",
    "token_not_accepted": "the mail server did not accept the access token; check scope, permission and registration",
    "token_expired": "the access token had expired; a new one is used",
    "token_refused": "no access token was given; check the application's settings",
    "token_endpoint_unreachable": "the tenant's sign-in service cannot be reached; check the network",
    "token_unavailable": "the tenant's sign-in service is out of order",
    "secret_expired": "the application's secret has expired; make a new one",
    "secret_refused": "the application's secret is wrong; use its value, not its id",
    "certificate_refused": "the application's certificate is expired or not registered",
    "certificate_unreadable": "the file of the application's certificate cannot be read",
    "application_unknown": "the application is not known in this tenant; correct client_id or tenant",
    "tenant_unknown": "the tenant is not known; correct it",
    "scope_refused": "the scope is wrong, or not known in this tenant",
    "access_blocked": "a conditional access rule blocks the application; exclude it",
    "folder_cannot_be_opened": "the folder cannot be opened; correct its name, or the rights to it",
    "folder_rebuilt": "the folder was numbered anew meanwhile",
    "no_content": "the mail server gave nothing for it",
    "disk_almost_full": "the disk of this service is almost full; mail waits in the mailbox until there is room",
}

# Of the history: what the service and people did with one message, or found of a folder.
MESSAGE_ACTIONS = {
    "message_set_aside": "{who} could not fetch a message and left it for a person.",
    "message_oversize": "{who} left a message in the mailbox that is too large.",
    "message_gone": "{who} found a message gone before it could be fetched.",
    "message_found_again": "{who} found a message again that somebody had moved.",
    "message_tried_again": "{who} had a message tried again.",
    "message_dismissed": "{who} had dealt with a message outside this service.",
    "message_by_hand": "{who} took up a message by hand that could not be fetched.",
    "folder_renumbered": "{who} found a folder numbered anew.",
    "folder_shrank": "{who} found that messages had left a folder.",
    "messages_vanished": "{who} found messages in none of the folders.",
}
MESSAGE_NOTICES = {
    "message_tried_again": "The message is tried again with the next poll.",
    "message_dismissed": "The message has left this list.",
    "message_settled": "Nothing was changed: the message has been read or dealt with, or cannot be reached any more.",
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
    "access_regained": "Access regained",
}
RED_FLAGS = frozenset({LIVE_RISK})
AMBER_FLAGS = frozenset(
    {
        "urgent",
        "dangerous_attachment",
        "injection",
        "sender_not_verified",
        "marked_as_spam",
        "possible_duplicate",
        "access_regained",
    }
)
