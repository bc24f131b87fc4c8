"""Who the partnership is, whom to ring, and every sentence that an acknowledgement may hold."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from config.schema.base import Frozen
from config.schema.placeholders import check_placeholders

_PLACEHOLDERS = ("reference", "references", "received", "team", "contact", "checked", "working_days")


class Contact(Frozen):
    """A telephone number or address that we print, and when somebody last made sure that it is right."""

    label: str
    value: str
    last_checked: date


class AcknowledgementWording(Frozen):
    """Sentences of the acknowledgement; nothing of a mail can stand in them."""

    subject: str
    received: str
    received_several: str
    is_not: str
    urgent: str
    urgent_checked: str
    unreadable: str
    missing_intro: str
    missing_how: str
    next_steps: tuple[str, ...]
    closing: str

    @model_validator(mode="before")
    @classmethod
    def _known_placeholders(cls, wording: Any) -> Any:
        check_placeholders(wording, _PLACEHOLDERS)
        return wording


class Partnership(Frozen):
    """One safeguarding children partnership."""

    name: str
    team: str
    reference_prefix: str
    answer_within_working_days: int = Field(default=5, ge=1)
    second_person_for: tuple[Literal["recommendation", "decision", "notification"], ...] = ()
    contact: Contact
    urgent_contacts: tuple[Contact, ...]
    acknowledgement: AcknowledgementWording
