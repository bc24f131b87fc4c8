"""Mail that needs a person: open it as a case, join it to one, put it aside, read it again; answer what was held."""

from triage.casework.desk import CaseChange, MailChange
from triage.casework.guards import AlreadyDealtWith, AlreadyLinked, HasCases, ReasonMissing, UnknownCase
from triage.casework.proposing import propose_from_mail
from triage.deadlines import provisional_deadlines
from triage.model import CaseState
from triage.references import new_reference
from triage.store.case_rows import deadline_rows
from triage.store.desk_work import HistoryLine
from triage.store.tables_case import CaseLinkRow, CaseRow
from triage.store.tables_mail import OutboxRow, PartRow
from triage.store.unit_of_work import MAIL_TEXT, WHOLE_MAIL

_BELONGS = ("opened", "joined", "linked")
_NOT_DOCUMENTS = ("body", WHOLE_MAIL)


def open_as_case(change: MailChange) -> str:
    """A case by hand, with nothing read and nothing suggested; gives its reference. Guard: HasCases."""
    _must_have_no_case(change)
    work, domain = change.work, change.domain
    case = work.add_case(
        CaseRow(
            reference=new_reference(domain.partnership.reference_prefix, work.now),
            item_id=change.item.id,
            form_part_id=_first_document(change),
            state=CaseState.TRIAGE.value,
            opened_at=work.now,
            received_at=change.item.received_at,
            criteria_set=domain.criteria.id,
            configuration=domain.version,
            sections={},
            missing=list(domain.fields.required_paths()),
            flags=list(change.item.flags),
            warnings=["not_classified"],
            deadlines=deadline_rows(provisional_deadlines(change.item.received_at, None, domain.calendar)),
        )
    )
    work.add_outcome(change.item, change.who, "opened_by_hand")
    change.record("case_opened_by_hand", case=case)
    return case.reference


def link_to_case(change: MailChange, reference: str) -> None:
    """This mail belongs to that case, open or ended; what it says otherwise is proposed, as if it had joined by itself.

    Guards: UnknownCase (or one of another partnership), AlreadyLinked.
    """
    case = change.work.case_to_change(reference.strip().upper())
    if case is None or not change.same_site(case.item.account):
        raise UnknownCase
    link = next(iter(change.work.links(case=case, item=change.item)), None)
    if link is not None and link.relation in _BELONGS:
        raise AlreadyLinked
    if link is None or link.relation != "proposed":  # what was proposed with a case came with its changes
        propose_from_mail(change.work, case, change.item, change.work.told_by(change.item), change.domain)
    if link is None:
        change.work.link(case, change.item.id, "linked", "by_hand")
    else:
        link.relation = "linked"
    case.version += 1
    change.work.add_outcome(change.item, change.who, "linked")
    change.record("mail_linked", case=case)


def set_not_a_referral(change: MailChange, reason: str) -> None:
    """Nothing to do with a case: it leaves the list and can still be found. Guards: AlreadyDealtWith, ReasonMissing."""
    if not change.item.needs_person:
        raise AlreadyDealtWith
    if not reason.strip():
        raise ReasonMissing
    outcome = change.work.add_outcome(change.item, change.who, "not_a_referral", reason.strip())
    change.record("mail_not_a_referral", about=outcome)


def try_again(change: MailChange) -> None:
    """Have the stored original read once more, as if it had just come. Guards: HasCases, AlreadyDealtWith.

    The mail as it was read before stays, out of the list. What was answered is not answered again: see `settle`.
    """
    _must_have_no_case(change)
    stored = [each for each in change.work.receipts_of(change.item) if each.sha256 and each.state != "duplicate"]
    if not stored:
        raise AlreadyDealtWith
    receipt = stored[0]
    change.work.add_outcome(change.item, change.who, "retried", f"receipt:{receipt.id}")
    change.work.read_again(change.item, receipt)
    for email in change.work.emails_of(change.item):
        if email.state == "held":
            change.work.cancel_email(email, change.who)
    change.record("mail_tried_again")


def release_acknowledgement(change: MailChange) -> None:
    """Send what was held, or could not be sent. Guard: AlreadyDealtWith."""
    change.work.release_email(_held(change), change.who)


def cancel_acknowledgement(change: MailChange) -> None:
    """Do not. Guard: AlreadyDealtWith."""
    change.work.cancel_email(_held(change), change.who)


def accept_link(change: CaseChange, item_id: int) -> None:
    """The mail that was proposed belongs to this case. Guard: AlreadyDealtWith."""
    link = _proposed(change, item_id)
    link.relation = "linked"
    item = change.work.item_to_change(item_id)
    change.work.record_by(change.who, HistoryLine(action="mail_linked"), case=change.case, item=item)


def reject_link(change: CaseChange, item_id: int) -> None:
    """It does not; so that it is not lost, a mail without any case needs a person. Guard: AlreadyDealtWith."""
    _proposed(change, item_id).relation = "rejected"
    change.work.refuse_proposals_of(change.case, item_id, change.who.name)
    item = change.work.item_to_change(item_id)
    if item is not None and all(each.relation == "rejected" for each in change.work.links(item=item)):
        item.needs_person = True
    change.work.record_by(change.who, HistoryLine(action="mail_link_rejected"), case=change.case, item=item)


def _must_have_no_case(change: MailChange) -> None:
    if any(each.relation == "opened" for each in change.work.links(item=change.item)):
        raise HasCases


def _first_document(change: MailChange) -> int | None:
    parts: list[PartRow] = [each for each in change.item.parts if each.path not in _NOT_DOCUMENTS]
    return next((each.id for each in parts if each.kind not in ("inline_image", "signature", MAIL_TEXT)), None)


def _held(change: MailChange) -> OutboxRow:
    for email in change.work.emails_of(change.item):
        if email.kind == "acknowledgement" and email.state in ("held", "failed"):
            return email
    raise AlreadyDealtWith


def _proposed(change: CaseChange, item_id: int) -> CaseLinkRow:
    for link in change.work.links(case=change.case):
        if link.item_id == item_id and link.relation == "proposed":
            return link
    raise AlreadyDealtWith
