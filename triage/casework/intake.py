"""The verbs of casework that the service performs: take in a mail, open its cases, settle its acknowledgement.

Each works inside the caller's unit of work and commits nothing. The service suggests and records; it decides nothing.
"""

import hashlib
from collections.abc import Mapping
from datetime import date

from config.domain import DomainConfiguration
from extract.model import DocumentKind
from ingest.model import Attachment, MessageClass, Screening
from ingest.ports import MessageState, Receipt
from notify.model import Acknowledgement, AcknowledgementVerdict, OutgoingEmail, Permission
from triage.casework.proposing import propose_from_mail, told_otherwise, told_to_nobody
from triage.casework.reading import ReadMail, ReadReferral, TakenIn
from triage.deadlines import provisional_deadlines
from triage.model import CaseState
from triage.references import new_reference
from triage.store.case_rows import answer_rows, deadline_rows, document_to_bytes, field_rows, finding_rows, told_rows
from triage.store.tables_case import CaseRow
from triage.store.tables_mail import ItemRow
from triage.store.unit_of_work import MAIL_TEXT, NewPart, UnitOfWork

SERVER_PLACEHOLDER = "server_placeholder"  # flag: the mail system gave this in place of a mail that it could not give
_UNREAD = {DocumentKind.UNREADABLE, DocumentKind.ENCRYPTED}
# What a mail of a class says about an e-mail of ours that it names.
_DELIVERY = {
    MessageClass.BOUNCE: "returned",
    MessageClass.AUTO_REPLY: "out_of_office",
    MessageClass.REPLY_WITH_FORM: "answered",
    MessageClass.REPLY_NO_FORM: "answered",
}
_FOR_A_PERSON = {
    MessageClass.CORRECTION,
    MessageClass.REPLY_WITH_FORM,
    MessageClass.QUERY,
    MessageClass.WRONG_PATHWAY,
    MessageClass.ENCRYPTED,
    MessageClass.BOUNCE,
    MessageClass.RECALL,
    MessageClass.SUPPORTING,
    MessageClass.UNREADABLE,
}


def take_in(work: UnitOfWork, receipt: Receipt, mail: ReadMail, domain: DomainConfiguration) -> TakenIn:
    """Keep the mail with its leaves, open a case for each referral, propose the cases that it seems to speak of."""
    item = work.add_item(
        receipt, _item(mail, new_reference(domain.partnership.reference_prefix, work.now)), _parts(mail)
    )
    if SERVER_PLACEHOLDER in mail.flags:
        work.close_receipt(receipt, item, MessageState.PLACEHOLDER.value)
    work.record("mail_received", item=item, detail=mail.message_class.value)
    opened = tuple(_open_case(work, item, mail, referral, domain) for referral in mail.referrals)
    linked = _link_cases(work, item, mail, domain)
    work.keep_told(item, told_rows(told_to_nobody(mail)))
    _note_delivery(work, mail)
    return TakenIn(item=item, new_cases=opened, linked_cases=linked)


def _note_delivery(work: UnitOfWork, mail: ReadMail) -> None:
    """What the mail says of e-mails of ours: that they came back, or that somebody answered them."""
    message = mail.message
    if message is None:
        return
    outcome = _DELIVERY.get(mail.message_class, "")
    answered = (*message.in_reply_to, *message.references)
    ids = message.reported_message_ids if mail.message_class is MessageClass.BOUNCE else answered
    delayed = "action: delayed" in message.untrusted_report.lower()  # not given up yet
    if outcome and ids and not delayed and "read_receipt" not in mail.screening.reasons:
        work.note_delivery(ids, outcome)


def settle_acknowledgement(
    work: UnitOfWork, taken: TakenIn, verdict: AcknowledgementVerdict, email: OutgoingEmail | None, *, automatic: bool
) -> None:
    """Record the verdict with its reasons; write the e-mail, due at once or held for a person. At most one a mail.

    A mail that a person had read again is not answered a second time.
    Without `automatic` even a permitted one is held: mail imported from disk is not answered unless that was asked for.
    """
    taken.item.permission = verdict.permission.value
    taken.item.permission_reasons = list(verdict.reasons)
    if email is not None and work.answered_before(taken.item):
        taken.item.permission, email = Permission.NO.value, None
        taken.item.permission_reasons = [*verdict.reasons, "answered_before"]
    if email is None:
        action = "acknowledgement_not_sent"
    else:
        waiting = verdict.permission is Permission.YES and automatic
        work.queue_email("acknowledgement", taken.item, email, "waiting" if waiting else "held")
        action = "acknowledgement_queued" if waiting else "acknowledgement_held"
    work.record(action, item=taken.item, detail=",".join(taken.item.permission_reasons)[:300])


def acknowledgement_facts(taken: TakenIn, domain: DomainConfiguration) -> Acknowledgement:
    """What an acknowledgement may know: our references, and what is missing by our own form's headings."""
    headings = (domain.fields.form_heading(path) for case in taken.new_cases for path in case.missing)
    return Acknowledgement(
        token=taken.item.reference,
        references=tuple(case.reference for case in taken.new_cases) or (taken.item.reference,),
        received_at=taken.item.received_at,
        missing_headings=tuple(dict.fromkeys(headings)),
        readable=not taken.item.needs_person,
    )


