"""A Word form with a grid of children, several facts in a cell, and answers in bold."""

from collections.abc import Sequence

from tests.corpus.make_forms import wording
from tests.corpus.make_forms.case import Case
from tests.corpus.make_forms.word import (
    GREY,
    cell,
    label,
    package,
    paragraph,
    prose,
    run,
    table,
)

ANSWERS = (("Yes", "yes"), ("No", "no"), ("NK", "unknown"))


def in_bold(case: Case, path: str, options: Sequence[tuple[str, str]] = ANSWERS) -> str:
    """All alternatives in one line, the one that applies in bold."""
    chosen = case.answer(path, options)
    parts: list[str] = []
    for word, value in options:
        parts += [run("    ")] if parts else []
        parts.append(run(word, bold=value == chosen))
    return paragraph(*parts)


def children_in_rows(case: Case) -> bytes:
    """A header grid with a row for each child, several facts in a cell, bold answers, grey guidance inside cells."""
    say = case.form_says
    heads = (
        "Family name",
        "First and other names",
        "DoB or EDD",
        "Sex / ethnicity",
        "Address and postcode",
        "School or nursery",
    )
    rows = [[label(head, width=1630) for head in heads]]
    for index in range(case.count("children") + 1):
        child = f"children[{index}]"
        family_name, other_names = case.names(f"{child}.full_name")
        rows.append(
            [
                cell(family_name, width=1630),
                cell(other_names, width=1630),
                cell(case.show(f"{child}.dob") or case.show(f"{child}.edd"), width=1630),
                cell(case.joined([f"{child}.sex", f"{child}.ethnicity"], "\n"), width=1630),
                cell(case.joined([f"{child}.address", f"{child}.postcode"], "\n"), width=1630),
                cell(case.show(f"{child}.school"), width=1630),
            ]
        )
    status = [[label("Status of each child", width=5000), label("", width=4780)]]
    for index in range(case.count("children")):
        first_name = case.names(f"children[{index}].full_name")[1].split(" ")[0]
        for question, leaf in (
            ("on a child protection plan?", "cp_plan"),
            ("looked after?", "looked_after"),
            ("disabled?", "disability"),
        ):
            text = in_bold(case, f"children[{index}].{leaf}")
            detail = case.show(f"children[{index}].{leaf}_detail") if leaf != "looked_after" else ""
            status.append(
                [
                    label(f"Is {first_name} {question}", width=5000),
                    cell(text + (prose(detail) if detail else ""), width=4780),
                ]
            )

    def guided(path: str, guidance: str) -> str:
        return paragraph(run(say(guidance), italic=True, colour=GREY, size=9)) + prose(case.show(path))

    def plain(path: str, guidance: str) -> str:
        return prose(say(guidance)) + prose(case.show(path))

    story = [
        [
            label("What has happened?", width=2400),
            cell(guided("incident.summary", "Give dates, places and injuries. Do not name staff."), width=7380),
        ],
        [
            label("History", width=2400),
            cell(guided("background", "Anything earlier that helps to understand the incident."), width=7380),
        ],
        [
            label("Agencies: who did what", width=2400),
            cell(
                plain("agency_involvement", "Include agencies that closed the case in the past twelve months."),
                width=7380,
            ),
        ],
        [
            label("Why should the group look at this?", width=2400),
            cell(plain("rationale", "Please refer to the criteria printed above."), width=7380),
        ],
        [
            label("What is being done now to keep children safe?", width=2400),
            cell(case.show("immediate_actions"), width=7380),
        ],
    ]
    agencies = [[label("AGENCY", width=3260), label("NAME", width=3260), label("CONTACT DETAILS", width=3260)]]
    entries = case.entries("agencies", ("agency", "contact_name", "contact"))
    agencies += [[cell(answer, width=3260) for answer in entry] for entry in entries]
    contact_head = [
        label("NAME", width=2400),
        label("AGENCY & JOB TITLE", width=3400),
        label("TELEPHONE / E-MAIL / DATE", width=3980),
    ]

    def person(who: str, date_leaf: str) -> list[str]:
        return [
            cell(case.show(f"{who}.name"), width=2400),
            cell(case.joined([f"{who}.agency", f"{who}.role"], "\n"), width=3400),
            cell(case.joined([f"{who}.phone", f"{who}.email", f"{who}.{date_leaf}"], "\n"), width=3980),
        ]

    body = [
        paragraph(run(say("Case for the Practice Review Group: referral sheet"), bold=True, size=16)),
        *[paragraph(run(say(text), size=9)) for text in (wording.LAW_NOTE, wording.HARM_NOTE)],
        *[paragraph(run(f"\u2022 {text}", size=9)) for _, text in wording.WT2023[3:] if say(text)],
        paragraph(run("A. Children", bold=True)),
        table(rows, (1630,) * 6),
        table(status, (5000, 4780)),
        paragraph(run("B. Parents, carers and others in the household", bold=True)),
        table(
            [
                [label("Name, relationship and date of birth of each", width=9780)],
                [
                    cell(
                        "\n".join(
                            case.joined([f"family[{i}].name", f"family[{i}].relationship", f"family[{i}].dob"])
                            for i in range(case.count("family"))
                        ),
                        width=9780,
                    )
                ],
            ],
            (9780,),
        ),
        paragraph(run("D. The incident", bold=True)),
        table(
            [
                [
                    label("Date and time", width=2400),
                    cell(case.joined(["incident.date", "incident.time"], " at "), width=2500),
                    label("Place", width=1500),
                    cell(case.show("incident.location"), width=3380),
                ],
                [
                    label("Date the referring agency became aware", width=2400),
                    cell(case.show("incident.date_known"), width=2500),
                    label("Council area", width=1500),
                    cell(case.show("incident.local_authority"), width=3380),
                ],
            ],
            (2400, 2500, 1500, 3380),
        ),
        table(story, (2400, 7380)),
        paragraph(run("F. Professionals involved", bold=True)),
        table(agencies, (3260,) * 3),
        table(
            [
                [
                    label("Police investigation?", width=5000),
                    cell(in_bold(case, "parallel.police_investigation"), width=4780),
                ],
                [label("MASH informed?", width=5000), cell(in_bold(case, "notifications.mash_referral"), width=4780)],
                [
                    label("Is the family aware?", width=5000),
                    cell(in_bold(case, "notifications.family_informed"), width=4780),
                ],
            ],
            (5000, 4780),
        ),
        paragraph(run("E. REFERRER", bold=True), run("1", size=6)),
        table([contact_head, person("referrer", "date")], (2400, 3400, 3980)),
        paragraph(run("Safeguarding lead with whom the case was discussed", bold=True)),
        table([contact_head, person("representative", "approval_date")], (2400, 3400, 3980)),
        table(
            [
                [
                    label("Does the safeguarding lead approve?", width=5000),
                    cell(in_bold(case, "representative.approved"), width=4780),
                ]
            ],
            (5000, 4780),
        ),
    ]
    return package(body, footer="Practice Review Group sheet v7", title="Referral sheet")
