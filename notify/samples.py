"""Every e-mail that we may send, with invented references: what the wording files say, as a recipient would read it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from config.domain import DomainConfiguration
from notify.alerts import compose_digest, compose_urgent
from notify.compose import compose_acknowledgement
from notify.letters import LetterDesk
from notify.model import Acknowledgement, Alert, AlertKind, Envelope, Letter, LetterKind, OutgoingEmail
from notify.policy import AcknowledgementPolicy

_AT = datetime(2026, 11, 10, 16, 5, tzinfo=UTC)
_RECIPIENT = "named.nurse@agency.example"
_MARK = "sample"
_REFERENCE = "LIG-2026-7KQP3"
_MISSING = ("incident.date", "representative.approved")
_SUBJECTS = {
    AlertKind.MAILBOX_UNREACHABLE: "mailbox unavailable",
    AlertKind.SENDING_HELD: "too many in ten minutes",
    AlertKind.RELAY_OUT: "unreachable",
    AlertKind.EMAIL_FAILED: "An e-mail of ours",
    AlertKind.CONTACT_UNCHECKED: "01983 823436",
}


def samples(domain: DomainConfiguration) -> Mapping[str, str]:
    """The text of each e-mail by a name that can be a file's."""
    return {name: _as_text(email) for name, email in _emails(domain).items()}


def _emails(domain: DomainConfiguration) -> dict[str, OutgoingEmail]:
    headings = tuple(domain.fields.form_heading(path) for path in _MISSING)
    wording = domain.wording.alerts
    page = "https://referrals.example/"
    alerts = tuple(Alert(kind=kind, subject=_SUBJECTS.get(kind, _REFERENCE), link=page) for kind in AlertKind)
    return {
        "acknowledgement": _acknowledgement(domain),
        "acknowledgement-with-missing-items": _acknowledgement(domain, missing_headings=headings),
        "acknowledgement-of-several": _acknowledgement(domain, references=(_REFERENCE, "LIG-2026-M4TXR")),
        "acknowledgement-not-readable": _acknowledgement(domain, readable=False),
        **{f"letter-{kind.value.replace('_', '-')}": _letter(domain, kind, headings) for kind in _PLAIN},
        **{f"letter-redirect-{key}".replace("_", "-"): _letter(domain, LetterKind.REDIRECT, choice=key)
           for key in domain.wording.letters.pathways},
        **{f"letter-outcome-{key}".replace("_", "-"): _letter(domain, LetterKind.OUTCOME, choice=key)
           for key in domain.wording.letters.outcomes},
        "team-urgent": compose_urgent(alerts, "team@partnership.example", _AT, wording),
        "team-digest": compose_digest(alerts, "team@partnership.example", _AT, wording),
        "team-digest-of-a-quiet-day": compose_digest((), "team@partnership.example", _AT, wording),
    }  # fmt: skip


_PLAIN = tuple(kind for kind in LetterKind if kind not in (LetterKind.REDIRECT, LetterKind.OUTCOME))


def _acknowledgement(domain: DomainConfiguration, **facts: object) -> OutgoingEmail:
    known = {"token": _REFERENCE, "references": (_REFERENCE,), "received_at": _AT, **facts}
    envelope = Envelope(
        recipient=_RECIPIENT, message_id="<sample@partnership.example>", answers="", written_at=_AT, loop_token=_MARK
    )
    return compose_acknowledgement(Acknowledgement(**known), envelope, domain.partnership)  # type: ignore[arg-type]


def _letter(
    domain: DomainConfiguration, kind: LetterKind, headings: tuple[str, ...] = (), choice: str = ""
) -> OutgoingEmail:
    letter = Letter(
        kind=kind,
        recipient=_RECIPIENT,
        reference=_REFERENCE,
        token=_MARK,
        written_at=_AT,
        headings=headings,
        due=date(2026, 11, 24),
        asked=date(2026, 11, 10),
        choice=choice,
    )
    desk = LetterDesk(
        partnership=domain.partnership,
        wording=domain.wording.letters,
        policy=AcknowledgementPolicy(own_addresses=frozenset(), loop_token=_MARK),
        key=b"",
        domain="partnership.example",
    )
    return desk.draft(letter)


def _as_text(email: OutgoingEmail) -> str:
    return f"To: {email.recipient}\nSubject: {email.subject}\n\n{email.text}"
