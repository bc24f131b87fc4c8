"""Every sentence of the letters that a person sends by a click, and of the e-mails by which the team is told."""

from typing import Any

from pydantic import model_validator

from config.schema.base import Frozen
from config.schema.placeholders import check_placeholders

_IN_LETTERS = ("reference", "team", "contact", "due", "asked", "items", "urgent", "pathway", "outcome")
_IN_ALERTS = ("subject", "link", "count", "day")


class LetterWording(Frozen):
    """One letter: a paragraph a line. `{items}`, `{urgent}`, `{pathway}` and `{outcome}` each make a whole paragraph.

    Other placeholders: {reference}, {team}, {contact}, {due}, {asked}.
    """

    subject: str
    paragraphs: tuple[str, ...]


class LetterWordings(Frozen):
    """The letters by kind, and the alternatives that two of them offer."""

    greeting: str
    closing: str
    request_information: LetterWording
    agency_request: LetterWording
    agency_chaser: LetterWording
    agency_overdue: LetterWording
    redirect: LetterWording
    outcome: LetterWording
    wrong_form: LetterWording
    pathways: dict[str, str]  # where a redirected referrer should turn
    outcomes: dict[str, str]  # what was decided, without reasons

    @model_validator(mode="before")
    @classmethod
    def _known_placeholders(cls, wording: Any) -> Any:
        check_placeholders(wording, _IN_LETTERS)
        return wording


class AlertWordings(Frozen):
    """What the team is told. Placeholders: {subject} is a reference, a mailbox or a count; {link} a page of ours."""

    urgent_subject: str
    urgent_intro: str
    digest_subject: str
    digest_intro: str
    nothing_new: str
    closing: str
    lines: dict[str, str]  # one a kind of alert

    @model_validator(mode="before")
    @classmethod
    def _known_placeholders(cls, wording: Any) -> Any:
        check_placeholders(wording, _IN_ALERTS)
        return wording


class Wording(Frozen):
    """Both."""

    letters: LetterWordings
    alerts: AlertWordings
