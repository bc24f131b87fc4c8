"""Writes the acknowledgement: configured sentences, our own reference, and headings of our own form. Pure.

Nothing of the referrer's mail stands in it but the address it goes to and, in the threading headers, the mail's
Message-ID after a strict check. No subject, no name, no quote, no attachment, no HTML.
"""

import textwrap
from datetime import datetime
from zoneinfo import ZoneInfo

from config.schema.partnership import Contact, Partnership
from notify.message_ids import safe_message_id
from notify.model import Acknowledgement, Envelope, OutgoingEmail
from notify.policy import LOOP_HEADER

WIDTH = 76  # columns, below RFC 5322's advice of 78


def compose_acknowledgement(facts: Acknowledgement, envelope: Envelope, partnership: Partnership) -> OutgoingEmail:
    """The one acknowledgement of one mail. Threading headers are left out where the mail's Message-ID is not sound."""
    wording = partnership.acknowledgement
    thread = safe_message_id(envelope.answers)
    return OutgoingEmail(
        message_id=envelope.message_id,
        recipient=envelope.recipient,
        subject=wording.subject.format(reference=facts.references[0]),
        text=_text(facts, partnership),
        written_at=envelope.written_at,
        in_reply_to=thread,
        references=(thread,) if thread else (),
        headers=(
            ("Auto-Submitted", "auto-replied"),  # RFC 3834, section 5
            ("X-Auto-Response-Suppress", "All"),
            ("Precedence", "auto_reply"),
            (LOOP_HEADER, envelope.loop_token),
        ),
    )


def _text(facts: Acknowledgement, partnership: Partnership) -> str:
    wording = partnership.acknowledgement
    opening = wording.received if len(facts.references) == 1 else wording.received_several
    received = opening.format(
        received=_moment(facts.received_at),
        team=partnership.team,
        reference=facts.references[0],
        references=", ".join(facts.references),
    )
    blocks = [_wrapped(received), _wrapped(wording.is_not), _urgent(wording.urgent, partnership.urgent_contacts)]
    if not facts.readable:
        blocks.append(_wrapped(wording.unreadable))
    if facts.missing_headings:
        listed = "\n".join(_item(heading) for heading in facts.missing_headings)
        blocks.append(f"{_wrapped(wording.missing_intro)}\n\n{listed}\n\n{_wrapped(wording.missing_how)}")
    blocks.append("What happens next:\n" + "\n".join(_item(step) for step in wording.next_steps))
    blocks.append(wording.closing.format(team=partnership.team, contact=partnership.contact.value))
    return "\n\n".join(blocks) + "\n"


def _urgent(intro: str, contacts: tuple[Contact, ...]) -> str:
    return "\n".join([_wrapped(intro), *(_item(f"{contact.label}: {contact.value}") for contact in contacts)])


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, break_long_words=False, break_on_hyphens=False)


def _item(text: str) -> str:
    return textwrap.fill(
        " ".join(text.split()), WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
    )


def _moment(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo("Europe/London"))
    clock = local.strftime("%I:%M%p").lstrip("0").lower()
    return f"{local.day} {local:%B %Y} at {clock}"
