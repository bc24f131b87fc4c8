"""Word forms filled in through controls: content controls of every kind, and legacy form fields."""

from tests.corpus.make_forms import wording
from tests.corpus.make_forms.case import Case
from tests.corpus.make_forms.word import (
    cell,
    check_control,
    control,
    date_control,
    drop_down,
    label,
    legacy_check,
    legacy_drop,
    legacy_text,
    package,
    paragraph,
    run,
    table,
)

ETHNIC_GROUPS = (
    "White British",
    "White Irish",
    "Any other White background",
    "Mixed White and Asian",
    "Indian",
    "Pakistani",
    "Black African",
    "Black Caribbean",
    "Chinese",
    "Any other ethnic group",
    "Not stated",
)
TWO = (3600, 6200)
ANSWERS = (("Yes", "yes"), ("No", "no"), ("Not known", "unknown"))


def _boxes(case: Case, path: str, *, not_applicable: bool = False) -> str:
    options = [*ANSWERS, ("Not applicable", "not_applicable")] if not_applicable else ANSWERS
    chosen = case.answer(path, options)
    runs: list[str] = []
    for word, value in options:
        runs += [check_control(on=chosen == value), run(f" {word}   ")]
    return paragraph(*runs)


def content_controls(case: Case) -> bytes:
    """Question and answer side by side, every answer a content control; placeholders stay where nothing was said."""
    say = case.form_says

    def text(question: str, path: str, hint: str = "") -> list[str]:
        return [
            label(question, hint=say(hint) if hint else "", width=3600),
            cell(paragraph(control(case.show(path), alias=question)), width=6200),
        ]

    def day(question: str, path: str) -> list[str]:
        written = case.show(path)
        return [
            label(question, width=3600),
            cell(paragraph(date_control(written, case.printed.get(path, ""), alias=question)), width=6200),
        ]

    def choice(question: str, path: str, options: tuple[str, ...]) -> list[str]:
        return [
            label(question, width=3600),
            cell(paragraph(drop_down(case.show(path), options, alias=question)), width=6200),
        ]

    def boxes(question: str, path: str, detail: str = "", *, not_applicable: bool = False) -> list[str]:
        blocks = [_boxes(case, path, not_applicable=not_applicable)]
        if detail:
            blocks.append(paragraph(run("If yes, details: "), control(case.show(detail))))
        return [label(question, width=3600), cell(*blocks, width=6200)]

    def long_text(question: str, path: str, hint: str) -> list[str]:
        return [
            label(question, hint=say(hint), width=3600),
            cell(control(case.show(path), alias=question, block=True), width=6200),
        ]

    def controls(listed: str, leaves: tuple[str, ...], rows: int) -> list[list[str]]:
        entries = case.entries(listed, leaves, rows=rows)
        return [[cell(paragraph(control(answer))) for answer in entry] for entry in entries]

    child = [
        text("Child's full name", "children[0].full_name"),
        day("Date of birth", "children[0].dob"),
        day("Date of death", "children[0].date_of_death"),
        choice("Sex", "children[0].sex", ("Female", "Male", "Not known")),
        choice("Ethnic group", "children[0].ethnicity", ETHNIC_GROUPS),
        text("First language", "children[0].first_language"),
        text("Religion", "children[0].religion"),
        text("NHS number", case.nhs("children[0]"), "Ten digits"),
        text("Local authority case number", "children[0].local_reference"),
        text("Usual address", "children[0].address"),
        text("Postcode", "children[0].postcode"),
        text("Education or childcare setting", "children[0].school"),
        text("GP practice", "children[0].gp"),
        boxes("Disability", "children[0].disability", "children[0].disability_detail"),
        boxes("Child protection plan", "children[0].cp_plan", "children[0].cp_plan_detail"),
        boxes("Looked-after child", "children[0].looked_after", "children[0].legal_status"),
    ]
    family = [[label("Family or household member"), label("Relationship"), label("Date of birth")]]
    family += controls("family", ("name", "relationship", "dob"), 4)
    incident = [
        day("Date of the incident", "incident.date"),
        text("Time of the incident", "incident.time"),
        text("Place of the incident", "incident.location"),
        day("Date your organisation was told", "incident.date_known"),
        text("Local authority in whose area it happened", "incident.local_authority"),
        long_text(
            "Describe the incident",
            "incident.summary",
            "Keep to what is known. Attachments are not needed at this stage.",
        ),
        long_text("Relevant background", "background", "Earlier concerns, plans, moves and losses."),
        long_text(
            "Agency involvement",
            "agency_involvement",
            "What each service knew and did, and how services worked together.",
        ),
        long_text("Immediate safety measures", "immediate_actions", "For this child and for any other child."),
    ]
    agencies = [[label("Agency"), label("Professional"), label("Telephone or e-mail")]]
    agencies += controls("agencies", ("agency", "contact_name", "contact"), 3)
    criteria = [
        [cell(paragraph(check_control(on=case.ticks(*keys))), width=700), cell(say(words), width=9100)]
        for keys, words in wording.WT2023
    ]
    processes = [
        boxes("Police investigation", "parallel.police_investigation"),
        text("Crime or occurrence number", "parallel.crime_reference"),
        boxes("Inquest", "parallel.inquest", not_applicable=True),
        boxes("Care proceedings", "parallel.care_proceedings"),
        boxes("Child death review", "parallel.child_death_review", not_applicable=True),
        boxes("Serious incident notification submitted", "notifications.sin_made"),
        day("Notification date", "notifications.sin_date"),
        boxes("MASH referral made", "notifications.mash_referral"),
        boxes("Family aware of this referral", "notifications.family_informed"),
    ]

    def person(who: str, *, referrer: bool) -> list[list[str]]:
        return [
            text("Name", f"{who}.name"),
            text("Position", f"{who}.role"),
            text("Agency", f"{who}.agency"),
            text("Telephone", f"{who}.phone"),
            text("E-mail", f"{who}.email"),
            day(
                "Date of this referral" if referrer else "Date of approval",
                f"{who}.{'date' if referrer else 'approval_date'}",
            ),
        ]

    body = [
        paragraph(run(say("Learning Inquiry Group referral"), bold=True, size=16)),
        paragraph(
            run(
                say(
                    "Use this form to ask the Group to consider a local child safeguarding practice "
                    "review. It does not replace a referral to children's social care."
                )
            )
        ),
        paragraph(run("The child", bold=True)),
        table(child, TWO),
        paragraph(run("Family and household", bold=True)),
        table(family, (3800, 3000, 3000)),
        paragraph(run("The incident", bold=True)),
        table(incident, TWO),
        paragraph(run("Agencies working with the family", bold=True)),
        table(agencies, (3800, 3000, 3000)),
        paragraph(run("Criteria (tick every statement that may apply)", bold=True)),
        table(criteria, (700, 9100)),
        paragraph(run(say(wording.HARM_NOTE), italic=True, size=8)),
        table([long_text("Rationale", "rationale", "How the criteria ticked above are met.")], TWO),
        paragraph(run("Other processes and notifications", bold=True)),
        table(processes, TWO),
        paragraph(run("Referrer", bold=True)),
        table(person("referrer", referrer=True), TWO),
        paragraph(run("LIG representative of your agency", bold=True)),
        table(
            [
                *person("representative", referrer=False),
                boxes("Case discussed with the LIG representative", "representative.discussed"),
                boxes("Approved by the LIG representative", "representative.approved"),
            ],
            TWO,
        ),
    ]
    return package(body, header="OFFICIAL-SENSITIVE when complete", footer="Form LIG-CC 2026", title="LIG referral")


