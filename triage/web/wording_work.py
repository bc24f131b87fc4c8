"""Codes of people's work to words: states, steps, guards, decisions. Tables only."""

from triage.web import wording_intake, wording_joining, wording_letters, wording_people

GUARDS = (
    {
        "edit_clash": "Somebody else changed this case while you were working on it. Nothing of yours was saved",
        "case_ended": "The case has ended. Reopen it first",
        "move_not_allowed": "The case cannot go there from where it stands",
        "reason_missing": "Enter the reason",
        "what_missing": "Enter what it is, and what was done about it",
        "kind_missing": "Choose why it is changed",
        "nobody_chosen": "Choose a person",
        "who_missing": "Enter who decided or sent it",
        "role_missing": "Enter their role and organisation",
        "reasons_missing": "Enter the reasons",
        "unknown_person": "Choose somebody who may take cases",
        "none": "Choose a person, or nobody",
        "unknown": "There is no case with that reference",
        "unknown_field": "There is no such field",
        "unknown_criterion": "There is no such criterion",
        "not_a_choice": "Choose one of the answers",
        "nothing_changed": "That is what stands already",
        "nothing_asked": "Enter a word or a date to search for",
        "not_a_date": "Enter a real date, with day, month and year",
        "date_ahead": "The date must be today or in the past",
        "same_person": "Recommendation, decision and notification must be by different people",
        "no_recommendation": "Record the recommendation first: there is nothing to decide on yet",
        "not_decided": "Record the decision to notify first, or a date before the referral came",
        "already_recorded": "It has been recorded already. Choose the correction instead",
        "already_dealt_with": "Somebody has dealt with this already",
        "has_cases": "A case has been opened from this e-mail. Work on the case instead",
        "already_linked": "It belongs to that case already",
        "role_may_not": "Your role may look and not change",
    }
    | wording_letters.GUARDS
    | wording_people.GUARDS
)

NOTICES = (
    {
        "case_restricted": "Only the named people can see the case now.",
        "case_unrestricted": "Everybody can see the case again, but for those with a conflict of interest.",
        "conflict_declared": "The conflict of interest was recorded. The case is closed to that person.",
        "conflict_lifted": "The conflict of interest was lifted.",
        "case_taken": "The case is yours.",
        "case_assigned": "The case was assigned.",
        "criterion_judged": "Your judgement was saved.",
        "field_corrected": "The field was corrected. What was read is kept beside it.",
        "decision_confirmed": "You confirmed the record. It counts now.",
        "decision_not_confirmed": "You did not confirm the record. Tell the person who entered it.",
        "deadline_set": "The date was set and is no longer provisional.",
        "state_changed": "The case was moved on.",
        "case_closed": "The case was closed.",
        "case_redirected": "The case was redirected. Make sure that the other team has it.",
        "case_withdrawn": "The case was withdrawn.",
        "case_reopened": "The case is open again.",
        "case_opened_by_hand": "A case was opened. Type in what the original says, and judge each criterion by it.",
        "mail_accepted": "The e-mail belongs to this case.",
        "mail_rejected": "The e-mail does not belong to this case. If it has no other case, it needs a person.",
        "mail_not_a_referral": "The e-mail was taken off the list. It stays in All mail.",
        "mail_linked": "The e-mail was joined to this case.",
        "mail_tried_again": "The e-mail will be read again with the next look at the mailbox.",
        "acknowledgement_send": "The acknowledgement will be sent within a minute or two.",
        "acknowledgement_cancel": "The acknowledgement will not be sent.",
    }
    | wording_letters.NOTICES
    | wording_people.NOTICES
)

