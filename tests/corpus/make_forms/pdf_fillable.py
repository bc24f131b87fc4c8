"""Fillable PDF forms: fields named for their meaning in one; names that say nothing, and tooltips, in the other."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from tests.corpus.make_forms import wording
from tests.corpus.make_forms.case import Case
from tests.corpus.make_forms.pdf import WIDTH, Sheet, wrapped

BOLD = "Helvetica-Bold"
ANSWERS = (("Yes", "yes"), ("No", "no"), ("Not known", "unknown"))


@dataclass(frozen=True, kw_only=True)
class Question:
    """One field: the words printed beside it, the record's path, and the name that a careful designer gave it."""

    label: str
    path: str
    name: str
    lines: int = 1
    yes_no: bool = False


def _people(list_name: str, heads: tuple[tuple[str, str], ...], count: int) -> Iterator[Question]:
    for index in range(count):
        for head, leaf in heads:
            yield Question(
                label=f"{head} ({index + 1})",
                path=f"{list_name}[{index}].{leaf}",
                name=f"{list_name}_{index + 1}_{leaf}",
            )


def _questions() -> tuple[tuple[str, tuple[Question, ...]], ...]:
    def ask(label: str, path: str, name: str, lines: int = 1) -> Question:
        return Question(label=label, path=path, name=name, lines=lines)

    def boxes(label: str, path: str, name: str) -> Question:
        return Question(label=label, path=path, name=name, yes_no=True)

    return (
        (
            "Section A: the child",
            (
                ask("Name of subject child", "children[0].full_name", "ChildName"),
                ask("Date of birth", "children[0].dob", "ChildDateOfBirth"),
                ask("Date of death, if the child has died", "children[0].date_of_death", "ChildDateOfDeath"),
                ask("Sex", "children[0].sex", "ChildSex"),
                ask("Ethnic background", "children[0].ethnicity", "ChildEthnicity"),
                ask("First language", "children[0].first_language", "ChildLanguage"),
                ask("NHS number", "children[0].nhs_number", "ChildNHSNumber"),
                ask("Social care record number", "children[0].local_reference", "ChildSocialCareNumber"),
                ask("Home address", "children[0].address", "ChildAddress"),
                ask("Postcode", "children[0].postcode", "ChildPostcode"),
                ask("School, college or nursery", "children[0].school", "ChildSchool"),
                ask("Doctor's surgery", "children[0].gp", "ChildGP"),
                boxes("Does the child have a disability?", "children[0].disability", "ChildDisability"),
                ask("Nature of disability", "children[0].disability_detail", "ChildDisabilityDetail"),
                boxes("Is there a child protection plan?", "children[0].cp_plan", "ChildCPPlan"),
                ask("Plan category and dates", "children[0].cp_plan_detail", "ChildCPPlanDetail"),
                boxes("Is the child looked after?", "children[0].looked_after", "ChildLookedAfter"),
                ask("Legal status", "children[0].legal_status", "ChildLegalStatus"),
            ),
        ),
        (
            "Section B: family members",
            tuple(
                _people(
                    "family", (("Family member", "name"), ("Relationship", "relationship"), ("Date of birth", "dob")), 3
                )
            ),
        ),
        (
            "Section C: what happened",
            (
                ask("Date of incident", "incident.date", "IncidentDate"),
                ask("Time of incident", "incident.time", "IncidentTime"),
                ask("Place of incident", "incident.location", "IncidentPlace"),
                ask("Date your agency became aware", "incident.date_known", "IncidentDateKnown"),
                ask("Local authority area", "incident.local_authority", "IncidentLocalAuthority"),
                ask("Summary of what happened", "incident.summary", "IncidentSummary", 9),
                ask("Background and history", "background", "Background", 7),
                ask("Which agencies were involved and how", "agency_involvement", "AgencyInvolvement", 9),
                ask("Action taken to keep children safe", "immediate_actions", "ImmediateActions", 4),
                ask("Reasons for referring", "rationale", "Rationale", 7),
            ),
        ),
        (
            "Section D: agencies",
            tuple(
                _people(
                    "agencies", (("Agency", "agency"), ("Worker", "contact_name"), ("Contact details", "contact")), 3
                )
            ),
        ),
        (
            "Section E: other processes",
            (
                boxes("Police investigation?", "parallel.police_investigation", "PoliceInvestigation"),
                ask("Crime reference", "parallel.crime_reference", "CrimeReference"),
                boxes("Inquest?", "parallel.inquest", "Inquest"),
                boxes("Care proceedings?", "parallel.care_proceedings", "CareProceedings"),
                boxes("Child death review?", "parallel.child_death_review", "ChildDeathReview"),
                boxes("Serious incident notification made?", "notifications.sin_made", "SINMade"),
                ask("Date of notification", "notifications.sin_date", "SINDate"),
                boxes("MASH referral made?", "notifications.mash_referral", "MASHReferral"),
                boxes("Family informed of this referral?", "notifications.family_informed", "FamilyInformed"),
            ),
        ),
        (
            "Section F: referrer",
            (
                ask("Your name", "referrer.name", "ReferrerName"),
                ask("Your job title", "referrer.role", "ReferrerRole"),
                ask("Your agency", "referrer.agency", "ReferrerAgency"),
                ask("Telephone", "referrer.phone", "ReferrerPhone"),
                ask("E-mail", "referrer.email", "ReferrerEmail"),
                ask("Date of referral", "referrer.date", "ReferralDate"),
            ),
        ),
        (
            "Section G: LIG representative",
            (
                ask("Representative's name", "representative.name", "RepName"),
                ask("Representative's job title", "representative.role", "RepRole"),
                ask("Representative's agency", "representative.agency", "RepAgency"),
                boxes("Discussed with the representative?", "representative.discussed", "RepDiscussed"),
                boxes("Does the representative approve the referral?", "representative.approved", "RepApproved"),
                ask("Date of approval", "representative.approval_date", "RepApprovalDate"),
            ),
        ),
    )


