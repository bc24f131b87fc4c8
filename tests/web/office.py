"""A real store with people of every role and mail that came in, behind the pages: what is pressed really happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from config.domain import DomainConfiguration
from extract.document import Paragraph, Place, SourceDocument, Span
from extract.model import DocumentKind, Extraction, FieldReading, ReferralRecord
from ingest.model import Address, ListedMessage, MessageClass, Screening, SourceMessage
from notify.model import AcknowledgementVerdict, OutgoingEmail, Permission
from tests.web.conftest import token_of
from tests.web.desks import letter_desk
from triage import casework
from triage.model import EvidenceQuote, Finding, Suggestion
from triage.store.assembly import Store
from triage.web.app import Ports, WebOptions, create_app

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
PASSWORD = "a long enough password"
ROLES = ("caseworker", "manager", "viewer", "administrator")
INCIDENT = "On 4 November the child was found with a fractured femur. Police are investigating."
QUOTE = EvidenceQuote(section="incident", start=0, end=56, quote=INCIDENT[:56])


class Clock:
    """Stands still unless told otherwise."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


class Office:
    """One store, its pages, and ways to bring in mail."""

    def __init__(
        self, folder: Path, domain: DomainConfiguration, domains: dict[str, DomainConfiguration] | None = None
    ) -> None:
        self.domain, self.clock, self._uid = domain, Clock(), 0
        self.store = Store(f"sqlite:///{folder / 'referrals.db'}", folder, domain, domains)
        for role in ROLES:
            self.store.accounts.add(role, f"{role.title()} Person", role, PASSWORD)
        options = WebOptions(
            partnership_name="Harrow Vale", secret_key=b"k" * 32, clock=self.clock, secure_cookies=False, version="0"
        )
        ports = Ports(reader=self.store.reader, accounts=self.store.accounts, letters=letter_desk)
        self.app: Flask = create_app(ports, options)

    def desk_of(self, role: str) -> "Desk":
        """A browser in which somebody of that role is signed in."""
        client = self.app.test_client()
        form = {"csrf_token": token_of(client.get("/sign-in").text), "username": role, "password": PASSWORD}
        assert client.post("/sign-in", data=form).status_code == 303
        return Desk(client)

    def receive(self, key: str = "a", mailbox: str = "referrals", **changes: object) -> list[str]:
        """A referral comes in; the references of its cases. `changes` are those of ReadMail."""
        self._uid += 1
        book = self.store.book
        book.note_listed(mailbox, "INBOX", 7, [ListedMessage(uid=self._uid, internal_date=NOW)], NOW)
        (waiting,) = book.note_listed(mailbox, "INBOX", 7, [], NOW) or self._waiting(mailbox)
        book.note_fetched(waiting, b"raw mail %d" % self._uid, NOW)
        (receipt,) = [each for each in book.unprocessed() if each.uid == self._uid]
        with self.store.work(NOW) as work:
            taken = casework.take_in(work, receipt, read_mail(key, **changes), self.domain)
            verdict = AcknowledgementVerdict(
                permission=Permission.HELD, reasons=("sender_not_trusted",), recipient="nurse@trust.example"
            )
            casework.settle_acknowledgement(work, taken, verdict, email(self._uid), automatic=True)
            work.plan_move(receipt, "Processed")
            references = [case.reference for case in taken.new_cases]
            work.commit()
        return references

    def _waiting(self, mailbox: str) -> list[object]:
        return list(self.store.book.to_fetch(mailbox, "INBOX", 7, NOW))


class Desk:
    """Fills in forms as a person would: the token and the version come from the page."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def see(self, address: str) -> str:
        """The page, which must be there."""
        answer = self.client.get(address, follow_redirects=True)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    def send(
        self, address: str, drawn_on: str = "", *, version: int | None = None, **fields: object
    ) -> tuple[int, str]:
        """Fill in the form of the page `drawn_on` (else of the address itself) and send it: status and next page."""
        page = self.see(drawn_on or address)
        data: dict[str, object] = {"csrf_token": token_of(page), "version": version or version_of(page)}
        data |= {name.replace("__", "-"): value for name, value in fields.items()}
        answer = self.client.post(address, data=data, follow_redirects=True)
        return answer.status_code, answer.text


def version_of(page: str) -> str:
    """The version that the forms of a page were drawn for; empty where they have none."""
    _, found, rest = page.partition('name="version" value="')
    return rest.partition('"')[0] if found else ""


def read_mail(key: str, **changes: object) -> casework.ReadMail:
    """A plain referral with one form."""
    message = SourceMessage(
        dedupe_key=key,
        message_id=f"<{key}@trust.example>",
        untrusted_subject="LIG referral",
        sender=Address(mailbox="nurse@trust.example"),
        untrusted_text="Please find attached.",
    )
    given: dict[str, object] = {
        "dedupe_key": key,
        "message": message,
        "message_class": MessageClass.REFERRAL,
        "screening": Screening(message_class=None),
        "received_at": NOW,
        "files": (casework.ReadFile(path="1", content=b"%PDF form of " + key.encode(), extraction=_extraction()),),
        "referrals": (casework.ReadReferral(path="1", extraction=_extraction(), suggestion=_suggestion()),),
    }
    return casework.ReadMail(**(given | changes))


def _extraction() -> Extraction:
    values = {
        "children[0].full_name": "Imogen Vale-Hart",
        "children[0].dob": "2024-03-02",
        "incident.date": "2026-11-04",
        "incident.summary": INCIDENT,
        "referrer.agency": "Westcliff NHS Trust",
        "parallel.police_investigation": "yes",
    }
    place = Place(part="page", page=1, paragraph=1)
    readings = tuple(
        FieldReading(path=path, value=value, raw=value, confidence=0.9, place=place, file="f.pdf")
        for path, value in values.items()
    )
    paragraph = Paragraph(spans=(Span(text=INCIDENT),), place=place)
    return Extraction(
        file="f.pdf",
        kind=DocumentKind.REFERRAL_FORM,
        record=ReferralRecord(readings=readings),
        missing=("representative.name",),
        document=SourceDocument(format="pdf", items=(paragraph,)),
    )


def _suggestion() -> Suggestion:
    found = {"abuse_or_neglect": "suspected", "serious_harm": "evidenced", "serious_incident": "met"}
    findings = [Finding(key=key, value=value, probability=0.9, evidence=(QUOTE,)) for key, value in found.items()]
    findings.append(Finding(key="child_died", value=False, probability=0.1))
    return Suggestion(criteria_set="wt2023", sections={"incident": INCIDENT}, findings=tuple(findings))


def email(number: int) -> OutgoingEmail:
    return OutgoingEmail(
        message_id=f"<ack{number}@iowscp.example>",
        recipient="nurse@trust.example",
        subject="Auto: received",
        text="Received.",
        written_at=NOW,
    )


@contextmanager
def open_office(folder: Path, domain: DomainConfiguration) -> Iterator[Office]:
    """One that is closed again."""
    office = Office(folder, domain)
    yield office
    office.store.close()