def legacy_fields(case: Case) -> bytes:
    """A form of the Serious Case Review years: text, check-box and drop-down form fields; lettered criteria."""
    say = case.form_says
    number = iter(range(1, 200))

    def text(path: str) -> str:
        return legacy_text(f"Text{next(number)}", case.show(path))

    def line(question: str, path: str) -> str:
        return paragraph(run(f"{question}: ", bold=True), text(path))

    def boxes(question: str, path: str) -> str:
        chosen = case.answer(path, ANSWERS)
        runs = [run(f"{question}  ", bold=True)]
        for word, value in ANSWERS:
            runs += [legacy_check(f"Check{next(number)}", on=chosen == value), run(f" {word}   ")]
        return paragraph(*runs)

    def box(heading: str, guidance: str, path: str) -> str:
        return (
            paragraph(run(heading, bold=True))
            + paragraph(run(say(guidance), italic=True))
            + table([[cell(paragraph(text(path)), width=9800)]], (9800,))
        )

    def people(list_name: str, leaves: tuple[str, ...], heads: tuple[str, ...]) -> str:
        rows = [[label(head, width=3260) for head in heads]]
        rows += [
            [cell(paragraph(text(f"{list_name}[{index}].{leaf}")), width=3260) for leaf in leaves]
            for index in range(max(3, case.count(list_name)))
        ]
        return table(rows, (3260, 3260, 3260))

    sex = case.show("children[0].sex")
    criteria = [
        paragraph(legacy_check(f"Check{next(number)}", on=case.ticks(*keys)), run(f"  {say(words)}"))
        for keys, words in wording.SCR_ERA
    ]
    if "serious_harm" in case.ticks_printed:
        case.tolerated["criteria_ticked"] = ["multi_agency_working"]
    body = [
        paragraph(run(say("NOTIFICATION TO THE SERIOUS CASE REVIEW SUB-GROUP"), bold=True, size=14)),
        paragraph(
            run(
                say(
                    "Regulation 5 of the Local Safeguarding Children Boards Regulations 2006 requires "
                    "Boards to undertake reviews of serious cases."
                ),
                size=9,
            )
        ),
        *criteria,
        paragraph(run("1. CHILD", bold=True)),
        line("Name of child", "children[0].full_name"),
        line("Date of birth", "children[0].dob"),
        paragraph(run("Sex of child: ", bold=True), legacy_drop("Dropdown1", ("Select", "Female", "Male"), sex)),
        line("Ethnicity", "children[0].ethnicity"),
        line("Language spoken at home", "children[0].first_language"),
        line("Home address", "children[0].address"),
        line("Post code", "children[0].postcode"),
        line("School", "children[0].school"),
        line("SSID No", "children[0].local_reference"),
        boxes("Subject to a child protection plan?", "children[0].cp_plan"),
        line("Category and dates", "children[0].cp_plan_detail"),
        boxes("Looked after?", "children[0].looked_after"),
        line("Legal status", "children[0].legal_status"),
        paragraph(run("2. FAMILY", bold=True)),
        people("family", ("name", "relationship", "dob"), ("Name", "Relationship", "Date of birth")),
        paragraph(run("3. CRITICAL INCIDENT", bold=True)),
        line("Date of critical incident", "incident.date"),
        line("Time", "incident.time"),
        line("Where did it occur", "incident.location"),
        line("Date reported to this agency", "incident.date_known"),
        box("4. BRIEF OUTLINE", "Please use the box below to outline events and circumstances.", "incident.summary"),
        box("5. HISTORIC OR COMPLICATING FACTORS", "Continue on a separate sheet if necessary.", "background"),
        box(
            "7. CONCERNS ABOUT INTER-AGENCY WORKING",
            "Include any concern already raised through escalation.",
            "agency_involvement",
        ),
        box("5. REASONS FOR NOTIFICATION", "State how the Regulation 5 criteria are met.", "rationale"),
        paragraph(run("6. OTHER AGENCIES", bold=True)),
        people("agencies", ("agency", "contact_name", "contact"), ("Agency", "Name", "Contact details")),
        boxes("Police enquiry in progress?", "parallel.police_investigation"),
        boxes("Family informed?", "notifications.family_informed"),
        paragraph(run("8. NOTIFIED BY", bold=True)),
        table(
            [
                [label("Name"), cell(paragraph(text("referrer.name")))],
                [
                    label("Agency and designation"),
                    cell(paragraph(text("referrer.agency"), run(", "), text("referrer.role"))),
                ],
                [
                    label("Contact details (telephone and e-mail)"),
                    cell(paragraph(text("referrer.phone"), run(" / "), text("referrer.email"))),
                ],
                [label("Date"), cell(paragraph(text("referrer.date")))],
            ],
            (3600, 6200),
        ),
        paragraph(run("9. AUTHORISED BY (agency's representative on the sub-group)", bold=True)),
        table(
            [
                [label("Name"), cell(paragraph(text("representative.name")))],
                [
                    label("Agency and designation"),
                    cell(paragraph(text("representative.agency"), run(", "), text("representative.role"))),
                ],
                [label("Date"), cell(paragraph(text("representative.approval_date")))],
            ],
            (3600, 6200),
        ),
        boxes("Does the representative agree to this notification?", "representative.approved"),
    ]
    return package(body, header="Ref No:                    RESTRICTED", footer="SCRN v3 2014", title="Notification")
