"""PDF forms printed from a screen or a word processor: a ruled one with drawn tick boxes, and one without any rule."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph

from tests.corpus.make_forms import wording
from tests.corpus.make_forms.case import Case
from tests.corpus.make_forms.pdf import BODY, HINT, LABEL, TITLE, Sheet, TickBoxes, flowing, gap, ruled

ANSWERS = (("Yes", "yes"), ("No", "no"), ("Not known", "unknown"))
BOLD = "Helvetica-Bold"


def ruled_pages(case: Case) -> bytes:
    """Every cell ruled; yes/no answers and criteria are crosses drawn in squares; running header and footer."""
    say = case.form_says

    def head(text: str) -> Paragraph:
        return Paragraph(text, LABEL)

    def boxes(path: str) -> TickBoxes:
        options = (*ANSWERS, ("N/A", "not_applicable"))
        chosen = case.answer(path, options)
        return TickBoxes([(word, value == chosen) for word, value in options])

    def two(*questions: tuple[str, str]) -> Flowable:
        return ruled([[head(text), case.show(path)] for text, path in questions], (170, 325))

    def named(who: str) -> tuple[Paragraph, str]:
        return head("Name and job title"), case.joined([f"{who}.name", f"{who}.role"])

    def asked(*questions: tuple[str, str]) -> Flowable:
        return ruled([[head(text), boxes(path)] for text, path in questions], (260, 235))

    def box(title: str, guidance: str, path: str) -> Flowable:
        text = [Paragraph(line, BODY) for line in case.show(path).split("\n")]
        return ruled([[[head(title), Paragraph(say(guidance), HINT)]], [text]], (495,))

    surname, forenames = case.names("children[0].full_name")
    address = case.joined(["children[0].address", "children[0].postcode"])
    story: list[Flowable] = [
        Paragraph(say("Referral to the Learning Inquiry Group for a practice review"), TITLE),
        Paragraph(
            say(
                "Discuss the case with your agency's representative before you send this form. Write NK "
                "where something is not known."
            ),
            BODY,
        ),
        gap(),
        ruled(
            [
                [head("Child's last name(s)"), surname, head("Child's forename(s)"), forenames],
                [
                    head("Date of birth"),
                    case.show("children[0].dob"),
                    head("Date of death"),
                    case.show("children[0].date_of_death"),
                ],
                [head("Sex"), case.show("children[0].sex"), head("Ethnicity"), case.show("children[0].ethnicity")],
                [
                    head("Home language"),
                    case.show("children[0].first_language"),
                    head("Religion"),
                    case.show("children[0].religion"),
                ],
                [
                    head("NHS number"),
                    case.show(case.nhs("children[0]")),
                    head("Police or social care reference"),
                    case.show("children[0].local_reference"),
                ],
                [
                    head("Address of child (including postcode)"),
                    address,
                    head("School / nursery"),
                    case.show("children[0].school"),
                ],
            ],
            (110, 140, 105, 140),
        ),
        gap(),
        asked(
            ("Disabled child?", "children[0].disability"),
            ("Subject to a child protection plan?", "children[0].cp_plan"),
            ("Child looked after by a local authority?", "children[0].looked_after"),
        ),
        gap(),
        ruled(
            [
                [head("Parents, siblings and other adults"), head("Relationship"), head("D.O.B.")],
                *[
                    [case.show(f"family[{i}].{leaf}") for leaf in ("name", "relationship", "dob")]
                    for i in range(case.count("family"))
                ],
                ["", "", ""],
            ],
            (215, 165, 115),
        ),
        gap(),
        two(
            ("When did the incident happen?", "incident.date"),
            ("At what time?", "incident.time"),
            ("Where did the harm occur?", "incident.location"),
            ("When did your agency learn of it?", "incident.date_known"),
            ("In which local authority?", "incident.local_authority"),
        ),
        gap(),
        box("Account of the incident", "Set out what is known in the order in which it happened.", "incident.summary"),
        gap(),
        box("Background", "What was known of the child and the family before?", "background"),
        gap(),
        box(
            "Involvement of agencies",
            "Which agencies were involved, and how did they work together?",
            "agency_involvement",
        ),
        gap(),
        box("Action taken so far", "Include action for brothers and sisters.", "immediate_actions"),
        gap(),
        ruled(
            [
                [head("Agency"), head("Name of worker"), head("Contact")],
                *[
                    [case.show(f"agencies[{i}].{leaf}") for leaf in ("agency", "contact_name", "contact")]
                    for i in range(case.count("agencies"))
                ],
            ],
            (165, 150, 180),
        ),
        gap(),
        Paragraph("Which of these apply?", LABEL),
        ruled([[TickBoxes([("", case.ticks(*keys))]), say(text)] for keys, text in wording.WT2023], (30, 465)),
        Paragraph(say(wording.HARM_NOTE), HINT),
        gap(),
        box("Reasons", "Relate your reasons to the statements marked above.", "rationale"),
        gap(),
        asked(
            ("Is there a police investigation?", "parallel.police_investigation"),
            ("Inquest opened or expected?", "parallel.inquest"),
            ("Family court proceedings?", "parallel.care_proceedings"),
            ("Child death review started?", "parallel.child_death_review"),
            ("Serious incident notification made?", "notifications.sin_made"),
            ("Referred to the MASH?", "notifications.mash_referral"),
            ("Family informed of this referral?", "notifications.family_informed"),
        ),
        ruled(
            [
                [
                    head("Crime number"),
                    case.show("parallel.crime_reference"),
                    head("Date notification was made"),
                    case.show("notifications.sin_date"),
                ]
            ],
            (110, 140, 105, 140),
        ),
        gap(),
        Paragraph("Referred by", LABEL),
        ruled([[*named("referrer")]], (170, 325)),
        two(
            ("Agency", "referrer.agency"),
            ("Telephone", "referrer.phone"),
            ("E-mail", "referrer.email"),
            ("Date sent", "referrer.date"),
        ),
        gap(),
        Paragraph("Agency representative on the Group", LABEL),
        ruled([[*named("representative")]], (170, 325)),
        two(
            ("Agency", "representative.agency"),
            ("Telephone", "representative.phone"),
            ("E-mail", "representative.email"),
            ("Approved on", "representative.approval_date"),
        ),
        asked(
            ("Discussed with the representative?", "representative.discussed"),
            ("Approved by the representative?", "representative.approved"),
        ),
    ]
    return flowing(
        story,
        header="RESTRICTED  -  Learning Inquiry Group",
        footer="Form PR2, December 2023",
        title="Practice review referral",
    )


def _grid(case: Case, sheet: Sheet, listed: str, leaves: Sequence[str], heads: Sequence[str]) -> None:
    edges = (50, 230, 390)
    sheet.row(*[(edge, BOLD, text) for edge, text in zip(edges, heads, strict=True)])
    for entry in case.entries(listed, leaves):
        sheet.row(*[(edge, "Helvetica", answer) for edge, answer in zip(edges, entry, strict=True)])


def tab_stops(case: Case) -> bytes:
    """Labels at one edge, answers at another, two pairs to a line in places, no rules; [x] marks; office box last."""
    say = case.form_says
    sheet = Sheet(
        title="Request for a practice review", header="Island Safeguarding Partnership - case referral", footer="page"
    )

    def heading(text: str) -> None:
        sheet.y -= 6
        sheet.room(70)
        sheet.text(text.upper(), font=BOLD, size=11)
        sheet.y -= 2

    def one(text: str, path: str) -> None:
        sheet.row((50, BOLD, text), (215, "Helvetica", case.show(path)))

    def pair(first: tuple[str, str], second: tuple[str, str]) -> None:
        one_to_four = (first[0], case.show(first[1]), second[0], case.show(second[1]))
        fonts, edges = (BOLD, "Helvetica") * 2, (50, 215, 310, 425)
        sheet.row(*zip(edges, fonts, one_to_four, strict=True))

    def marked(text: str, path: str) -> None:
        chosen = case.answer(path, ANSWERS)
        shown = "   ".join(f"[{'x' if value == chosen else ' '}] {word}" for word, value in ANSWERS)
        sheet.row((50, BOLD, text), (310, "Helvetica", shown))

    def narrative(title: str, guidance: str, path: str) -> None:
        heading(title)
        sheet.text(say(guidance), font="Helvetica-Oblique", size=8)
        sheet.text(case.show(path))

    sheet.text(say("Request for a local child safeguarding practice review"), font=BOLD, size=15)
    sheet.text(
        say("Please complete all parts. Incomplete requests will be returned to the agency representative."), size=9
    )
    heading("Part 1  The young person")
    one("Full name", "children[0].full_name")
    pair(("DOB", "children[0].dob"), ("Gender", "children[0].sex"))
    pair(("Ethnicity", "children[0].ethnicity"), ("Language", "children[0].first_language"))
    pair(("NHS No.", case.nhs("children[0]")), ("Date of death", "children[0].date_of_death"))
    one("Home address", "children[0].address")
    pair(("Postcode", "children[0].postcode"), ("GP", "children[0].gp"))
    one("School or college", "children[0].school")
    marked("Disability", "children[0].disability")
    one("If yes, please describe", "children[0].disability_detail")
    marked("Child protection plan", "children[0].cp_plan")
    marked("Looked after", "children[0].looked_after")
    one("Legal status", "children[0].legal_status")
    heading("Part 2  Family and household")
    _grid(case, sheet, "family", ("name", "relationship", "dob"), ("Name", "Relationship to child", "Date of birth"))
    heading("Part 3  Incident")
    pair(("Date of incident", "incident.date"), ("Time", "incident.time"))
    one("Location", "incident.location")
    pair(("Date agency notified", "incident.date_known"), ("Local authority", "incident.local_authority"))
    narrative("Summary of incident", "No more than one side of A4.", "incident.summary")
    narrative("Background", "Relevant history of the child and of significant adults.", "background")
    narrative("Agency involvement", "Please include adult services.", "agency_involvement")
    narrative("Rationale", "Why should this be considered for a review?", "rationale")
    narrative("Immediate action", "What has been done to make this and other children safe?", "immediate_actions")
    heading("Part 4  Criteria")
    for keys, words in wording.WT2018:
        sheet.row((50, "Helvetica", f"[{'x' if case.ticks(*keys) else ' '}]"), (72, "Helvetica", say(words)))
    heading("Part 5  Agencies known to be involved")
    _grid(
        case,
        sheet,
        "agencies",
        ("agency", "contact_name", "contact"),
        ("Agency", "Lead professional", "Telephone or email"),
    )
    heading("Part 6  Other processes")
    for text, path in (
        ("Police investigation", "parallel.police_investigation"),
        ("Inquest", "parallel.inquest"),
        ("Care proceedings", "parallel.care_proceedings"),
        ("Child death review", "parallel.child_death_review"),
        ("Serious incident notification", "notifications.sin_made"),
        ("Family informed of this referral", "notifications.family_informed"),
    ):
        marked(text, path)
    for title, who, date in (
        ("Part 7  Referrer", "referrer", ("Date of referral", "referrer.date")),
        ("Part 8  LIG representative", "representative", ("Date of approval", "representative.approval_date")),
    ):
        heading(title)
        pair(("Name", f"{who}.name"), ("Role", f"{who}.role"))
        one("Agency", f"{who}.agency")
        pair(("Telephone", f"{who}.phone"), (date[0], date[1]))
        one("Email", f"{who}.email")
    marked("Representative approves", "representative.approved")
    heading("For partnership use")
    sheet.row((50, BOLD, "Date received"), (215, "Helvetica", ""), (310, BOLD, "Ref"), (425, "Helvetica", ""))
    return sheet.finished()
