"""Word forms of further shapes: a column for each child with highlighted answers, and bare paragraphs with brackets."""

from collections.abc import Callable, Sequence

from tests.corpus.make_forms import wording
from tests.corpus.make_forms.case import Case
from tests.corpus.make_forms.word import cell, label, package, paragraph, prose, run, table

CHILD_ROWS = (
    ("Full name", "full_name"),
    ("Date of birth / expected date", "dob"),
    ("Age, if no date of birth", "age"),
    ("Gender", "sex"),
    ("Ethnic group", "ethnicity"),
    ("NHS number", "nhs_number"),
    ("Lives at", "address"),
    ("Postcode", "postcode"),
    ("Attends (school, nursery)", "school"),
    ("Registered with (GP)", "gp"),
    ("Legal status", "legal_status"),
)


def highlighted(case: Case, path: str) -> str:
    """Yes, No, Not known and N/A in one line, the answer highlighted."""
    options = (("Yes", "yes"), ("No", "no"), ("Not known", "unknown"), ("N/A", "not_applicable"))
    chosen = case.answer(path, options)
    parts: list[str] = []
    for word, value in options:
        parts += [run("  ")] if parts else []
        parts.append(run(word, highlight="yellow" if value == chosen else ""))
    return paragraph(*parts)


def _children_table(case: Case) -> list[list[str]]:
    columns = range(3)
    children = [[label("", width=2600), *(label(f"Child {index + 1}", width=2400) for index in columns)]]
    for question, leaf in CHILD_ROWS:
        children.append(
            [label(question, width=2600), *(cell(case.show(f"children[{index}].{leaf}")) for index in columns)]
        )
    for question, leaf in (
        ("Child protection plan", "cp_plan"),
        ("Looked after", "looked_after"),
        ("Disabled", "disability"),
    ):
        row = [label(question, width=2600)]
        for index in columns:
            blocks = highlighted(case, f"children[{index}].{leaf}")
            detail = case.show(f"children[{index}].{leaf}_detail") if leaf != "looked_after" else ""
            row.append(cell(blocks + (prose(detail) if detail else "")))
        children.append(row)
    return children


