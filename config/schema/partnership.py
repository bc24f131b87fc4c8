"""Who the partnership is, whom to ring, and every sentence that an acknowledgement may hold."""

from datetime import date

from config.schema.base import Frozen


class Contact(Frozen):
    """A telephone number or address that we print, and when somebody last made sure that it is right."""

    label: str
    value: str
    last_checked: date


class AcknowledgementWording(Frozen):
    """Sentences of the acknowledgement. Placeholders: {reference}, {references}, {received}, {team}, {contact}."""

    subject: str
    received: str
    received_several: str
    is_not: str
    urgent: str
    unreadable: str
    missing_intro: str
    missing_how: str
    next_steps: tuple[str, ...]
    closing: str


class Partnership(Frozen):
    """One safeguarding children partnership."""

    name: str
    team: str
    reference_prefix: str
    contact: Contact
    urgent_contacts: tuple[Contact, ...]
    acknowledgement: AcknowledgementWording