class _Filler:
    """Draws fields on a sheet and remembers each one's full value, which the appearance holds only in lines."""

    def __init__(self, case: Case, sheet: Sheet, *, meaningful: bool):
        self.case, self.sheet, self.meaningful = case, sheet, meaningful
        self.values: dict[str, str] = {}
        self._texts = self._checks = 0

    def _text_name(self, meaning: str) -> str:
        self._texts += 1
        return meaning if self.meaningful else f"Text{self._texts}"

    def _check_name(self, meaning: str) -> str:
        self._checks += 1
        return meaning if self.meaningful else f"Check Box{self._checks}"

    def text(self, question: Question) -> None:
        height = 15 * question.lines if question.lines == 1 else 12.5 * question.lines + 4
        sheet = self.sheet
        sheet.room(height + 26)
        left, width = (220, WIDTH - 270) if question.lines == 1 else (50, WIDTH - 100)
        sheet.text(question.label, font=BOLD, right=215 if question.lines == 1 else WIDTH - 50)
        bottom = sheet.y + (8 if question.lines == 1 else 10 - height)
        name, value = self._text_name(question.name), self.case.show(question.path)
        self.values[name] = value
        sheet.canvas.acroForm.textfield(
            name=name,
            value=wrapped(value, width - 8, 9) if question.lines > 1 else value,
            x=left,
            y=bottom,
            width=width,
            height=height,
            fontSize=9,
            borderWidth=0.5,
            tooltip="" if self.meaningful else question.label,
            maxlen=None,
            fieldFlags="multiline" if question.lines > 1 else "",
        )
        sheet.y = bottom - 14 if question.lines > 1 else sheet.y - 4

    def yes_no(self, question: Question) -> None:
        sheet, chosen = self.sheet, self.case.answer(question.path, ANSWERS)
        sheet.room(20)
        sheet.canvas.setFont(BOLD, 9.5)
        sheet.canvas.drawString(50, sheet.y, question.label)
        for left, (word, value) in zip((310, 370, 430), ANSWERS, strict=True):
            if self.meaningful:
                sheet.canvas.acroForm.radio(
                    name=question.name,
                    value=word.replace(" ", ""),
                    selected=value == chosen,
                    x=left,
                    y=sheet.y - 2,
                    size=11,
                    borderWidth=0.5,
                )
            else:
                sheet.canvas.acroForm.checkbox(
                    name=self._check_name(""),
                    checked=value == chosen,
                    x=left,
                    y=sheet.y - 2,
                    size=11,
                    borderWidth=0.5,
                    tooltip=f"{question.label} {word}",
                )
            sheet.canvas.setFont("Helvetica", 9.5)
            sheet.canvas.drawString(left + 15, sheet.y, word)
        sheet.y -= 17

    def statement(self, keys: tuple[str, ...], words: str) -> None:
        self.sheet.room(40)
        name = self._check_name("Criterion_" + keys[0])
        self.sheet.canvas.acroForm.checkbox(
            name=name,
            checked=self.case.ticks(*keys),
            x=50,
            y=self.sheet.y - 2,
            size=11,
            borderWidth=0.5,
            tooltip="" if self.meaningful else words,
        )
        self.sheet.text(self.case.form_says(words), left=70)
        self.sheet.y -= 3


def _fillable(case: Case, *, meaningful: bool, title: str) -> bytes:
    sheet = Sheet(title=title, footer="Fillable referral form, page")
    filler = _Filler(case, sheet, meaningful=meaningful)
    sheet.text(case.form_says(title), font=BOLD, size=15)
    sheet.text(
        case.form_says(
            "Save the form when it is complete and send it from your work e-mail account. Fields grow as you type."
        ),
        size=9,
    )
    for heading, questions in _questions():
        sheet.y -= 8
        sheet.room(60)
        sheet.text(heading, font=BOLD, size=12)
        for question in questions:
            (filler.yes_no if question.yes_no else filler.text)(question)
        if heading.startswith("Section D"):
            sheet.y -= 8
            sheet.text("Criteria: tick all that may apply", font=BOLD, size=12)
            for keys, words in wording.WT2023:
                filler.statement(keys, words)
    return _with_full_values(sheet.finished(), filler.values)


def _with_full_values(content: bytes, values: dict[str, str]) -> bytes:
    """Put the unbroken text into each field's value; the appearance keeps its lines."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.get("/T", ""))
            if name in values:
                field.V = pikepdf.String(values[name])
        pdf.save(
            out, deterministic_id=True, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    return out.getvalue()


def named_fields(case: Case) -> bytes:
    """Field names that say what they hold; radio groups for yes/no."""
    return _fillable(case, meaningful=True, title="Practice review: electronic referral")


def numbered_fields(case: Case) -> bytes:
    """Field names `Text1`, `Check Box1`; the tooltips repeat the printed question; single check boxes for yes/no."""
    return _fillable(case, meaningful=False, title="Learning Inquiry Group e-form")