CASE_STATES = {
    "logged": ("New", "blue"),
    "needs_person": ("Needs a person", "yellow"),
    "awaiting_information": ("Awaiting information", "grey"),
    "awaiting_representative": ("Awaiting representative", "grey"),
    "triage": ("In triage", "blue"),
    "partner_decision": ("With partners for decision", "blue"),
    "scoping": ("Scoping", "blue"),
    "rapid_review": ("Rapid review", "blue"),
    "sign_off": ("Sign-off", "blue"),
    "panel_reply": ("Awaiting the Panel", "grey"),
    "lcspr": ("LCSPR", "blue"),
    "local_learning": ("Local learning", "blue"),
    "actions": ("Actions", "blue"),
    "on_hold": ("On hold", "grey"),
    "redirected": ("Redirected", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
    "merged": ("Merged", "grey"),
    "closed": ("Closed", "grey"),
}
WAITING_STATES = frozenset({"awaiting_information", "awaiting_representative", "panel_reply", "on_hold"})

STEP_HINTS = {
    "awaiting_information": "The referrer has been asked for what is missing.",
    "awaiting_representative": "The agency's representative has yet to approve the referral.",
    "triage": "The team looks at facts, criteria and clocks.",
    "partner_decision": "The partners decide whether it is notifiable.",
    "scoping": "Agencies secure their files and say what they know.",
    "rapid_review": "The review group meets.",
    "sign_off": "The partners sign off and send it to the national Panel.",
    "panel_reply": "The national Panel has it.",
    "lcspr": "A local child safeguarding practice review is commissioned.",
    "local_learning": "Learning without a statutory review.",
    "actions": "The action plan is carried out.",
}

WHAT_HAPPENS_NEXT = {
    "awaiting_information": (
        "The referrer was asked for what is missing. Chase it before the next date, and take the case into triage with "
        "what you have if it does not come: a clock does not wait for an answer."
    ),
    "awaiting_representative": (
        "The referring agency's representative has yet to approve the referral. Ask them, and do not let it delay a "
        "notification that may be due."
    ),
    "partner_decision": (
        "A recommendation is recorded. The statutory safeguarding partners decide whether the incident is notifiable, "
        "and the local authority alone notifies the national Panel. Record the decision, then the notification."
    ),
    "scoping": (
        "Ask each agency to secure its records and to say what it knew of the family. The rapid review is due fifteen "
        "working days after the notification was sent."
    ),
    "rapid_review": (
        "The review group gathers the facts, makes sure that children are safe now, and agrees what comes next."
    ),
    "sign_off": "The partners sign the rapid review off and send it to the national Panel.",
    "panel_reply": "The national Panel replies whether it agrees. Move the case on when its answer is here.",
    "lcspr": "Monitor the reviewer's time and quality. The final report goes to the Panel before it is published.",
    "local_learning": "Agree the form of the learning and who leads it, then follow the actions.",
    "actions": "Follow each action to its evidence, then close the case with a reason.",
    "on_hold": "The case rests. Take it off hold as soon as the reason has gone; clocks go on counting meanwhile.",
    "redirected": "This case was passed on. Nothing further is due here.",
    "withdrawn": "The referring agency has withdrawn this case. Nothing further is due.",
    "merged": "This case goes on in another one.",
}

CLOCK_STARTS = {
    "la_notification": (
        "It counts from the day on which the local authority became aware of the incident. Receipt by the partnership "
        "is that day only where the authority learned of it by this e-mail."
    ),
    "rapid_review": "It counts from the day on which the notification was sent.",
    "acknowledge": "It counts from the working day of receipt.",
}

ENDINGS = {
    "closed:no_further_action": "Closed: no further action",
    "closed:learning_complete": "Closed: the learning is complete",
    "closed:review_published": "Closed: the review is published",
    "closed:not_a_referral": "Closed: it was no referral",
    "closed:other": "Closed: another reason",
    "redirected:child_protection": "Redirected to children's social care",
    "redirected:child_death_review": "Redirected to child death review",
    "redirected:lado": "Redirected to the LADO",
    "redirected:adult_review": "Redirected to safeguarding adults",
    "redirected:other_area": "Redirected to another partnership",
    "redirected:other": "Redirected elsewhere",
    "withdrawn:by_referrer": "Withdrawn by the referring agency",
    "withdrawn:sent_in_error": "Withdrawn: sent in error",
    "withdrawn:other": "Withdrawn: another reason",
    "merged:same_referral": "Merged: one referral",
}

JUDGEMENTS = {"supports": "Supports", "does_not": "Does not support", "cannot_tell": "Cannot tell"}

DECISION_KINDS = {
    "recommendation": "Recommendation to the partners",
    "decision": "Partners' decision on notification",
    "notification": "Notification sent to the national Panel",
}
DECISION_HINTS = {
    "recommendation": "By the review group (LIG) or the officer who triaged the case.",
    "decision": "By the delegated safeguarding partners, on a recommendation.",
    "notification": (
        "By the local authority, which alone notifies. The rapid review is counted from the day it was sent."
    ),
}
OUTCOMES = {
    "recommendation:notify": "Serious incident: recommend that it is notified",
    "recommendation:local_learning": "Not notifiable: recommend local learning",
    "recommendation:no_further_action": "Recommend no further action",
    "decision:notify": "Notify the national Panel",
    "decision:local_learning": "Do not notify: local learning",
    "decision:no_further_action": "Do not notify: no further action",
    "notification:sent": "Sent",
}
AFTER_RECORDING = {
    "recommendation:notify": "Bring it to the delegated partners for their decision, and tell the local authority now.",
    "recommendation:local_learning": "Bring it to the delegated partners for their decision.",
    "recommendation:no_further_action": "Bring it to the delegated partners for their decision.",
    "decision:notify": (
        "The local authority sends the notification. Record it here with its date as soon as it is sent."
    ),
    "decision:local_learning": "Tell the referrer the outcome, and agree the form of the learning.",
    "decision:no_further_action": "Tell the referrer the outcome with its reasons, then close the case.",
    "notification:sent": "Ask the agencies for what they know, and fix the date of the rapid review.",
}

HISTORY_FAULTS = {
    "changed": "a line of the history was changed, or written with another key",
    "missing": "lines of the history are missing",
    "words_changed": "what a person wrote was changed or removed",
    "outside": "lines were added to the history outside the service",
}

BLOCKS = {
    "funnel": (
        "The way of referrals",
        "How many were received, and how far they went. What waits for a second person is not counted.",
    ),
    "agencies": ("By referring agency", "As the referral names it, or as a person put it right."),
    "endings": ("How cases ended", "Closed, redirected and withdrawn, with the reason."),
    "criteria_suggested": ("Criteria suggested", "How often the service found evidence for each."),
    "criteria_judged": ("Criteria judged", "How often a caseworker held that the text supports each."),
    "agreement": ("Suggestions against people", "Each judgement of a criterion, compared with what was suggested."),
    "timeliness": ("Clocks", "In time, late, or still running. Provisional starts are counted as they stand."),
}
BARS = {
    "received": "received",
    "recommendation": "recommended to the partners",
    "decision:notify": "decided to notify",
    "notification": "notified to the national Panel",
    "lcspr": "in a practice review (LCSPR) now",
    "agreed": "the person agreed",
    "differed": "the person differed",
    "cannot_tell": "the person could not tell",
    "la_notification:in_time": "local authority notification: in time",
    "la_notification:late": "local authority notification: late or overdue",
    "la_notification:running": "local authority notification: running",
    "rapid_review:in_time": "rapid review: in time",
    "rapid_review:late": "rapid review: late or overdue",
    "rapid_review:running": "rapid review: running",
    "acknowledge:in_time": "reply to the referrer: in time",
    "acknowledge:late": "reply to the referrer: late or overdue",
    "acknowledge:running": "reply to the referrer: running",
}

ITEM_OUTCOMES = {
    "opened_by_hand": "Opened as a case",
    "linked": "Joined to a case",
    "not_a_referral": "Not a referral",
    "retried": "Read again",
}

ACTIONS = wording_letters.ACTIONS | {
    "case_taken": "{who} took the case.",
    "case_assigned": "{who} assigned the case to",
    "case_unassigned": "{who} gave the case back.",
    "criterion_judged": "{who} judged a criterion:",
    "field_corrected": "{who} corrected a field:",
    "deadline_set": "{who} set the start of a clock:",
    "state_changed": "{who} moved the case on:",
    "case_held": "{who} put the case on hold.",
    "case_resumed": "{who} took the case off hold:",
    "case_closed": "{who} closed the case:",
    "case_redirected": "{who} redirected the case:",
    "case_withdrawn": "{who} withdrew the case:",
    "case_reopened": "{who} reopened the case.",
    "case_opened_by_hand": "{who} opened the case by hand.",
    "recommendation_recorded": "{who} recorded the recommendation:",
    "decision_recorded": "{who} recorded the decision:",
    "notification_recorded": "{who} recorded the notification:",
    "decision_corrected": "{who} recorded a correction:",
    "decision_confirmed": "{who} confirmed, as the second person:",
    "decision_not_confirmed": "{who} did not confirm, as the second person:",
    "case_restricted": "{who} restricted the case to named people.",
    "person_named": "{who} named for it",
    "person_unnamed": "{who} no longer named for it",
    "case_unrestricted": "{who} opened the case to everybody again.",
    "access_regained": "{who} regained access, as no manager was left for the case.",
    "conflict_declared": "{who} recorded a conflict of interest of",
    "conflict_lifted": "{who} lifted a conflict of interest of",
    "mail_viewed": "{who} opened an e-mail.",
    "file_downloaded": "{who} downloaded an original.",
    "restricted_refused": "{who} asked for the case, which is kept from them.",
    "page_shown": "{who} looked at a page of the original, with names.",
    "front_sheet_printed": "{who} opened the front sheet to print it.",
    "notification_sheet_opened": "{who} opened the sheet for the national notification.",
    "rapid_review_downloaded": "{who} downloaded the rapid-review pack.",
    "history_downloaded": "{who} downloaded the history.",
    "searched": "{who} searched:",
    "exact_numbers_shown": "{who} had exact numbers shown in statistics.",
    "statistics_downloaded": "{who} downloaded statistics.",
    "mail_linked": "{who} joined an e-mail to the case.",
    "mail_link_rejected": "{who} found that an e-mail does not belong to the case.",
    "mail_not_a_referral": "{who} found that an e-mail is no referral.",
    "mail_tried_again": "{who} had an e-mail read again.",
    "acknowledgement_released": "{who} had the held acknowledgement sent.",
    "acknowledgement_cancelled": "{who} decided that the acknowledgement is not sent.",
}

GUARDS |= wording_joining.GUARDS
NOTICES |= wording_joining.NOTICES | wording_intake.MESSAGE_NOTICES
ACTIONS |= wording_joining.ACTIONS
