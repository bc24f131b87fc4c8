"""The store on a real database: transactions that are all or nothing, a history that cannot be rewritten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from extract.document import Paragraph, Place, SourceDocument, Span
from extract.model import Conflict, DocumentKind, Extraction, FieldReading, ReferralRecord
from ingest.model import Address, ListedMessage, MessageClass, Screening, SourceMessage
from ingest.ports import MOST_FAULTS
from notify.dispatch import send_due
from notify.errors import TransportRefused
from notify.fakes import RecordingTransport
from notify.model import AcknowledgementVerdict, OutgoingEmail, Permission
from triage import belonging, casework
from triage.belonging import OurReplies
from triage.known_cases import KnownCases
from triage.model import Caseworker, EvidenceQuote, Finding, Suggestion
from triage.store.engine import open_database, schema_is_current, upgrade
from triage.store.originals import OriginalDamaged, Originals
from triage.store.outbox import DatabaseOutbox
from triage.store.receipt_book import MOST_ATTEMPTS
from triage.store.tables import METADATA
from triage.store.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
INCIDENT = "On 4 November the child was found with a fractured femur. Police are investigating."
QUOTE = EvidenceQuote(section="incident", start=0, end=56, quote=INCIDENT[:56])


def reading(path, value, confidence=0.9):
    return FieldReading(
        path=path,
        value=value,
        raw=value,
        confidence=confidence,
        place=Place(part="page", page=1, box=(1, 2, 3, 4)),
        file="f.pdf",
    )


def extraction():
    return Extraction(
        file="f.pdf",
        kind=DocumentKind.REFERRAL_FORM,
        record=ReferralRecord(
            readings=(
                reading("children[0].full_name", "Imogen Vale-Hart"),
                reading("incident.date", "2026-11-04"),
                reading("referrer.agency", "Westcliff NHS Trust"),
                reading("criteria_ticked[0]", "cross_border"),
            )
        ),
        conflicts=(Conflict(path="incident.date", readings=(reading("incident.date", "2026-11-05", 0.4),)),),
        missing=("representative.approved",),
        document=SourceDocument(
            format="pdf", items=(Paragraph(spans=(Span(text="Imogen"),), place=Place(part="page", page=1)),)
        ),
    )


def suggestion(value="met"):
    return Suggestion(
        criteria_set="wt2023",
        sections={"incident": INCIDENT},
        findings=(
            Finding(key="abuse_or_neglect", value="suspected", probability=0.8, evidence=(QUOTE,)),
            Finding(key="serious_harm", value="evidenced", probability=0.9, evidence=(QUOTE,)),
            Finding(key="child_died", value=False, probability=0.1),
            Finding(key="serious_incident", value=value, probability=0.9, evidence=(QUOTE,)),
            Finding(key="cross_border", value=True, probability=0.7, evidence=(QUOTE,)),
        ),
    )


def read_mail(key="k1", **changes):
    message = SourceMessage(
        dedupe_key=key,
        message_id=f"<{key}@trust.example>",
        untrusted_subject="LIG referral",
        sender=Address(mailbox="nurse@trust.example"),
        untrusted_text="Please find attached.\0",
    )
    form = casework.ReadFile(path="1", content=b"%PDF form of " + key.encode(), extraction=extraction())
    mail = casework.ReadMail(
        dedupe_key=key,
        message=message,
        message_class=MessageClass.REFERRAL,
        screening=Screening(message_class=None),
        received_at=NOW,
        files=(form,),
        referrals=(casework.ReadReferral(path="1", extraction=extraction(), suggestion=suggestion()),),
    )
    return replace(mail, **changes)


@pytest.fixture
def fetched(book):
    """Makes a receipt whose original is stored."""

    def fetch(uid=1):
        listed = book.note_listed("referrals", "INBOX", 7, [ListedMessage(uid=uid, internal_date=NOW)], NOW)
        receipt = next(each for each in listed if each.uid == uid)
        book.note_fetched(receipt, b"raw mail %d" % uid, NOW)
        return next(each for each in book.unprocessed() if each.uid == uid)

    return fetch


def email(number=1):
    return OutgoingEmail(
        message_id=f"<ack{number}@iowscp.example>",
        recipient="nurse@trust.example",
        subject="Auto: received",
        text="Received.",
        written_at=NOW,
    )


def open_case(engine, originals, receipt, domain, mail=None, *, permission=Permission.YES):
    with UnitOfWork(engine, originals, NOW) as work:
        taken = casework.take_in(work, receipt, mail or read_mail(), domain)
        verdict = AcknowledgementVerdict(permission=permission, reasons=(), recipient="nurse@trust.example")
        sent = None if permission is Permission.NO else email(receipt.uid)
        casework.settle_acknowledgement(work, taken, verdict, sent, automatic=True)
        work.plan_move(receipt, "Processed")
        references = [case.reference for case in taken.new_cases]
        work.commit()
    return references


def test_a_case_comes_back_as_it_went_in(engine, originals, reader, domain, fetched):
    (reference,) = open_case(engine, originals, fetched(), domain)
    view = reader.case(reference, NOW)
    assert view.row.initials == "IV-H"
    assert view.row.agency == "Westcliff NHS Trust"
    assert view.row.serious_incident == "met"
    assert view.row.reasons == ("abuse or neglect suspected", "serious harm evidenced")
    assert [field.value for field in view.fields][:2] == ["Imogen Vale-Hart", "2026-11-04"]
    assert view.fields[1].rivals[0].value == "2026-11-05"
    assert view.fields[0].place.box == (1, 2, 3, 4)
    assert view.documents[0].document == extraction().document
    assert view.serious_incident.evidence == (QUOTE,)
    (cross_border,) = [each for each in view.criteria if each.key == "cross_border"]
    assert (cross_border.ticked, cross_border.suggested.value, cross_border.judged) == (True, True, "")
    assert [each.action for each in view.history][:2] == ["mail_received", "case_opened"]
    assert view.row.working_days_left == 1
    assert view.missing == (domain.fields.form_heading("representative.approved"),)


def test_nothing_is_kept_of_a_transaction_that_did_not_end(engine, originals, book, reader, domain, fetched):
    receipt = fetched()
    with UnitOfWork(engine, originals, NOW) as work:
        casework.take_in(work, receipt, read_mail(), domain)
    assert reader.queue(NOW) == []
    assert reader.mail() == []
    assert [each.uid for each in book.unprocessed()] == [1]


def test_the_same_mail_opens_no_second_case(engine, originals, book, reader, domain, fetched):
    open_case(engine, originals, fetched(1), domain)
    with UnitOfWork(engine, originals, NOW) as work:
        casework.note_duplicate(work, fetched(2), work.item_with_key("k1"))
        work.commit()
    assert len(reader.queue(NOW)) == 1
    assert book.unprocessed() == []
    with pytest.raises(IntegrityError):
        open_case(engine, originals, fetched(3), domain)


def test_a_mail_is_acknowledged_at_most_once(engine, originals, domain, fetched):
    with UnitOfWork(engine, originals, NOW) as work:
        taken = casework.take_in(work, fetched(), read_mail(), domain)
        work.queue_email("acknowledgement", taken.item, email(1), "waiting")
        work.queue_email("acknowledgement", taken.item, email(2), "waiting")
        with pytest.raises(IntegrityError):
            work.commit()


def test_a_reply_is_only_proposed_to_the_case_of_its_thread(engine, originals, reader, domain, fetched):
    (reference,) = open_case(engine, originals, fetched(1), domain)
    reply = read_mail(
        "k2",
        message=SourceMessage(dedupe_key="k2", message_id="<k2@trust.example>", in_reply_to=("<k1@trust.example>",)),
        message_class=MessageClass.REPLY_NO_FORM,
        files=(),
        referrals=(),
    )
    with UnitOfWork(engine, originals, NOW) as work:
        reply = belonging.settle(KnownCases(work=work), reply, OurReplies(answered=("<k1@trust.example>",), known=True))
    assert [(link.relation, link.reason) for link in reply.links] == [("proposed", "thread")]
    assert open_case(engine, originals, fetched(2), domain, reply, permission=Permission.NO) == []
    assert len(reader.queue(NOW)) == 1
    assert [each.message_class for each in reader.case(reference, NOW).mail] == ["referral", "reply_no_form"]
    assert reader.mail()[0].case_references == (reference,)


def test_the_most_urgent_case_comes_first(engine, originals, reader, domain, fetched):
    calm = casework.ReadReferral(path="1", extraction=extraction(), suggestion=suggestion("not_met"))
    urgent = replace(calm, flags=("child_may_be_unsafe_now",))
    later = NOW + timedelta(days=3)
    names = [
        open_case(engine, originals, fetched(1), domain, read_mail("a", referrals=(calm,))),
        open_case(engine, originals, fetched(2), domain, read_mail("b")),
        open_case(engine, originals, fetched(3), domain, read_mail("c", referrals=(urgent,), received_at=later)),
    ]
    assert [row.reference for row in reader.queue(NOW)] == [names[2][0], names[1][0], names[0][0]]


def test_history_cannot_be_changed_or_deleted(engine, originals, domain, fetched):
    open_case(engine, originals, fetched(), domain)
    for statement in ("UPDATE event SET actor = 'nobody'", "DELETE FROM event"):
        with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))


def test_looking_at_a_case_is_recorded(engine, originals, reader, domain, fetched):
    (reference,) = open_case(engine, originals, fetched(), domain)
    reader.note_viewed(reference, Caseworker(id=1, name="Mina Okafor", role="caseworker"), NOW)
    assert reader.case(reference, NOW).history[-1].action == "case_viewed"
    assert reader.case(reference, NOW).history[-1].actor == "Mina Okafor"


def test_the_outbox_survives_an_interrupted_try_and_sends_the_same_message_again(engine, originals, domain, fetched):
    open_case(engine, originals, fetched(), domain)
    outbox = DatabaseOutbox(engine)
    (due,) = outbox.due(NOW)
    outbox.note_sending(due, NOW)  # and here the process dies
    (again,) = outbox.due(NOW)
    assert again.possible_copies == 1
    transport = RecordingTransport()
    send_due(outbox, transport, lambda: NOW)
    assert [each.message_id for each in transport.sent] == ["<ack1@iowscp.example>"]
    assert outbox.due(NOW) == []


def test_a_refused_email_waits_for_its_next_try(engine, originals, domain, fetched):
    open_case(engine, originals, fetched(), domain)
    outbox = DatabaseOutbox(engine)
    send_due(outbox, RecordingTransport([TransportRefused("451")]), lambda: NOW)
    assert outbox.due(NOW + timedelta(seconds=59)) == []
    assert len(outbox.due(NOW + timedelta(seconds=60))) == 1


def test_held_acknowledgements_are_not_due(engine, originals, domain, fetched):
    open_case(engine, originals, fetched(), domain, permission=Permission.HELD)
    assert DatabaseOutbox(engine).due(NOW) == []


def test_listing_twice_makes_one_receipt_and_the_epoch_is_part_of_its_key(book):
    listed = [ListedMessage(uid=1), ListedMessage(uid=2)]
    assert len(book.note_listed("a", "INBOX", 1, listed, NOW)) == 2
    assert len(book.note_listed("a", "INBOX", 1, listed, NOW)) == 2
    assert len(book.note_listed("a", "INBOX", 2, listed, NOW)) == 2
    assert {each.id for each in book.note_listed("a", "INBOX", 1, [], NOW)} == {1, 2}


def test_a_message_has_a_bounded_number_of_tries(book, fetched):
    receipt, cut_short = fetched(1), fetched(2)
    tries = []
    for _ in range(MOST_ATTEMPTS + 1):
        tries.append(book.begin_attempt(receipt))
        book.note_failure(receipt, "KeyError")
    assert tries == [True] * MOST_ATTEMPTS + [False]
    assert [book.begin_attempt(cut_short) for _ in range(MOST_FAULTS + 1)] == [True] * MOST_FAULTS + [False]


def test_moves_are_pending_until_the_server_has_confirmed(engine, originals, book, domain, fetched):
    open_case(engine, originals, fetched(), domain)
    (move,) = book.pending_moves("referrals", "INBOX")
    assert move.target_folder == "Processed"
    book.note_moved(move, NOW)
    assert book.pending_moves("referrals", "INBOX") == []


def test_originals_are_encrypted_and_a_changed_one_is_noticed(tmp_path):
    originals = Originals(tmp_path, b"k" * 32)
    sha256 = originals.put(b"canary words of a referral")
    (path,) = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert b"canary" not in path.read_bytes()
    assert originals.get(sha256) == b"canary words of a referral"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(OriginalDamaged):
        originals.get(sha256)
    with pytest.raises(OriginalDamaged):
        originals.get("0" * 64)


def test_the_migrations_make_exactly_the_tables_of_the_code(engine):
    assert schema_is_current(engine)
    upgrade(engine)
    made = {table: {column["name"] for column in inspect(engine).get_columns(table)} for table in METADATA.tables}
    assert made == {name: set(table.columns.keys()) for name, table in METADATA.tables.items()}


def test_commits_are_durable_and_foreign_keys_hold(engine):
    if engine.dialect.name != "sqlite":
        return  # PostgreSQL's own defaults
    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text("INSERT INTO part VALUES (1, 99, '', '', '', '', 0, '[]', NULL)"))


def test_a_new_database_is_opened_where_the_folder_is_missing(tmp_path):
    fresh = open_database(f"sqlite:///{tmp_path / 'deep' / 'down' / 'r.db'}")
    upgrade(fresh)
    assert schema_is_current(fresh)
    fresh.dispose()
