"""A Word form of tables: four columns, alternatives struck out, an office box, ticks in a symbol font."""

from collections.abc import Sequence

from tests.corpus.make_forms import wording
from tests.corpus.make_forms.case import Case
from tests.corpus.make_forms.word import (
    cell,
    label,
    package,
    paragraph,
    prose,
    run,
    table,
    tick,
)

FOUR = (2100, 2900, 1900, 2900)
ANSWERS = (("YES", "yes"), ("NO", "no"), ("NK", "unknown"), ("N/A", "not_applicable"))


def struck_out(case: Case, path: str, options: Sequence[tuple[str, str]] = ANSWERS) -> str:
    """All alternatives in one line, those that do not apply struck through; none struck where the answer is blank."""
    chosen = case.answer(path, options)
    parts: list[str] = []
    for word, value in options:
        parts += [run(" / ")] if parts else []
        parts.append(run(word, strike=bool(chosen) and value != chosen))
    return paragraph(*parts)


def _pair(case: Case, first: tuple[str, str], second: tuple[str, str]) -> list[str]:
    return [
        label(first[0], width=2100),
        cell(case.show(first[1]), width=2900),
        label(second[0], width=1900),
        cell(case.show(second[1]), width=2900),
    ]


def _wide(text: str, content: str, hint: str = "") -> list[str]:
    return [label(text, hint=hint, width=2100), cell(content, width=7700, span=3)]


def _box(heading: str, content: str, hint: str = "") -> str:
    top = [paragraph(run(heading, bold=True))] + ([paragraph(run(hint, italic=True, size=8))] if hint else [])
    return "".join(top) + table([[cell(content, width=9800)]], [9800])


def four_columns(case: Case, *, office: Sequence[str] = ("", "", "")) -> bytes:
    """Label, value, label, value; struck-out alternatives; Wingdings ticks; office box first; WT2018 wording."""
    say = case.form_says
    surname, forenames = case.names("children[0].full_name")
    yes_no_details = "(delete as appropriate; if so, when and for what?)"
    child = [
        [
            label("Surname", width=2100),
            cell(surname, width=2900),
            label("Forename(s)", width=1900),
            cell(forenames, width=2900),
        ],
        _pair(case, ("D.O.B.", "children[0].dob"), ("Gender (M/F)", "children[0].sex")),
        _pair(
            case,
            ("Date of death (if applicable)", "children[0].date_of_death"),
            ("Ethnic origin", "children[0].ethnicity"),
        ),
        _pair(
            case,
            ("NHS No", case.nhs("children[0]")),
            ("Case number held by your agency", "children[0].local_reference"),
        ),
        _wide("Home address (including postcode)", case.joined(["children[0].address", "children[0].postcode"])),
        _pair(case, ("School / nursery / college", "children[0].school"), ("GP and practice", "children[0].gp")),
        [
            label("Is/was the child subject to a Child Protection Plan?", hint=say(yes_no_details), width=2100),
            cell(struck_out(case, "children[0].cp_plan") + prose(case.show("children[0].cp_plan_detail")), width=2900),
            label("Is the child looked after?", width=1900),
            cell(
                struck_out(case, "children[0].looked_after") + prose(case.show("children[0].legal_status")), width=2900
            ),
        ],
    ]
    family = [
        [label("Name", width=3900), label("Relationship to child", width=3000), label("Date of birth", width=2900)]
    ]
    entries = case.entries("family", ("name", "relationship", "dob"), rows=case.count("family") + 2)
    family += [[cell(answer) for answer in entry] for entry in entries]
    incident = [
        _pair(case, ("Date of critical incident", "incident.date"), ("Time (24 hour)", "incident.time")),
        _pair(
            case,
            ("Whereabouts of child at the time", "incident.location"),
            ("When did your agency first know?", "incident.date_known"),
        ),
    ]
    criteria = [
        [cell(paragraph(tick(on=case.ticks(*keys))), width=700), cell(say(text), width=9100)]
        for keys, text in wording.WT2018
    ]
    other = [
        [label(question, width=5900), cell(struck_out(case, path), width=3900)]
        for question, path in (
            ("Criminal investigation under way", "parallel.police_investigation"),
            ("Coroner's inquest", "parallel.inquest"),
            ("Care or other family court proceedings", "parallel.care_proceedings"),
            ("Child death overview (CDOP) process", "parallel.child_death_review"),
            ("Serious Incident Notification sent to the national Panel", "notifications.sin_made"),
            ("Parents or carers told about this referral", "notifications.family_informed"),
        )
    ]
    body = [
        paragraph(
            run(
                say("Serious child safeguarding case: request for consideration by the Learning Inquiry Group"),
                bold=True,
                size=15,
            )
        ),
        table(
            [
                [label("FOR OFFICE USE ONLY", width=9800, span=4)],
                [
                    label("Reference", width=2100),
                    cell(office[0], width=2900),
                    label("Date received", width=1900),
                    cell(office[1], width=2900),
                ],
                [
                    label("Date sent to Chair", width=2100),
                    cell(office[2], width=2900),
                    label("Decision", width=1900),
                    cell("", width=2900),
                ],
            ],
            FOUR,
        ),
        paragraph(run(say(wording.LAW_NOTE), size=9)),
        paragraph(run("1. Subject child", bold=True)),
        table(child, FOUR),
        paragraph(run("2. Family composition and significant others", bold=True)),
        table(family, (3900, 3000, 2900)),
        paragraph(run("3. The incident", bold=True)),
        table(incident, FOUR),
        _box(
            "Summary of the circumstances",
            case.show("incident.summary"),
            say("What happened, to whom, and what clinicians or police have said. Facts rather than opinion."),
        ),
        _box("5. Family and case history", case.show("background")),
        _box(
            "4. Overview of agency involvement",
            case.show("agency_involvement"),
            say("Who was working with the family, and how well did it work?"),
        ),
        _box("Steps taken to protect this and other children", case.show("immediate_actions")),
        paragraph(run("6. Criteria - Working Together 2018, chapter 4", bold=True)),
        table(criteria, (700, 9100)),
        _box("Reasons for referral", case.show("rationale"), say("Say which criteria apply and why.")),
        paragraph(run("7. Other processes (delete as appropriate)", bold=True)),
        table(other, (5900, 3900)),
        paragraph(run("8. Person making this referral", bold=True)),
        table(
            [
                _pair(case, ("Name", "referrer.name"), ("Designation", "referrer.role")),
                _pair(case, ("Organisation", "referrer.agency"), ("Telephone", "referrer.phone")),
                _pair(case, ("E-mail", "referrer.email"), ("Date", "referrer.date")),
            ],
            FOUR,
        ),
        paragraph(run("9. Your agency's LIG representative", bold=True)),
        table(
            [
                _pair(case, ("Name", "representative.name"), ("Designation", "representative.role")),
                _pair(case, ("Organisation", "representative.agency"), ("Telephone", "representative.phone")),
                _pair(case, ("E-mail", "representative.email"), ("Date approved", "representative.approval_date")),
                [
                    label("Discussed with representative?", width=2100),
                    cell(struck_out(case, "representative.discussed", ANSWERS[:2]), width=2900),
                    label("Referral approved?", width=1900),
                    cell(struck_out(case, "representative.approved", ANSWERS[:3]), width=2900),
                ],
            ],
            FOUR,
        ),
    ]
    return package(
        body, header="RESTRICTED WHEN COMPLETED", footer="LIG/R1  issue 4", title="Request for consideration"
    )
