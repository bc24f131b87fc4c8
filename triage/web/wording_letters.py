"""Words for letters: which there are, what each is for, what became of it, and how an agency's return stands."""

KINDS = {
    "request_information": "Ask the referrer for what is missing",
    "agency_request": "Ask an agency for its information",
    "agency_chaser": "Remind an agency before its day",
    "agency_overdue": "Remind an agency whose information is overdue",
    "redirect": "Redirect the referrer to another team",
    "outcome": "Tell the referrer the outcome",
    "wrong_form": "Ask for the right form",
    "acknowledgement": "Acknowledgement",
}

HINTS = {
    "request_information": (
        "It names headings of the form and never what they are about. The case then awaits information; no clock waits."
    ),
    "agency_request": (
        "It does not say whom the request is about: the agency rings or writes by secure e-mail for that. Its reply to "
        "this letter is matched to it by itself."
    ),
    "agency_chaser": "A friendly reminder that its information is hoped for soon.",
    "agency_overdue": "It says that the information was due and asks when it can be expected.",
    "redirect": "For a referral that another process has to take. The referrer sends it there; we pass nothing on.",
    "outcome": "For when the partners have decided. It gives the outcome and no reasons.",
    "wrong_form": "For a referral that came on the form of another process.",
}

QUESTIONS = {"redirect": "Where should they turn?", "outcome": "What was the outcome?"}

CHOICES = {
    "child_protection": "Child protection (MASH)",
    "lado": "Local authority designated officer (LADO)",
    "adult_review": "Safeguarding adult review",
    "child_death": "Child death review",
    "other_partnership": "Another area's partnership",
    "notify": "A serious incident notification is made",
    "local_learning": "Local learning",
    "no_further_action": "No further action",
    "more_information": "More information is needed",
    "lcspr": "A local child safeguarding practice review",
}

PERSONAL = {
    "name": "a name from this case",
    "date_of_birth": "a date of birth or death",
    "nhs_number": "an NHS number",
    "address": "an address or postcode",
}

DELIVERIES = {
    "returned": ("Came back undelivered", "red"),
    "out_of_office": ("Automatic answer: out of office", "grey"),
    "answered": ("Answered", "green"),
}

RETURNS = {
    "awaited": ("Return awaited", "blue"),
    "late": ("Return late", "red"),
    "received": ("Return received", "green"),
    "received_late": ("Return received, late", "grey"),
}

# Why an e-mail of ours has not gone out, or rests.
SENDING = {
    "possibly_sent_twice": "two tries ended without a word from the relay: it may have arrived, even twice",
    "gave_up": "the relay has not taken it for five days",
    "unreachable": "the relay cannot be reached",
    "not_connected": "the relay cannot be reached",
    "no_answer_after_data": "the relay fell silent after it had been handed over",
    "sign_in": "the relay refused the sign-in",
    "not_offered": "the relay does not offer a protected connection or this way to sign in",
    "tls": "no protected connection to the relay could be made",
    "folder_not_writable": "the folder for e-mails cannot be written to",
    "not_an_email": "it cannot be written as an e-mail",
    "pace": "the relay's limit for a minute is reached",
    "too_many_in_ten_minutes": "there were so many in ten minutes that a person has to say whether to go on",
    "too_many_returned": "so many came back undelivered that a person has to say whether to go on",
}

GUARDS = {
    "not_an_address": "Enter one e-mail address, and not our own",
    "subject_missing": "Enter the subject",
    "text_missing": "Enter the letter",
    "no_heading": "Choose at least one thing to ask for",
    "date_behind": "The day must be today or later",
    "not_confirmed": (
        "The decision counts only once a second person has confirmed it on the page of the case: have that done first"
    ),
    "holds_personal_data": "The letter holds personal data and was not sent. Take it out first",
}

NOTICES = {
    "letter_queued": "The letter will be sent within a minute or two.",
    "return_received": "The agency's information was noted as received.",
    "letter_send": "The letter will be sent again within a minute or two.",
    "letter_cancel": "The letter will not be sent.",
    "sending_released": "Acknowledgements go out again.",
}

ACTIONS = {
    "letter_queued": "{who} sent a letter:",
    "letter_sent": "{who} handed a letter to the relay:",
    "letter_possibly_sent_twice": "{who} sent a letter again, after a try whose end is not known:",
    "letter_failed": "{who} could not send a letter:",
    "letter_released": "{who} had a letter sent after all:",
    "letter_cancelled": "{who} decided that a letter is not sent:",
    "letter_returned": "{who} was told that a letter could not be delivered:",
    "letter_out_of_office": "{who} got an automatic answer to a letter:",
    "letter_answered": "{who} got an answer to a letter:",
    "letter_answered_by_hand": "{who} noted that an agency's information has come:",
    "acknowledgement_possibly_sent_twice": "{who} sent the acknowledgement again, after a try whose end is not known.",
    "acknowledgement_returned": "{who} was told that the acknowledgement could not be delivered.",
    "acknowledgement_out_of_office": "{who} got an automatic answer to the acknowledgement.",
    "acknowledgement_answered": "{who} got an answer to the acknowledgement.",
    "acknowledgements_held": "{who} stopped all acknowledgements until a person releases them:",
    "acknowledgements_released": "{who} let acknowledgements go out again.",
    "alert_sent": "{who} told the team by e-mail.",
    "alert_failed": "{who} could not tell the team by e-mail.",
    "alert_possibly_sent_twice": "{who} told the team by e-mail, perhaps twice.",
}
