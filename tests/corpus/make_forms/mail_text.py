"""A referral typed into a mail: questions and answers, a line each."""

from tests.corpus.make_forms.case import Case

_CHILD = (
    ("Name of child", "children[0].full_name"),
    ("Date of birth", "children[0].dob"),
    ("Sex", "children[0].sex"),
    ("Ethnicity", "children[0].ethnicity"),
)
_CHILD_KNOWN_TO = (
    ("Nursery / school", "children[0].school"),
    ("GP", "children[0].gp"),
    ("Child protection plan", "children[0].cp_plan"),
    ("Looked after", "children[0].looked_after"),
)
_INCIDENT = (
    ("Date of incident", "incident.date"),
    ("Time", "incident.time"),
    ("Place", "incident.location"),
    ("Date we became aware", "incident.date_known"),
    ("What happened", "incident.summary"),
    ("Background", "background"),
    ("Agency involvement", "agency_involvement"),
    ("Immediate actions", "immediate_actions"),
    ("Rationale", "rationale"),
)
_OTHER = (
    ("Police investigation", "parallel.police_investigation"),
    ("Inquest", "parallel.inquest"),
    ("Care proceedings", "parallel.care_proceedings"),
    ("Serious incident notification made", "notifications.sin_made"),
    ("MASH referral made", "notifications.mash_referral"),
    ("Family told of this referral", "notifications.family_informed"),
)
_REFERRER = (
    ("Name", "referrer.name"),
    ("Job title", "referrer.role"),
    ("Agency", "referrer.agency"),
    ("Telephone", "referrer.phone"),
    ("E-mail", "referrer.email"),
    ("Date of referral", "referrer.date"),
)
_REPRESENTATIVE = (
    ("Name", "representative.name"),
    ("Agency", "representative.agency"),
    ("Discussed", "representative.discussed"),
    ("Approved", "representative.approved"),
    ("Date approved", "representative.approval_date"),
)


def typed_answers(case: Case) -> str:
    """Headings in capitals, a question and its answer on each line, parents as `Mother: name, born date`."""

    def lines(questions: tuple[tuple[str, str], ...]) -> list[str]:
        return [f"{question}: {case.show(path)}" for question, path in questions]

    address = case.joined(["children[0].address", "children[0].postcode"])
    family = [
        f"{relationship}: {name}" + (f", born {born}" if born else "")
        for relationship, name, born in case.entries("family", ("relationship", "name", "dob"))
    ]
    blocks = {
        "CHILD": [*lines(_CHILD), f"Home address: {address}", *lines(_CHILD_KNOWN_TO)],
        "FAMILY": family,
        "INCIDENT": lines(_INCIDENT),
        "OTHER": lines(_OTHER),
        "REFERRER": lines(_REFERRER),
        "LIG REPRESENTATIVE": lines(_REPRESENTATIVE),
    }
    return "\n\n".join("\n".join([heading, *rows]) for heading, rows in blocks.items()) + "\n"
