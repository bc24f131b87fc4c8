"""Writes the acknowledgement: configured sentences, our own reference, and headings of our own form. Pure.

Nothing of the referrer's mail stands in it but the address it goes to and, in the threading headers, the mail's
Message-ID after a strict check. No subject, no name, no quote, no attachment, no HTML.
"""

from config.schema.partnership import Partnership
from notify import layout
from notify.message_ids import safe_message_id
from notify.model import Acknowledgement, Envelope, OutgoingEmail
from notify.policy import LOOP_HEADER


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


def urgent_contacts(partnership: Partnership) -> str:
    """Whom to ring where a child may be unsafe, and when the numbers were last checked (the oldest check counts)."""
    wording, listed = partnership.acknowledgement, partnership.urgent_contacts
    oldest = min((each.last_checked for each in listed), default=partnership.contact.last_checked)
    checked = layout.paragraph(wording.urgent_checked.format(checked=f"{oldest:%B %Y}"))
    return f"{layout.contacts(wording.urgent, listed)}\n{checked}"


def _text(facts: Acknowledgement, partnership: Partnership) -> str:
    wording = partnership.acknowledgement
    known = {
        "reference": facts.references[0],
        "references": ", ".join(facts.references),
        "received": layout.moment(facts.received_at),
        "team": partnership.team,
        "contact": partnership.contact.value,
        "working_days": layout.working_days(partnership.answer_within_working_days),
    }
    opening = wording.received if len(facts.references) == 1 else wording.received_several
    blocks = [layout.paragraph(opening.format(**known)), layout.paragraph(wording.is_not), urgent_contacts(partnership)]
    if not facts.readable:
        blocks.append(layout.paragraph(wording.unreadable))
    if facts.missing_headings:
        listed = layout.items(facts.missing_headings)
        blocks.append(
            f"{layout.paragraph(wording.missing_intro)}\n\n{listed}\n\n{layout.paragraph(wording.missing_how)}"
        )
    blocks.append("What happens next:\n" + layout.items(step.format(**known) for step in wording.next_steps))
    blocks.append(wording.closing.format(**known))
    return "\n\n".join(blocks) + "\n"
