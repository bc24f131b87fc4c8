"""Invented cases and mail behind the ports of the pages. `HOSTILE` has markup in every place that takes text."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from config.domain import DomainConfiguration, load_domain
from extract.document import Place
from tests.web.fake_documents import BACKGROUND, INCIDENT, RATIONALE, form, hostile, letter
from tests.web.fake_people import PeopleSide
from triage.account_ports import CaseAccess, Hidden
from triage.model import AuditEvent, Caseworker, Deadline, DeadlineKind, EvidenceQuote, Finding
from triage.read_joined import CandidateView, JoinedCase, ProposalView
from triage.read_lists import PAGE_SIZE, CasePage, Draft, ListCounts, ListQuery, MailLine, MailPage, asked_page
from triage.read_models import (
    CaseView,
    CriterionView,
    DecisionView,
    Delivery,
    DocumentView,
    FieldView,
    HistoryCheck,
    ItemOutcome,
    MailItem,
    OutgoingView,
    QueueRow,
    SearchQuery,
    ServiceHealth,
    StoredFile,
    UnsentEmail,
)
from triage.statistics import CaseFacts, Statistics, compute

NOW = datetime(2026, 11, 11, 16, 5, tzinfo=UTC)
PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}‮</textarea>"
FORM, LETTER, SCAN = "LIG referral RE.docx", "Covering letter.pdf", "scan_0001.pdf"
SECTIONS = {"incident": INCIDENT, "background": BACKGROUND, "agency_involvement": "", "rationale": RATIONALE}


def _quote(section: str, words: str) -> EvidenceQuote:
    start = SECTIONS[section].index(words)
    return EvidenceQuote(section=section, start=start, end=start + len(words), quote=words)


def _cell(table: int, row: int) -> Place:
    return Place(part="word/document.xml", table=table, row=row, column=2)


def _field(path: str, label: str, group: str, value: str, place: Place, **more: object) -> FieldView:
    given = {"raw": value, "confidence": 0.95, "file": FORM} | more
    return FieldView(path=path, label=label, group=group, value=value, place=place, **given)


def _finding(key: str, value: str | bool, *evidence: EvidenceQuote, **more: object) -> Finding:
    return Finding(key=key, value=value, evidence=evidence, **({"probability": 0.9} | more))


FIELDS = (
    _field("children[0].full_name", "Name", "Child 1", "Rowan Tamsin Ellery", _cell(1, 1)),
    _field(
        "children[0].dob",
        "Date of birth",
        "Child 1",
        "2026-03-02",
        _cell(1, 2),
        raw="02/03/2026",
        rivals=(
            _field(
                "children[0].dob",
                "Date of birth",
                "Child 1",
                "2026-03-03",
                Place(part="page", page=1, paragraph=2),
                raw="3 March 2026",
                file=LETTER,
            ),
        ),
    ),
    _field("children[0].sex", "Sex", "Child 1", "female", _cell(1, 3), raw="☒ Female"),
    _field("children[0].nhs_number", "NHS number", "Child 1", "unknown", _cell(1, 4), raw="NK"),
    _field("children[1].full_name", "Name", "Child 2", "Kit Amos-Ellery", _cell(1, 5)),
    _field("children[1].dob", "Date of birth", "Child 2", "2021-08-17", _cell(1, 6), raw="17.8.2021", confidence=0.5),
    _field("family[0].name", "Name", "Family", "Dana Ellery", _cell(9, 1)),
    _field("family[0].relationship", "Relationship", "Family", "Mother of Rowan and Kit", _cell(9, 1)),
    _field("family[1].name", "Name", "Family", "Jo Amos", _cell(9, 2)),
    _field("incident.summary", "What happened", "Incident", INCIDENT * 2, _cell(3, 2), raw=INCIDENT),
    _field("background", "Background", "Incident", BACKGROUND, _cell(3, 3)),
    _field("rationale", "Why the criteria are thought met", "Incident", RATIONALE, _cell(3, 4)),
    _field("referrer.name", "Name", "Referrer", "Dr S. Okonjo", _cell(2, 1)),
    _field("referrer.agency", "Agency", "Referrer", "Harrow Vale Hospitals NHS Trust", _cell(2, 2)),
    _field("referrer.phone", "Telephone", "Referrer", "01632 960123", _cell(2, 3)),
    _field("criteria_ticked[0]", "Ticked", "Criteria ticked", "abuse_or_neglect", Place(part="x", paragraph=99)),
    _field("parallel.police_investigation", "Police", "Parallel processes", "yes", _cell(2, 4), raw="☒ Yes"),
)

CRITERIA = (
    (
        "abuse_or_neglect",
        "A",
        "Abuse or neglect",
        True,
        _finding(
            "abuse_or_neglect", "suspected", _quote("incident", "the injury is not explained by the account given")
        ),
    ),
    ("child_died", "A", "Child died", False, _finding("child_died", False, probability=0.02)),
    (
        "serious_harm",
        "A",
        "Serious harm",
        None,
        _finding("serious_harm", "evidenced", _quote("incident", "a skull fracture and bleeding on the brain")),
    ),
    (
        "improvements_needed",
        "B",
        "Improvements needed",
        True,
        _finding(
            "improvements_needed",
            True,
            _quote("rationale", "concerns were not passed to children's social care"),
            probability=0.55,
        ),
    ),
    (
        "recurrent_themes",
        "B",
        "Recurrent themes",
        False,
        _finding(
            "recurrent_themes",
            False,
            probability=0.1,
            against=(_quote("rationale", "No earlier review has raised this."),),
        ),
    ),
    (
        "multi_agency_working",
        "B",
        "How organisations worked together",
        False,
        _finding(
            "multi_agency_working",
            True,
            _quote("background", "none led to a joint meeting"),
            _quote("rationale", "concerns were not passed to children's social care"),
        ),
    ),
    (
        "cross_border",
        "C",
        "More than one area",
        None,
        _finding("cross_border", True, _quote("background", "moved from Wexborough")),
    ),
    (
        "institutional_setting",
        "C",
        "Institutional setting",
        None,
        _finding("institutional_setting", False, probability=0.0),
    ),
)


def _stored(file_id: int, name: str, kind: str = "referral_form", *warnings: str) -> StoredFile:
    return StoredFile(id=file_id, filename=name, kind=kind, sha256="0" * 64, size=48_213, warnings=warnings)


def _row(reference: str, **more: object) -> QueueRow:
    due = Deadline(
        kind=DeadlineKind.LA_NOTIFICATION, counted_from=date(2026, 11, 6), due=date(2026, 11, 13), basis="received"
    )
    given: dict[str, object] = {
        "initials": "RTE, KA-E",
        "state": "logged",
        "agency": "Harrow Vale Hospitals NHS Trust",
        "received_at": NOW - timedelta(hours=2, minutes=10),
        "serious_incident": "met",
        "reasons": ("abuse or neglect suspected", "serious harm evidenced"),
        "missing_headings": ("Ethnicity", "Date of the incident", "LIG representative"),
        "next_deadline": due,
        "working_days_left": 2,
    }
    return QueueRow(reference=reference, **(given | more))


UNSAFE = _row("SCP-7F3K-2Q", flags=("child_may_be_unsafe_now", "urgent"))
OVERDUE = _row(
    "SCP-2M9D-8X",
    initials="–",
    state="needs_person",
    agency="police.example",
    working_days_left=-3,
    serious_incident="not_classified",
    reasons=(),
    missing_headings=(),
    flags=("encrypted",),
)
CALM = _row(
    "SCP-9C4T-5B",
    initials="JW",
    state="triage",
    agency="Wexborough Primary School",
    serious_incident="not_met",
    reasons=("nothing found",),
    missing_headings=("Ethnicity",),
    next_deadline=None,
    working_days_left=None,
    assigned_to="J Adeyemi",
    received_at=NOW - timedelta(days=4),
)
ENDED_ROW = _row(
    "SCP-8E2D-4W",
    state="closed",
    next_deadline=None,
    working_days_left=None,
    ended_at=NOW - timedelta(days=30),
    ended_reason="no_further_action",
)
HOSTILE_ROW = _row(
    "SCP-HHHH-HH",
    initials=PAYLOAD,
    agency=PAYLOAD,
    reasons=(PAYLOAD,),
    missing_headings=(PAYLOAD,),
    flags=(PAYLOAD,),
    state=PAYLOAD,
    serious_incident=PAYLOAD,
    assigned_to=PAYLOAD,
)

MAIL = (
    MailItem(
        id=11,
        received_at=UNSAFE.received_at,
        sender="s.okonjo@hospital.example",
        subject="LIG referral: RE",
        message_class="referral",
        reasons=(),
        flags=("child_may_be_unsafe_now", "urgent"),
        state="filed",
        acknowledgement="held",
        acknowledgement_reasons=("unsafe_now", "sender_not_trusted"),
        case_references=(UNSAFE.reference,),
        needs_person=False,
        attachments=(
            _stored(1, FORM),
            _stored(2, LETTER, "other_document"),
            _stored(3, SCAN, "unreadable", "scanned_page"),
        ),
        text="Dear team,\n\nPlease find a referral attached for Rowan Ellery.\n\nRegards\nDr S. Okonjo",
    ),
    MailItem(
        id=12,
        received_at=NOW - timedelta(hours=5),
        sender="",
        subject="",
        message_class="unreadable",
        reasons=("structure_unreadable",),
        flags=(),
        state="parse_failed",
        acknowledgement="no",
        acknowledgement_reasons=("no_usable_sender", "could_not_be_read"),
        case_references=(),
        needs_person=True,
        attachments=(_stored(4, "notes.docm", "unreadable", "dangerous_attachment", "macros"),),
    ),
    MailItem(
        id=13,
        received_at=NOW - timedelta(days=1),
        sender="a.lane@school.example",
        subject="MASH form for today",
        message_class="wrong_pathway",
        reasons=("other_pathway_words",),
        flags=("child_may_be_unsafe_now",),
        state="filed",
        acknowledgement="held",
        acknowledgement_reasons=("not_a_referral",),
        case_references=(),
        needs_person=True,
        text="Please see the attached contact form.",
    ),
    MailItem(
        id=14,
        received_at=NOW - timedelta(days=3),
        sender="events@lists.example",
        subject="Autumn newsletter",
        message_class="newsletter",
        reasons=(),
        flags=(),
        state="filed",
        acknowledgement="no",
        acknowledgement_reasons=("mailing_list", "brand_new_code"),
        case_references=(),
        needs_person=False,
    ),
)
HOSTILE_MAIL = MailItem(
    id=66,
    received_at=NOW,
    sender=PAYLOAD,
    subject=PAYLOAD,
    message_class=PAYLOAD,
    reasons=(PAYLOAD,),
    flags=(PAYLOAD,),
    state=PAYLOAD,
    acknowledgement=PAYLOAD,
    acknowledgement_reasons=(PAYLOAD,),
    case_references=("SCP-HHHH-HH",),
    needs_person=True,
    answer_held=True,
    outcomes=(ItemOutcome(outcome=PAYLOAD, reason=PAYLOAD, by=PAYLOAD, at=NOW),),
    attachments=(_stored(66, PAYLOAD, PAYLOAD, PAYLOAD),),
    text=PAYLOAD,
)

ACKNOWLEDGEMENT = OutgoingView(
    id=1,
    kind="acknowledgement",
    recipient="s.okonjo@hospital.example",
    subject="Auto: referral received [SCP-7F3K-2Q]",
    text="Your e-mail has arrived and has the reference SCP-7F3K-2Q.\n\nIf a child is at risk now, call 999.",
    state="held",
    written_at=NOW - timedelta(hours=2),
    sent_at=None,
    item_id=11,
)

DECISION = DecisionView(
    id=1,
    kind="recommendation",
    outcome="notify",
    reasons="Rowan was seriously harmed, and the account given does not explain it.",
    criteria=("abuse_or_neglect", "serious_harm"),
    decided_by="P. Lindqvist",
    decided_role="Chair of the group",
    decided_on=date(2026, 11, 10),
    external_reference="",
    by="M Khan",
    at=NOW - timedelta(hours=1),
    corrects=None,
    stands=True,
)

HISTORY = (
    AuditEvent(happened_at=NOW - timedelta(hours=2, minutes=9), actor="service", action="case_opened"),
    AuditEvent(
        happened_at=NOW - timedelta(hours=2, minutes=8),
        actor="service",
        action="acknowledgement_held",
        detail="unsafe_now",
    ),
    AuditEvent(happened_at=NOW - timedelta(minutes=30), actor="J Adeyemi", action="case_viewed"),
    AuditEvent(happened_at=NOW - timedelta(minutes=20), actor="service", action="moon_phase_noted"),
)


CANDIDATE = CandidateView(
    reference="SCP-2M9D-8X",
    initials="RE",
    state="triage",
    received_at=NOW - timedelta(days=2),
    agency="Harrow Vale Police",
    kind="same_event",
    reasons=("name_variant", "born_near", "incident_date_same"),
)
JOINED = JoinedCase(
    reference="SCP-9C4T-5B",
    initials="KA-E",
    state="triage",
    received_at=NOW - timedelta(days=9),
    agency="Harrow Vale Academy",
    relation="sibling",
    reason="Kit is named in both.",
    by="M Khan",
    at=NOW,
)
PROPOSAL = ProposalView(
    id=1,
    field=_field("children[0].dob", "Date of birth", "Child 1", "2026-03-03", _cell(1, 2), raw="3 March 2026"),
    stands="2026-03-02",
    item_id=11,
    other_reference="",
    made_at=NOW,
    answer="",
    answered_by="",
    answered_at=None,
)


def full_case() -> CaseView:
    """Two children, a conflict, a doubtful reading, ticks, struck words, a file that could not be read."""
    return CaseView(
        row=UNSAFE,
        criteria_set="wt2023",
        fields=FIELDS,
        missing=UNSAFE.missing_headings,
        other_answers=(
            ("Is an interpreter needed for Rowan?", "No, Rowan's mother speaks English"),
            ("Name of health visitor", ""),
        ),
        sections=SECTIONS,
        criteria=tuple(
            CriterionView(
                key=key,
                part=part,
                title=title,
                printed=f"As printed: {title.lower()}.",
                ticked=ticked,
                suggested=finding,
                judged="",
            )
            for key, part, title, ticked, finding in CRITERIA
        ),
        candidates=(CANDIDATE,),
        joined=(JOINED,),
        proposals=(PROPOSAL,),
        serious_incident=_finding("serious_incident", "met", *CRITERIA[0][4].evidence, *CRITERIA[2][4].evidence),
        suggestion_warnings=("text_too_short",),
        deadlines=(UNSAFE.next_deadline,) if UNSAFE.next_deadline else (),
        documents=(
            DocumentView(
                file=_stored(
                    1,
                    FORM,
                    "referral_form",
                    "lost_page_footer:word/footer1.xml",
                    "lost_picture:a",
                    "lost_picture:b",
                ),
                document=form(),
            ),
            DocumentView(file=_stored(2, LETTER, "other_document"), document=letter()),
            DocumentView(file=_stored(3, SCAN, "unreadable", "scanned_page"), document=None),
        ),
        mail=(MAIL[0], replace(MAIL[2], relation="proposed")),
        outgoing=(ACKNOWLEDGEMENT,),
        history=HISTORY,
        missing_paths=("children[0].ethnicity", "incident.date", "representative.name"),
        decisions=(DECISION,),
    )


def bare_case(row: QueueRow) -> CaseView:
    """A case of which nothing could be read."""
    nothing = _finding("serious_incident", "not_classified", probability=0.0)
    return replace(
        full_case(),
        row=row,
        fields=(),
        missing=(),
        other_answers=(),
        criteria=(),
        serious_incident=nothing,
        suggestion_warnings=("not_classified",),
        missing_paths=(),
        decisions=(),
        deadlines=(),
        documents=(),
        mail=(),
        outgoing=(),
        history=(),
    )


def hostile_case() -> CaseView:
    """The payload in every text of a case."""
    quote = EvidenceQuote(section=PAYLOAD, start=0, end=len(PAYLOAD), quote=PAYLOAD)
    place = Place(part=PAYLOAD, paragraph=1, control=PAYLOAD)
    rival = _field(PAYLOAD, PAYLOAD, PAYLOAD, PAYLOAD, place, raw=PAYLOAD, file=PAYLOAD)
    finding = _finding(PAYLOAD, "known", quote, against=(replace(quote, start=1, end=1 + len(PAYLOAD)),))
    return CaseView(
        row=HOSTILE_ROW,
        criteria_set=PAYLOAD,
        fields=(replace(rival, rivals=(rival,), confidence=0.1), replace(rival, value=PAYLOAD * 9)),
        missing=(PAYLOAD,),
        other_answers=((PAYLOAD, PAYLOAD),),
        sections={PAYLOAD: PAYLOAD},
        criteria=(
            CriterionView(
                key=PAYLOAD,
                part=PAYLOAD,
                title=PAYLOAD,
                printed=PAYLOAD,
                ticked=None,
                suggested=finding,
                judged=PAYLOAD,
            ),
        ),
        serious_incident=replace(finding, value=PAYLOAD),
        suggestion_warnings=(PAYLOAD,),
        deadlines=(HOSTILE_ROW.next_deadline and (replace(HOSTILE_ROW.next_deadline, basis=PAYLOAD),)) or (),
        documents=(
            DocumentView(file=_stored(66, PAYLOAD, PAYLOAD, PAYLOAD), document=hostile(PAYLOAD)),
            DocumentView(file=_stored(67, PAYLOAD, "unreadable", PAYLOAD), document=None),
        ),
        mail=(HOSTILE_MAIL,),
        outgoing=(replace(ACKNOWLEDGEMENT, recipient=PAYLOAD, subject=PAYLOAD, text=PAYLOAD, state=PAYLOAD),),
        history=(AuditEvent(happened_at=NOW, actor=PAYLOAD, action=PAYLOAD, detail=PAYLOAD, words=PAYLOAD),),
        decisions=(replace(DECISION, reasons=PAYLOAD, decided_by=PAYLOAD, decided_role=PAYLOAD, by=PAYLOAD),),
        candidates=(replace(CANDIDATE, initials=PAYLOAD, agency=PAYLOAD, state=PAYLOAD, kind=PAYLOAD),),
        joined=(replace(JOINED, initials=PAYLOAD, agency=PAYLOAD, relation=PAYLOAD, reason=PAYLOAD, by=PAYLOAD),),
        proposals=(replace(PROPOSAL, field=replace(rival, value=PAYLOAD * 2), stands=PAYLOAD * 2),),
    )


class FakeMessages:
    """The port UnfinishedBook with nothing in it."""

    def shown(self) -> list[object]:
        return []

    def try_again(self, *_: object) -> bool:
        return False

    def dismiss(self, *_: object) -> bool:
        return False

    def take_by_hand(self, *_: object) -> None:
        return None


class FakeReader:
    """The port CaseReader over the cases above. `viewed` keeps the visits."""

    def __init__(self, *, hostile: bool = False, empty: bool = False) -> None:
        cases = [full_case(), bare_case(OVERDUE), bare_case(CALM)] + ([hostile_case()] if hostile else [])
        self.cases = {} if empty else {each.row.reference: each for each in cases}
        self.mails = () if empty else MAIL + ((HOSTILE_MAIL,) if hostile else ())
        self.state = ServiceHealth(
            last_poll_at=NOW,
            last_good_poll_at=NOW - timedelta(minutes=2),
            poll_fault="",
            waiting_messages=0,
            waiting_emails=1,
            failed_emails=0,
        )
        self.viewed: list[tuple[str, str]] = []
        self.asked: list[SearchQuery] = []
        self.looked: list[tuple[str, str, str]] = []
        self.check = HistoryCheck(lines=42, fault="", at=42, head="0123456789abcdef")
        self.shown: list[str] = []  # cases of which the names were asked for

    def queue(self, now: datetime) -> list[QueueRow]:
        assert now == NOW
        return [each.row for each in self.cases.values()]

    def case(self, reference: str, now: datetime) -> CaseView | None:
        assert now == NOW
        return self.cases.get(reference)

    def case_page(self, wanted: ListQuery, now: datetime) -> CasePage:
        rows = ([ENDED_ROW] if self.cases else []) if wanted.ended else self._listed(wanted, now)
        page = asked_page(len(rows), wanted.page)
        return CasePage(total=len(rows), page=page, rows=rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])

    def _listed(self, wanted: ListQuery, now: datetime) -> list[QueueRow]:
        rows = self.queue(now)
        mine = [row for row in rows if wanted.assignee_id in (None, row.assignee_id)]
        narrowed = [row for row in mine if wanted.narrowing.state in ("", row.state)]
        return [row for row in narrowed if row.state in wanted.states] if wanted.states else narrowed

    def counts(self, assignee_id: int, waiting: tuple[str, ...], now: datetime, _without: object = None) -> ListCounts:
        rows = self.queue(now)
        return ListCounts(
            open=len(rows),
            yours=sum(row.assignee_id == assignee_id for row in rows),
            waiting=sum(row.state in waiting for row in rows),
            needs_person=len(self.needs_person()),
            unsafe=sum("child_may_be_unsafe_now" in row.flags for row in rows),
            overdue=sum(row.working_days_left is not None and row.working_days_left < 0 for row in rows),
        )

    def mail_page(self, asked: int) -> MailPage:
        lines = [MailLine(at=each.received_at, item=each) for each in self.mails]
        again = Delivery(received_at=NOW - timedelta(hours=1), account="referrals", state="duplicate", item_id=11)
        repeats = [again, replace(again, state="fetched", item_id=None)] if self.mails else []
        for each in repeats:
            first = next((item for item in self.mails if item.id == each.item_id), None)
            lines.append(MailLine(at=each.received_at, item=first, again=each))
        lines.sort(key=lambda line: line.at, reverse=True)
        return MailPage(total=len(lines), page=asked_page(len(lines), asked), lines=lines)

    def search(self, query: SearchQuery, now: datetime) -> list[QueueRow]:
        assert now == NOW
        self.asked.append(query)
        return [each.row for each in self.cases.values()] if query.words != "nobody" else []

    def statistics(self, start: date | None, end: date | None, now: datetime, *, exact: bool) -> Statistics:
        assert now == NOW
        facts = [
            CaseFacts(
                agency=PAYLOAD if number % 2 else "Harrow Vale Hospitals NHS Trust",
                ended="",
                recorded=frozenset({"recommendation"}),
                suggested={"serious_harm": True},
                judged={"serious_harm": "supports"},
                clocks={"la_notification": "in_time"},
            )
            for number in range(11 if self.cases else 0)
        ]
        blocks = compute(facts, [each.key for each in self.domain.criteria.criteria], exact=exact)
        return Statistics(start=start, end=end, blocks=blocks, exact=exact)

    def check_case_history(self, _reference: str) -> HistoryCheck:
        return self.check

    def check_history(self) -> HistoryCheck:
        return self.check

    def note_mail(self, action: str, who: Caseworker, now: datetime, *, item_id: int = 0, file_id: int = 0) -> None:
        assert now == NOW
        self.looked.append((action, str(item_id or file_id), who.name))

    def hidden_from(self, _who: Caseworker) -> Hidden:
        return Hidden()

    def case_access(self, _reference: str) -> CaseAccess:
        return CaseAccess()

    def note_looked(self, action: str, who: Caseworker, now: datetime, reference: str = "", detail: str = "") -> None:
        assert now == NOW
        self.looked.append((action, reference or detail, who.name))

    def answers(self, item_id: int) -> list[OutgoingView]:
        return [ACKNOWLEDGEMENT] if item_id == 11 else []

    def draft(self, reference: str, account_id: int, form: str) -> Draft | None:  # noqa: ARG002 - the port's signature
        return None

    def keep_draft(self, *_: object) -> None:
        """Nothing is kept here."""

    def drop_draft(self, *_: object) -> None:
        """Nothing was kept."""

    def people(self) -> list[Caseworker]:
        return [Caseworker(id=7, name="M Khan", role="caseworker"), Caseworker(id=8, name="J Adeyemi", role="manager")]

    def needs_person(self) -> list[MailItem]:
        return [each for each in self.mails if each.needs_person]

    def mail(self) -> list[MailItem]:
        return list(self.mails)

    def mail_item(self, item_id: int) -> MailItem | None:
        return next((each for each in self.mails if each.id == item_id), None)

    def original(self, file_id: int) -> tuple[str, bytes] | None:
        names = {file.id: file.filename for mail in self.mails for file in mail.attachments}
        return (names[file_id], b"<script>alert(1)</script>") if file_id in names else None

    def health(self, now: datetime) -> ServiceHealth:
        assert now == NOW
        return self.state

    def note_viewed(self, reference: str, who: Caseworker, now: datetime, *, names_shown: bool = False) -> None:
        assert now == NOW
        self.viewed.append((reference, who.name))
        self.shown += [reference] if names_shown else []

    @cached_property
    def domain(self) -> DomainConfiguration:
        return load_domain()

    def unsent(self) -> list[UnsentEmail]:
        return [
            UnsentEmail(kind="alert", code="550", written_at=NOW),
            UnsentEmail(kind="outcome", code="gave_up", written_at=NOW, reference="SCP-7F3K-2Q"),
        ]

    def late_returns(self, now: datetime) -> list[str]:  # noqa: ARG002 - the port's signature
        return []

    @property
    def messages(self) -> "FakeMessages":
        return FakeMessages()

    domains: dict[str, DomainConfiguration] = {}  # noqa: RUF012 - none has rules of its own

    def domain_of(self, account: str) -> DomainConfiguration:  # noqa: ARG002 - the port's signature
        return self.domain


class FakeAccounts(PeopleSide):
    """The port Accounts with one person: `morgan`, `correct horse`."""

    def __init__(self) -> None:
        self.open: set[str] = set()
        self.role = "caseworker"

    def sign_in(self, username: str, password: str, now: datetime) -> str | None:
        assert now == NOW
        if (username, password) != ("morgan", "correct horse"):
            return None
        session_id = f"opaque-{len(self.open) + 1}"
        self.open.add(session_id)
        return session_id

    def session(self, session_id: str, now: datetime) -> Caseworker | None:
        assert now == NOW
        return Caseworker(id=7, name="M Khan", role=self.role) if session_id in self.open else None

    def sign_out(self, session_id: str) -> None:
        self.open.discard(session_id)
