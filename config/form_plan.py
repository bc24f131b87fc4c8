"""The partnership's own referral form: what it asks, entry by entry with the name of every control, and what it prints.

The Word form and the PDF are drawn from it (`extract.blank_form`), and copies that come back are known by it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.criteria_sets import load_criteria
from config.load import configuration_file, load_yaml
from config.schema.blank_form import BlankForm, Question, Section
from config.schema.criteria import CriteriaSet
from config.schema.fields import FieldCatalogue
from config.schema.known_forms import KnownForm, KnownQuestion
from config.schema.partnership import Partnership

FORM = "blank_form.yaml"
CHOICE = "="  # between a path and one of its alternatives: `children[0].disability=yes`
TICKED = "criteria_ticked"
OWN_FORM = "own-form"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question of one entry. `kind`: text, prose, date, yesno, choice, open_choice."""

    name: str  # of its control: the record's path, `children[0].dob`
    words: str
    hint: str
    kind: str
    options: Sequence[tuple[str, str]]  # value and words
    lines: int


@dataclass(frozen=True, kw_only=True)
class FormPlan:
    """A form in one language and edition."""

    form: BlankForm
    catalogue: FieldCatalogue
    criteria: CriteriaSet
    partnership: Partnership

    def urgent_lines(self) -> list[str]:
        """Whom to ring where a child may be unsafe now."""
        return [f"{each.label}: {each.value}" for each in self.partnership.urgent_contacts]

    def send_to(self) -> str:
        """Where the filled form goes."""
        return self.form.send.format(contact=self.partnership.contact.value)

    def entry_heading(self, section: Section, number: int) -> str:
        """The heading of one entry of a repeated block; empty where there is none."""
        return section.entry.format(number=number + 1)

    def asked(self, section: Section, number: int = 0) -> list[Asked]:
        """The questions of a block; `number` (from 0) is that of the entry."""
        return [self._asked(each, each.path.replace("[]", f"[{number}]")) for each in section.questions]

    def statements(self, section: Section) -> list[Asked]:
        """The criteria in force, each with the name of its tick box. The derived one follows from others."""
        stated = [each for each in self.criteria.criteria if not each.derived]
        words = [_sentence(f"{section.lead_in.get(each.part, '')} {each.printed[0]}".strip()) for each in stated]
        names = [f"{TICKED}{CHOICE}{each.key}" for each in stated]
        return [
            Asked(name=name, words=statement, hint="", kind="tick", options=(), lines=1)
            for name, statement in zip(names, words, strict=True)
        ]

    def printed(self) -> Iterator[str]:
        """Every line that the form prints, those of repeated entries once."""
        form = self.form
        yield from (form.title, *form.introduction, form.urgent, *self.urgent_lines())
        for section in form.sections:
            yield from filter(None, (section.heading, section.guidance, section.more, section.entry_in_word))
            for question in self.asked(section):
                yield from filter(None, (question.words, question.hint))
            if section.layout == "criteria":
                yield from (each.words for each in self.statements(section))
        yield self.send_to()

    def as_known_form(self) -> KnownForm:
        """How the reader knows a copy that was printed or converted, so that its controls are gone."""
        printed = tuple(dict.fromkeys(self.printed()))
        questions = [
            KnownQuestion(label=asked.words, block=block, path=question.path)
            for section in self.form.sections
            if section.layout == "questions"
            for asked, question in zip(self.asked(section), section.questions, strict=True)
            for block in dict.fromkeys((section.group or None, None))
        ]
        fingerprint = hashlib.sha256("\n".join(printed).encode()).hexdigest()[:16]
        return KnownForm(name=OWN_FORM, fingerprint=fingerprint, printed=printed, questions=tuple(questions))

    def _asked(self, question: Question, name: str) -> Asked:
        prompts = self.form.prompts
        definition = self.catalogue.definition(question.path)
        kind: str = definition.type if definition else "text"
        options = [(each, each) for each in question.options]
        if kind == "yesno":
            options = [("yes", prompts.yes), ("no", prompts.no), ("unknown", prompts.unknown)]
        elif options:
            kind = "open_choice" if question.open_choice else "choice"
        elif kind not in ("date", "prose"):
            kind = "text"
        words = question.words or self.catalogue.form_heading(question.path)
        return Asked(name=name, words=words, hint=question.hint, kind=kind, options=options, lines=question.lines)


def load_plan(catalogue: FieldCatalogue, site_folder: Path | None) -> FormPlan:
    """The form of a site, from its configuration. Raises ConfigError."""
    return FormPlan(
        form=load_yaml(configuration_file(FORM, site_folder), BlankForm),
        catalogue=catalogue,
        criteria=load_criteria(site_folder),
        partnership=load_yaml(configuration_file("partnership.yaml", site_folder), Partnership),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
