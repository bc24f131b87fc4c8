"""What the partnership's own referral form asks, in which order and words. The questions are those of the record."""

from typing import Literal

from pydantic import Field, model_validator

from config.schema.base import Frozen

Layout = Literal["questions", "rows", "criteria"]


class Question(Frozen):
    """One question. Without `words` it is asked in the words of `fields.yaml`."""

    path: str  # of the record, without indices
    words: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()  # to choose from; other words may be typed where `open_choice` is set
    open_choice: bool = False
    lines: int = Field(default=1, ge=1, le=30)  # room for the answer


class Section(Frozen):
    """A block of questions, of rows to be filled in (a person a row), or of the criteria to tick."""

    heading: str
    guidance: str = ""
    layout: Layout = "questions"
    group: str = ""  # key of the catalogue's group whose entries are repeated: `child`, `family`, `agencies`
    entry: str = ""  # heading of one entry; {number} stands for its number
    entry_in_word: str = ""  # the same without a number: Word copies it when an entry is added
    in_word: int = Field(default=1, ge=1)  # entries that the Word form starts with; more are added with its + sign
    in_pdf: int = Field(default=1, ge=1)  # entries of the PDF form, which cannot grow
    more: str = ""  # what to do where the PDF has too few
    lead_in: dict[str, str] = Field(default_factory=dict)  # words before the statements of one part of the criteria
    questions: tuple[Question, ...] = ()


class Prompts(Frozen):
    """What stands in an answer's place until it is given, and the words of yes and no."""

    text: str
    date: str
    choice: str
    yes: str
    no: str
    unknown: str


class BlankForm(Frozen):
    """The form that the partnership publishes, as a Word form and as a fillable PDF."""

    title: str
    marking: str  # at the top of each page
    edition: str  # at the foot of each page, so that old copies are known
    introduction: tuple[str, ...]
    urgent: str  # above the numbers of `partnership.yaml`
    send: str  # behind the last question; {contact} is the team's address
    prompts: Prompts
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _asked_once(self) -> "BlankForm":
        paths = [question.path for section in self.sections for question in section.questions]
        if len(set(paths)) < len(paths):
            raise ValueError("each path is asked once")
        return self
