"""Wording of the papers that are drawn up from a case: the sheet for the national notification and the review pack."""

from typing import Literal

from pydantic import Field

from config.schema.base import Frozen


class SheetItem(Frozen):
    """One thing that the notification asks. Fields answer it, a judged criterion, a clock, or a person alone."""

    asks: str
    paths: tuple[str, ...] = ()  # of the record, without indices; those with a value are put together
    criterion: str = ""  # key whose judgement answers it
    clock: Literal["", "la_notification", "rapid_review"] = ""  # whose start, once a person has set it, answers it
    help: str = ""  # where to find what the case cannot say


class SheetSection(Frozen):
    """A page of the notification."""

    heading: str
    each: Literal["", "child"] = ""  # repeated for every child
    items: tuple[SheetItem, ...] = Field(min_length=1)


class NotificationSheet(Frozen):
    """What the national notification asks, in its order, so that the local authority can answer without searching."""

    title: str
    introduction: str
    most_children: int = Field(ge=1)  # of one notification; more go into its free text
    too_many: str
    sections: tuple[SheetSection, ...] = Field(min_length=1)


class MeetingQuestion(Frozen):
    """A question that the meeting answers; the pack leaves room for it."""

    heading: str
    prompt: str


class ReviewPack(Frozen):
    """The rapid-review pack."""

    title: str
    marking: str
    introduction: tuple[str, ...]
    chronology: str  # what is to be filled in
    blank_rows: int = Field(ge=0)  # of the chronology and of the list of people at the meeting
    questions: tuple[MeetingQuestion, ...]


class Papers(Frozen):
    """All papers of a site."""

    notification: NotificationSheet
    rapid_review: ReviewPack