def children_in_columns(case: Case) -> bytes:
    """Children side by side, first cells printed in advance, guidance in its own column, typed crosses for criteria."""
    say = case.form_says

    def printed_first(listed: str, leaf: str, words: Sequence[str], rest: Sequence[str]) -> list[list[str]]:
        rows = []
        for word in words:
            index = case.find(listed, leaf, word)
            shown = ["" for _ in rest] if index is None else [case.show(f"{listed}[{index}].{each}") for each in rest]
            if index is not None:
                case.show(f"{listed}[{index}].{leaf}")
            rows.append([label(word, width=2600), *(cell(text, width=3600) for text in shown)])
        return rows

    def guided(guidance: str, question: str, path: str) -> list[str]:
        return [
            cell(paragraph(run(say(guidance), size=8)), width=2200),
            label(question, width=2000),
            cell(case.show(path), width=5600),
        ]

    criteria = [[label("Statement", width=8600), label("Applies (X)", width=1200)]]
    for keys, words in wording.WT2023:
        criteria.append([cell(say(words), width=8600), cell("X" if case.ticks(*keys) else "", width=1200)])

    def contact(who: str, head: str, date: tuple[str, str]) -> str:
        rows = [[label(head, width=9800, span=2)]]
        for question, leaf in (
            ("Name", "name"),
            ("Post held", "role"),
            ("Organisation incl. department", "agency"),
            ("Contact number", "phone"),
            ("E-mail address", "email"),
            date,
        ):
            rows.append([label(question, width=3600), cell(case.show(f"{who}.{leaf}"), width=6200)])
        return table(rows, (3600, 6200))

    body = [
        paragraph(run(say("Multi-agency review referral: families with one or more children"), bold=True, size=15)),
        paragraph(run(say("One form for each family. Leave columns and rows that you do not need empty."))),
        table(_children_table(case), (2600, 2400, 2400, 2400)),
        paragraph(run("Adults and other children", bold=True)),
        table(
            [
                [label("", width=2600), label("Name", width=3600), label("Date of birth", width=3600)],
                *printed_first(
                    "family",
                    "relationship",
                    ("Mother", "Father", "Step-parent or partner", "Grandparent", "Other child"),
                    ("name", "dob"),
                ),
            ],
            (2600, 3600, 3600),
        ),
        table(
            [
                [
                    label("Incident: date", width=2600),
                    cell(case.show("incident.date"), width=2300),
                    label("Incident: time", width=2300),
                    cell(case.show("incident.time"), width=2600),
                ],
                [
                    label("Incident: place", width=2600),
                    cell(case.show("incident.location"), width=2300),
                    label("Known to us since", width=2300),
                    cell(case.show("incident.date_known"), width=2600),
                ],
            ],
            (2600, 2300, 2300, 2600),
        ),
        table(
            [
                [label("Guidance", width=2200), label("Question", width=2000), label("Your answer", width=5600)],
                guided(
                    "Facts only. Say if an injury has been confirmed by a doctor.",
                    "Circumstances leading to this referral",
                    "incident.summary",
                ),
                guided("Moves, losses, earlier plans and enquiries.", "Relevant history", "background"),
                guided("Good practice is as welcome as poor practice.", "What agencies did", "agency_involvement"),
                guided("Which children are safe, and how do you know?", "Protective action", "immediate_actions"),
            ],
            (2200, 2000, 5600),
        ),
        paragraph(run("Professionals", bold=True)),
        table(
            [
                [label("", width=2600), label("Name", width=3600), label("Contact details", width=3600)],
                *printed_first(
                    "agencies",
                    "agency",
                    (
                        "GP",
                        "Health visitor / school nurse",
                        "School or nursery",
                        "Police",
                        "Children's social care",
                        "Housing",
                    ),
                    ("contact_name", "contact"),
                ),
            ],
            (2600, 3600, 3600),
        ),
        table(criteria, (8600, 1200)),
        paragraph(run(say(wording.HARM_NOTE), size=8)),
        table([guided("Refer to the statements above.", "Why the statements apply", "rationale")], (2200, 2000, 5600)),
        table(
            [
                [label(question, width=5800), cell(highlighted(case, path), width=4000)]
                for question, path in (
                    ("Police investigation", "parallel.police_investigation"),
                    ("Inquest", "parallel.inquest"),
                    ("Care proceedings", "parallel.care_proceedings"),
                    ("Serious incident notification", "notifications.sin_made"),
                    ("Family informed of referral", "notifications.family_informed"),
                )
            ],
            (5800, 4000),
        ),
        contact("referrer", "Your details", ("Completed on", "date")),
        contact("representative", "LIG representative who supports this referral", ("Supported on", "approval_date")),
        table(
            [
                [
                    label("Has the LIG representative approved the referral?", width=5800),
                    cell(highlighted(case, "representative.approved"), width=4000),
                ]
            ],
            (5800, 4000),
        ),
    ]
    return package(
        body, header="Official - sensitive (when filled in)", footer="MARR/5", title="Multi-agency review referral"
    )


def _line(question: str, answer: str) -> str:
    return paragraph(run(f"{question}: ", bold=True), run(answer))


def _brackets(case: Case, path: str, before: str, options: Sequence[tuple[str, str]], after: str) -> str:
    chosen = case.answer(path, options)
    parts = [run(before)]
    for words, value in options:
        parts += [run("["), run(words, strike=bool(chosen) and value != chosen), run("] ")]
    return paragraph(*parts, run(after))


