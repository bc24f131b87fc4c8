"""Codes of joined cases and proposed changes to words. Tables only; `wording_work` takes them in."""

KINDS = {
    "same_event": "May be the same referral",
    "same_child": "May be the same child in another incident",
    "sibling": "May be a brother or sister",
    "same_incident": "May be the same incident with another child",
}
KINDS_SHORT = {
    "same_event": ("Same referral?", "yellow"),
    "same_child": ("Same child?", "yellow"),
    "sibling": ("Sibling?", "grey"),
    "same_incident": ("Same incident?", "grey"),
}
LIKENESS = {
    "nhs_number_same": "the same NHS number",
    "nhs_number_differs": "but another NHS number",
    "local_reference_same": "the same local reference of the child",
    "name_same": "the same name",
    "name_variant": "another spelling or short form of the name",
    "name_part": "a part of the same name",
    "name_short": "the same surname with an initial or a short first name",
    "surname_same": "the same surname",
    "name_differs": "but another name",
    "born_same": "the same date of birth",
    "born_transposed": "the same date of birth with day and month exchanged",
    "born_near": "a date of birth that differs in one digit",
    "born_as_expected": "a birth about when it was expected",
    "born_differs": "but another date of birth",
    "postcode_same": "the same postcode",
    "address_same": "the same address",
    "incident_date_same": "the same date of incident",
    "incident_date_transposed": "the same date of incident with day and month exchanged",
    "incident_date_differs": "but another date of incident",
    "incident_place_same": "the same place of incident",
    "crime_reference_same": "the same crime reference",
    "named_in_family": "one child is named in the other's family",
    "parent_same": "the same parent or carer",
}
RELATIONS = {
    "sibling": ("Brother or sister", "blue"),
    "same_incident": ("Same incident", "blue"),
    "merged_here": ("Merged into this case", "grey"),
    "merged_there": ("This case goes on there", "yellow"),
}
SAID = (
    (
        "merge_here",
        "One referral: the other case goes on in this one",
        "The other case ends as merged. What it says otherwise is proposed to this one.",
    ),
    (
        "merge_there",
        "One referral: this case goes on in the other one",
        "This case ends as merged. What it says otherwise is proposed to the other one.",
    ),
    ("sibling", "Two referrals of brothers or sisters", "Both stay open and point to each other."),
    ("same_incident", "Two referrals of one incident", "Both stay open and point to each other."),
    ("not_same", "They have nothing to do with each other", "Neither is suggested for the other again."),
)
ANSWERS = {
    "accepted": ("Accepted", "green"),
    "added": ("Added", "green"),
    "refused": ("Refused", "grey"),
    "taken_back": ("Taken back", "grey"),
}

GUARDS = {
    "same_case": "That is this case itself",
    "has_decisions": "Decisions are recorded in the case that would end. Let the other one go on in it",
    "has_merged": "Other cases were merged into the case that would end. Let the other one go on in it",
    "does_not_fit": "This cannot be accepted as it is written. Refuse it and type it in on the page of the field",
    "none_answered": "Accept or refuse at least one change",
}
NOTICES = {
    "joined_merge_here": "The other case goes on in this one. Answer the changes that it proposes.",
    "joined_merge_there": "The case goes on here. Answer the changes that it proposes.",
    "joined_sibling": "The cases point to each other now.",
    "joined_same_incident": "The cases point to each other now.",
    "joined_not_same": "They will not be suggested for each other again.",
    "unjoined": "The cases no longer point to each other.",
    "changes_answered": "Your answers were saved.",
}
ACTIONS = {
    "changes_proposed": "{who} found changes in an e-mail and proposed them.",
    "change_refused": "{who} refused a proposed change:",
    "change_accepted": "{who} accepted a proposed change:",
    "case_sibling": "{who} joined the case, as that of a brother or sister, with",
    "case_same_incident": "{who} joined the case, as one of the same incident, with",
    "case_not_same": "{who} found that the case has nothing to do with",
    "case_unlinked": "{who} took back what was said of this case and",
    "case_merged": "{who} merged this case into",
    "case_took_in": "{who} merged into this case",
    "case_unmerged": "{who} undid that this case was merged into",
    "case_gave_back": "{who} undid that into this case was merged",
    "deadline_taken_over": "{who} took over the clock of a merged case:",
}
