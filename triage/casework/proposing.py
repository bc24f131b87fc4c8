"""Changes that a later mail or a merged case proposes to a case, and what a person answers to each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from config.domain import DomainConfiguration
from extract.model import DocumentKind, FieldReading
from ingest.model import MessageClass
from triage.casework.desk import CaseChange
from triage.casework.guards import AlreadyDealtWith, NotAChoice, NothingChanged, Refused
from triage.casework.reading import CaseLink, ReadMail
from triage.casework.working import correct_field
from triage.differences import OF_THE_REFERRER, Difference, differences
from triage.store.case_rows import plain_place
from triage.store.case_views import standing_values
from triage.store.tables_case import CaseRow, FieldRow
from triage.store.tables_mail import ItemRow
from triage.store.tables_proposed import ProposalRow, ToldRow
from triage.store.unit_of_work import UnitOfWork

ANSWERS = ("accepted", "added", "refused")
LEAST_SURE = 0.6  # of an answer read in a mail's own text, where nobody filled in a form
BODY = "body"  # path of the mail's own text among its leaves
_MAY_CORRECT = frozenset({MessageClass.REPLY_NO_FORM, MessageClass.REPLY_WITH_FORM, MessageClass.CORRECTION})
_FREE_TEXT = frozenset({"incident.summary", "background", "agency_involvement", "rationale", "immediate_actions"})


def told_otherwise(mail: ReadMail, link: CaseLink) -> Sequence[FieldReading]:
    """What a mail says of a case that is known: its form, else the plain answers in its own text."""
    if link.referral is not None:
        return link.referral.extraction.record.readings
    if mail.referrals or len(mail.links) != 1 or mail.message_class not in _MAY_CORRECT:
        return ()
    return _plain_answers(mail)


def told_to_nobody(mail: ReadMail) -> Sequence[FieldReading]:
    """What a mail that opens no case says: its forms, else the plain answers in its own text.

    A person may join it to a case; even a mere question is an answer then.
    """
    if mail.referrals:
        return ()
    forms = (each.extraction for each in mail.files if each.extraction.kind is DocumentKind.REFERRAL_FORM)
    read = [reading for each in forms for reading in each.record.readings]
    if read or mail.message_class not in _MAY_CORRECT | {MessageClass.QUERY}:
        return read
    return _plain_answers(mail)


def _plain_answers(mail: ReadMail) -> list[FieldReading]:
    body = (each.extraction.record.readings for each in mail.files if each.path == BODY)
    return [each for each in next(body, ()) if each.confidence >= LEAST_SURE and _is_plain(each.path)]


def propose_from_mail(
    work: UnitOfWork,
    case: CaseRow,
    item: ItemRow,
    readings: Iterable[FieldReading | ToldRow],
    domain: DomainConfiguration,
) -> int:
    """Keep what a mail says otherwise than the case; how many fields."""
    case = work.in_full(case)
    found = differences(standing_values(case), _known(case), readings)
    rows = _proposals(case, [each for each in found if _can_change(domain, each.path)], work.now)
    for row in rows:
        row.item_id = item.id
    if work.propose(rows):
        work.record("changes_proposed", case=case, item=item, detail=str(len(rows)))
    return len(rows)


def propose_from_case(
    change: CaseChange, survivor: CaseRow, fields: Iterable[FieldRow], leave_out: tuple[str, ...]
) -> int:
    """Keep what a merged case says otherwise than the one it was merged into; how many fields."""
    standing = standing_values(change.case)
    told = [row for row in fields if not row.rival and standing.get(row.path) == row.value]
    told += [_as_field(row.path, row.value) for row in change.case.corrections if standing.get(row.path) == row.value]
    found = differences(standing_values(survivor), _known(survivor), told, leave_out)
    rows = _proposals(survivor, [each for each in found if _can_change(change.domain, each.path)], change.now)
    for row in rows:
        row.other_id = change.case.id
    return change.work.propose(rows)


def _proposals(case: CaseRow, found: Iterable[Difference[Any]], now: datetime) -> list[ProposalRow]:
    return [
        ProposalRow(
            case_id=case.id,
            path=each.path,
            value=each.reading.value,
            raw=each.reading.raw,
            confidence=each.reading.confidence,
            file=each.reading.file,
            place=plain_place(each.reading.place),
            made_at=now,
        )
        for each in found
    ]


def answer_proposals(change: CaseChange, answers: Mapping[int, str]) -> int:
    """Accept, add to what stands, or refuse: each by its id; how many.

    Guards: CaseEnded, NothingChanged, NotAChoice, AlreadyDealtWith.
    """
    change.must_be_open()
    if not answers:
        raise NothingChanged
    waiting = {row.id: row for row in change.work.proposals_of(change.case) if not row.answer}
    for proposal_id, answer in answers.items():
        if answer not in ANSWERS:
            raise NotAChoice
        if proposal_id not in waiting:
            raise AlreadyDealtWith
        _answer(change, waiting[proposal_id], answer)
    return len(answers)


def _answer(change: CaseChange, row: ProposalRow, answer: str) -> None:
    if answer == "refused":
        change.record("change_refused", row.path)
    else:
        stands = standing_values(change.case).get(row.path, "")
        value = f"{stands}\n\n{row.value}" if answer == "added" and stands else row.value
        source = f"E-mail {row.item_id}" if row.item_id else f"Case {change.work.reference_of(row.other_id)}"
        try:
            correct_field(change, row.path, value, "fact", source)
        except NothingChanged:
            change.record("change_accepted", row.path)  # somebody typed the same in meanwhile
        except Refused:
            raise NotAChoice from None  # what was written is no answer to this question: it is typed in by hand
    row.answer, row.answered_by, row.answered_at = answer, change.who.name, change.now


def _is_plain(path: str) -> bool:
    """Free text of a mail, and who signed it, are no corrections of the form."""
    return path not in _FREE_TEXT and not path.startswith(OF_THE_REFERRER)


def _known(case: CaseRow) -> list[tuple[str, str]]:
    """What was read before, put right or not: it is not proposed once more."""
    return [(row.path, row.value) for row in case.fields]


def _can_change(domain: DomainConfiguration, path: str) -> bool:
    definition = domain.fields.definition(path)
    return definition is not None and not definition.internal


def _as_field(path: str, value: str) -> FieldRow:
    return FieldRow(path=path, value=value, raw=value, confidence=1.0, file="", place={"part": ""}, rival=False)