def bracket_paragraphs(case: Case) -> bytes:
    """No table: a label and its answer on a line, sentences with alternatives to strike out, headings above text."""
    say = case.form_says
    show: Callable[[str], str] = case.show

    def text(heading: str, guidance: str, path: str) -> list[str]:
        return [
            paragraph(run(heading), style="Heading2"),
            paragraph(run(say(guidance), italic=True)),
            prose(show(path)),
        ]

    def people(listed: str, leaves: Sequence[str]) -> list[str]:
        return [
            paragraph(run("\t".join(show(f"{listed}[{i}].{leaf}") for leaf in leaves)), keep_tabs=(3600, 6200))
            for i in range(case.count(listed))
        ]

    marks = [paragraph(run(f"({'X' if case.ticks(*keys) else ' '}) {say(words)}")) for keys, words in wording.WT2018]
    body = [
        paragraph(run(say("Letter of referral to the Learning Inquiry Group")), style="Heading1"),
        paragraph(
            run(
                say(
                    "Strike out the words in brackets that do not apply. Enter NK where you do not know "
                    "and N/A where a question does not apply."
                )
            )
        ),
        paragraph(run("1. The child"), style="Heading2"),
        _line("Child's name", show("children[0].full_name")),
        _line("Date of birth", show("children[0].dob")),
        _line("Date of death", show("children[0].date_of_death")),
        _brackets(case, "children[0].sex", "The child is ", (("male", "male"), ("female", "female")), "."),
        _line("Ethnicity", show("children[0].ethnicity")),
        _line("NHS number", show(case.nhs("children[0]"))),
        _line("Agency reference number", show("children[0].local_reference")),
        _line("Address and postcode", case.joined(["children[0].address", "children[0].postcode"])),
        _line("School or training provider", show("children[0].school")),
        _line("GP", show("children[0].gp")),
        _brackets(
            case, "children[0].disability", "The child ", (("does", "yes"), ("does not", "no")), "have a disability."
        ),
        _brackets(
            case,
            "children[0].cp_plan",
            "The child ",
            (("is", "yes"), ("is not", "no")),
            "subject to a child protection plan.",
        ),
        _brackets(
            case,
            "children[0].looked_after",
            "The child ",
            (("is", "yes"), ("is not", "no")),
            "looked after by a local authority.",
        ),
        _line("Legal status", show("children[0].legal_status")),
        paragraph(run("2. Family and significant others (name, relationship, date of birth)"), style="Heading2"),
        *people("family", ("name", "relationship", "dob")),
        paragraph(run("4. The incident"), style="Heading2"),
        _line("Date", show("incident.date")),
        _line("Time", show("incident.time")),
        _line("Place", show("incident.location")),
        _line("Date on which your agency became aware", show("incident.date_known")),
        _line("Local authority", show("incident.local_authority")),
        *text("5. Outline of events", "In your own words.", "incident.summary"),
        *text("5. History", "Only what is relevant.", "background"),
        *text("6. Involvement of agencies", "Name each agency and what it did.", "agency_involvement"),
        *text("7. Action already taken", "For the child, and for others at risk.", "immediate_actions"),
        paragraph(run("9. Criteria"), style="Heading2"),
        *marks,
        *text("8. Rationale", "How are the criteria met?", "rationale"),
        paragraph(run("10. Agencies (agency, contact, telephone or e-mail)"), style="Heading2"),
        *people("agencies", ("agency", "contact_name", "contact")),
        paragraph(run("11. Other matters"), style="Heading2"),
        _line("Police investigation (Yes / No / NK / N/A)", show("parallel.police_investigation")),
        _line("Inquest (Yes / No / NK / N/A)", show("parallel.inquest")),
        _line("Care proceedings (Yes / No / NK / N/A)", show("parallel.care_proceedings")),
        _line("Child death review (Yes / No / NK / N/A)", show("parallel.child_death_review")),
        _line("Serious incident notification made (Yes / No / NK / N/A)", show("notifications.sin_made")),
        _line("Date notified", show("notifications.sin_date")),
        _line("Family told of this referral (Yes / No / NK / N/A)", show("notifications.family_informed")),
        paragraph(run("12. Referred by"), run("2", size=6), style="Heading2"),
        _line("Name, post and agency", case.joined(["referrer.name", "referrer.role", "referrer.agency"])),
        _line("Telephone", show("referrer.phone")),
        _line("E-mail", show("referrer.email")),
        _line("Dated", show("referrer.date")),
        paragraph(run("13. LIG representative"), style="Heading2"),
        _line(
            "Name, post and agency",
            case.joined(["representative.name", "representative.role", "representative.agency"]),
        ),
        _brackets(
            case,
            "representative.approved",
            "This referral ",
            (("has been", "yes"), ("has not been", "no")),
            "approved by the representative.",
        ),
        _line("Dated", show("representative.approval_date")),
    ]
    return package(
        body,
        header="PRIVATE AND CONFIDENTIAL",
        footer="2 The person named here may be asked to present the case.",
        title="Letter of referral",
    )
