"""The criteria as successive editions of the guidance print them, with the record's keys for each statement."""

_PART_A = (
    (("abuse_or_neglect",), "Abuse or neglect of a child is known or suspected"),
    (("child_died",), "The child has died"),
    (("serious_harm",), "The child has been seriously harmed"),
)


def _parts_b_and_c(bodies: str, health_body: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    return (
        (
            ("improvements_needed",),
            "The case highlights or may highlight improvements needed to safeguard and promote the welfare "
            "of children, "
            "including where those improvements have been previously identified",
        ),
        (
            ("recurrent_themes",),
            "The case highlights or may highlight recurrent themes in the safeguarding and promotion of the welfare of "
            "children",
        ),
        (
            ("multi_agency_working",),
            f"The case highlights or may highlight concerns regarding two or more {bodies} working together "
            "effectively to safeguard and promote the welfare of children",
        ),
        (
            ("national_panel_local_review",),
            "The case is one which the Child Safeguarding Practice Review Panel has considered and has "
            "concluded a local "
            "review may be more appropriate",
        ),
        (("single_agency_concern",), "There is cause for concern about the actions of a single agency"),
        (("no_agency_involvement",), "There has been no agency involvement and this gives cause for concern"),
        (
            ("cross_border",),
            f"More than one local authority, police area or {health_body} is involved, including where families have "
            "moved around",
        ),
        (
            ("institutional_setting",),
            "The case may raise issues relating to safeguarding or promoting the welfare of children in institutional "
            "settings",
        ),
    )


WT2018 = _PART_A + _parts_b_and_c("organisations", "clinical commissioning group")
WT2023 = _PART_A + _parts_b_and_c("organisations or agencies", "integrated care board")
SCR_ERA = (
    (("abuse_or_neglect",), "(a) abuse or neglect of a child is known or suspected; and either"),
    (("child_died",), "(b)(i) the child has died; or"),
    (
        ("serious_harm",),
        "(b)(ii) the child has been seriously harmed and there is cause for concern as to the way in which "
        "the authority, "
        "its Board partners or other relevant persons have worked together to safeguard the child",
    ),
)
HARM_NOTE = (
    "Serious harm includes, but is not limited to, serious or long-term impairment of a child's mental health or of "
    "intellectual, emotional, social or behavioural development. It should also cover impairment of physical health. "
    "Even where a child recovers, serious harm may have occurred."
)
LAW_NOTE = (
    "A serious child safeguarding case is one in which abuse or neglect of a child is known or suspected and the child "
    "has died or been seriously harmed. The purpose of a review is to identify improvements to be made to "
    "safeguard and "
    "promote the welfare of children. Reviews are not held to hold individuals or organisations to account."
)