def set_aside(work: UnitOfWork, receipt: Receipt, domain: DomainConfiguration) -> None:
    """A message that failed every try: an item for a person, its original the only part; once for all copies."""
    mail = ReadMail(
        dedupe_key=hashlib.sha256(f"set-aside\0{receipt.account}\0{receipt.sha256}".encode()).hexdigest(),
        message=None,
        message_class=MessageClass.UNREADABLE,
        screening=Screening(message_class=None, reasons=("could_not_be_read",)),
        received_at=receipt.received_at,
    )
    first = work.item_with_key(mail.dedupe_key)
    if first is not None:
        note_duplicate(work, receipt, first)
        return
    item = work.add_item(receipt, _item(mail, new_reference(domain.partnership.reference_prefix, work.now)), ())
    work.close_receipt(receipt, item, "set_aside")
    work.record("mail_set_aside", item=item)


def note_duplicate(work: UnitOfWork, receipt: Receipt, item: ItemRow) -> TakenIn:
    """The same mail again: still countable, no case, no acknowledgement."""
    work.close_receipt(receipt, item, "duplicate")
    work.record("mail_received_again", item=item)
    return TakenIn(item=item, linked_cases=tuple(work.cases_of_item(item)))


def _item(mail: ReadMail, reference: str) -> ItemRow:
    message = mail.message
    return ItemRow(
        dedupe_key=mail.dedupe_key,
        reference=reference,
        message_id=message.message_id[:1000] if message else "",
        received_at=mail.received_at,
        sender=message.sender.mailbox if message and message.sender else "",
        subject=_storable(message.untrusted_subject) if message else "",
        text=_storable(message.untrusted_text) if message else "",
        message_class=mail.message_class.value,
        reasons=list(mail.screening.reasons),
        flags=list(mail.flags),
        needs_person=_needs_person(mail),
        permission=Permission.NO.value,
        permission_reasons=[],
        authentication=mail.screening.authentication,
    )


def _needs_person(mail: ReadMail) -> bool:
    unread = any(each.extraction.kind in _UNREAD for each in mail.files)
    senderless = mail.message is None or mail.message.sender is None
    referral_not_found = mail.message_class is MessageClass.REFERRAL and not mail.referrals
    dangerous = "dangerous_attachment" in mail.flags
    return unread or senderless or referral_not_found or dangerous or mail.message_class in _FOR_A_PERSON


def _parts(mail: ReadMail) -> list[NewPart]:
    """The documents and the mail's own text as read, then the leaves of its texts, byte for byte."""
    texts = mail.message.text_leaves if mail.message else ()
    return [*_read_parts(mail), *(_text_part(each) for each in texts)]


def _text_part(leaf: Attachment) -> NewPart:
    return NewPart(path=f"text:{leaf.path}", filename=leaf.filename, kind=MAIL_TEXT, content=leaf.content)


def _read_parts(mail: ReadMail) -> list[NewPart]:
    return [
        NewPart(
            path=each.path,
            filename=each.extraction.file,
            kind=each.extraction.kind.value,
            content=each.content,
            warnings=each.extraction.warnings,
            document=document_to_bytes(each.extraction.document),
        )
        for each in mail.files
    ]


def _open_case(
    work: UnitOfWork, item: ItemRow, mail: ReadMail, referral: ReadReferral, domain: DomainConfiguration
) -> CaseRow:
    extraction, suggestion = referral.extraction, referral.suggestion
    sin_date = _date(extraction.record.value("notifications.sin_date"))
    case = work.add_case(
        CaseRow(
            reference=new_reference(domain.partnership.reference_prefix, work.now),
            item_id=item.id,
            form_part_id=work.part_id(item, referral.path),
            state=CaseState.NEEDS_PERSON.value if _needs_person(mail) else CaseState.LOGGED.value,
            opened_at=work.now,
            received_at=mail.received_at,
            criteria_set=suggestion.criteria_set,
            configuration=domain.version,
            sections=_plain(suggestion.sections),
            missing=list(extraction.missing),
            flags=list(dict.fromkeys((*mail.screening.flags, *referral.flags))),
            warnings=list(suggestion.warnings),
            fields=field_rows(extraction),
            answers=answer_rows(extraction, domain.fields),
            findings=finding_rows(suggestion),
            deadlines=deadline_rows(provisional_deadlines(mail.received_at, sin_date, domain.calendar)),
        )
    )
    work.record("case_opened", case=case, item=item)
    return case


def _link_cases(work: UnitOfWork, item: ItemRow, mail: ReadMail, domain: DomainConfiguration) -> tuple[CaseRow, ...]:
    for link in mail.links:
        work.link(link.case, item.id, link.relation, link.reason)
        work.record(f"mail_{link.relation}", case=link.case, item=item, detail=link.reason)
        propose_from_mail(work, link.case, item, told_otherwise(mail, link), domain)
    return tuple(link.case for link in mail.links)


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _plain(sections: Mapping[str, str]) -> dict[str, str]:
    return dict(sections)


def _storable(text: str) -> str:
    # PostgreSQL refuses NUL, and neither database takes lone surrogates; the original keeps both.
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
